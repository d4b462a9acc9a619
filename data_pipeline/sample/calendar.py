"""Working days of the sample year."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from random import Random

from data_pipeline.arithmetic import workdays
from data_pipeline.sample import story

DAY = dt.timedelta(days=1)
_AWAY = frozenset(
    workdays.non_working_days(story.CLOSING_DAYS, dt.date(story.YEAR - 1, 1, 1), dt.date(story.YEAR + 1, 12, 31))
)


@lru_cache
def _working_days(year: int, month: int) -> tuple[dt.date, ...]:
    first = dt.date(year, month, 1)
    days = (first + number * DAY for number in range(31))
    return tuple(day for day in days if day.month == month and workdays.is_working_day(day, _AWAY))


def month_day(month: int, chance: Random, among: slice = slice(None)) -> dt.date:
    """A working day of a month of the year; `among`: which of them."""
    return chance.choice(_working_days(story.YEAR, month)[among])


def previous_year_day(chance: Random) -> dt.date:
    """A working day late in the year before."""
    return chance.choice(_working_days(story.YEAR - 1, 11))


@lru_cache(maxsize=65536)
def after(day: dt.date, working_days: int) -> dt.date:
    """The day so many working days later."""
    return workdays.due(day, working_days, _AWAY)


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day so many years earlier (28 February for the 29th)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
