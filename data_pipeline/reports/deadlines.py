"""Frister: were the working days kept (R10, R11)?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Deadline, Stamp
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class DeadlinesReport:
    """Both deadlines as of the view's date and at every month end before it; `working_days`: how long each lasts."""

    stamp: Stamp
    deadlines: tuple[Deadline, ...]
    course: tuple[tuple[dt.date, tuple[Deadline, ...]], ...]
    working_days: tuple[int, ...]


def answer(view: View) -> DeadlinesReport:
    """Both deadlines: agreement-wide totals, which are the parties' own figures (R18)."""
    agreed = view.agreement.deadlines
    return DeadlinesReport(
        stamp=view.stamp,
        deadlines=pieces.deadlines_of(view.figures("deadlines"), view.agreement),
        course=tuple(
            (day, pieces.deadlines_of(view.figures("deadlines", as_of=day), view.agreement))
            for day in view.month_ends()
        ),
        working_days=(agreed.first_contact.working_days, agreed.registration.working_days),
    )
