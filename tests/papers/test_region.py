"""Years and neighbours in a meeting's papers (R20): kept with the meeting, every number the command line's, and of
another agreement no more than others may see.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import shutil
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from data_pipeline import meetings, reports
from data_pipeline.command.line import main
from data_pipeline.language import share, translate
from data_pipeline.meetings import Meeting, compare_report
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person, Role, owner
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.views import compare, funnel
from tests.installations import Installations
from tests.meetings.test_compare_report import other_world
from tests.papers.test_every_number import closed
from tests.security.inside import inside

VIBORG, NAME, DAY = "viborg-2014", "Årsmødet", dt.date(2014, 12, 31)
RELEASED = ("samsoe-2014", "randers-2014")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Iterator[Board]:
    """The region: Viborg's meeting, after two neighbours have released theirs and Skive has not."""
    home, agreed = installations.region()
    folder = shutil.copytree(home, tmp_path_factory.mktemp("region") / "home")
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(folder), "VAEKSTTAVLEN_AGREEMENTS": str(agreed)})
    opened = reports.open_board(settings)
    for name in (*RELEASED, "skive-2014"):
        meetings.freeze(opened, name, name, DAY, by=owner())
    for name in RELEASED:
        meetings.release(opened.ledger, name, by=owner())
    meetings.freeze(opened, NAME, VIBORG, DAY, by=owner())
    yield opened
    opened.ledger.close()


@pytest.fixture(scope="module")
def meeting(board: Board) -> Meeting:
    return meetings.find(board.ledger, NAME)


def paper(board: Board, meeting: Meeting, form: Form, said: str) -> bytes:
    return meeting_papers.make(form, board.ledger, meeting, said, by=owner())


def asked(board: Board, *command: str) -> dict[str, Any]:
    out = io.StringIO()
    environment = {
        "VAEKSTTAVLEN_HOME": str(board.settings.home),
        "VAEKSTTAVLEN_AGREEMENTS": str(board.settings.agreements),
    }
    with contextlib.redirect_stdout(out):
        assert main([*command, "--format", "json"], environment) == 0
    return json.loads(out.getvalue())


def rows(board: Board, meeting: Meeting, said: str) -> dict[tuple[str, dt.date, str], list[Any]]:
    """“Every headline” of the workbook by agreement, day and headline."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(paper(board, meeting, Form.XLSX, said)))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    (lines,) = (one for one in sheets if one[0][0] == translate("Every headline", said))
    return {(row[0], row[1], row[2]): row[3:] for row in lines[3:]}


@pytest.mark.parametrize("said", ["da", "en"])
def test_every_number_of_years_and_neighbours_is_the_command_line_s(board: Board, meeting: Meeting, said: str):
    """Own years on both days; of a neighbour what its released meeting keeps, and the word where that is small."""
    found = rows(board, meeting, said)
    years = asked(board, "compare", "--series", "viborg", "--as-of", DAY.isoformat())["years"]
    near = {
        one["agreement"]: one
        for one in asked(board, "compare", "--neighbours", "--as-of", DAY.isoformat())["neighbours"]
    }
    titles = {row.agreed.id: row.agreed.title.say(said) for row in everyone(meeting)}
    read = [(one["agreement"], one[at]) for one in years for at in ("at", "whole") if one[at]]
    read += [(name, near[name]["at"]) for name in RELEASED]
    told = hidden = 0
    for agreement, at in read:
        lines = {
            key[2]: row
            for key, row in found.items()
            if key[:2] == (titles[agreement], dt.date.fromisoformat(at["day"]))
        }
        assert len(lines) == len(at["targets"]) + 5
        for row, line in zip(lines.values(), at["targets"], strict=False):
            if isinstance(row[0], str):
                hidden += 1
                assert agreement in RELEASED
                assert line["actual"] > 0
                assert not [cell for cell in row[2:] if isinstance(cell, float) and cell != line["expected"]]
                continue
            told += 1
            assert row[:2] == [line["actual"], "" if line["target"] is None else line["target"]]
            assert row[2] == pytest.approx(line["share"]) if line["share"] is not None else row[2] == ""
            assert row[3] == pytest.approx(line["expected"]) if line["expected"] is not None else row[3] == ""
        money, voices, *_others = list(lines.values())[len(at["targets"]) :]
        if agreement != "samsoe-2014":
            assert money[:2] == pytest.approx([float(at["fees"]["amount"]), float(at["fees"]["budget"])])
            assert voices[:2] == [at["satisfaction"]["satisfied"], at["satisfaction"]["answered"]]
        else:
            assert isinstance(money[0], str)
            assert isinstance(voices[0], str)
    assert told > 40
    assert hidden > 3
    assert not any(titles["skive-2014"] == key[0] for key in found)


def everyone(meeting: Meeting) -> tuple[compare_report.Row, ...]:
    report = meeting.reports["compare"]
    return (*report.years.rows, *report.neighbours.rows)


@pytest.mark.parametrize("said", ["da", "en"])
def test_the_minutes_tell_the_rows_with_what_they_mean(board: Board, meeting: Meeting, said: str):
    """Years, neighbours and the funnel's points, how they are read, and nothing of who has released nothing."""
    pages = pypdf.PdfReader(io.BytesIO(paper(board, meeting, Form.PDF, said))).pages
    text = closed("".join(page.extract_text() for page in pages))
    report = meeting.reports["compare"]
    for table in compare.on_paper(report, said):
        assert closed(table.title) in text
        for note in table.notes:
            assert closed(note) in text
    at = next(row.at for row in report.neighbours.rows if row.agreed.id == "randers-2014")
    assert closed(share(at.satisfaction.share, said)) in text
    assert closed(translate("no released meeting", said)) in text


def test_the_funnel_s_dots_are_the_shares_that_may_be_seen(board: Board, meeting: Meeting):
    """In PowerPoint as numbers one can edit: the root of the answers across, the share up; longest series first."""
    slides = Presentation(io.BytesIO(paper(board, meeting, Form.PPTX, "da"))).slides
    (chart,) = (
        shape.chart for slide in slides if slide.name == "compare-funnel" for shape in slide.shapes if shape.has_chart
    )
    series = list(chart.plots[0].series)
    assert sorted(series, key=lambda one: -len(list(one.values)))[:4] == series[:4]
    dots = [
        one._element.xpath("./c:xVal//c:v/text() | ./c:yVal//c:v/text()") for one in series if one.name == "Tilfredse"
    ]
    known = [voices for _row, voices in funnel.shown(meeting.reports["compare"])]
    assert sorted((round(float(x) ** 2), float(y)) for x, y in dots) == sorted(
        (one.answered, one.share) for one in known
    )
    assert len(known) == 2


def test_what_is_released_or_loaded_afterwards_moves_no_meeting(board: Board, meeting: Meeting):
    before = paper(board, meeting, Form.XLSX, "da")
    meetings.release(board.ledger, "skive-2014", by=owner())
    assert paper(board, meetings.find(board.ledger, NAME), Form.XLSX, "da") == before
    day = board.view(VIBORG, DAY, by=owner())
    anew = compare_report.for_parties(board, day)
    assert anew != meeting.reports["compare"]
    assert {row.agreed.id for row in anew.neighbours.rows if row.at} == {*RELEASED, "skive-2014", VIBORG}


def test_no_byte_tells_the_small_cells_of_another(board: Board, meeting: Meeting, monkeypatch: pytest.MonkeyPatch):
    """With other small cells at Samsø the meeting would have kept the same, whoever freezes it."""
    find, kept = compare_report.find, meeting.reports["compare"]
    assert near(board, owner()) == kept.neighbours.rows[2]

    def other(book: Any, name: str) -> Meeting:
        return other_world(find(book, name)) if name == "samsoe-2014" else find(book, name)

    monkeypatch.setattr(compare_report, "find", other)
    assert near(board, owner()) == kept.neighbours.rows[2]
    monkeypatch.setattr(compare_report.small_cells, "hide", lambda report: report)
    assert near(board, owner()) != kept.neighbours.rows[2]


def near(board: Board, by: Person) -> compare_report.Row:
    found = compare_report.for_parties(board, board.view(VIBORG, DAY, by=by))
    return next(row for row in found.neighbours.rows if row.agreed.id == "samsoe-2014")


def test_who_is_bound_gets_no_more_by_papers_than_by_the_page(board: Board):
    """Of the year before, which the claim does not name, there is no released meeting: its name alone."""
    bound = Person("Vera", Role.PARTNER, frozenset({VIBORG}))
    found = compare_report.for_parties(board, board.view(VIBORG, DAY, by=bound))
    assert [(row.agreed.id, bool(row.at)) for row in found.years.rows] == [
        ("viborg-2013", False),
        (VIBORG, True),
        ("viborg-2015", False),
    ]
    assert meetings.find_for(board.ledger, NAME, bound).reports["compare"] is None
    both = Person("Vera", Role.PARTNER, frozenset({VIBORG, "viborg-2013"}))
    assert meetings.find_for(board.ledger, NAME, both).reports["compare"] is not None


@pytest.mark.parametrize("form", list(Form))
def test_papers_for_others_have_none_of_it(board: Board, meeting: Meeting, form: Form):
    others = meetings.for_audience(meeting, meetings.OTHERS)
    assert "compare" not in others.reports
    made = inside(paper(board, others, form, "da"))
    assert "Randers" not in made
    assert "Samsø" not in made
    assert "Randers" in inside(paper(board, meeting, form, "da"))


def test_an_agreement_without_years_and_neighbours_has_no_such_chapter(board: Board, installations: Installations):
    """Nor has one whose neighbours have released nothing, and whose other years have no data by then."""
    assert compare_report.for_parties(board, board.view("skive-2014", dt.date(2014, 6, 30), by=owner())) is None
