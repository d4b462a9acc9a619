"""Are we on course: expected by today, status, forecast, and what is still possible (R15)."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal

from scipy.special import betainc, betaincc

# Before this many working days have passed a forecast says more about chance than about the year (R15).
FORECAST_FROM_WORKING_DAYS = 20
# Jeffreys' prior for a Poisson rate: half an event before anything is seen (R15).
PRIOR_EVENTS = 0.5
_COUNTS = range(10**9)  # more than any rest of a year holds


@dataclass(frozen=True)
class Forecast:
    """Where a count ends with the period: whole numbers, an 80 % interval, and P(target reached) 0–1."""

    median: int
    low: int
    high: int
    p_target: float


def expected(target: int, elapsed: int, total: int) -> float:
    """The count expected by as-of: target × working days elapsed / working days in the period."""
    return target * elapsed / total


def status(actual: int, target: int, elapsed: int, total: int, *, is_over: bool) -> str:
    """`met`, `on_track`, `behind`, `missed` (the last date is reached), or `none` (no target, or nothing has begun).

    Compared in whole numbers.
    """
    if target == 0 or elapsed < 0:
        return "none"
    if actual >= target:
        return "met"
    if is_over:
        return "missed"
    return "on_track" if actual * total >= target * elapsed else "behind"


def forecast(actual: int, target: int, elapsed: int, total: int) -> Forecast | None:
    """Gamma–Poisson forecast of a count at the period's end; None without a target or before 20 working days.

    The rest of the year is NegBin(r = actual + ½, p = elapsed / total); the quantiles are the smallest whole numbers
    whose cumulative probability is at least 0.1, 0.5 and 0.9.
    """
    if target == 0 or elapsed < FORECAST_FROM_WORKING_DAYS:
        return None
    if elapsed >= total:
        return Forecast(actual, actual, actual, float(actual >= target))
    seen, passed = actual + PRIOR_EVENTS, elapsed / total

    def or_fewer(count: int) -> float:
        return float(betainc(seen, count + 1, passed))

    low, median, high = (actual + bisect_left(_COUNTS, probability, key=or_fewer) for probability in (0.1, 0.5, 0.9))
    p_target = 1.0 if actual >= target else float(betaincc(seen, target - actual, passed))
    return Forecast(median, low, high, p_target)


def needed_per_month(actual: int, target: int, as_of: dt.date, last_date: dt.date) -> Decimal | None:
    """What still reaches the target, in counts a remaining month; None when it is reached or no day is left."""
    if actual >= target or as_of >= last_date:
        return None
    return Decimal(target - actual) / months_left(as_of, last_date)


def months_left(as_of: dt.date, last_date: dt.date) -> Decimal:
    """Months from the day after `as_of` to `last_date`, part of a month by its days."""
    return _months(last_date) - _months(as_of)


def _months(day: dt.date) -> Decimal:
    return day.year * 12 + day.month - 1 + Decimal(day.day) / monthrange(day.year, day.month)[1]
