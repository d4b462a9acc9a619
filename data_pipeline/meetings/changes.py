"""What is different since a meeting, figure by figure, and why: every difference is the sum of its causes (§6, B3).

A meeting's figures are walked to today's one cause at a time, and worked out anew after each step: today's rules on the
meeting's rows, today's agreement file, without what was withdrawn, with what was corrected, with what was known late
(all of it as of the meeting's date), and at last as of the later date. A step's difference is its cause's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from data_pipeline import agreements, figures
from data_pipeline.agreements import Agreement
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.meetings.records import definitions, find
from data_pipeline.meetings.values import Head, Meeting
from data_pipeline.reports import Board
from data_pipeline.storage import snapshot_mixture
from data_pipeline.storage.snapshot_mixture import Moved
from data_pipeline.storage.warehouse import Warehouse

Value = int | float | Decimal | str | bool | None
Leaf = tuple[str, str]


class Cause(StrEnum):
    """Why a figure is another, in the order in which causes are told apart.

    DEFINITION: the rules were changed; ERASED: rows were erased for good since; where both happened, nobody can tell
    them apart any more (UNCLEAR). LATE: dated by the meeting's date, known after it. NEW: dated after it.
    """

    DEFINITION = "definition"
    ERASED = "erased"
    UNCLEAR = "definition_or_erased"
    AGREEMENT = "agreement"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    LATE = "late"
    NEW = "new"


@dataclass(frozen=True)
class Step:
    """A figure before and after one cause had its effect."""

    cause: Cause
    before: Value
    after: Value


@dataclass(frozen=True)
class Change:
    """One value of the figures' JSON (`part` is empty where the figure has one value alone) and its steps, in order.

    The first step begins at `before`, each goes on where the last one ended, and the last ends at `after`. A value that
    came back to what it was has steps all the same.
    """

    figure: str
    part: str
    before: Value
    after: Value
    steps: tuple[Step, ...]

    @property
    def difference(self) -> int | Decimal | Fraction | None:
        """`after` − `before`, exact; None where it is no number before or after."""
        return _difference(self.before, self.after)

    def causes(self) -> dict[Cause, int | Decimal | Fraction]:
        """What each cause did to the number; the sum is `difference`. Empty where a step has no number."""
        found: dict[Cause, Any] = {}
        for step in self.steps:
            by = _difference(step.before, step.after)
            if by is None:
                return {}
            found[step.cause] = found.get(step.cause, 0) + by
        return found


@dataclass(frozen=True)
class End:
    """One end of a comparison: a date and what had been loaded; `meeting` is empty for today."""

    as_of: dt.date
    snapshot: int
    meeting: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything that differs between a meeting and a later state, and what happened to the rows in between.

    `values`: every value of the figures asked for as it is later, changed or not.
    """

    agreement: Agreement
    since: Head
    start: End
    end: End
    changes: tuple[Change, ...]
    rows: tuple[Moved, ...]
    values: Mapping[Leaf, Any]

    def of(self, figure: str, part: str) -> Change | None:
        """What became of one value; None when nothing happened to it."""
        return next((change for change in self.changes if (change.figure, change.part) == (figure, part)), None)


def until_today(board: Board, name: str, as_of: dt.date, *parts: str) -> Changes:
    """The newest snapshot as of a date against a meeting; of the figures' JSON the named parts, all without a name.

    Raises `Correctable` for an unknown meeting, and for a date before the meeting's.
    """
    meeting = find(board.ledger, name)
    _in_order(meeting, as_of)
    agreed = agreements.load(board.settings.agreements, meeting.agreement.id)
    return until(board, meeting, agreed, End(as_of, board.newest()), *parts)


def until(board: Board, meeting: Meeting, agreed: Agreement, end: End, *parts: str) -> Changes:
    """A later date and snapshot, seen through an agreement, against a meeting; of the JSON the named parts."""
    return _compared(board, meeting, _Later(agreed, end, parts))


def between(board: Board, earlier: str, later: str, *parts: str) -> Changes:
    """A meeting's figures against those of an earlier one. What the rules did in between stands as one cause.

    Raises `Correctable` for unknown meetings, two of different agreements, and for two in the wrong order.
    """
    then, now = find(board.ledger, earlier), find(board.ledger, later)
    if then.agreement.id != now.agreement.id:
        raise Correctable(message("The meetings {one} and {other} are about two agreements.", one=earlier, other=later))
    if now.snapshot < then.snapshot:
        raise Correctable(
            message(
                "The meeting {one} stands on older data than {other}: name them the other way round.",
                one=later,
                other=earlier,
            )
        )
    _in_order(then, now.as_of)
    return _compared(board, then, _Later(now.agreement, End(now.as_of, now.snapshot, later), parts, now))


def _in_order(meeting: Meeting, as_of: dt.date) -> None:
    if as_of < meeting.as_of:
        raise Correctable(
            message(
                "{as_of} lies before the meeting {name}, which shows figures as of {then}: choose a later date.",
                as_of=as_of,
                name=meeting.name,
                then=meeting.as_of,
            )
        )


@dataclass(frozen=True)
class _Later:
    """What a meeting is compared with: today, or what another meeting froze."""

    agreement: Agreement
    end: End
    parts: tuple[str, ...]
    meeting: Meeting | None = None


def _compared(board: Board, start: Meeting, later: _Later) -> Changes:
    """The changes from a meeting to a later state."""
    walked: list[tuple[Cause | None, dict[Leaf, Value]]] = [(None, _leaves(start.figures, later.parts))]
    with closing(board.store_of(start.snapshot)) as first, closing(board.store_of(later.end.snapshot)) as last:
        ask = Asking(first, last, start.as_of, later.parts)
        walked.append((_of_rules(board, start), ask(first, start.agreement)))
        walked.append((Cause.AGREEMENT, ask(first, later.agreement)))
        walked += walk(ask, later.agreement, later.end.as_of)
        dates = (start.as_of, later.end.as_of)
        moved = snapshot_mixture.moved_rows(first.path, last.path, later.agreement.municipality.code, dates)
    if later.meeting is not None:
        walked.append((_of_rules(board, later.meeting), _leaves(later.meeting.figures, later.parts)))
    return Changes(
        agreement=later.agreement,
        since=start.head,
        start=End(start.as_of, start.snapshot, start.name),
        end=later.end,
        changes=tuple(explained(walked)),
        rows=moved,
        values=MappingProxyType(walked[-1][1]),
    )


@dataclass(frozen=True)
class Asking:
    """The two snapshots, and figures of them or of a mixture, as of the meeting's date unless another is given."""

    first: Warehouse
    last: Warehouse
    as_of: dt.date
    parts: tuple[str, ...]

    def __call__(self, store: Warehouse, agreement: Agreement, as_of: dt.date | None = None) -> dict[Leaf, Value]:
        parts = self.parts or tuple(figures.PARTS)
        return _leaves(figures.some_figures(store, agreement, as_of or self.as_of, *parts), parts)


def walk(ask: Asking, agreed: Agreement, as_of: dt.date) -> Iterator[tuple[Cause, dict[Leaf, Value]]]:
    """The figures after each thing that happened to the rows."""
    first, last = ask.first, ask.last
    if first.path != last.path:
        with snapshot_mixture.shared_rows(first.path, last.path, "earlier") as rest:
            yield Cause.WITHDRAWN, ask(rest, agreed)
        with snapshot_mixture.shared_rows(first.path, last.path, "later") as corrected:
            yield Cause.CORRECTED, ask(corrected, agreed)
        yield Cause.LATE, ask(last, agreed)
    if as_of != ask.as_of:
        yield Cause.NEW, ask(last, agreed, as_of)


def _of_rules(board: Board, meeting: Meeting) -> Cause:
    """What can make today's rules on a meeting's rows give other figures than it froze."""
    parts = sorted(part.name for load in board.ledger.loads(meeting.snapshot) for part in load.parts)
    if parts == list(meeting.parts):
        return Cause.DEFINITION
    return Cause.ERASED if meeting.definitions == definitions() else Cause.UNCLEAR


def explained(walked: list[tuple[Cause | None, dict[Leaf, Value]]]) -> Iterator[Change]:
    """What became of each value on the way; those that nothing happened to are left out."""
    every = dict.fromkeys(leaf for _, answer in reversed(walked) for leaf in answer)
    for leaf in every:
        values = [(cause, answer.get(leaf)) for cause, answer in walked]
        steps = [
            Step(cause, before, after)
            for (_, before), (cause, after) in pairwise(values)
            if cause is not None and before != after
        ]
        if steps:
            yield Change(*leaf, values[0][1], values[-1][1], tuple(steps))


def _leaves(answer: Mapping[str, Any], parts: tuple[str, ...]) -> dict[Leaf, Value]:
    """Every value of the parts (all of them without a name) but those that say what was asked."""
    wanted = {*(parts or figures.PARTS), *(("fee_total",) if "fees" in (parts or figures.PARTS) else ())}
    chosen = {name: value for name, value in answer.items() if name in wanted}
    return {(figure, part): value for figure, part, value in figures.leaves(chosen)}


def _difference(before: Value, after: Value) -> int | Decimal | Fraction | None:
    if isinstance(before, bool | str | None) or isinstance(after, bool | str | None):
        return None
    if isinstance(before, float) or isinstance(after, float):
        return Fraction(after) - Fraction(before)
    return after - before
