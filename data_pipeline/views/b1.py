"""B1 in numbers, and the courses of its headline targets against pace: x in working days, so that pace is straight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message, rounded
from data_pipeline.reports import Series as Course
from data_pipeline.reports import Target, TargetsReport
from data_pipeline.views import amounts, targets, terms
from data_pipeline.views.chart import Axis, Lead, Level, Mark, Note, Plot, Series, Text
from data_pipeline.views.table import Column, Kind, Shown, Table, Translator

_MOST_MONTHS = 8  # named under a course: of more, on a phone, their names would touch
_LABEL = 0.13  # of the y axis: a direct label over its dot
_LATE = 0.75  # of the period: from here a label has no room on its right
_BELOW_THE_LINE = 0.45  # of the value: under the line as far back as the label reaches, also on a phone
_NEAR_ZERO = 0.12  # of the y axis: from here down a label has no room below
_HEADROOM = 1.03  # over the highest mark
_CLOSE = 0.09  # of the axis: labels nearer than this would touch


def title(report: TargetsReport) -> Message:
    """The title of Aktivitetsmål: whose targets are short."""
    return targets.targets(report.targets)


def plots(courses: Sequence[Course]) -> tuple[Plot, ...]:
    """Each course on the same y axis: pace dashed, actual ending in a dot, forecast as a wedge, target as a line."""
    top = max((max(_highest(course) * _HEADROOM, course.target.actual / (1 - _LABEL)) for course in courses), default=1)
    return tuple(_plot(course, top) for course in courses)


def legend() -> tuple[tuple[str, Message], ...]:
    """What the marks of the courses are."""
    return (
        ("line", message("Reached by the end of the month")),
        ("pace", message("Pace of the plan")),
        ("forecast", message("Forecast, 80% interval")),
    )


def _plot(course: Course, top: float) -> Plot:
    target, end = course.target, course.working_days
    starts = [0, *(days for _day, days in course.month_ends)]
    ticks = tuple(
        ((before + after) / 2, amounts.month(day))
        for (before, after), (day, _days) in zip(pairwise(starts), course.month_ends, strict=True)
    )
    series = []
    foreseen = target.forecast if target.forecast and target.forecast.low < target.forecast.high else None
    if foreseen and course.points:
        now, low, high = course.points[-1], foreseen.low, foreseen.high
        corners = ((now.working_days, now.actual), (end, high), (end, low), (now.working_days, now.actual))
        series.append(Series("wedge", "forecast", tuple(Mark(x, y) for x, y in corners)))
    if target.target:
        series.append(Series("pace", "muted", (Mark(0, 0), Mark(end, target.target))))
    if course.points:
        series.append(Series("line", "actual", (Mark(0, 0), *_points(course))))
    return Plot(
        title=message(terms.SEGMENTS[target.segment]),
        told=_told(course),
        x=Axis(0, end, ticks[::2] if len(ticks) > _MOST_MONTHS else ticks),
        y=Axis(0, top),
        series=tuple(series),
        levels=(Level(target.target, _goal(target)),) if target.target else (),
        notes=_notes(course, top),
        height=284,
    )


def _points(course: Course) -> tuple[Mark, ...]:
    """Month ends, and what the pointer is told of each: what was reached, and what pace asked for."""
    target, marks = course.target, []
    for point in course.points:
        told = [message("{day}", day=point.day), message("{count} reached", count=point.actual)]
        if target.target:
            expected = int(rounded(target.target * point.working_days / course.working_days, 0))
            told += [message("{count} expected", count=expected), *_apart(point.actual - expected), _goal(target)]
        marks.append(Mark(point.working_days, point.actual, tuple(told), lead=Lead(target.id, point.day)))
    return tuple(marks)


def _apart(more: int) -> tuple[Message, ...]:
    """How far it is from what was expected."""
    if not more:
        return ()
    if more < 0:
        return (message("{count} fewer than expected", count=-more),)
    return (message("{count} more than expected", count=more),)


def _goal(target: Target) -> Message:
    return message("Target {count}", count=target.target)


def _highest(course: Course) -> int:
    foreseen = course.target.forecast
    return max(course.target.target, course.target.actual, foreseen.high if foreseen else 0, 1)


def _told(course: Course) -> Message:
    """What the chart shows, in words and numbers; its title says of whom."""
    target = course.target
    told = [message("{count} reached, no target agreed (0)", count=target.actual)]
    if target.target:
        told = [
            message("{count} reached", count=target.actual),
            message("{count} expected", count=targets.expected_today(target)),
        ]
        told.append(_goal(target))
    if target.forecast and target.forecast.low < target.forecast.high:
        told.append(message("forecast, 80% interval: {low}–{high}", low=target.forecast.low, high=target.forecast.high))
    months = (message("{month} {count}", month=amounts.month(point.day), count=point.actual) for point in course.points)
    return amounts.joined((amounts.joined(told), amounts.joined(months)), ". ")


def _notes(course: Course, top: float) -> tuple[Note, ...]:
    """The direct labels: the forecast's ends, and where we are."""
    target, end, notes = course.target, course.working_days, []
    if target.forecast and target.forecast.low < target.forecast.high:
        low, high = target.forecast.low, target.forecast.high
        middle = (low + high) / 2
        if abs(middle - target.target) < top * _CLOSE:
            # Under the target's label where the forecast ends lower, over it where it ends higher.
            middle = target.target + (top * _CLOSE if middle > target.target else -top * _CLOSE)
        notes.append(Note(end, middle, f"{low}–{high}", "left", "middle", "muted", is_strong=False))
    if course.points and target.status != "none":
        reached = message(
            "{actual} reached · {expected} expected", actual=target.actual, expected=targets.expected_today(target)
        )
        notes.append(_now(course, top, reached))
    return tuple(notes)


def _now(course: Course, top: float, written: Text) -> Note:
    """The label of the dot: below the line when behind, above it else, and never outside the chart."""
    x, y, end = course.points[-1].working_days, course.points[-1].actual, course.working_days
    if y < top * _NEAR_ZERO:
        return Note(x, y, written, "left")
    if not course.target.is_short:
        return Note(x, y, written, "left" if x < end * (1 - _LATE) else "right")
    if x > end * _LATE:
        return Note(x, y * _BELOW_THE_LINE, written, "right", "below")
    return Note(x, y, written, "left", "below")


def courses_title(courses: Sequence[Course]) -> Message:
    """What the courses are of: the totals, or locally guided parties where B1 has no total."""
    if all(one.target.measure == "guided.total" for one in courses):
        return message("Guided in all, over the year against pace")
    return message("Guided over the year against pace")


def tables(report: TargetsReport, language: str) -> list[Table]:
    """B1 line by line, and the course of each segment's headline target."""
    _ = Translator(language)
    days = [point.day for point in report.courses[0].points] if report.courses else []
    courses = Table(
        courses_title(report.courses).say(language),
        (
            Column(_("By the end of"), Kind.DATE),
            *(Column(_(terms.SEGMENTS[one.target.segment]), Kind.COUNT) for one in report.courses),
        ),
        tuple(
            (
                day,
                *(Shown(course.points[place].actual, figure=course.target.id, day=day) for course in report.courses),
            )
            for place, day in enumerate(days)
        ),
    )
    return [table(report.targets, language), courses] if report.courses else [table(report.targets, language)]


def table(listed: Sequence[Target], language: str) -> Table:
    """B1 line by line: reached, agreed, expected and foreseen."""
    _ = Translator(language)
    return Table(
        _("The targets of B1 in numbers"),
        (
            Column(_("Target")),
            Column(_("Clause"), Kind.CLAUSE),
            Column(_(terms.REACHED), Kind.COUNT),
            Column(_("Agreed"), Kind.COUNT),
            Column(_("Expected"), Kind.NUMBER),
            Column(_("Status")),
            Column(_("Forecast"), Kind.COUNT),
            Column(_("Lowest"), Kind.COUNT),
            Column(_("Highest"), Kind.COUNT),
            Column(_("Needed a month"), Kind.NUMBER),
        ),
        tuple(
            (
                _(CATALOGUE[one.id].label),
                one.clause,
                one.actual,
                one.target,
                one.expected if one.target else None,
                Shown(_(terms.STATUS[one.status]), status=one.status) if one.status in terms.STATUS else None,
                *((one.forecast.median, one.forecast.low, one.forecast.high) if one.forecast else (None, None, None)),
                one.needed_per_month,
            )
            for one in listed
        ),
        (_("An agreed number of 0 is no target. Lowest and highest: the ends of the forecast's 80% interval."),),
    )
