"""Frister: were the working days kept (R10, R11)?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Deadline, Stamp
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class Month:
    """What a month decided of a deadline: cases kept and missed in it; `pending` and `share` as of its last day.

    `share` is of all cases decided so far. `is_open`: the month was not over by as-of, or the stretch lies after the
    agreement's last date, when what began in it is still being decided.
    """

    last_day: dt.date
    is_open: bool
    kept: int
    missed: int
    pending: int
    share: float | None


@dataclass(frozen=True)
class Case:
    """A case that is late or still open (`is_pending`): by the CRM's id of the row and the Kunde-ID; `done` None where
    it is not done.
    """

    deadline: str
    row_id: str
    client_id: str
    begun: dt.date
    due: dt.date
    done: dt.date | None
    is_pending: bool


@dataclass(frozen=True)
class DeadlinesReport:
    """Both deadlines as of the view's date, and for each what every month decided; `working_days`: how long each lasts.

    `days`: the last day of every month of the period, and as-of where it lies after. `cases`: who is late, and before
    them whose day is still to come; empty for those who may not see ids.
    """

    stamp: Stamp
    deadlines: tuple[Deadline, ...]
    months: tuple[tuple[Month, ...], ...]
    days: tuple[dt.date, ...]
    working_days: tuple[int, ...]
    cases: tuple[Case, ...] = ()

    @property
    def shows_ids(self) -> bool:
        """Whether it lists rows of the CRM."""
        return bool(self.cases)

    @property
    def is_empty(self) -> bool:
        """Whether no case has begun yet."""
        return not any(one.kept + one.missed + one.pending for one in self.deadlines)


def answer(view: View) -> DeadlinesReport:
    """Both deadlines: agreement-wide totals, which are the parties' own figures (R18)."""
    agreed = view.agreement.deadlines
    ends = view.all_month_ends()
    after = [view.as_of] if view.as_of > view.agreement.last_date else []
    course = [
        (day, pieces.deadlines_of(view.figures("deadlines", as_of=day), view.agreement))
        for day in (*view.month_ends(), *after)
    ]
    deadlines = course[-1][1]
    return DeadlinesReport(
        stamp=view.stamp,
        deadlines=deadlines,
        months=tuple(
            months_of([(day, found[number]) for day, found in course], frozenset(ends))
            for number in range(len(deadlines))
        ),
        days=(*ends, *after),
        working_days=(agreed.first_contact.working_days, agreed.registration.working_days),
        cases=cases(view) if view.has_ids else (),
    )


def cases(view: View) -> tuple[Case, ...]:
    """The cases of the view, or of its slice, that are open or late: the open ones first, each by the day it is due."""
    with view.asking() as question:
        rows = [row for row in question.rows("deadline_case") if row["outcome"] != "kept"]
    found = (
        Case(
            row["deadline_id"],
            row["case_id"],
            row["client_id"],
            row["case_date"],
            row["due_date"],
            row["done_date"],
            row["outcome"] == "pending",
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (not one.is_pending, one.due, one.row_id)))


def months_of(course: list[tuple[dt.date, Deadline]], ends: frozenset[dt.date]) -> tuple[Month, ...]:
    """Each month's cases: those decided by its end less those decided by the end of the month before."""
    before = [None, *(found for _day, found in course)]
    return tuple(
        Month(
            last_day=day,
            is_open=day not in ends,
            kept=found.kept - (last.kept if last else 0),
            missed=found.missed - (last.missed if last else 0),
            pending=found.pending,
            share=found.share,
        )
        for (day, found), last in zip(course, before, strict=False)
    )
