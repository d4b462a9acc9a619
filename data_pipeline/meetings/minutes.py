"""What is written about a meeting: decisions, actions and what became of them, comments and marks on figures (§6, B3).

Everything is written beside what stands, with its author and time; nothing is changed. Role `partner` and up may write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from data_pipeline.agreements import Agreement, nearest
from data_pipeline.errors import Correctable
from data_pipeline.figures import CATALOGUE, unknown_figure
from data_pipeline.language import N_, message
from data_pipeline.ledger import Agenda, FigureComment, FigureMark, Ledger, Minute, MinuteStatus, StrategyEntry, audit
from data_pipeline.meetings.records import all_heads, heads_before
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy import cpr, rights
from data_pipeline.privacy.rights import Person, Role

KINDS = {"decision": N_("Decision"), "action": N_("Action")}
STATUSES = {"open": N_("Still open"), "done": N_("Carried out"), "dropped": N_("Dropped"), "struck": N_("Struck out")}
VERDICTS = {"agreed": N_("Agreed"), "disputed": N_("Disputed")}
MOST_LETTERS = 500  # what can be read aloud; longer belongs into a paper of its own
MOST_NOTE_LETTERS = 200


@dataclass(frozen=True)
class Carried:
    """A minute with what became of it: `status` is `open` until somebody says otherwise, a decision's is empty.

    `responsible`: the party's name, empty for nobody. `due_date`: the day that holds, when the action was moved too.
    `is_overdue`: open although that day lies before the day of the meeting that comes back to it.
    """

    minute: Minute
    status: str
    note: str
    responsible: str
    due_date: dt.date | None = None
    is_overdue: bool = False

    @property
    def is_unfinished(self) -> bool:
        """Whether an open action lacks who is responsible or by when: asked for before the meeting ends."""
        return self.status == "open" and not (self.responsible and self.due_date)


def of_meeting(ledger: Ledger, meeting: Meeting) -> tuple[Carried, ...]:
    """Return what was written at the meeting and not struck out, oldest first; nothing for who may not read it."""
    if not meeting.audience.has_notes:
        return ()
    return tuple(one for one in _with_status(ledger, meeting.agreement, meeting.name) if one.status != "struck")


def from_last_time(ledger: Ledger, meeting: Meeting) -> tuple[Carried, ...]:
    """Return what the meeting has to come back to: all that the one before it wrote, and what is open from earlier.

    Actions that were done or dropped stay listed for one meeting, so that everybody hears of it. What is overdue comes
    first, then what is open, each by its day.
    """
    if not meeting.audience.has_notes:
        return ()
    heads = before(ledger, meeting)
    today = day_of(ledger, meeting)
    found: list[Carried] = []
    for place, name in enumerate(heads):
        standing = [one for one in _with_status(ledger, meeting.agreement, name) if one.status != "struck"]
        is_last = place == len(heads) - 1
        found += [
            replace(one, is_overdue=one.status == "open" and one.due_date is not None and one.due_date < today)
            for one in standing
            if is_last or one.status == "open"
        ]
    return tuple(sorted(found, key=lambda one: (one.status != "open", one.due_date or dt.date.max)))


def day_of(ledger: Ledger, meeting: Meeting) -> dt.date:
    """Return the day the parties sat; the day of its figures where nobody wrote it."""
    sat = ledger.meetings.sitting(meeting.name)
    return sat.day if sat is not None and sat.day is not None else meeting.as_of


def before(ledger: Ledger, meeting: Meeting) -> list[str]:
    """The names of the meetings of the same agreement before this one, the latest last."""
    head = meeting.head
    return [one.name for one in heads_before(ledger, head.agreement, head.as_of, head.frozen_at)]


def add(
    ledger: Ledger,
    meeting: Meeting,
    kind: str,
    text: str,
    *,
    by: Person,
    slide: str = "",
    responsible: str = "",
    due_date: dt.date | None = None,
    figures: Mapping[str, str] | None = None,
) -> Minute:
    """Write a minute and return it as it stands in the ledger.

    Raises `NotAllowed` for role `observer`; `Correctable` for an empty or too long text, for a CPR or
    telephone number or an e-mail address, for an unknown party, and for an action nobody is responsible for.
    """
    rights.require(by, Role.PARTNER, meeting.agreement.id)
    _one_of(kind, KINDS)
    written = one_line(text, MOST_LETTERS)
    if not written:
        raise Correctable(message("Write what was decided; an empty note says nothing."))
    known_party(meeting.agreement, responsible)
    if kind == "action" and not responsible:
        raise Correctable(message("Choose the party that is responsible for the action."))
    if due_date is not None and due_date < meeting.as_of:
        raise Correctable(message("The due date lies before the meeting's figures. Choose a later one."))
    minute = Minute(
        written_at=_now(),
        author=by.name,
        meeting=meeting.name,
        slide=slide,
        kind=kind,
        text=written,
        responsible=responsible,
        due_date=due_date,
        figures=dict(figures or {}),
    )
    number = ledger.meetings.add_minute(minute)
    audit.record(ledger, by, "minute", meeting=meeting.name, about=kind)
    return next(one for one in ledger.meetings.minutes(meeting.name) if one.id == number)


def chosen_kind(kind: str) -> str:
    """Return the same kind. Raises `Correctable` where none is chosen."""
    if not kind:
        raise Correctable(message("Choose whether it is a decision or an action."))
    return kind


def set_status(
    ledger: Ledger, minute_id: int, status: str, *, by: Person, note: str = "", due_date: dt.date | None = None
) -> MinuteStatus:
    """Write what holds of a minute from now on; an action that stays open may be moved to another day.

    Raises `NotAllowed` for role `observer`; `Correctable` for an unknown status or minute, for a decision that is to be
    done or dropped, for a minute that was struck out, and for a day of what is no open action.
    """
    minute = next((one for one in ledger.meetings.minutes() if one.id == minute_id), None)
    record = ledger.meetings.get(minute.meeting) if minute else None
    rights.require(by, Role.PARTNER, record.agreement if record else None)
    _one_of(status, STATUSES)
    if minute is None:
        raise Correctable(message("There is no minute {number}.", number=str(minute_id)))
    if minute.kind == "decision" and status != "struck":
        raise Correctable(message("A decision stands; only an action is done or dropped."))
    if _status(minute, _last_words(ledger)) == "struck":
        raise Correctable(message("Minute {number} was struck out already.", number=str(minute_id)))
    if due_date is not None and status != "open":
        raise Correctable(message("Only an action that is still open is moved to another day."))
    if due_date is not None and due_date < ledger.meetings.day(minute.meeting):
        raise Correctable(message("The due date lies before the meeting's figures. Choose a later one."))
    changed = MinuteStatus(_now(), by.name, minute_id, status, one_line(note, MOST_NOTE_LETTERS), due_date)
    ledger.meetings.write(changed)
    audit.record(ledger, by, "minute", meeting=minute.meeting, about=status)
    return changed


def comment(ledger: Ledger, meeting: Meeting, figure: str, text: str, *, by: Person, party: str = "") -> FigureComment:
    """Write a party's story behind a figure beside the earlier ones. Raises as `add` does."""
    rights.require(by, Role.PARTNER, meeting.agreement.id)
    known_party(meeting.agreement, party)
    written = one_line(text, MOST_LETTERS)
    if not written:
        raise Correctable(message("Write the story behind the figure; an empty one says nothing."))
    where = (meeting.agreement.id, known_figure(figure), meeting.as_of, meeting.snapshot)
    story = FigureComment(_now(), by.name, *where, written, party)
    ledger.meetings.write(story)
    audit.record(ledger, by, "comment", meeting=meeting.name, figure=figure)
    return story


def mark(
    ledger: Ledger, meeting: Meeting, figure: str, party: str, verdict: str, *, by: Person, value: str, note: str = ""
) -> FigureMark:
    """What a party says of a figure (`value` as it saw it); its last word holds. Raises as `add` does.

    A disputed figure needs a note: the others must know what to look at.
    """
    rights.require(by, Role.PARTNER, meeting.agreement.id)
    _one_of(verdict, VERDICTS)
    if not party:
        raise Correctable(message("Choose the party that says so."))
    known_party(meeting.agreement, party)
    written = one_line(note, MOST_NOTE_LETTERS)
    if verdict == "disputed" and not written:
        raise Correctable(message("Write what is disputed, so that the others can look at it before the meeting."))
    where = (meeting.agreement.id, known_figure(figure), meeting.as_of, meeting.snapshot)
    written_mark = FigureMark(_now(), by.name, *where, party, verdict, value, written)
    ledger.meetings.write(written_mark)
    audit.record(ledger, by, "comment", meeting=meeting.name, figure=figure, about=verdict)
    return written_mark


def comments(ledger: Ledger, meeting: Meeting, figures: Iterable[str]) -> tuple[FigureComment, ...]:
    """What was written about these figures as of the meeting's date, oldest first; for who may read it."""
    wanted = set(figures) if meeting.audience.has_stories else set()
    every = ledger.meetings.comments(meeting.agreement.id)
    return tuple(one for one in every if one.figure in wanted and one.as_of == meeting.as_of)


def marks(ledger: Ledger, meeting: Meeting, figures: Iterable[str]) -> tuple[FigureMark, ...]:
    """Each party's last word on each of these figures as of the meeting's date; for who may read it."""
    wanted = set(figures) if meeting.audience.has_stories else set()
    every = ledger.meetings.marks(meeting.agreement.id)
    holds = {(one.figure, one.party): one for one in every if one.figure in wanted and one.as_of == meeting.as_of}
    return tuple(holds.values())


def written_since(ledger: Ledger, meeting: Meeting) -> tuple[StrategyEntry, ...]:
    """Return what was written of obligations and milestones since the figures were frozen, by the next meeting's.

    Nothing of a meeting without a name; neither author nor note for who may not read notes.
    """
    head = meeting.head
    if not head.name:
        return ()
    later = (one.frozen_at for one in all_heads(ledger, head.agreement) if one.frozen_at > head.frozen_at)
    end = min(later, default=None)
    found = tuple(
        one
        for one in ledger.strategy(head.agreement)
        if one.written_at > head.frozen_at and (end is None or one.written_at <= end)
    )
    return found if meeting.audience.has_notes else tuple(replace(one, author="", note="") for one in found)


def set_agenda(ledger: Ledger, meeting: Meeting, parts: Iterable[str], *, by: Person) -> Agenda:
    """Write in what order the parts of the meeting are shown, those not named left out.

    Raises `NotAllowed` for role `observer`, `Correctable` when none is left.
    """
    rights.require(by, Role.PARTNER, meeting.agreement.id)
    chosen = Agenda(_now(), by.name, meeting.name, tuple(dict.fromkeys(parts)))
    if not chosen.slides:
        raise Correctable(message("Leave at least one slide in the meeting."))
    ledger.meetings.write(chosen)
    audit.record(ledger, by, "minute", meeting=meeting.name, about="agenda")
    return chosen


def party_name(agreement: Agreement, party: str) -> str:
    """The party's name; its id where the agreement has no such party any more."""
    return next((one.name for one in agreement.parties if one.id == party), party)


def known_figure(figure: str) -> str:
    """Return the same id. Raises `Correctable` with the nearest one where there is no such figure."""
    if figure in CATALOGUE:
        return figure
    raise unknown_figure(figure)


def _with_status(ledger: Ledger, agreement: Agreement, meeting: str) -> list[Carried]:
    words = ledger.meetings.statuses()
    last = {one.minute_id: one for one in words}
    moved = {one.minute_id: one.due_date for one in words if one.due_date is not None}
    return [
        Carried(
            minute=one,
            status=_status(one, last),
            note=last[one.id].note if one.id in last else "",
            responsible=party_name(agreement, one.responsible),
            due_date=moved.get(one.id, one.due_date),
        )
        for one in ledger.meetings.minutes(meeting)
    ]


def _last_words(ledger: Ledger) -> dict[int, MinuteStatus]:
    return {one.minute_id: one for one in ledger.meetings.statuses()}


def _status(minute: Minute, last: Mapping[int, MinuteStatus]) -> str:
    if minute.id in last:
        return last[minute.id].status
    return "open" if minute.kind == "action" else ""


def known_party(agreement: Agreement, party: str) -> None:
    """Raise `Correctable` with the nearest id where the agreement has no such party; an empty one is nobody."""
    ids = tuple(one.id for one in agreement.parties)
    if party and party not in ids:
        near = nearest(party, ids) or ", ".join(ids)
        raise Correctable(
            message("The agreement has no party {name}; the nearest is {nearest}.", name=party, nearest=near)
        )


def _one_of(word: str, known: Mapping[str, str]) -> None:
    if word not in known:
        raise Correctable(message("There is no “{name}”; it may be {known}.", name=word, known=", ".join(known)))


def one_line(given: str, most: int) -> str:
    """One line, trimmed; control characters are left out.

    Raises `Correctable` for too long, and for numbers or addresses of people.
    """
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in given).split())
    if len(text) > most:
        raise Correctable(message("That is too long: at most {count} letters.", count=most))
    cpr.refuse_people(text)
    return text


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
