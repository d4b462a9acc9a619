"""Whatever an agreement leaves out, everything of it is shown: reports, meetings, slides and papers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline import agreements, meetings, reports, settlements
from data_pipeline.agreements.gaps import gaps
from data_pipeline.errors import Correctable
from data_pipeline.figures import all_figures
from data_pipeline.language import LANGUAGES
from data_pipeline.loading.load import load
from data_pipeline.meetings import Meeting, changes_report
from data_pipeline.papers import meeting_papers
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board, Target
from data_pipeline.settings import ROOT, Settings
from data_pipeline.slides import deck
from data_pipeline.views import attention, pages
from tests.agreements import sparse

CHAIR = Person("formand", Role.ADMINISTRATOR)
SPRING, SUMMER, END = dt.date(2014, 3, 31), dt.date(2014, 6, 30), dt.date(2014, 12, 31)
TEXTS = sparse.texts()
WHOLE = ("example", "bare")  # a meeting is held of these; of the others the pages that show what is left out
PAGES = {"no-fees": ("overview", "fees"), "no-sectors": ("focus_sectors",), "no-dates": ("fees",)}


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """The sample under every agreement there may be, and one of a year to come."""
    home = tmp_path_factory.mktemp("sparse")
    folder = home / "agreements"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "next.toml").write_text(sparse.toml(sparse.example(2016) | {"id": "next"}), encoding="utf-8")
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(home / "home"), "VAEKSTTAVLEN_AGREEMENTS": str(folder)})
    load(settings, [sorted(path for path in (ROOT / "sample_data").iterdir() if path.is_dir())[0]])
    return reports.open_board(settings)


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in WHOLE])
def test_the_pages_it_is_about_are_shown(name: str, board: Board):
    for page in PAGES.get(name, ("overview", "targets", "strategy")):
        report = board.answer(page, name, SUMMER, by=CHAIR)
        told = [pages.title(page, report)]
        told += [line.headline for line in attention.attention(report)] if page == "overview" else []
        for said in LANGUAGES:
            assert all("{" not in one.say(said) for one in told)
            pages.of(page, report, said)


@pytest.mark.parametrize("name", WHOLE)
def test_a_meeting_of_it_is_kept_and_shown(name: str, board: Board):
    meetings.freeze(board, f"{name} 1", name, SPRING, by=CHAIR)
    meeting = meetings.freeze(board, f"{name} 2", name, END, by=CHAIR)
    shown = deck.all_slides(meeting, board.ledger)
    assert {"decide_today", "year", "satisfaction", "jobs", "decisions"} <= {one.id for one in shown}
    for said in LANGUAGES:
        assert all(one.finding for one in pages.chapters(meeting, said))
    account = settlements.account(board, name, END, by=CHAIR)
    assert account.periods or not meeting.agreement.fees
    since = changes_report.answer(board, name, END, by=CHAIR)
    assert since is not None
    guided = [one.figure for one in since.headlines if one.part == "actual"]
    assert guided == [one.id for one in _headlines(meeting)]


def _headlines(meeting: Meeting) -> list[Target]:
    overview = meeting.reports["overview"]
    return [one for one in (overview.entrepreneurs, overview.companies) if one is not None]


def test_a_target_has_its_status_the_same_everywhere(board: Board):
    for day in (dt.date(2013, 12, 30), SUMMER, END):
        view = board.view("example", day, by=CHAIR)
        status = {one["id"]: one["status"] for one in all_figures(view.store, view.agreement, day)["targets"]}
        overview, targets = (board.answer(page, "example", day, by=CHAIR) for page in ("overview", "targets"))
        assert status == {one.id: one.status for one in overview.targets}
        assert status == {one.id: one.status for one in targets.targets}


@pytest.mark.parametrize("name", ["example", "bare", "only-total"])
@pytest.mark.parametrize("form", meeting_papers.Form)
def test_papers_are_made_of_it(name: str, form: meeting_papers.Form, board: Board):
    names = {head.name for head in meetings.all_heads(board.ledger, name)}
    if f"{name} paper" not in names:
        meetings.freeze(board, f"{name} paper", name, SUMMER, by=CHAIR)
    meeting = meetings.find(board.ledger, f"{name} paper")
    assert meeting_papers.make(form, board.ledger, meeting, "da", by=CHAIR)


def test_a_total_without_rows_is_drawn_on_its_slide(board: Board):
    name = "only-total"
    meeting = meetings.freeze(board, "drawn", name, SUMMER, by=CHAIR)
    slide = next(one for one in deck.all_slides(meeting, board.ledger) if one.id == "programmes")
    assert [row.label.say("da") for row in slide.chart.rows] == ["I alt, virksomheder"]


def test_an_agreement_whose_period_has_no_data_is_not_shown_first(board: Board):
    choices = board.agreements("da")
    assert choices[-1].id == "next"
    assert choices[0].id in TEXTS


def test_what_is_left_out_is_named(tmp_path: Path):
    told = {}
    for name in ("bare", "no-totals", "only-company", "example"):
        path = tmp_path / f"{name}.toml"
        path.write_text(TEXTS[name], encoding="utf-8")
        told[name] = [one.say("en") for one in gaps(agreements.read(path))]
    assert len(told["bare"]) == 6
    assert told["bare"][0] == "bare: no targets; Activity targets says so, and a meeting has no slide of them."
    assert told["no-totals"] == []
    entrepreneurs = "B1 has no number for entrepreneurs guided in all or locally; Overview has no row of them."
    assert told["only-company"] == [f"only-company: {entrepreneurs}"]
    assert told["example"] == [
        "example: B1 has no number for companies guided in all or locally; Overview has no row of them."
    ]


def test_a_period_without_a_working_day_is_a_fault(tmp_path: Path):
    agreed = sparse.bare() | {"id": "weekend"}
    agreed["period"] |= {"first_date": dt.date(2014, 3, 1), "last_date": dt.date(2014, 3, 2)}
    path = tmp_path / "weekend.toml"
    path.write_text(sparse.toml(agreed), encoding="utf-8")
    with pytest.raises(Correctable, match="no working day"):
        agreements.read(path)
