"""A target's course against pace: x in working days, so that pace is straight; the forecast is a hatched wedge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.reports import Series
from data_pipeline.views import targets as findings
from data_pipeline.views import terms
from ui import html, legend, sheet, still, theme, why, words
from ui.still import Lead
from ui.theme import Tokens, tokens
from ui.words import _, safe, say

HEIGHT = 260  # px
LETTER = 8  # px: a bold letter of a direct label at the most
LABEL_SHARE = 0.13  # of the y axis: a direct label over its dot
AT_THE_END = 0.75  # of the period: from here a label has no room on its right
BELOW_THE_LINE = 0.45  # of the value: under the line as far back as the label reaches, also on a phone
NEAR_ZERO = 0.12  # of the y axis: from here down a label has no room below
HEADROOM = 1.03  # over the highest mark
CLOSE = 0.09  # of the axis: labels nearer than this would touch


def section(courses: Sequence[Series]) -> None:
    """The courses side by side on the same y axis, each under its title, with one legend; without courses nothing."""
    if not courses:
        return
    with html.box("courses_head"):
        html.append(f'<h2 class="section">{safe(findings.courses_title(courses))}</h2>')
        legend.row(
            [
                ("line", _("Reached by the end of the month")),
                ("pace", _("Pace of the plan")),
                ("forecast", _("Forecast, 80% interval")),
            ]
        )
    top = max(max(_top(one) * HEADROOM, one.target.actual / (1 - LABEL_SHARE)) for one in courses)
    with html.box("courses"), html.columns(*[1] * len(courses)) as column:
        for course in courses:
            with column():
                _chart(course, top)


def _chart(course: Series, top: float) -> None:
    title = _(terms.SEGMENTS[course.target.segment])
    html.append(f'<h3 class="chart-title">{safe(title)}</h3>')
    leads = [Lead(one.working_days, why.address(course.target.id, one.day)) for one in course.points]
    still.chart(figure, alt(course, title), course, top, leads=leads)


def figure(course: Series, top: float) -> go.Figure:
    """The chart: pace dashed, actual ending in a dot, forecast as a wedge, target as a line."""
    colours, said = tokens(), words.chosen()
    end, target = course.working_days, course.target
    drawn = go.Figure(layout=_layout(course, colours, top, said))
    if target.target:
        drawn.add_shape(type="line", x0=0, x1=end, y0=target.target, y1=target.target, line=_line(colours.ink, 3))
    now = course.points[-1] if course.points else None
    if target.forecast and now and target.forecast.low < target.forecast.high:
        low, high = target.forecast.low, target.forecast.high
        drawn.add_trace(
            go.Scatter(
                x=[now.working_days, end, end, now.working_days],
                y=[now.actual, high, low, now.actual],
                mode="lines",
                fill="toself",
                line=_line(colours.forecast, 1),
                fillcolor="rgba(0,0,0,0)",
                fillpattern={"shape": "/", "fgcolor": colours.forecast, "size": 7, "solidity": 0.22},
            )
        )
    pace = {**_line(colours.muted, 2), "dash": "6px,4px"}
    if target.target:
        drawn.add_trace(go.Scatter(x=[0, end], y=[0, target.target], mode="lines", line=pace))
    if now:
        drawn.add_trace(
            go.Scatter(
                x=[0, *(point.working_days for point in course.points)],
                y=[0, *(point.actual for point in course.points)],
                mode="lines",
                line=_line(colours.actual, 3),
            )
        )
        drawn.add_trace(
            go.Scatter(
                x=[now.working_days],
                y=[now.actual],
                mode="markers",
                cliponaxis=False,
                marker={"size": 11, "color": colours.actual, "line": _line(colours.background, 2)},
            )
        )
    for note in _notes(course, colours, top, said):
        drawn.add_annotation(**note)
    return drawn


def alt(course: Series, title: str) -> str:
    """What the chart shows, in words and numbers."""
    target = course.target
    months = ", ".join(
        f"{words.spoken(language.month, point.day)} {words.spoken(language.number, point.actual)}"
        for point in course.points
    )
    told = [
        message(
            "{title}: {actual} reached, {expected} expected, target {target}",
            title=title,
            actual=target.actual,
            expected=findings.expected_today(target),
            target=target.target,
        )
        if target.target
        else message("{title}: {actual} reached, no target agreed (0)", title=title, actual=target.actual)
    ]
    if target.forecast and target.forecast.low < target.forecast.high:
        told.append(message("forecast, 80% interval: {low}–{high}", low=target.forecast.low, high=target.forecast.high))
    return f"{'; '.join(say(one) for one in told)}. {months}"


def as_table(courses: Sequence[Series]) -> None:
    """The same courses as a table: one row a month end."""
    if not courses:
        return
    lines = [
        sheet.Line(
            words.spoken(language.date, point.day),
            [
                why.number(words.spoken(language.number, one.points[place].actual), one.target.id, point.day)
                for one in courses
            ],
        )
        for place, point in enumerate(courses[0].points)
    ]
    columns = [_(terms.SEGMENTS[one.target.segment]) for one in courses]
    sheet.table(say(findings.courses_title(courses)), _("By the end of"), columns, lines, is_dense=True)


def _top(course: Series) -> float:
    foreseen = course.target.forecast
    return max(course.target.target, course.target.actual, foreseen.high if foreseen else 0, 1)


def _line(colour: str, width: float) -> dict[str, object]:
    return {"color": colour, "width": width}


def _layout(course: Series, colours: Tokens, top: float, said: str) -> dict[str, object]:
    ends = [0, *(days for _day, days in course.month_ends)]
    middles = [(before + after) / 2 for before, after in pairwise(ends)]
    end = course.working_days
    return theme.layout(
        colours,
        said,
        height=HEIGHT,
        margin={"l": 0, "r": LETTER * (1 + len(_goal(course, said))), "t": 12, "b": 24},
        xaxis={
            "range": [0, end],
            "tickvals": middles,
            "ticktext": [language.month(day, said) for day, _days in course.month_ends],
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
        },
        yaxis={"range": [0, top], "nticks": 6, "zeroline": True, "tickformat": ",d", "ticksuffix": "  "},
    )


def _goal(course: Series, said: str) -> str:
    return message("Target {count}", count=course.target.target).say(said)


def _notes(course: Series, colours: Tokens, top: float, said: str) -> list[dict[str, object]]:
    """The direct labels: the target, the forecast's ends, and where we are."""
    target, end = course.target, course.working_days
    plain = {"showarrow": False, "xref": "x", "yref": "y", "font": {"size": theme.AXIS_SIZE, "color": colours.ink}}
    right = {**plain, "x": end, "xanchor": "left", "xshift": 8}
    notes = [{**right, "y": target.target, "text": f"<b>{_goal(course, said)}</b>"}] if target.target else []
    if target.forecast and target.forecast.low < target.forecast.high:
        low, high = target.forecast.low, target.forecast.high
        middle = (low + high) / 2
        if abs(middle - target.target) < top * CLOSE:
            # Under the target's label where the forecast ends lower, over it where it ends higher.
            middle = target.target + (top * CLOSE if middle > target.target else -top * CLOSE)
        muted = {"size": theme.AXIS_SIZE, "color": colours.muted}
        notes.append({**right, "y": middle, "text": f"{low}–{high}", "font": muted})
    if course.points and target.status != "none":
        told = message(
            "{actual} reached · {expected} expected",
            actual=target.actual,
            expected=findings.expected_today(target),
        )
        notes.append(
            {**plain, "text": f"<b>{told.say(said)}</b>", **_place_now(course, top), "bgcolor": colours.background}
        )
    return notes


def _place_now(course: Series, top: float) -> dict[str, object]:
    """Where the label of the dot stands: below the line when behind, above it else, and never outside the chart."""
    now, end = course.points[-1], course.working_days
    place: dict[str, object] = {"x": now.working_days, "y": now.actual}
    is_late = now.working_days > end * AT_THE_END
    if now.actual < top * NEAR_ZERO:
        return place | {"xanchor": "left", "xshift": 10, "yanchor": "bottom", "yshift": -6}
    if not course.target.is_short:
        early = now.working_days < end * (1 - AT_THE_END)
        return place | {"xanchor": "left" if early else "right", "xshift": -4, "yanchor": "bottom", "yshift": 8}
    if is_late:
        return place | {"xanchor": "right", "yanchor": "top", "y": now.actual * BELOW_THE_LINE}
    return place | {"xanchor": "left", "xshift": 6, "yanchor": "top", "yshift": -8}
