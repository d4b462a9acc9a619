"""An agreement read on a day, to be laid beside others (R20): each headline, and whether chance explains it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data_pipeline import figures
from data_pipeline.agreements import TARGET_IDS, Agreement
from data_pipeline.arithmetic import chance, pace, workdays
from data_pipeline.arithmetic.pace import FORECAST_FROM_WORKING_DAYS
from data_pipeline.figures import Days
from data_pipeline.storage.warehouse import Question, Warehouse

# More working days without an event at the beginning or the end than this: the data do not cover the agreement (R20).
MOST_SILENT_DAYS = 40
# Before this many working days have passed a count is not tested (R20).
TESTED_FROM_WORKING_DAYS = FORECAST_FROM_WORKING_DAYS


@dataclass(frozen=True)
class Line:
    """A line of B1. `target` is None where this agreement has no such line; 0 is no target (R6).

    `chance` holds the count against what was expected, `change` against the year before; None where nothing is tested.
    """

    id: str
    actual: int
    target: int | None
    share: float | None
    expected: float | None
    share_of_expected: float | None
    status: str
    chance: str | None
    change: str | None


@dataclass(frozen=True)
class Fees:
    """All fees together, in kroner; `share` is amount / budget."""

    amount: Decimal
    budget: Decimal
    share: float | None
    count: int
    pending: int


@dataclass(frozen=True)
class Voices:
    """Satisfaction (R8); `limits`: the fewest and the most satisfied of so many answers by the funnel."""

    satisfied: int
    answered: int
    share: float | None
    low: float | None
    high: float | None
    goal: float
    met: bool | None
    response_rate: float | None
    limits: dict[str, tuple[int, int]] | None
    chance: str | None


@dataclass(frozen=True)
class Jobs:
    """Full-time equivalents (R9); `share`: the agreement's own measure / its goal."""

    created: Decimal
    lost: Decimal
    net: Decimal
    goal: int
    measure: str
    share: float | None
    measured: int
    not_measured: int


@dataclass(frozen=True)
class Deadline:
    """One of §5's two promises (R10, R11)."""

    id: str
    kept: int
    missed: int
    pending: int
    share: float | None


@dataclass(frozen=True)
class Reading:
    """An agreement on a day. `days`: working days by then; `covered`: its data reach from its beginning to that day."""

    day: dt.date
    days: int
    covered: bool
    targets: tuple[Line, ...]
    fees: Fees
    satisfaction: Voices
    jobs: Jobs
    deadlines: tuple[Deadline, ...]


def lines_of(agreed: Collection[Agreement]) -> tuple[str, ...]:
    """The ids of B1's lines that one of the agreements has, in the figures' order."""
    known = {target.id for one in agreed for target in one.targets}
    return tuple(name for name in TARGET_IDS if name in known)


def read(store: Warehouse, agreed: Agreement, day: dt.date, lines: Collection[str]) -> Reading | None:
    """The agreement on a day of its period, with these lines of B1; None where it has no data by then."""
    with figures.asking(store, agreed, day) as question:
        covered = is_covered(question, agreed, day)
        if covered is None:
            return None
        actuals = {f"{row['measure']}.{row['segment']}": row["actual"] for row in question.rows("activity")}
        found: dict[str, Any] = {}
        for part in ("fees", "satisfaction", "jobs", "deadlines"):
            found |= figures.PARTS[part](question, agreed, day)
    return assembled({name: actuals[name] for name in lines}, found, agreed, day, is_covered=covered)


def assembled(
    actuals: Mapping[str, int], found: Mapping[str, Any], agreed: Agreement, day: dt.date, *, is_covered: bool
) -> Reading:
    """The reading of these counts of B1's lines and of the figures `found`, as they are now or a meeting keeps them."""
    days = Days.of(agreed, day)
    targets = {target.id: target.count for target in agreed.targets}
    return Reading(
        day=day,
        days=days.elapsed,
        covered=is_covered,
        targets=tuple(
            _line(name, actual, targets.get(name), days, is_tested=is_covered) for name, actual in actuals.items()
        ),
        fees=_fees(found["fee_total"]),
        satisfaction=_satisfaction(found["satisfaction"], agreed, is_tested=is_covered),
        jobs=_jobs(found["jobs"]),
        deadlines=tuple(Deadline(**one) for one in found["deadlines"]),
    )


def with_changes(reading: Reading | None, before: Reading | None) -> Reading | None:
    """The reading with each count held against that of the year before, where both are covered."""
    if reading is None or before is None or not (reading.covered and before.covered):
        return reading
    if reading.days < TESTED_FROM_WORKING_DAYS:
        return reading
    actuals = {line.id: line.actual for line in before.targets}
    changes = (
        chance.against_before(line.actual, reading.days, actuals[line.id], before.days) for line in reading.targets
    )
    lines = tuple(replace(line, change=change) for line, change in zip(reading.targets, changes, strict=True))
    return replace(reading, targets=lines)


def is_covered(question: Question, agreed: Agreement, day: dt.date) -> bool | None:
    """Whether the data reach from the agreement's beginning to the day; None without any."""
    span = question.row("event_span")
    first, last = span["first_event_date"], span["last_event_date"]
    if first is None:
        return None
    closed = agreed.closed_days
    before = workdays.working_days_between(agreed.first_date, first - workdays.ONE_DAY, closed)
    after = workdays.working_days_between(last + workdays.ONE_DAY, min(day, agreed.last_date), closed)
    return max(before, after) <= MOST_SILENT_DAYS


def _line(name: str, actual: int, target: int | None, days: Days, *, is_tested: bool) -> Line:
    expected = None if target is None else pace.expected(target, days.elapsed, days.total)
    is_tested = is_tested and bool(target) and days.elapsed >= TESTED_FROM_WORKING_DAYS
    return Line(
        id=name,
        actual=actual,
        target=target,
        share=actual / target if target else None,
        expected=expected,
        share_of_expected=actual / expected if expected else None,
        status=pace.status(actual, target or 0, days.elapsed, days.total, is_over=days.is_over),
        chance=chance.against_expected(actual, expected) if is_tested and expected else None,
        change=None,
    )


def _fees(total: Mapping[str, Any]) -> Fees:
    amount, budget = Decimal(total["amount"]), Decimal(total["budget"])
    return Fees(amount, budget, float(amount / budget) if budget else None, total["count"], total["pending"])


def _satisfaction(found: Mapping[str, Any], agreed: Agreement, *, is_tested: bool) -> Voices:
    satisfied, answered, goal = found["satisfied"], found["answered"], agreed.satisfaction.goal_percent
    kept = ("satisfied", "answered", "share", "low", "high", "goal", "met", "response_rate")
    return Voices(
        **{name: found[name] for name in kept},
        limits=chance.funnel(answered, goal),
        chance=chance.against_goal(satisfied, answered, goal) if is_tested else None,
    )


def _jobs(found: Mapping[str, Any]) -> Jobs:
    amounts = {name: Decimal(found[name]) for name in ("created", "lost", "net")}
    goal, measure = found["goal"], found["measure"]
    return Jobs(
        **amounts,
        goal=goal,
        measure=measure,
        share=float(amounts[measure] / goal) if goal else None,
        measured=found["measured"],
        not_measured=found["not_measured"],
    )
