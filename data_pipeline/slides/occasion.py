"""What papers are made from: a meeting, what was said about its figures, and what the asking person may see of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_pipeline import settlements
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, date, message
from data_pipeline.ledger import FeeLineIds, FigureComment, FigureMark, Ledger
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.privacy.rights import Person, require_party
from data_pipeline.settlements import Settlement
from data_pipeline.slides import deck
from data_pipeline.slides.words import audience
from data_pipeline.views import pages
from data_pipeline.views.pages import Chapter

# A page -> the part of the meeting's slides that it belongs to: it stands where that stands, and is left out with it.
PARTS_OF_PAGES: Mapping[str, str] = {
    "targets": "targets",
    "fees": "fees",
    "satisfaction": "satisfaction",
    "jobs": "jobs",
    "focus_sectors": "focus_sectors",
    "deadlines": "deadlines",
    "data": "deadlines",
    "strategy": "obligations",
    "changes": "appendix",
    "compare": "appendix",
    "annual_reports": "appendix",
    "road": "appendix",
}
CHECKSUM_SHOWN = 12  # hex digits: enough to tell papers apart, short enough for a footer


@dataclass(frozen=True)
class Occasion:
    """A meeting with its minutes, comments and marks. A meeting without a name is not kept: its papers say so.

    `minutes`: this meeting's; `carried`: what it had to come back to. `settlements`: those made from its figures.
    `fee_ids`: whom the fee lines are about, by fee and line; None for others than the parties. `parts`: the parts of
    the slides that are shown, in that order.
    """

    meeting: Meeting
    minutes: tuple[Carried, ...] = ()
    carried: tuple[Carried, ...] = ()
    comments: tuple[FigureComment, ...] = ()
    marks: tuple[FigureMark, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    fee_ids: Mapping[tuple[str, int], FeeLineIds] | None = None
    parts: tuple[str, ...] = tuple(deck.PARTS)

    def chapters(self, language: str) -> tuple[Chapter, ...]:
        """The pages that the papers hold: in the order of the slides, those left out not among them."""
        order = {part: place for place, part in enumerate(self.parts)}
        found = [one for one in pages.chapters(self.meeting, language) if PARTS_OF_PAGES[one.page] in order]
        return tuple(sorted(found, key=lambda one: order[PARTS_OF_PAGES[one.page]]))

    @property
    def is_kept(self) -> bool:
        """Whether the figures are frozen, rather than the day's own."""
        return bool(self.meeting.name)

    def stamp(self) -> tuple[Message, ...]:
        """Which figures these are, in the order of a footer."""
        head = self.meeting.head
        kept = (
            message("meeting {name}", name=head.name),
            message("load {number}", number=str(head.snapshot)),
            message("frozen {at}", at=head.frozen_at),
        )
        live = (message("not frozen"), message("load {number}", number=str(head.snapshot)))
        return (
            audience(self.meeting.audience),
            message("status as of {day}", day=head.as_of),
            *(kept if self.is_kept else live),
            message("checksum {digits}", digits=head.checksum[:CHECKSUM_SHOWN]),
        )

    def footer(self, language: str) -> str:
        """The stamp in one line, the agreement after the first word."""
        first, *others = (one.say(language) for one in self.stamp())
        return " · ".join((first, self.meeting.agreement.title.say(language), *others))

    def title(self, language: str) -> str:
        """What the papers are called: `Viborg 2014, møde 2014-06-30`."""
        name = self.meeting.agreement.title.say(language)
        if self.is_kept:
            return message("{agreement}, meeting {name}", agreement=name, name=self.meeting.name).say(language)
        return message("{agreement} as of {day}, not frozen", agreement=name, day=self.meeting.as_of).say(language)

    def period(self, language: str) -> str:
        """The agreement's first and last day."""
        agreed = self.meeting.agreement
        return f"{date(agreed.first_date, language)} – {date(agreed.last_date, language)}"


def of(ledger: Ledger, meeting: Meeting, by: Person, ids: Iterable[FeeLineIds] | None = None) -> Occasion:
    """Return the occasion for the meeting's audience; `ids` of the fee lines come from the ledger when it is kept.

    Raises `NotAllowed` for who signs for no party and asks for the parties' own.
    """
    if meeting.audience.is_parties:
        require_party(by, meeting.agreement.id)
    fee_ids = None
    if meeting.audience.is_parties:
        lines = ledger.meetings.fee_line_ids(meeting.name) if ids is None else ids
        fee_ids = {(one.fee, one.number): one for one in lines}
    return Occasion(
        meeting=meeting,
        minutes=minutes.of_meeting(ledger, meeting),
        carried=minutes.from_last_time(ledger, meeting),
        comments=minutes.comments(ledger, meeting, CATALOGUE),
        marks=tuple(sorted(minutes.marks(ledger, meeting, CATALOGUE), key=lambda one: (one.figure, one.party))),
        settlements=tuple(
            one
            for one in settlements.of(ledger, meeting.agreement.id, by=by)
            if meeting.audience.is_parties and meeting.name and one.meeting == meeting.name
        ),
        fee_ids=fee_ids,
        parts=deck.chosen_parts(ledger, meeting),
    )
