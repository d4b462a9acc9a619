"""Region og år as each may see it: one's own on every date, of the others what is released, small cells hidden."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil
from collections.abc import Iterator
from decimal import Decimal

import pytest

from data_pipeline import agreements, meetings, reports
from data_pipeline.agreements import draft
from data_pipeline.meetings import Meeting, compare_report
from data_pipeline.meetings.compare_report import Row
from data_pipeline.papers import extract
from data_pipeline.papers.extract import Form, Wanted
from data_pipeline.privacy.rights import Person, Role, owner
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import Board, compare
from data_pipeline.settings import Settings
from data_pipeline.views import compare as compare_views
from data_pipeline.views import pages
from tests.installations import Installations

VIBORG, DAY = "viborg-2014", dt.date(2014, 12, 31)
MAYOR = Person("Vera", Role.PARTNER, frozenset({VIBORG}))
RELEASED = ("samsoe-2014", "randers-2014", "viborg-2013")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Iterator[Board]:
    """The region, with released meetings of some agreements and one of Skive's that is not."""
    folder = tmp_path_factory.mktemp("compared")
    home, agreed = installations.region()
    shutil.copytree(home, folder / "home")
    opened = reports.open_board(
        Settings.read({"VAEKSTTAVLEN_HOME": str(folder / "home"), "VAEKSTTAVLEN_AGREEMENTS": str(agreed)})
    )
    for name in (*RELEASED, "skive-2014"):
        meetings.freeze(opened, name, name, DAY if name != "viborg-2013" else dt.date(2013, 12, 31), by=owner())
    for name in RELEASED:
        meetings.release(opened.ledger, name, by=owner())
    yield opened
    opened.ledger.close()


def rows(board: Board, by: Person, day: dt.date = DAY) -> dict[str, Row]:
    return {row.agreed.id: row for row in compare_report.neighbours(board, VIBORG, day, by=by).rows}


def actuals(row: Row) -> dict[str, int | Hidden]:
    assert row.at
    return {line.id: line.actual for line in row.at.targets}


def test_who_is_bound_to_nothing_sees_every_agreement_on_the_day(board: Board):
    view = board.view(VIBORG, DAY, by=owner())
    known = agreements.load_all(board.settings.agreements)
    found = compare.neighbours(view.store, view.stamp.snapshot, known.values(), DAY)
    seen = rows(board, owner())
    assert list(seen) == ["aarhus-2014", "randers-2014", "samsoe-2014", "skive-2014", VIBORG]
    assert [row.at for row in seen.values()] == [near.at for near in found.neighbours]
    assert seen["samsoe-2014"].at.satisfaction.limits == {"95": (2, 5), "99.8": (1, 5)}


def test_of_the_others_stands_the_latest_meeting_released_by_the_day_or_the_name(board: Board):
    seen = rows(board, MAYOR)
    assert seen[VIBORG] == rows(board, owner())[VIBORG]
    assert [name for name, row in seen.items() if row.at] == ["randers-2014", "samsoe-2014", VIBORG]
    assert (seen["randers-2014"].meeting, seen["randers-2014"].is_own) == ("randers-2014", False)
    # Randers has nothing small, so the row is what its parties see.
    assert seen["randers-2014"].at.targets[:2] == rows(board, owner())["randers-2014"].at.targets[:2]
    assert [name for name, row in rows(board, MAYOR, dt.date(2014, 12, 30)).items() if row.at] == [VIBORG]


def test_small_cells_are_hidden_with_all_that_tells_them(board: Board):
    at = rows(board, MAYOR)["samsoe-2014"].at
    whole = rows(board, owner())["samsoe-2014"].at
    for line, known in zip(at.targets, whole.targets, strict=False):
        assert (line.actual is Hidden.FEW) == (1 <= known.actual <= 4)
        if line.actual is Hidden.FEW:
            assert (line.share_of_expected, line.status, line.chance, line.change) == (None, "none", None, None)
            assert isinstance(line.share, Hidden)
            assert line.target == known.target
    voices = at.satisfaction
    assert {voices.share, voices.satisfied, voices.answered} == {Hidden.PROTECTED}
    assert (voices.low, voices.limits, voices.met, voices.chance, voices.response_rate) == (None,) * 5
    assert (at.fees.amount, at.fees.share) == (Hidden.PROTECTED, Hidden.PROTECTED)
    assert actuals(rows(board, MAYOR)["samsoe-2014"])["guided.total.company"] == 6


def test_nothing_is_said_against_chance_of_what_is_not_shown(board: Board):
    def said(by: Person) -> str:
        table = compare_views.neighbours_table(compare_report.answer(board, VIBORG, DAY, by=by), VIBORG, "da")
        return str(next(row[-1] for row in table.rows if "Samsø" in str(row[0])))

    assert (said(owner()), said(MAYOR)) == ("intet", "intet af det viste")


def other_world(meeting: Meeting) -> Meeting:
    """The meeting with other small cells: what a reader who sees none of them can't tell from the true one."""
    said = json.loads(json.dumps(dict(meeting.figures), default=str))
    for line in said["targets"]:
        if 1 <= line["actual"] <= 4:
            line["actual"] = 5 - line["actual"]
    voices = said["satisfaction"]
    voices.update(satisfied=voices["satisfied"] + 1, share=0.6, low=0.1, high=0.9, response_rate=0.77)
    said["fee_total"]["amount"] = str(Decimal(said["fee_total"]["amount"]) + 1)
    return dataclasses.replace(meeting, figures=said)


def test_nothing_tells_one_world_from_another(board: Board, monkeypatch: pytest.MonkeyPatch):
    """No byte about another's small cells: neither report, tables nor files change with them; one's own would."""

    def told(by: Person) -> tuple[object, list[object], list[bytes]]:
        report = compare_report.answer(board, VIBORG, DAY, by=by)
        tables = [pages.of("compare", report, said) for said in ("da", "en")]
        wanted = [Wanted("compare", "x", VIBORG, "Viborg", DAY, said) for said in ("da", "en")]
        return report, tables, [extract.page(board, one, Form.CSV, by) for one in wanted]

    at_samsoe = Person("Sam", Role.PARTNER, frozenset({"samsoe-2014", VIBORG}))
    before, own = told(MAYOR), told(at_samsoe)
    find = compare_report.find
    monkeypatch.setattr(
        compare_report,
        "find",
        lambda book, name: other_world(find(book, name)) if name == "samsoe-2014" else find(book, name),
    )
    assert told(MAYOR) == before
    assert told(at_samsoe) == own
    for text in before[2]:
        assert "1–4" in text.decode()
        assert "Samsø" in text.decode()
    # The same search finds what is not hidden.
    monkeypatch.setattr(compare_report.small_cells, "hide", lambda report: report)
    assert told(MAYOR) != before


def test_years_of_a_series_that_one_is_not_bound_to_are_others(board: Board):
    found = compare_report.years(board, VIBORG, DAY, by=MAYOR)
    assert [(row.agreed.id, row.is_own, bool(row.at)) for row in found.rows] == [
        ("viborg-2013", False, True),
        (VIBORG, True, True),
        ("viborg-2015", False, False),
    ]
    assert compare_report.next_year(board, VIBORG, DAY, by=MAYOR).years == (found.rows[1].agreed.title,)
    both = Person("Bo", Role.PARTNER, frozenset({VIBORG, "viborg-2013"}))
    assert len(compare_report.next_year(board, VIBORG, DAY, by=both).years) == 2


def test_numbers_are_tried_and_a_stray_one_is_left_out(board: Board):
    tried = {"guided.local.entrepreneur": "210", "fee.nothing": "3"}
    found = compare_report.next_year(board, VIBORG, DAY, by=owner(), numbers=tried)
    assert found.found.targets[0].target == 210
    assert found.found.fees[0].target == 210
    again = agreements.parse(found.agreed.id, draft.text(found.agreed, "x", with_clauses=True))
    assert again.targets == found.agreed.targets


def test_where_there_is_no_year_to_go_by_it_is_said(board: Board):
    found = compare_report.next_year(board, "skive-2014", dt.date(2014, 3, 31), by=owner())
    assert found.found is None
    assert "no year to go by" in found.why[0].say("en")


def test_a_day_outside_every_period_has_no_neighbours(board: Board):
    assert compare_report.neighbours(board, "viborg-2015", dt.date(2016, 1, 1), by=owner()).rows == ()
