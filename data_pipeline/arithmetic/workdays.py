"""Working days: Monday to Friday, no Danish public holiday, no closing day of the agreement (R10, R11, R15).

The one definition. `non_working` is what `non_working_days` gives; Saturdays and Sundays are known without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from functools import lru_cache

import holidays

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


@lru_cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """Danish public holidays of a year (Store bededag up to 2023); 5 June, 24 and 31 December are none of them."""
    return frozenset(holidays.country_holidays("DK", years=year, language="da"))


def is_closing_day(text: str) -> bool:
    """Whether `text` is a day of the year as `MM-DD` (29 February is one)."""
    try:
        day = dt.datetime.strptime(f"2000-{text}", "%Y-%m-%d")
    except ValueError:
        return False
    return day.strftime("%m-%d") == text


def non_working_days(closing_days: Iterable[str], first: dt.date, last: dt.date) -> list[dt.date]:
    """Weekdays on which nobody works from `first` to `last`, both included, in order: holidays and closing days.

    `closing_days`: days of every year as `MM-DD`; 29 February is closed in leap years only.
    """
    closed = frozenset(closing_days)
    days = (first + ONE_DAY * number for number in range((last - first).days + 1))
    return [
        day
        for day in days
        if day.weekday() < SATURDAY and (day in public_holidays(day.year) or f"{day:%m-%d}" in closed)
    ]


def is_working_day(day: dt.date, non_working: Container[dt.date]) -> bool:
    """Whether people are at work on `day`."""
    return day.weekday() < SATURDAY and day not in non_working


def last_working_day(day: dt.date, non_working: Container[dt.date]) -> dt.date:
    """`day`, or the last working day before it."""
    while not is_working_day(day, non_working):
        day -= ONE_DAY
    return day


def working_days_between(first: dt.date, last: dt.date, non_working: Iterable[dt.date]) -> int:
    """Working days from `first` to `last`, both included; 0 when `last` is before `first` (R15).

    Counted, not walked: whole weeks hold five, then the weekdays of `non_working` in between are taken off.
    """
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    weekdays = weeks * 5 + sum((first.weekday() + number) % 7 < SATURDAY for number in range(rest))
    return weekdays - sum(first <= day <= last and day.weekday() < SATURDAY for day in set(non_working))


def due(day: dt.date, working_days: int, non_working: Container[dt.date]) -> dt.date:
    """The `working_days`-th working day after `day`; `day` itself never counts (R10, R11)."""
    found = day
    for _ in range(working_days):
        found += ONE_DAY
        while not is_working_day(found, non_working):
            found += ONE_DAY
    return found


def last_day_within(
    first: dt.date, last: dt.date, non_working: Container[dt.date], working_days: int
) -> dt.date | None:
    """The last day from `first` to `last` by which no more than so many working days have passed (R20).

    None where the very first is one too many.
    """
    found, day, passed = None, first, 0
    while day <= last and (passed := passed + is_working_day(day, non_working)) <= working_days:
        found, day = day, day + ONE_DAY
    return found
