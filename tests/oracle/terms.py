"""What an agreement fixes, as the second calculation reads it, and its working days (R15's definition)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import holidays

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """An agreement: `parameters` as SQL gets them, targets (id, count, clause), the goal for jobs, closing days.

    `closing_days` are those of the agreement file, days of every year as `MM-DD`; public holidays come from the
    calendar, never from `parameters`.
    """

    parameters: Mapping[str, Any]
    targets: Sequence[tuple[str, int, str]]
    jobs_goal: int
    closing_days: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self.parameters[name]
        except KeyError:
            raise AttributeError(name) from None

    def is_working_day(self, day: dt.date) -> bool:
        """Monday to Friday, no Danish public holiday, none of the agreement's closing days."""
        closed = day in _public_holidays(day.year) or day.strftime("%m-%d") in self.closing_days
        return day.weekday() < 5 and not closed

    def working_days(self, first: dt.date, last: dt.date) -> int:
        """How many working days from `first` to `last`, both included; 0 when `last` is before `first`."""
        return sum(self.is_working_day(first + number * DAY) for number in range((last - first).days + 1))

    def due(self, day: dt.date, working_days: int) -> dt.date:
        """The `working_days`-th working day after `day`."""
        while working_days:
            day += DAY
            working_days -= self.is_working_day(day)
        return day


_HOLIDAYS: dict[int, frozenset[dt.date]] = {}


def _public_holidays(year: int) -> frozenset[dt.date]:
    if year not in _HOLIDAYS:
        _HOLIDAYS[year] = frozenset(holidays.country_holidays("DK", years=year))
    return _HOLIDAYS[year]
