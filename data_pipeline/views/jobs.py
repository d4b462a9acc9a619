"""Arbejdspladser: how far to the goal, created and lost around one zero, the course, and what counts as a job (R9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message, rounded, translate
from data_pipeline.reports import Jobs, JobsReport
from data_pipeline.reports.jobs import value
from data_pipeline.views import amounts, companies, terms
from data_pipeline.views import headline as marks
from data_pipeline.views.chart import (
    Axis,
    Frame,
    Lead,
    Level,
    Mark,
    Note,
    Plot,
    Series,
    Step,
    Text,
    Waterfall,
    month_axis,
)
from data_pipeline.views.headline import Aside, Headline, Headlines, Part, Strip
from data_pipeline.views.table import NOT_MEASURED, Cell, Column, Kind, Shown, Table, Translator, columns

_RULES = (
    N_("Baseline: the latest figure on or before the first guidance in the period; a company that started in it: 0."),
    N_("Latest: the newest figure after the baseline, up to the date of the status."),
    N_("Without both a company is not measured: it counts neither as created nor as lost, and not as 0."),
)
_HELD = {"net": N_("The goal is held against net."), "created": N_("The goal is held against created.")}
_HEADROOM = 1.1  # over the highest mark
_DOT_ROOM = 0.14  # of the y axis: a label over the last dot
_UNKNOWN = 0.4  # of the y axis: the outline of months without a measurement holds its words upright
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


def headline(jobs: Jobs) -> Headline:
    """What is held against the goal, in whole jobs: no pace is agreed, so none is drawn."""
    name, reached = f"jobs.{jobs.measure}", value(jobs)
    told = message(
        marks.DESCRIPTION,
        label=message(CATALOGUE[name].label),
        actual=int(rounded(reached, 0)),
        target=jobs.goal,
    )
    return Headline(
        figure=name,
        clause=jobs.clause,
        number=amounts.number(reached, 0),
        of=message("of {count}", count=jobs.goal),
        strip=marks.against(float(reached), jobs.goal, told),
        verdict=_of_goal(reached, jobs.goal),
        sentence=message("{count} company not measured", "{count} companies not measured", count=jobs.not_measured),
    )


def headlines(report: JobsReport) -> Headlines:
    """What is held against the goal, what is not, and for how many companies it is known."""
    legend = [("actual", message(terms.REACHED)), ("target", message("Goal")), ("mid", message("Created"))]
    legend += [("cut", message("Lost")), ("line", message("Month by month"))]
    if report.net_low is not None:
        legend.append(("interval", message("Least and most with bands")))
    legend.append(("unknown", message("Not measured")))
    rows = (_goal(report), _other(report.jobs), _measured(report.jobs))
    return Headlines(message(terms.FULL_TIME), message("goal"), rows, tuple(legend))


def definition(report: JobsReport) -> Aside:
    """What counts as a job: the agreement's own words first, then the rule; always on screen (R9)."""
    rules = (message(rule) for rule in (*_RULES, _HELD[report.jobs.measure]))
    return Aside(message("What counts as a job"), (report.definition, *rules))


def figures(report: JobsReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    names = ("created", "lost", "net", "measured", "not_measured")
    return [(f"jobs.{name}", report.jobs.clause) for name in names]


def _of_goal(value: Decimal, goal: int) -> Text:
    return message("{share} of the goal", share=amounts.share(value, Decimal(goal))) if goal else ""


def _goal(report: JobsReport) -> Headline:
    jobs, name = report.jobs, f"jobs.{report.jobs.measure}"
    sentences = [against_goal(report) if jobs.goal else None, bands(report)]
    strip = _against_goal_with_bands(report, message(CATALOGUE[name].label)) if jobs.goal else None
    row = Headline(
        figure=name,
        clause=jobs.clause,
        number=amounts.number(report.value, decimals(report.value, jobs.goal)),
        of=message("of {count}", count=jobs.goal) if jobs.goal else "",
        strip=strip,
        verdict=_of_goal(report.value, jobs.goal),
        sentence=amounts.joined((sentence for sentence in sentences if sentence), " · "),
    )
    return row if jobs.measured else replace(row, number="–", verdict=message("Not measured"))


def _against_goal_with_bands(report: JobsReport, label: Message) -> Strip:
    """The bar of what is held against the goal, with bands as an interval."""
    goal, told = report.jobs.goal, bands(report)
    interval: tuple[Part, ...] = ()
    if report.net_low is not None and report.net_high is not None:
        low, high = float(report.net_low), float(report.net_high)
        interval = (Part("interval", marks.along(low, goal), marks.along(high, goal), high / goal > marks.END),)
    if not report.jobs.measured:
        unknown = (Part("unknown", 0, marks.along(goal, goal)), *interval, Part("target", 1 / marks.END))
        return Strip(
            unknown, amounts.joined((message("{label}: not measured", label=label), *([told] if told else [])))
        )
    exact = amounts.number(report.value, EXACT)
    reached = message(marks.DESCRIPTION, label=label, actual=exact, target=goal)
    return marks.against(float(report.value), goal, amounts.joined((reached, *([told] if told else []))), *interval)


def _other(jobs: Jobs) -> Headline:
    """The measure the goal is not held against, with what is lost: created right, lost left of one zero."""
    name = "jobs.created" if jobs.measure == "net" else "jobs.net"
    if not jobs.measured:
        unknown = message("{label}: not measured", label=message(CATALOGUE[name].label))
        strip = Strip((Part("unknown", 0, 1 / marks.END),), unknown)
        return Headline(name, jobs.clause, "–", "", strip, message("Not measured"), "")
    created, lost, net = (amounts.number(value, EXACT) for value in (jobs.created, jobs.lost, jobs.net))
    # As long as the same number is in the row above, and shorter only where that would not fit.
    scale = max(jobs.goal * marks.END, float(jobs.created + jobs.lost), 1)
    zero, end = float(jobs.lost) / scale, float(jobs.lost + jobs.created) / scale
    told = message(
        "{created} created, {lost} lost, {net} net, in full-time equivalents", created=created, lost=lost, net=net
    )
    return Headline(
        figure=name,
        clause=jobs.clause,
        number=net if name == "jobs.net" else created,
        of=message("{count} lost", count=lost),
        strip=Strip((Part("cut", 0, zero), Part("mid", zero, end), Part("zero", zero)), told),
        verdict=message("{count} created", count=created) if name == "jobs.net" else message("net {count}", count=net),
        sentence=message("net is created minus lost"),
    )


def _measured(jobs: Jobs) -> Headline:
    guided = jobs.measured + jobs.not_measured
    left = message("{count} not measured", count=jobs.not_measured)
    label = message(CATALOGUE["jobs.measured"].label)
    told = message(marks.DESCRIPTION, label=label, actual=jobs.measured, target=guided)
    parts = marks.parts_of(guided, ("actual", jobs.measured), ("unknown", jobs.not_measured))
    return Headline(
        figure="jobs.measured",
        clause=jobs.clause,
        number=amounts.number(Decimal(jobs.measured), 0),
        of=message("of {count}", count=guided),
        strip=Strip(parts, amounts.joined((told, left))) if guided else None,
        verdict=left if jobs.not_measured else "",
        sentence=message("count neither as created nor as lost") if jobs.not_measured else "",
    )


def course(report: JobsReport) -> Plot:
    """Created above zero and lost below at every month end, and what is held against the goal as a line."""
    jobs, days = report.jobs, [day for day, _jobs in report.course]
    # A column a month of the period, and one for as-of where that lies after it.
    ends = [*report.month_ends, *(day for day in days if day > report.month_ends[-1])]
    measured = [(x, day, found) for x, (day, found) in enumerate(report.course) if found.measured]
    low, high = _range([found for _x, _day, found in measured], jobs.goal)
    unmeasured = len(report.course) - len(measured)
    created, lost, line = (
        Series(
            kind,
            role,
            tuple(
                Mark(x, float(height(found)), _of_month(day, found), lead=Lead(f"jobs.{jobs.measure}", day))
                for x, day, found in measured
            ),
        )
        for kind, role, height in (
            ("bars", "forecast", lambda found: found.created),
            ("bars", "cut", lambda found: -found.lost),
            ("steps", "actual", value),
        )
    )
    return Plot(
        title=message("Month by month against the goal"),
        told=_course_told(report),
        x=month_axis(ends),
        y=Axis(low, high),
        series=(created, lost, line) if measured else (),
        levels=(Level(jobs.goal, message("Goal {count}", count=jobs.goal), "left"),) if jobs.goal else (),
        notes=(*(_now(*measured[-1], len(ends)) if measured else ()), *(_unmeasured(unmeasured, high))),
        frames=(Frame(-0.4, unmeasured - 0.6, 0, high * _UNKNOWN, is_dashed=True),) if unmeasured else (),
    )


def waterfall(report: JobsReport) -> Waterfall:
    """From created over lost to net, beside the goal."""
    found = report.jobs
    is_net = found.measure == "net"
    # Rounded as in the title, so that both say the same.
    digits = decimals(report.value, found.goal)
    missing = found.goal - rounded(report.value, digits)
    gap = amounts.number(abs(missing), digits)
    inside = message("{amount}\nmissing", amount=gap) if missing > 0 else message("{amount}\nover", amount=gap)
    return Waterfall(
        (
            Step(message("Created"), "start" if is_net else "result", found.created, full_time(found.created)),
            Step(message("Lost"), "cut", found.lost, full_time(-found.lost)),
            Step(message("Net"), "result" if is_net else "start", found.net, full_time(found.net)),
            Step(message("Goal"), "outline", Decimal(found.goal), amounts.number(Decimal(found.goal), 0), inside),
        )
    )


def full_time(value: Decimal) -> Message:
    """Full-time equivalents with a tenth."""
    return amounts.number(value, amounts.JOBS_DECIMALS)


def _of_month(day: dt.date, found: Jobs) -> tuple[Text, ...]:
    """What the pointer is told of a month."""
    left = found.goal - value(found)
    apart = N_("{count} left to the goal") if left > 0 else N_("{count} over the goal")
    return (
        message("{day}", day=day),
        message("{count} created", count=amounts.number(found.created, EXACT)),
        message("{count} lost", count=amounts.number(found.lost, EXACT)),
        message("net {count}", count=amounts.number(found.net, EXACT)),
        *(
            (message("Goal {count}", count=found.goal), message(apart, count=amounts.number(abs(left), EXACT)))
            if found.goal
            else ()
        ),
        message("{count} not measured", count=found.not_measured),
    )


def _now(x: int, day: dt.date, found: Jobs, columns_: int) -> tuple[Note]:
    """The newest number over its bar, from the edge inwards where it would reach beyond it."""
    reached = value(found)
    number = amounts.number(reached, decimals(reached, found.goal))
    text = message("Net {count}", count=number) if found.measure == "net" else message("{count} created", count=number)
    top = float(max(reached, found.created))
    return (Note(columns_ - 0.5, top, text, "right") if x + 1.5 > columns_ else Note(x, top, text),)


def _unmeasured(months: int, high: float) -> tuple[Note, ...]:
    """Upright, since on a phone a month is narrower than the words."""
    middle = high * _UNKNOWN / 2
    text = message("Not measured")
    return (Note((months - 1) / 2, middle, text, "center", "middle", "muted", False, True),) if months else ()


def _range(shown: Sequence[Jobs], goal: int) -> tuple[float, float]:
    high = max([goal, 1, *(float(found.created) for found in shown)])
    low = -max([0, *(float(found.lost) for found in shown), *(-float(found.net) for found in shown)])
    return low * _HEADROOM, max(high * _HEADROOM, *(float(found.created) / (1 - _DOT_ROOM) for found in shown[-1:]), 1)


def _course_told(report: JobsReport) -> Message:
    months = [
        message(
            "{month} {count}",
            month=amounts.month(day),
            count=amounts.number(value(found), EXACT) if found.measured else message(NOT_MEASURED),
        )
        for day, found in report.course
    ]
    label = message(CATALOGUE[f"jobs.{report.jobs.measure}"].label)
    head = message("{label} at the end of the month, goal {goal}", label=label, goal=report.jobs.goal)
    return amounts.joined((head, amounts.joined(months)), ": ")


def tables(report: JobsReport, language: str) -> list[Table]:
    """Jobs month by month, and company by company for those who may see ids."""
    listed = companies.tables(report.companies, language).values()
    return [by_month(report, language), *(table for table in listed if table.rows)]


def by_month(report: JobsReport, language: str) -> Table:
    """Jobs by the end of each month, the goal beside."""
    _ = Translator(language)
    return Table(
        _("Month by month against the goal"),
        (Column(_("By the end of"), Kind.DATE), *_job_columns(language)),
        tuple(
            (Shown(day, figure=f"jobs.{found.measure}", day=day), *_jobs(found, language), found.goal)
            for day, found in report.course
        ),
        (report.definition.say(language).strip(),),
    )


def _job_columns(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return columns(
        Kind.EXACT, _("Created"), _("Lost"), _("Net"), Kind.COUNT, _("Measured"), _("Not measured"), _("Goal")
    )


def _jobs(found: Jobs, language: str) -> tuple[Cell, ...]:
    unknown = translate(NOT_MEASURED, language)
    amounts: tuple[Cell, ...] = (found.created, -found.lost + 0, found.net) if found.measured else (unknown,) * 3
    return *amounts, found.measured, found.not_measured
