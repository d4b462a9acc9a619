"""What a report looks at: one snapshot, one agreement, one date, and who asks."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from data_pipeline import figures
from data_pipeline.agreements import Agreement
from data_pipeline.figures import WHOLE, Slice
from data_pipeline.ledger import Ledger
from data_pipeline.privacy.rights import Person
from data_pipeline.reports.pieces import Stamp
from data_pipeline.storage.warehouse import Question, Warehouse

QUARTER_MONTHS = 3


@dataclass(frozen=True)
class View:
    """A snapshot seen through an agreement, or a slice of it, as of a date, by a person.

    `has_ids`: reports may list ids of the CRM.
    """

    store: Warehouse
    ledger: Ledger
    agreement: Agreement
    as_of: dt.date
    stamp: Stamp
    person: Person
    has_ids: bool = True
    slice: Slice = WHOLE

    def figures(self, *parts: str, as_of: dt.date | None = None) -> dict[str, Any]:
        """The named parts of the figures, all without a name; as of the view's date or another."""
        day = as_of or self.as_of
        return figures.some_figures(self.store, self.agreement, day, *(parts or figures.PARTS), slice_=self.slice)

    def asking(self, as_of: dt.date | None = None, **choices: Any) -> AbstractContextManager[Question]:
        """A question to the warehouse about this agreement, for what the figures do not hold."""
        return figures.asking(self.store, self.agreement, as_of or self.as_of, self.slice, **choices)

    def all_month_ends(self) -> list[dt.date]:
        """Every month's last day in the agreement's period."""
        return month_ends(self.agreement.first_date, self.agreement.last_date)

    def month_ends(self) -> list[dt.date]:
        """The month ends before the view's date, and the date itself (at the latest the period's last day)."""
        last = min(self.as_of, self.agreement.last_date)
        return [day for day in self.all_month_ends() if day < last] + [last]

    def points(self) -> list[dt.date]:
        """The quarter ends of the period before the view's date, and the date itself: the course of a breakdown."""
        ends = quarter_ends(self.agreement.first_date, self.agreement.last_date)
        return [day for day in ends if day < self.as_of] + [self.as_of]


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of every month from `first` to `last`; of the last month at the latest `last`."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ends = [dt.date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1]) for month in months]
    return [min(day, last) for day in ends]


def quarter_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of every third month from `first`, and `last`."""
    ends = month_ends(first, last)
    return sorted({*ends[QUARTER_MONTHS - 1 :: QUARTER_MONTHS], last})
