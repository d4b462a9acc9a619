"""What a report looks at: one snapshot, one agreement, one date, and who asks."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from data_pipeline import figures
from data_pipeline.agreements import Agreement
from data_pipeline.ledger import Ledger
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports.pieces import Stamp
from data_pipeline.storage.warehouse import Question, Warehouse

QUARTER_MONTHS = 3
T = TypeVar("T")


@dataclass(frozen=True)
class View:
    """A snapshot seen through an agreement as of a date, by a person.

    `earlier`: gives the same view after each of the loads before it, the oldest first, as many as are remembered.
    """

    store: Warehouse
    ledger: Ledger
    agreement: Agreement
    as_of: dt.date
    stamp: Stamp
    person: Person
    earlier: Callable[[], Sequence[View]] = tuple

    @property
    def sees_ids(self) -> bool:
        """Whether the person may see ids of the CRM."""
        return self.person.may(Role.PARTNER)

    def figures(self, *parts: str, as_of: dt.date | None = None) -> dict[str, Any]:
        """The named parts of the figures, all without a name; as of the view's date or another."""
        return figures.some_figures(self.store, self.agreement, as_of or self.as_of, *(parts or figures.PARTS))

    def asking(self, as_of: dt.date | None = None, **choices: Any) -> AbstractContextManager[Question]:
        """A question to the warehouse about this agreement, for what the figures do not hold."""
        return self.store.asking(agreement=figures.parameters(self.agreement), as_of=as_of or self.as_of, **choices)

    def all_month_ends(self) -> list[dt.date]:
        """Every month's last day in the agreement's period."""
        return month_ends(self.agreement.first_date, self.agreement.last_date)

    def month_ends(self) -> list[dt.date]:
        """The month ends before the view's date, and the date itself (at the latest the period's last day)."""
        last = min(self.as_of, self.agreement.last_date)
        return [day for day in self.all_month_ends() if day < last] + [last]

    def quarter_ends(self) -> list[dt.date]:
        """The quarter ends of the period up to the view's date: the dates breakdowns are shown as of (R18)."""
        return [day for day in quarter_ends(self.agreement.first_date, self.agreement.last_date) if day <= self.as_of]

    def courses(self, ask: Callable[[View, dt.date], T]) -> tuple[list[T], list[list[T]]]:
        """What `ask` says at every quarter end up to the view's date, and what it said there after earlier loads.

        Each of those ends with the last quarter end that the data had reached then: nothing later was shown (R18).
        """
        days = self.quarter_ends()
        then = [[ask(one, day) for day in days if day <= one.stamp.newest_day] for one in self.earlier()]
        return [ask(self, day) for day in days], [course for course in then if course]


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of every month from `first` to `last`; of the last month at the latest `last`."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ends = [dt.date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1]) for month in months]
    return [min(day, last) for day in ends]


def quarter_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of every third month from `first`, and `last`."""
    ends = month_ends(first, last)
    return sorted({*ends[QUARTER_MONTHS - 1 :: QUARTER_MONTHS], last})
