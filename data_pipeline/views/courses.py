"""Figures over time against their goals, quarter by quarter, as a slide has room for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from data_pipeline.language import Message, message
from data_pipeline.reports import JobsReport, SatisfactionReport
from data_pipeline.reports.jobs import value
from data_pipeline.views import amounts
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views.meeting_charts import Course, Moment

HEADROOM = 1.1  # over the highest mark
HALF = 0.5  # where the axis of shares begins when none is below it


def satisfaction(report: SatisfactionReport, as_of: dt.date) -> Course:
    """The share of satisfied voices at each quarter's end with its 95 % interval, against the goal."""
    kept = {one.day: one for one in report.course}
    moments = tuple(
        Moment(
            label=amounts.short_day(day),
            count=amounts.number(Decimal(kept[day].answered), 0),
            under=message("{count} answer", "{count} answers", count=kept[day].answered),
            value=kept[day].share,
            written=_share(kept[day].share),
            low=kept[day].low,
            high=kept[day].high,
        )
        for day in quarter_ends(kept, as_of)
    )
    goal = message("goal: {goal}", goal=satisfaction_findings.over(report.whole.goal))
    least = min((one.low for one in moments if one.low is not None), default=0.0)
    start = HALF if min(least, report.whole.goal) >= HALF else 0.0
    return Course(moments, report.whole.goal, goal, start, 1.0, is_share=True, counted=message("answers"))


def _share(share: float | None) -> Message:
    return message("not measured") if share is None else amounts.ratio(share)


def jobs(report: JobsReport, as_of: dt.date) -> Course:
    """What is held against the goal at each quarter's end, and of how many companies it is known."""
    kept = dict(report.course)
    days = quarter_ends(kept, as_of)
    values = {day: float(value(kept[day])) if kept[day].measured else None for day in days}
    moments = tuple(
        Moment(
            label=amounts.short_day(day),
            count=amounts.number(Decimal(kept[day].measured), 0),
            under=message("{count} known", count=kept[day].measured),
            value=values[day],
            written=amounts.number(value(kept[day]), amounts.JOBS_DECIMALS)
            if kept[day].measured
            else message("not measured"),
        )
        for day in days
    )
    known = [one for one in values.values() if one is not None]
    goal = report.jobs.goal
    told = message("goal: {goal}", goal=amounts.number(Decimal(goal), 0))
    return Course(
        moments,
        goal,
        told,
        min(0.0, *known, 0.0),
        max(goal, *known, 1) * HEADROOM,
        is_share=False,
        counted=message("known"),
    )


def quarter_ends(days: Iterable[dt.date], as_of: dt.date) -> list[dt.date]:
    """Return of the days those that end a quarter, and the last one: what is told of a course, whatever was kept."""
    kept = sorted(day for day in days if day <= as_of)
    return [day for day in kept if _ends_quarter(day) or day == kept[-1]]


def _ends_quarter(day: dt.date) -> bool:
    after = day + dt.timedelta(days=1)
    return after.day == 1 and after.month in (1, 4, 7, 10)
