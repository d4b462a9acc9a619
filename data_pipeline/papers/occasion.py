"""What papers are made from: a meeting, what was said about its figures, and what the asking person may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_pipeline import language
from data_pipeline.language import Message, message
from data_pipeline.ledger import FeeLineIds, FigureComment, FigureMark, Ledger, Minute, MinuteStatus
from data_pipeline.meetings import Meeting
from data_pipeline.rights import Person, Role

CHECKSUM_SHOWN = 12  # hex digits: enough to tell papers apart, short enough for a footer


@dataclass(frozen=True)
class Occasion:
    """A meeting with its minutes, comments and marks. A meeting without a name is not kept: its papers say so.

    `minutes`: this meeting's, struck ones left out; `carried`: earlier meetings' actions that are still open. `status`:
    the last word on a minute, by its id. `fee_ids`: whom the fee lines are about, by fee and line; None for those who
    may see neither ids nor what a single party cost.
    """

    meeting: Meeting
    minutes: tuple[Minute, ...] = ()
    carried: tuple[Minute, ...] = ()
    status: Mapping[int, MinuteStatus] | None = None
    comments: tuple[FigureComment, ...] = ()
    marks: tuple[FigureMark, ...] = ()
    fee_ids: Mapping[tuple[str, int], FeeLineIds] | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the figures are frozen, rather than the day's own."""
        return bool(self.meeting.name)

    def status_of(self, minute: Minute) -> MinuteStatus | None:
        """The last word on a minute, None when there is none."""
        return (self.status or {}).get(minute.id)

    def stamp(self) -> tuple[Message, ...]:
        """Which figures these are, in the order of a footer."""
        head = self.meeting.head
        kept = (
            message("meeting {name}", name=head.name),
            message("load {number}", number=str(head.snapshot)),
            message("frozen {at} UTC", at=head.frozen_at),
        )
        live = (message("not frozen"), message("load {number}", number=str(head.snapshot)))
        return (
            message("Confidential"),
            message("status as of {day}", day=head.as_of),
            *(kept if self.is_kept else live),
            message("checksum {digits}", digits=head.checksum[:CHECKSUM_SHOWN]),
        )

    def footer(self, said: str) -> str:
        """The stamp in one line, the agreement after the first word."""
        first, *others = (one.say(said) for one in self.stamp())
        return " · ".join((first, self.meeting.agreement.title.say(said), *others))

    def title(self, said: str) -> str:
        """What the papers are called: `Viborg 2014, møde 2014-06-30`."""
        name = self.meeting.agreement.title.say(said)
        if self.is_kept:
            return message("{agreement}, meeting {name}", agreement=name, name=self.meeting.name).say(said)
        return message("{agreement} as of {day}, not frozen", agreement=name, day=self.meeting.as_of).say(said)

    def period(self, said: str) -> str:
        """The agreement's first and last day."""
        agreed = self.meeting.agreement
        return f"{language.date(agreed.first_date, said)} – {language.date(agreed.last_date, said)}"


def of(ledger: Ledger, meeting: Meeting, by: Person, ids: Iterable[FeeLineIds] | None = None) -> Occasion:
    """The occasion as `by` may see it; `ids` of the fee lines come from the ledger when the meeting is kept."""
    book, name = ledger.meetings, meeting.name
    status = {one.minute_id: one for one in book.statuses()}
    written = [one for one in book.minutes() if _word(status, one) != "struck"]
    earlier = {one.name for one in book.all(meeting.agreement.id) if one.name != name and one.as_of <= meeting.as_of}
    lines = book.fee_line_ids(name) if ids is None else ids
    return Occasion(
        meeting=meeting,
        minutes=tuple(one for one in written if name and one.meeting == name),
        carried=tuple(
            one
            for one in written
            if one.meeting in earlier and one.kind == "action" and _word(status, one) in ("open", "")
        ),
        status=status,
        comments=tuple(one for one in book.comments(meeting.agreement.id) if one.as_of == meeting.as_of),
        marks=_last_marks(one for one in book.marks(meeting.agreement.id) if one.as_of == meeting.as_of),
        fee_ids={(one.fee, one.number): one for one in lines} if by.may(Role.PARTNER) else None,
    )


def _word(status: Mapping[int, MinuteStatus], minute: Minute) -> str:
    return status[minute.id].status if minute.id in status else ""


def _last_marks(marks: Iterable[FigureMark]) -> tuple[FigureMark, ...]:
    """The last word of each party on each figure."""
    last = {(one.figure, one.party): one for one in marks}
    return tuple(sorted(last.values(), key=lambda one: (one.figure, one.party)))
