"""Where and when a meeting sat, who was present, and when the next one is: what minutes open with (§6, B3).

Those present attend in office, so their names are kept with the meeting; the last word holds, earlier ones stay.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Ledger, SittingRecord, audit
from data_pipeline.meetings.minutes import known_party, one_line
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy import rights
from data_pipeline.privacy.rights import Person, Role

MOST_LETTERS = 100
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[.:]([0-5]\d))?")


@dataclass(frozen=True)
class Present:
    """Somebody who was there, and for which party (its id)."""

    name: str
    party: str


@dataclass(frozen=True)
class Sitting:
    """A meeting as it was held; `begins` and `ends` by the parties' clock, as `14.00`. What nobody wrote is empty."""

    day: dt.date | None = None
    begins: str = ""
    ends: str = ""
    place: str = ""
    present: tuple[Present, ...] = ()
    next_day: dt.date | None = None
    next_place: str = ""


def of_meeting(ledger: Ledger, meeting: Meeting) -> Sitting | None:
    """Return what was last written of the sitting; None when nobody did, and names for who may read notes alone."""
    kept = ledger.meetings.sitting(meeting.name)
    if kept is None:
        return None
    present = kept.present if meeting.audience.has_notes else ()
    return Sitting(
        kept.day,
        kept.begins,
        kept.ends,
        kept.place,
        tuple(Present(name, party) for name, party in present),
        kept.next_day,
        kept.next_place,
    )


def write(ledger: Ledger, meeting: Meeting, sitting: Sitting, *, by: Person) -> None:
    """Write where, when and with whom the meeting sat, beside what was written before.

    Raises `NotAllowed` for role `observer`; `Correctable` for a day before the figures', a next one that is not later,
    what is no time of day, an end before the beginning, somebody without a name or party, and numbers of people.
    """
    rights.require(by, Role.PARTNER, meeting.agreement.id)
    begins, ends = _clock(sitting.begins), _clock(sitting.ends)
    if begins and ends and ends <= begins:
        raise Correctable(message("The meeting ends before it begins. Write its hours as 13.00 and 14.40."))
    if sitting.day is not None and sitting.day < meeting.as_of:
        raise Correctable(message("The meeting's day lies before its figures. Choose a later one."))
    if sitting.next_day is not None and sitting.next_day <= (sitting.day or meeting.as_of):
        raise Correctable(message("The next meeting lies before this one. Choose a later day."))
    present = []
    for one in sitting.present:
        name = one_line(one.name, MOST_LETTERS)
        if not name or not one.party:
            raise Correctable(message("Write name and party of everybody who was present."))
        known_party(meeting.agreement, one.party)
        present.append((name, one.party))
    ledger.meetings.write(
        SittingRecord(
            written_at=dt.datetime.now(dt.UTC),
            author=by.name,
            meeting=meeting.name,
            day=sitting.day,
            begins=begins,
            ends=ends,
            place=one_line(sitting.place, MOST_LETTERS),
            present=tuple(present),
            next_day=sitting.next_day,
            next_place=one_line(sitting.next_place, MOST_LETTERS),
        )
    )
    audit.record(ledger, by, "minute", meeting=meeting.name, about="sitting")


def _clock(text: str) -> str:
    """A time of day as `09.00`, written with point, colon or neither."""
    if not text.strip():
        return ""
    read = _CLOCK.fullmatch(text.strip())
    if read is None:
        raise Correctable(message("Write the time of day as 13.00."))
    return f"{int(read[1]):02}.{read[2] or '00'}"
