"""What is written about a meeting: who may, what is refused, and what the next meeting comes back to."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from data_pipeline import meetings, reports
from data_pipeline.errors import Correctable
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import Board
from data_pipeline.slides import deck, paging
from data_pipeline.views.chart import translated
from tests.installations import Installations, on_one_machine

MARCH, JUNE = dt.date(2014, 3, 31), dt.date(2014, 6, 30)
OWNER, PARTNER, GUEST = (Person(name, role) for name, role in zip(("Ada", "Bo", "Cy"), reversed(Role), strict=True))


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Board:
    """The first sample delivery with two meetings, of both agreements' files one is used."""
    home = shutil.copytree(installations.first_delivery(), tmp_path_factory.mktemp("minutes") / "home")
    opened = reports.open_board(on_one_machine(home))
    for name, day in (("march", MARCH), ("june", JUNE)):
        meetings.freeze(opened, name, "viborg-2014", day, by=OWNER)
    return opened


@pytest.fixture
def march(board: Board) -> Meeting:
    return meetings.find(board.ledger, "march")


@pytest.fixture
def june(board: Board) -> Meeting:
    return meetings.find(board.ledger, "june")


@pytest.mark.parametrize(
    ("kind", "text", "more", "refusal"),
    [
        ("decision", "  ", {}, "an empty note says nothing"),
        ("decision", "x" * 501, {}, "at most 500 letters"),
        ("decision", "Vi ringer til 010185-1234 i morgen", {}, "CPR number"),
        ("decision", "Skriv til bo@example.dk", {}, "e-mail address"),
        ("action", "Nogen gør noget", {}, "Choose the party"),
        ("action", "Rykker", {"responsible": "vaeksthuset"}, "the nearest is vaeksthus"),
        ("action", "Rykker", {"responsible": "vaeksthus", "due_date": dt.date(2014, 6, 29)}, "Choose a later one"),
        ("wish", "Rykker", {}, "decision, action"),
    ],
)
def test_what_can_not_stand_in_minutes_is_refused(
    board: Board, june: Meeting, *, kind: str, text: str, more: dict[str, object], refusal: str
):
    before = board.ledger.meetings.minutes()
    with pytest.raises(Correctable) as told:
        minutes.add(board.ledger, june, kind, text, by=PARTNER, **more)
    assert refusal in told.value.say("en")
    assert board.ledger.meetings.minutes() == before


def test_who_takes_part_reads_alone(board: Board, june: Meeting):
    for write in (
        lambda: minutes.add(board.ledger, june, "decision", "Vi mødes igen", by=GUEST),
        lambda: minutes.set_status(board.ledger, 1, "done", by=GUEST),
        lambda: minutes.comment(board.ledger, june, "fee_total", "En historie", by=GUEST),
        lambda: minutes.mark(board.ledger, june, "fee_total", "kommune", "agreed", by=GUEST, value="1"),
        lambda: minutes.set_agenda(board.ledger, june, ["fees"], by=GUEST),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_an_action_is_carried_until_it_is_settled_and_a_slip_is_struck(board: Board, march: Meeting, june: Meeting):
    book = board.ledger
    due = dt.date(2014, 5, 1)
    opened = minutes.add(book, march, "action", "Send listen", by=PARTNER, responsible="erhvervsraad", due_date=due)
    slip = minutes.add(book, march, "decision", "Skrevet forkert", by=PARTNER)
    minutes.set_status(book, slip.id, "struck", by=PARTNER)
    carried = minutes.from_last_time(book, june)
    assert [(one.minute.text, one.status, one.responsible) for one in carried] == [
        ("Send listen", "open", "Viborgegnens Erhvervsråd")
    ]
    (slide,) = (one for one in deck.slides(june, book) if one.part == "last_time")
    assert translated(slide.title, "da") == "Handlingen fra sidst er over fristen"
    minutes.set_status(book, opened.id, "done", by=PARTNER, note="sendt i maj")
    (told,) = minutes.from_last_time(book, june)
    assert (told.status, told.note) == ("done", "sendt i maj")
    with pytest.raises(Correctable, match="struck out already"):
        minutes.set_status(book, slip.id, "struck", by=PARTNER)
    with pytest.raises(Correctable, match="There is no minute 999"):
        minutes.set_status(book, 999, "done", by=PARTNER)
    assert slip in book.meetings.minutes("march")  # nothing written is ever taken away


def test_a_party_marks_a_figure_and_its_last_word_holds(board: Board, june: Meeting):
    book = board.ledger
    with pytest.raises(Correctable, match="Write what is disputed"):
        minutes.mark(book, june, "jobs.net", "kommune", "disputed", by=PARTNER, value="164.50")
    minutes.mark(book, june, "jobs.net", "kommune", "disputed", by=PARTNER, value="164.50", note="Talt to gange")
    minutes.mark(book, june, "jobs.net", "vaeksthus", "agreed", by=PARTNER, value="164.50")
    minutes.comment(book, june, "jobs.net", "Et stort byggeri", by=PARTNER)
    jobs = next(one for one in deck.slides(june, book) if one.part == "jobs")
    notes = [translated(one, "da") for one in jobs.notes]
    assert any("Viborg Kommune bestrider Arbejdspladser, netto (Bo): Talt to gange" in one for one in notes)
    assert any("Et stort byggeri" in one for one in notes)
    minutes.mark(book, june, "jobs.net", "kommune", "agreed", by=PARTNER, value="164.50")
    assert {one.party: one.verdict for one in minutes.marks(book, june, ["jobs.net"])} == {
        "kommune": "agreed",
        "vaeksthus": "agreed",
    }
    with pytest.raises(Correctable, match=r"the nearest is jobs\.net"):
        minutes.comment(book, june, "job.net", "Et stort byggeri", by=PARTNER)


def test_slides_come_in_the_order_chosen_also_by_the_names_of_earlier_versions(board: Board, march: Meeting):
    book = board.ledger
    whole = [one.part for one in deck.slides(march, book)]
    assert whole[:2] == ["decide_today", "year"]
    assert "last_time" not in whole  # no meeting before the first
    minutes.set_agenda(book, march, ["jobs", "decide_today", "fees"], by=PARTNER)
    assert [one.part for one in deck.slides(march, book)] == ["jobs", "decide_today", "fees"]
    minutes.set_agenda(book, march, ["agenda", "programmes", "fees", "data_debt", "strategy"], by=PARTNER)
    parts = list(dict.fromkeys(one.part for one in deck.slides(march, book)))
    assert parts == ["decide_today", "year", "targets", "fees", "deadlines", "obligations"]
    with pytest.raises(Correctable, match="at least one slide"):
        minutes.set_agenda(book, march, [], by=PARTNER)


def test_slides_need_nothing_but_the_record(board: Board, june: Meeting, tmp_path: Path):
    """Every number on a slide is the frozen one, and an agreement without a thing has no slide about it."""
    told = {one.id: one for one in deck.all_slides(june, board.ledger)}
    assert told["fees"].figures["fee_total"] == june.figures["fee_total"]["amount"]
    assert told["jobs"].figures["jobs.net"] == june.figures["jobs"]["net"]
    actual = {one["id"]: str(one["actual"]) for one in june.figures["targets"] if one["target"]}
    assert dict(told["targets"].figures) | dict(told["programmes"].figures) == actual
    assert told["year"].figures["fee_total"] == june.figures["fee_total"]["amount"]
    for language in ("da", "en"):
        for one in told.values():
            assert one.alt(language)
            assert len(translated(one.title, language)) <= 2 * paging.TITLE_LETTERS
            assert one.table is None or one.table(language).columns
