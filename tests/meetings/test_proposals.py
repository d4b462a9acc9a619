"""What the figures give rise to at a meeting, what it chose of it, and where and with whom it sat."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import pytest

from data_pipeline import meetings, reports
from data_pipeline.errors import Correctable
from data_pipeline.meetings import OTHERS, Meeting, minutes, proposals, sitting
from data_pipeline.meetings.sitting import Present, Sitting
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import Board
from tests.installations import Installations, on_one_machine

JUNE = dt.date(2014, 6, 30)
OWNER, PARTNER, GUEST = (Person(name, role) for name, role in zip(("Ada", "Bo", "Cy"), reversed(Role), strict=True))


@pytest.fixture
def board(tmp_path, installations: Installations) -> Board:
    """The sample year with its June meeting, and one that froze the year."""
    home = shutil.copytree(installations.frozen_year(), tmp_path / "home")
    return reports.open_board(on_one_machine(home))


@pytest.fixture
def year(board: Board) -> Meeting:
    return meetings.find(board.ledger, "year")


def told(found: tuple[proposals.Proposal, ...]) -> list[str]:
    return [f"{one.text.say()} · {one.mark} · {one.verdict.say()}: {one.occasion.say()}" for one in found]


def test_the_figures_give_rise_to_proposals_in_order_of_weight(board: Board, year: Meeting):
    found = proposals.of_meeting(board.ledger, year)
    assert told(found) == [
        "Ring til de 8 utilfredse klienter · missed · Ikke opfyldt: 79\N{NO-BREAK SPACE}% af 149 svar",
        "Aflever de 13 manglende timesedler · pending · Afventer: 13 af 215 honorarer",
        "Hent årsværk for 83 virksomheder · unmeasured · Ikke målt: 83 af 299 virksomheder",
        "Sæt nyt mål for C-forløb · missed · Ikke nået: 4 af 8 C-forløb",
        "Følg op på de 2 forpligtelser, der er over fristen · overdue · Over fristen: "
        "Erhvervsudviklingsdøgnet, 31. maj 2014",
    ]
    assert [(one.responsible, one.due_date) for one in found][:4] == [
        ("erhvervsraad", dt.date(2015, 2, 27)),
        ("erhvervsraad", dt.date(2015, 2, 27)),
        ("vaeksthus", dt.date(2015, 3, 31)),
        ("kommune", dt.date(2015, 3, 31)),
    ]
    june = meetings.find(board.ledger, "2014-06-30")
    assert "Læg en plan for resten af årets C-forløb · behind · Bagud: 1 af 8 C-forløb" in told(
        proposals.of_meeting(board.ledger, june)
    )


def test_what_a_party_disputes_is_proposed_once_for_each_part(board: Board, year: Meeting):
    for figure, value in (("fee_total", "110471.25"), ("fee.screening.company", "27500.00")):
        minutes.mark(board.ledger, year, figure, "erhvervsraad", "disputed", by=PARTNER, value=value, note="For lavt")
    found = proposals.of_meeting(board.ledger, year)
    (disputed,) = (one for one in found if one.mark == "disputed")
    assert told((disputed,)) == [
        "Bliv enige om honoraret · disputed · Bestridt: 110.471,25\N{NO-BREAK SPACE}kr.",
    ]
    assert (found.index(disputed), disputed.part, disputed.responsible) == (2, "fees", "vaeksthus")
    others = meetings.for_audience(year, OTHERS)
    assert not any(one.mark == "disputed" for one in proposals.of_meeting(board.ledger, others))


def test_a_choice_writes_an_action_and_may_be_made_anew(board: Board, year: Meeting):
    book = board.ledger

    def of(name: str) -> proposals.Proposal:
        return next(one for one in proposals.of_meeting(book, year) if one.id == name)

    proposals.choose(book, year, "satisfaction", "adopted", by=PARTNER)
    adopted = of("satisfaction")
    assert adopted.choice == "adopted"
    assert adopted.minute is not None
    minute = adopted.minute.minute
    assert (minute.kind, minute.slide, minute.text) == ("action", "satisfaction", "Ring til de 8 utilfredse klienter")
    assert (minute.responsible, minute.due_date) == ("erhvervsraad", dt.date(2015, 2, 27))
    assert minute.figures == {"satisfaction": repr(year.figures["satisfaction"]["share"])}

    later = dt.date(2015, 3, 13)
    proposals.choose(book, year, "satisfaction", "adopted", by=PARTNER, responsible="kommune", due_date=later)
    changed = of("satisfaction")
    assert changed.choice == "changed"
    assert changed.minute is not None
    assert (changed.minute.responsible, changed.minute.due_date) == ("Viborg Kommune", later)
    assert [one.minute.text for one in minutes.of_meeting(book, year)] == [minute.text]  # the first one is struck out

    proposals.choose(book, year, "satisfaction", "dropped", by=PARTNER)
    assert (of("satisfaction").choice, minutes.of_meeting(book, year)) == ("dropped", ())
    proposals.choose(book, year, "satisfaction", "", by=PARTNER)
    assert of("satisfaction").choice == ""

    proposals.choose(book, year, "fees.pending", "adopted", by=PARTNER)
    written = of("fees.pending").minute
    assert written is not None
    minutes.set_status(book, written.minute.id, "struck", by=PARTNER)
    assert of("fees.pending").choice == ""  # its action is struck out, so it is up again
    assert proposals.of_meeting(book, meetings.for_audience(year, OTHERS))[0].minute is None

    with pytest.raises(NotAllowed):
        proposals.choose(book, year, "satisfaction", "adopted", by=GUEST)
    with pytest.raises(Correctable, match="no such proposal"):
        proposals.choose(book, year, "satisfaction.local", "adopted", by=PARTNER)
    with pytest.raises(Correctable, match="adopted, changed, dropped"):
        proposals.choose(book, year, "satisfaction", "taken", by=PARTNER)
    with pytest.raises(Correctable, match="CPR number"):
        proposals.choose(book, year, "satisfaction", "adopted", by=PARTNER, text="Ring til 010185-1234")


def test_a_sitting_is_written_and_its_last_word_holds(board: Board, year: Meeting):
    book = board.ledger
    assert sitting.of_meeting(book, year) is None
    held = Sitting(
        day=dt.date(2015, 1, 22),
        begins="13",
        ends="14:40",
        place=" Viborgegnens Erhvervsråd,  mødelokale 2",
        present=(Present("Anna Ager", "kommune"), Present("Bo Bæk", "erhvervsraad")),
        next_day=dt.date(2015, 6, 30),
        next_place="Viborg Kommune",
    )
    sitting.write(book, year, held, by=PARTNER)
    kept = replace(held, begins="13.00", ends="14.40", place="Viborgegnens Erhvervsråd, mødelokale 2")
    assert sitting.of_meeting(book, year) == kept
    sitting.write(book, year, replace(kept, place="Digitalt"), by=PARTNER)
    assert sitting.of_meeting(book, year) == replace(kept, place="Digitalt")
    others = sitting.of_meeting(book, meetings.for_audience(year, OTHERS))
    assert others is not None
    assert others.present == ()
    for changes, refusal in (
        ({"begins": "15"}, "ends before it begins"),
        ({"begins": "kl. 13"}, "time of day as 13.00"),
        ({"day": dt.date(2014, 1, 22)}, "before its figures"),
        ({"next_day": dt.date(2015, 1, 22)}, "lies before this one"),
        ({"present": (Present("Anna Ager", ""),)}, "name and party"),
        ({"present": (Present("Anna Ager", "kommunen"),)}, "the nearest is kommune"),
        ({"place": "Ring 010185-1234"}, "CPR number"),
    ):
        with pytest.raises(Correctable) as told:
            sitting.write(book, year, replace(kept, **changes), by=PARTNER)
        assert refusal in told.value.say("en")
    with pytest.raises(NotAllowed):
        sitting.write(book, year, kept, by=GUEST)


def test_what_is_overdue_comes_first_and_is_moved_with_its_history(board: Board, year: Meeting):
    book = board.ledger
    fees, programmes = minutes.from_last_time(book, year)
    assert [(one.minute.slide, one.is_overdue) for one in (fees, programmes)] == [("fees", True), ("programmes", True)]
    later = dt.date(2015, 2, 13)
    minutes.set_status(book, fees.minute.id, "open", by=PARTNER, note="13 mangler", due_date=later)
    minutes.set_status(book, fees.minute.id, "open", by=PARTNER, note="rykket")
    first, moved = minutes.from_last_time(book, year)
    assert (first.minute.slide, first.is_overdue) == ("programmes", True)
    assert (moved.due_date, moved.minute.due_date, moved.is_overdue) == (later, dt.date(2014, 8, 29), False)
    sitting.write(book, year, Sitting(day=dt.date(2015, 2, 16)), by=PARTNER)
    assert all(one.is_overdue for one in minutes.from_last_time(book, year))  # by the day the parties sit
    with pytest.raises(Correctable, match="still open"):
        minutes.set_status(book, fees.minute.id, "done", by=PARTNER, due_date=later)
    with pytest.raises(Correctable, match="Choose a later one"):
        minutes.set_status(book, fees.minute.id, "open", by=PARTNER, due_date=dt.date(2014, 2, 13))


def test_an_action_without_a_day_is_asked_for_and_a_story_keeps_its_party(board: Board, year: Meeting):
    book = board.ledger
    action = minutes.add(book, year, "action", "Send listen", by=PARTNER, responsible="vaeksthus")
    minutes.add(book, year, "decision", "Møderne holdes i marts", by=PARTNER)
    assert [one.minute.id for one in minutes.of_meeting(book, year) if one.is_unfinished] == [action.id]
    minutes.set_status(book, action.id, "open", by=PARTNER, due_date=dt.date(2015, 2, 13))
    assert not any(one.is_unfinished for one in minutes.of_meeting(book, year))
    minutes.comment(book, year, "jobs.net", "Et stort byggeri", by=PARTNER, party="vaeksthus")
    assert [one.party for one in minutes.comments(book, year, ["jobs.net"])] == ["vaeksthus"]
    with pytest.raises(Correctable, match="the nearest is vaeksthus"):
        minutes.comment(book, year, "jobs.net", "Et stort byggeri", by=PARTNER, party="vaeksthuset")
