"""The sentences about jobs, as pure functions of their report."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.language import Message, message, rounded
from data_pipeline.reports import (
    Jobs,
    JobsReport,
)
from data_pipeline.views import amounts
from data_pipeline.views.table import NOT_MEASURED, Cell, Column, Kind, Table, Translator, columns

EXACT = 2  # decimals of full-time equivalents, as figures have them


def title(report: JobsReport) -> Message:
    """The title of Arbejdspladser: how far to the goal."""
    goal, value = report.jobs.goal, report.value
    if not report.jobs.measured:
        return message("No jobs are measured yet")
    if value < 0:
        return message("{count} more jobs are lost than created", count=amounts.number(-value, decimals(-value, 0)))
    shown = amounts.number(value, decimals(value, goal))
    if not goal:
        return message("{count} jobs, no goal is agreed", count=shown)
    if value >= goal:
        return message("The goal of {goal} jobs is reached: {count}", goal=goal, count=shown)
    return message("{count} of {goal} jobs are there, {missing} are missing", **_numbers(report), goal=goal)


def against_goal(report: JobsReport) -> Message:
    """The sentence beside the bar: how many are missing, or how far over the goal."""
    goal, value = report.jobs.goal, report.value
    if not report.jobs.measured:
        return message("no company has both figures yet")
    if value >= goal:
        over = value - goal
        return message("{count} over the goal", count=amounts.number(over, decimals(over, 0)))
    return message("{missing} are missing", missing=_numbers(report)["missing"])


def bands(report: JobsReport) -> Message | None:
    """What net can be when figures known in bands are taken along; None where every figure is exact."""
    if report.net_low is None or report.net_high is None:
        return None
    return message(
        "with bands: net {low} to {high}",
        low=amounts.number(report.net_low, EXACT),
        high=amounts.number(report.net_high, EXACT),
    )


def decimals(value: Decimal, goal: int) -> int:
    """How many decimals a number needs so that rounding says neither "reached" nor "nothing" too early."""
    for count in (0, 1):
        shown = rounded(value, count)
        if (shown >= goal) == (value >= goal) and (shown == 0) == (value == 0):
            return count
    return EXACT


def _numbers(report: JobsReport) -> dict[str, Message]:
    """What is there and what is missing, rounded so that they add up to the goal."""
    goal, value = report.jobs.goal, report.value
    digits = decimals(value, goal)
    missing = goal - rounded(value, digits)
    return {"count": amounts.number(value, digits), "missing": amounts.number(missing, digits)}


def tables(report: JobsReport, said: str) -> list[Table]:
    """Jobs by the end of each month, the goal beside."""
    _ = Translator(said)
    return [
        Table(
            _("Month by month against the goal"),
            (Column(_("By the end of"), Kind.DATE), *_job_columns(said)),
            tuple((day, *_jobs(one, said), one.goal) for day, one in report.course),
            (report.definition.say(said).strip(),),
        )
    ]


def _job_columns(said: str) -> tuple[Column, ...]:
    _ = Translator(said)
    return columns(
        Kind.NUMBER, _("Created"), _("Lost"), _("Net"), Kind.COUNT, _("Measured"), _("Not measured"), _("Goal")
    )


def _jobs(found: Jobs, said: str) -> tuple[Cell, ...]:
    unknown = language.translate(NOT_MEASURED, said)
    amounts: tuple[Cell, ...] = (found.created, -found.lost + 0, found.net) if found.measured else (unknown,) * 3
    return *amounts, found.measured, found.not_measured
