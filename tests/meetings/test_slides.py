"""What a meeting's slides say: twelve that end in decisions, then and now from frozen meetings, and every mark true."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from data_pipeline import meetings, reports
from data_pipeline.ledger import strategy
from data_pipeline.meetings import Meeting, minutes, proposals
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.slides import deck
from data_pipeline.slides.slide import Slide
from data_pipeline.views.chart import Bullets, Line, Lines, Multiples, translated
from data_pipeline.views.meeting_charts import Course, Proposals, ThenNow
from tests.installations import Installations, on_one_machine
from tests.meetings import extremes

YEAR_END = dt.date(2014, 12, 31)
OWNER = Person("Ada", Role.ADMINISTRATOR)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Board:
    """The sample year with its June meeting, and one that froze the year."""
    home = shutil.copytree(installations.frozen_year(), tmp_path_factory.mktemp("slides") / "home")
    return reports.open_board(on_one_machine(home))


@pytest.fixture
def year(board: Board) -> Meeting:
    return meetings.find(board.ledger, "year")


def shown(board: Board, meeting: Meeting) -> dict[str, Slide]:
    return {one.id: one for one in deck.slides(meeting, board.ledger)}


def said(text: object, language: str = "da") -> str:
    return translated(text, language)  # type: ignore[arg-type]


def told(listed: Iterable[Line]) -> list[tuple[str, ...]]:
    return [tuple(said(text) for text in (one.text, one.value, one.remark)) for one in listed]


def test_a_year_s_meeting_is_twelve_slides_and_an_appendix(board: Board, year: Meeting):
    slides = deck.slides(year, board.ledger)
    assert [one.id for one in slides if one.part != "appendix"] == [
        "decide_today",
        "last_time",
        "year",
        "targets",
        "programmes",
        "fees",
        "satisfaction",
        "jobs",
        "focus_sectors",
        "deadlines",
        "obligations",
        "decisions",
    ]
    assert slides[-1].part == "appendix"
    assert {one.part for one in slides} == set(deck.PARTS)


def test_the_year_is_then_and_now_with_what_turned_first(board: Board, year: Meeting):
    slide = shown(board, year)["year"]
    assert said(slide.title) == f"Tilfredsheden vendte: fra 84{SPACE}% til 79{SPACE}%"
    assert isinstance(slide.chart, ThenNow)
    first, *others = slide.chart.rows
    assert (first.figure, first.has_turned, said(first.now.verdict)) == ("satisfaction", True, "Ikke opfyldt")
    assert not any(one.has_turned for one in others)  # behind, then not reached, is no turn
    june = meetings.find(board.ledger, "2014-06-30")
    assert first.then is not None
    assert first.then.along == june.figures["satisfaction"]["share"] / 0.8
    assert f"84{SPACE}% → 79{SPACE}%" in slide.alt("da")
    assert "Ikke opfyldt, før: Opfyldt" in slide.alt("da")
    assert slide.proposal == "satisfaction"
    (alone,) = (one for one in deck.slides(june, board.ledger) if one.part == "year")
    assert isinstance(alone.chart, ThenNow)
    assert all(one.then is None for one in alone.chart.rows)


def test_courses_end_at_the_figures_and_stand_against_their_goals(board: Board, year: Meeting):
    slides = shown(board, year)
    for name, last, goal in (
        ("satisfaction", year.figures["satisfaction"]["share"], 0.8),
        ("jobs", float(year.figures["jobs"]["net"]), 275),
    ):
        chart = slides[name].chart
        assert isinstance(chart, Course)
        assert [said(one.label) for one in chart.moments] == ["31. mar", "30. jun", "30. sep", "31. dec"]
        assert (chart.moments[-1].value, chart.goal) == (last, goal)


def test_a_title_counts_what_is_marked_and_a_legend_what_is_there(board: Board, year: Meeting):
    """190 and 10 of 12 are short; the total of all guided is the first of them, and stands under the bars."""
    for meeting in (year, meetings.find(board.ledger, "2014-06-30")):
        for name in ("targets", "programmes"):
            slide = shown(board, meeting)[name]
            assert isinstance(slide.chart, Bullets)
            short = sum(one.status in ("behind", "missed") for one in slide.chart.rows)
            words = {1: "Ét", 2: "To", 3: "Tre", 4: "Fire"}
            assert said(slide.title).startswith(f"{words[short]} af {len(slide.chart.rows)} mål"), said(slide.title)
    slides = shown(board, year)
    assert said(slides["targets"].title) == "To af 4 mål ikke nået, mest 10 af 12 iværksættere"
    assert (
        said(slides["targets"].remarks[-1]) == "Streg: mål · pil: forventet"
    )  # nothing is forecast of a year that is over
    june = shown(board, meetings.find(board.ledger, "2014-06-30"))
    assert "skraveret: prognose · tynd: 80 %" in said(june["targets"].remarks[-1])
    assert said(slides["fees"].title) == f"Loftet skærer 23{SPACE}% af beløbet"
    assert "Intet er afregnet: afregn nu?" in map(said, slides["fees"].remarks)


def test_a_disputed_figure_is_disputed_on_every_slide_of_it(board: Board, year: Meeting):
    book, party = board.ledger, "≠ Bestridt af Viborgegnens Erhvervsråd"
    assert party not in map(said, shown(board, year)["fees"].remarks)
    value = year.figures["fee_total"]["amount"]
    minutes.mark(book, year, "fee_total", "erhvervsraad", "disputed", by=OWNER, value=value, note="13 mangler")
    slides = shown(board, year)
    assert party in map(said, slides["fees"].remarks)
    assert slides["fees"].proposal == "fees.pending"
    chart = slides["year"].chart
    assert isinstance(chart, ThenNow)
    assert [said(one.dispute) for one in chart.rows if one.dispute] == [party]
    assert party in slides["year"].alt("da")
    minutes.mark(book, year, "fee_total", "erhvervsraad", "agreed", by=OWNER, value=value)
    assert party not in map(said, shown(board, year)["fees"].remarks)


def test_sectors_stand_beside_those_outside_the_whole_and_last_time(board: Board, year: Meeting):
    chart = shown(board, year)["focus_sectors"].chart
    assert isinstance(chart, Multiples)
    assert list(map(said, chart.labels[-2:])) == ["Uden for dem", "I alt"]
    guided = [said(bar.written) for bar in chart.panels[0].bars]
    assert guided == ["27, før 14", "64, før 31", "18, før 9", "293, før 141", "402"]


def test_what_is_written_of_obligations_after_the_freeze_appears(board: Board, year: Meeting):
    """Due ones first; what is empty goes on in the appendix."""
    book = board.ledger
    first = shown(board, year)["obligations"]
    assert said(first.title) == "21 punkter er tomme, to af dem over fristen"
    assert isinstance(first.chart, Lines)
    assert [line[:2] for line in told(first.chart.lines)][:2] == [
        ("Erhvervsudviklingsdøgnet", "Over fristen"),
        ("Status for erhvervsstrategien", "Over fristen"),
    ]
    strategy.write(book, year.agreement, "spring_seminar", "Holdt i Viborg", by=OWNER, day=dt.date(2014, 5, 20))
    later = shown(board, year)["obligations"]
    assert said(later.title) == "20 punkter er tomme, én af dem over fristen"
    assert isinstance(later.chart, Lines)
    assert "Holdt i Viborg, 20. maj 2014" in told(later.chart.lines)[0][1]
    every = [one for one in deck.slides(year, book) if one.id.startswith("obligations")]
    assert [one.part for one in every] == ["obligations", *["appendix"] * (len(every) - 1)]
    lines = [line for one in every if isinstance(one.chart, Lines) for line in one.chart.lines]
    assert len(lines) == 21
    june = meetings.find(book, "2014-06-30")  # it shows what was written before the next meeting was frozen
    assert not any("Holdt" in one.alt("da") for one in deck.slides(june, book))


def test_proposals_and_decisions_say_who_does_what_by_when(board: Board, year: Meeting):
    book = board.ledger
    proposals.choose(book, year, "satisfaction", "adopted", by=OWNER)
    proposals.choose(book, year, "jobs.unmeasured", "dropped", by=OWNER)
    minutes.add(book, year, "decision", "Mødet holdes i marts", by=OWNER, responsible="kommune", due_date=YEAR_END)
    minutes.add(book, year, "action", "Send listen", by=OWNER, responsible="vaeksthus")
    slides = shown(board, year)
    today = slides["decide_today"]
    assert said(today.title) == "I dag beslutter vi: fem forslag, tre tilbage"
    assert isinstance(today.chart, Proposals)
    assert [one.choice for one in today.chart.rows] == ["adopted", "", "dropped", "", ""]
    assert isinstance(slides["decisions"].chart, Lines)
    assert told(slides["decisions"].chart.lines) == [
        ("Ring til de 8 utilfredse klienter", "Handling", "Viborgegnens Erhvervsråd, senest 27. februar 2015"),
        ("Mødet holdes i marts", "Beslutning", "Viborg Kommune, senest 31. december 2014"),
        ("Send listen", "Handling", "Væksthus Midtjylland · endnu ingen frist"),
    ]
    last = slides["last_time"]
    assert said(last.title) == "Begge handlinger fra sidst er over fristen"
    assert isinstance(last.chart, Lines)
    assert {one.shape for one in last.chart.lines} == {"overdue"}


def test_others_see_no_notes_no_marks_and_no_choices(board: Board, year: Meeting):
    others = meetings.for_audience(year, meetings.OTHERS)
    slides = shown(board, others)
    assert not {"last_time", "decisions"} & set(slides)
    chart = slides["decide_today"].chart
    assert isinstance(chart, Proposals)
    assert {one.choice for one in chart.rows} == {""}
    then = slides["year"].chart
    assert isinstance(then, ThenNow)
    assert said(then.rows[0].now.written) == f"79{SPACE}%"


def test_agreements_with_next_to_nothing_have_slides_too(tmp_path: Path, installations: Installations):
    """No fees, no sectors, no targets left, no data at all; and forty decisions, each on a slide that has room."""
    home = shutil.copytree(installations.both_deliveries(), tmp_path / "home")
    folder = tmp_path / "agreements"
    extremes.write(folder)
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(folder)})
    opened = reports.open_board(settings)
    for name in (extremes.BARE, extremes.EMPTY):
        meeting = meetings.freeze(opened, name, name, YEAR_END, by=OWNER)
        for number in range(40 if name == extremes.BARE else 0):
            minutes.add(opened.ledger, meeting, "decision", f"{number + 1}. {extremes.NOTE[:200]}", by=OWNER)
        slides = deck.slides(meeting, opened.ledger)
        assert {"decide_today", "year", "satisfaction", "jobs", "decisions"} <= {one.id for one in slides}
        assert not {"fees", "focus_sectors"} & {one.id for one in slides} or name == extremes.EMPTY
        for language in ("da", "en"):
            assert all(one.alt(language) and said(one.title, language) for one in slides)
        read = [
            line
            for one in slides
            if one.part == "decisions" and isinstance(one.chart, Lines)
            for line in one.chart.lines
        ]
        assert len(read) >= (40 if name == extremes.BARE else 0)
