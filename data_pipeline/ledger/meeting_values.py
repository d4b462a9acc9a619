"""What the ledger keeps of meetings, as values: frozen results, minutes, comments, marks and the order of slides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MeetingRecord:
    """A frozen meeting as it is kept: `content` is JSON text, `checksum` the SHA-256 of all of it (hex)."""

    name: str
    agreement: str
    as_of: dt.date
    snapshot: int
    frozen_at: dt.datetime
    author: str
    message: str
    content: str
    checksum: str


@dataclass(frozen=True)
class MeetingRelease:
    """That others may see a meeting, with or without its decisions and remarks, its stories and marks on figures."""

    written_at: dt.datetime
    author: str
    meeting: str
    has_notes: bool
    has_stories: bool


@dataclass(frozen=True)
class FeeLineIds:
    """Whom a line of the frozen fee basis is about: CRM ids, None once the client was forgotten."""

    fee: str
    number: int
    client_id: str | None
    row_id: str | None


@dataclass(frozen=True)
class Minute:
    """A decision or an action, with the slide that was up and its figures as they stood.

    `id` 0 before it is written. `kind`: `decision` or `action`; `responsible` is a party's id, empty for nobody.
    """

    written_at: dt.datetime
    author: str
    meeting: str
    slide: str
    kind: str
    text: str
    responsible: str = ""
    due_date: dt.date | None = None
    figures: Mapping[str, str] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True)
class MinuteStatus:
    """What became of a minute: `open`, `done` or `dropped` (actions), `struck` when it was a slip of the pen.

    `due_date`: the day an open action was moved to, None where it was not.
    """

    written_at: dt.datetime
    author: str
    minute_id: int
    status: str
    note: str = ""
    due_date: dt.date | None = None


@dataclass(frozen=True)
class FigureComment:
    """The story behind a figure, as it stood at a date in a snapshot; `party`: whose, empty where nobody kept it."""

    written_at: dt.datetime
    author: str
    agreement: str
    figure: str
    as_of: dt.date
    snapshot: int
    text: str
    party: str = ""


@dataclass(frozen=True)
class FigureMark:
    """What a party says of a figure before the meeting: `agreed` or `disputed`; `value` is the figure it saw."""

    written_at: dt.datetime
    author: str
    agreement: str
    figure: str
    as_of: dt.date
    snapshot: int
    party: str
    verdict: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Agenda:
    """The slides of a meeting in the order chosen, those left out not among them."""

    written_at: dt.datetime
    author: str
    meeting: str
    slides: tuple[str, ...]


@dataclass(frozen=True)
class ProposalChoice:
    """What a meeting chose of a proposal: `adopted`, `changed` (adopted otherwise), `dropped`, empty while it is up.

    `minute_id`: the action that was written when it was adopted.
    """

    written_at: dt.datetime
    author: str
    meeting: str
    proposal: str
    choice: str
    minute_id: int | None = None


@dataclass(frozen=True)
class SittingRecord:
    """Where and when a meeting sat, with name and party of each who was present, and when the next one is."""

    written_at: dt.datetime
    author: str
    meeting: str
    day: dt.date | None
    begins: str
    ends: str
    place: str
    present: tuple[tuple[str, str], ...]
    next_day: dt.date | None
    next_place: str
