"""What a page and a slide show of the changes since a meeting: the headline figures by cause.

Where a cause of few parties would tell others what one of them did, the split is marked (R18).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from data_pipeline.figures import SEGMENTS, all_guided
from data_pipeline.meetings import changes
from data_pipeline.meetings.changes import Cause, Change, Changes, End
from data_pipeline.meetings.records import all_heads, find, heads_before
from data_pipeline.meetings.values import Head, Meeting
from data_pipeline.privacy.rights import Person
from data_pipeline.privacy.small_cells import Hidden, Marks, Path, is_small
from data_pipeline.reports import Board, Stamp
from data_pipeline.reports.view import View
from data_pipeline.storage.snapshot_mixture import Moved

Unit = Literal["count", "money", "jobs"]
Number = int | Decimal

# Parts of the figures' JSON that hold headlines.
PARTS = ("targets", "fees", "satisfaction", "jobs", "deadlines")
# The kinds of rows a figure is counted from, where what one party did could be read from its change.
_COUNTED_FROM = {
    "fee": ("guidance", "screening"),
    "satisfaction": ("answer",),
    "jobs": ("employment",),
}
_BY_CAUSE: dict[Cause, str] = {
    Cause.WITHDRAWN: "withdrawn",
    Cause.CORRECTED: "corrected",
    Cause.LATE: "late",
    Cause.NEW: "new",
}


@dataclass(frozen=True)
class Difference:
    """One headline number at the meeting and later. `causes` add up to the difference; hidden ones are named alone."""

    figure: str
    part: str
    unit: Unit
    before: Number | None
    after: Number | None
    causes: tuple[tuple[Cause, Number | Hidden], ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything happened to it, even if it came back to what it was."""
        return bool(self.causes) or self.before != self.after


@dataclass(frozen=True)
class ChangesReport:
    """The headline figures of a meeting and what became of them, in the order of the agreement.

    `meetings`: those one may ask about, the latest first. `rows`: what happened to rows of each kind. `stamp`: which
    data the later figures are. `marks`: what others do not see.
    """

    stamp: Stamp
    since: Head
    start: End
    end: End
    jobs_measure: str
    meetings: tuple[Head, ...]
    differences: tuple[Difference, ...]
    rows: tuple[Moved, ...]
    marks: Marks = field(default_factory=Marks)

    def of(self, figure: str, part: str) -> Difference:
        """The difference of one headline number."""
        return next(one for one in self.differences if (one.figure, one.part) == (figure, part))

    @property
    def headlines(self) -> tuple[Difference, ...]:
        """The headline figures of the overview: guided in all, or locally where B1 has no total."""
        by_figure = {one.figure: one for one in self.differences if one.part == "actual"}
        return (
            *(by_figure[name] for segment in SEGMENTS if (name := all_guided(segment, by_figure))),
            self.of("satisfaction", "answered"),
            self.of("jobs", self.jobs_measure),
            self.of("fee_total", "amount"),
        )


def meetings_before(board: Board, agreement: str, as_of: dt.date) -> tuple[Head, ...]:
    """The agreement's meetings as of a date or an earlier one, the latest first."""
    return tuple(reversed([head for head in all_heads(board.ledger, agreement) if head.as_of <= as_of]))


def answer(board: Board, agreement: str, as_of: dt.date, *, by: Person, meeting: str = "") -> ChangesReport | None:
    """Today as of a date against a meeting (the latest one without a name); None when there was none by that date.

    Raises `Correctable` for a name there is not.
    """
    heads = meetings_before(board, agreement, as_of)
    if not heads:
        return None
    name = meeting if any(head.name == meeting for head in heads) else heads[0].name
    return _until(board, board.view(agreement, as_of, by=by), name, heads)


def since_last(board: Board, shown: View, moment: dt.datetime) -> ChangesReport | None:
    """What a view shows against the meeting before one that is frozen of it at that moment; None for the first one.

    A meeting that stands on newer data than the view is passed over.
    """
    heads = heads_before(board.ledger, shown.agreement.id, shown.as_of, moment)
    known = [one for one in heads if one.snapshot <= shown.stamp.snapshot]
    return _until(board, shown, known[-1].name, ()) if known else None


def since_day(board: Board, shown: View, start: Meeting) -> ChangesReport:
    """What a view shows against an earlier day that nobody froze."""
    return _report(board, shown, start, ())


def _until(board: Board, shown: View, name: str, heads: tuple[Head, ...]) -> ChangesReport:
    return _report(board, shown, find(board.ledger, name), heads)


def _report(board: Board, shown: View, start: Meeting, heads: tuple[Head, ...]) -> ChangesReport:
    end = End(shown.as_of, shown.stamp.snapshot)
    found = changes.until(board, start, shown.agreement, end, *PARTS)
    differences = tuple(_differences(found))
    marked: dict[Path, Hidden] = {
        ("differences", place, "causes", number, 1): Hidden.PROTECTED
        for place, one in enumerate(differences)
        if _tells_of_few(one, found.rows)
        for number in range(len(one.causes))
    }
    measure = found.agreement.jobs.measure
    return ChangesReport(
        shown.stamp, found.since, found.start, found.end, measure, heads, differences, found.rows, Marks(marked)
    )


def _differences(found: Changes) -> Iterator[Difference]:
    """Every headline number, changed or not."""
    for figure, part, unit in _headlines(found):
        change = found.of(figure, part)
        if change is None:
            value = found.values[figure, part]
            yield Difference(figure, part, unit, value, value)
        else:
            yield Difference(figure, part, unit, _number(change.before), _number(change.after), _causes(change))


def _headlines(found: Changes) -> Iterator[tuple[str, str, Unit]]:
    for figure, part in found.values:
        if part == "actual":
            yield figure, part, "count"
        elif figure.startswith("fee"):
            if part in ("count", "pending"):
                yield figure, part, "count"
            elif part in ("amount", "cut"):
                yield figure, part, "money"
        elif figure == "jobs" and part in ("created", "lost", "net"):
            yield figure, part, "jobs"
        elif (figure, part) in _COUNTS or (figure.startswith("deadline.") and part in ("kept", "missed", "pending")):
            yield figure, part, "count"


_COUNTS = {("satisfaction", "satisfied"), ("satisfaction", "answered"), ("jobs", "measured"), ("jobs", "not_measured")}


def _causes(change: Change) -> tuple[tuple[Cause, Number | Hidden], ...]:
    return tuple((cause, by) for cause, by in change.causes().items() if isinstance(by, int | Decimal))


def _number(value: object) -> Number | None:
    return value if isinstance(value, int | Decimal) else None


def _tells_of_few(one: Difference, rows: tuple[Moved, ...]) -> bool:
    """Whether a cause of few parties would show what one of them did (R18).

    Counts of parties, fees and cases are the parties' own. A single cause is the whole difference, which is shown.
    """
    kinds = _COUNTED_FROM.get(one.figure.split(".")[0].split("_")[0])
    is_plain_count = one.unit == "count" and one.figure != "satisfaction"
    if kinds is None or is_plain_count or len(one.causes) < 2:
        return False
    return any(_few(cause, kinds, rows) for cause, _ in one.causes)


def _few(cause: Cause, kinds: tuple[str, ...], rows: tuple[Moved, ...]) -> bool:
    """Whether so few clients or companies are behind a cause that its number could tell what one of them did."""
    if cause in (Cause.DEFINITION, Cause.AGREEMENT):
        return False
    what = _BY_CAUSE.get(cause)
    concerned = max((one.concerned for one in rows if one.what == what and one.kind in kinds), default=0)
    return concerned == 0 or is_small(concerned)
