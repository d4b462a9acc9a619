"""The pieces reports are made of, and how they come from the figures: one shape for each thing, on every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline.agreements import Agreement
from data_pipeline.arithmetic import pace
from data_pipeline.arithmetic.pace import Forecast
from data_pipeline.figures import FigureId, all_guided


@dataclass(frozen=True)
class Stamp:
    """Which data a report was made from. `newest_day`: the newest event day in the data; `loaded_at` is UTC."""

    agreement: str
    as_of: dt.date
    snapshot: int
    loaded_at: dt.datetime
    newest_day: dt.date


@dataclass(frozen=True)
class Target:
    """One target of B1 in one segment. `measure` is the id without its segment (`guided.local`).

    `expected`: by as-of after working days (R15); `needed_per_month`: what still reaches the target, in counts a
    remaining month, None when it is reached, has no target or no month is left.
    """

    id: str
    measure: str
    segment: str
    clause: str
    actual: int
    target: int
    expected: float
    status: str
    forecast: Forecast | None
    needed_per_month: Decimal | None

    @property
    def is_short(self) -> bool:
        """Whether less is done than was to be done by now: behind, or missed when the period is over."""
        return self.status in ("behind", "missed")

    @property
    def missing(self) -> int:
        """How many are still missing to the target (0 when reached)."""
        return max(self.target - self.actual, 0)


@dataclass(frozen=True)
class Point:
    """A figure at the end of a day. `working_days`: elapsed since the agreement's first date, that day included."""

    day: dt.date
    working_days: int
    actual: int


@dataclass(frozen=True)
class Series:
    """A target's course: month ends up to as-of and as-of itself; `month_ends`: working days at every month's end."""

    target: Target
    points: tuple[Point, ...]
    month_ends: tuple[tuple[dt.date, int], ...]
    working_days: int


@dataclass(frozen=True)
class Satisfaction:
    """§7: share of voices satisfied (0–1), Wilson 95 % interval, and both verdicts (R8)."""

    clause: str
    satisfied: int
    answered: int
    invited: int
    share: float | None
    goal: float
    met: bool | None
    low: float | None
    high: float | None
    certainty: str
    response_rate: float | None


@dataclass(frozen=True)
class Jobs:
    """§7: full-time equivalents created, lost and net among guided companies (R9)."""

    clause: str
    created: Decimal
    lost: Decimal
    net: Decimal
    goal: int
    measure: str
    measured: int
    not_measured: int


@dataclass(frozen=True)
class Fee:
    """One line of B2 in kroner (R7); `id` is `fee_total` for the sum."""

    id: str
    clause: str
    count: int
    pending: int
    amount: Decimal
    uncapped: Decimal
    cut: Decimal
    budget: Decimal


@dataclass(frozen=True)
class Deadline:
    """§5: kept, missed and pending; share = kept / (kept + missed), None when nothing is decided (R10, R11)."""

    id: str
    clause: str
    kept: int
    missed: int
    pending: int
    share: float | None


def targets_of(found: dict[str, Any], agreed: Agreement, as_of: dt.date) -> tuple[Target, ...]:
    """B1's targets, in the agreement's order."""
    return tuple(
        Target(
            id=one["id"],
            measure=FigureId.parse(one["id"]).measure,
            segment=FigureId.parse(one["id"]).segment,
            clause=one["clause"],
            actual=one["actual"],
            target=one["target"],
            expected=one["expected"],
            status=one["status"],
            forecast=one["forecast"] and Forecast(**one["forecast"]),
            needed_per_month=pace.needed_per_month(one["actual"], one["target"], as_of, agreed.last_date),
        )
        for one in found["targets"]
    )


def headline_of(targets: Sequence[Target], segment: str) -> Target | None:
    """The segment's target for all who are guided: in all, or locally where B1 has no total; None without either."""
    by_id = {target.id: target for target in targets}
    return by_id.get(all_guided(segment, by_id))


def satisfaction_of(found: dict[str, Any], agreed: Agreement) -> Satisfaction:
    """The whole's satisfaction."""
    whole = {name: value for name, value in found["satisfaction"].items() if name != "levels"}
    return Satisfaction(clause=agreed.satisfaction.clause, **whole)


def jobs_of(found: dict[str, Any], agreed: Agreement) -> Jobs:
    """The jobs, amounts as decimals."""
    jobs = found["jobs"]
    return Jobs(
        clause=agreed.jobs.clause,
        goal=jobs["goal"],
        measure=jobs["measure"],
        measured=jobs["measured"],
        not_measured=jobs["not_measured"],
        **{name: Decimal(jobs[name]) for name in ("created", "lost", "net")},
    )


def fee_of(name: str, line: dict[str, Any], clause: str) -> Fee:
    """A line of B2, amounts as decimals."""
    amounts = {part: Decimal(line[part]) for part in ("amount", "uncapped", "cut", "budget")}
    return Fee(id=name, clause=clause, count=line["count"], pending=line["pending"], **amounts)


def fee_clause(agreed: Agreement) -> str:
    """Every clause a fee stands in."""
    return ", ".join(dict.fromkeys(fee.clause for fee in agreed.fees))


def deadlines_of(found: dict[str, Any], agreed: Agreement) -> tuple[Deadline, ...]:
    """The two deadlines."""
    return tuple(Deadline(clause=getattr(agreed.deadlines, one["id"]).clause, **one) for one in found["deadlines"])
