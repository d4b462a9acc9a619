"""Arbejdspladser: how far to the goal, and how many companies is it known for (R9, §7)?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline.agreements import Words
from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Jobs, Stamp
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class Company:
    """A guided company by its Kunde-IDs and its CVR number: full-time equivalents at its baseline and at its latest
    figure, each with day and source, and the change; None where unknown. `reason`: why it is not measured.
    """

    client_id: str
    cvr: str
    baseline_date: dt.date | None
    baseline_source: str | None
    baseline: Decimal | None
    current_date_measured: dt.date | None
    current_source: str | None
    current_figure: Decimal | None
    change: Decimal | None
    reason: str | None

    @property
    def moved(self) -> Decimal:
        """The change, 0 where it is not measured."""
        return self.change or Decimal(0)

    @property
    def is_started(self) -> bool:
        """Whether it started in the period, so that its baseline is 0 without a source."""
        return self.baseline_date is not None and self.baseline_source is None


@dataclass(frozen=True)
class JobsReport:
    """Jobs as of the view's date and at every month end before it. `net_low`, `net_high`: the least and the most the
    net can be where some figures are known in bands only; None where every figure is exact. `month_ends`: the whole
    period's. `companies`: the largest change first, then those not measured; empty for those who may not see ids.
    """

    stamp: Stamp
    jobs: Jobs
    net_low: Decimal | None
    net_high: Decimal | None
    definition: Words
    month_ends: tuple[dt.date, ...]
    course: tuple[tuple[dt.date, Jobs], ...]
    companies: tuple[Company, ...] = ()

    @property
    def shows_ids(self) -> bool:
        """Whether it lists companies by their ids."""
        return bool(self.companies)

    @property
    def value(self) -> Decimal:
        """What is held against the goal: net or created, as the agreement says, in full-time equivalents."""
        return value(self.jobs)


def value(jobs: Jobs) -> Decimal:
    """What is held against the goal: net or created, as the agreement says."""
    return jobs.net if jobs.measure == "net" else jobs.created


def answer(view: View) -> JobsReport:
    """Agreement-wide totals, which are the parties' own figures (R18), their course, and for who may see ids the
    companies behind them.
    """
    found = view.figures("jobs")
    agreed = view.agreement
    return JobsReport(
        stamp=view.stamp,
        jobs=pieces.jobs_of(found, agreed),
        net_low=_bound(found, "net_low"),
        net_high=_bound(found, "net_high"),
        definition=agreed.jobs.definition,
        month_ends=tuple(view.all_month_ends()),
        course=tuple((day, pieces.jobs_of(view.figures("jobs", as_of=day), agreed)) for day in _days(view)),
        companies=companies(view) if view.has_ids else (),
    )


def companies(view: View) -> tuple[Company, ...]:
    """The guided companies of the view, or of its slice: the largest change first, then those not measured."""
    with view.asking() as question:
        return tuple(Company(**row) for row in question.rows("job_company"))


def _days(view: View) -> list[dt.date]:
    """The month ends up to as-of and as-of itself, also past the period: current figures are read up to it (R9)."""
    if view.as_of < view.agreement.first_date:
        return []
    return sorted({*view.month_ends(), view.as_of})


def _bound(found: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(found["jobs"][name]) if name in found["jobs"] else None
