"""The share at every month end as a dot with its 95 % interval, against the goal (R8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.reports import MonthShare, SatisfactionReport
from ui import html, share, still, theme, why, words
from ui.theme import Tokens, tokens
from ui.words import _, safe, say

HEIGHT = 264  # px
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
CLOSE = 0.1  # of the axis: labels nearer than this would touch
DOT = 13  # px
CAP = 5  # px: half of an interval's end


def section(report: SatisfactionReport) -> None:
    """The course under its heading; the table of month ends holds the same numbers."""
    goal = share.over(report.whole.goal)
    title = safe(_("Satisfied by the end of each month"))
    unit = safe(message("goal {goal}; under each month the number of answers", goal=goal))
    html.append(f'<h2 class="part">{title} <span class="unit">{unit}</span></h2>')
    days = {_month(report.month_ends, one): one.day for one in report.course}
    leads = why.columns("satisfaction", days.values())
    still.chart(figure, alt(report), report.whole.goal, report.course, report.month_ends, leads=leads)


def figure(goal: float, course: Sequence[MonthShare], month_ends: Sequence[dt.date]) -> go.Figure:
    """A dot a month on 0–100 %, the goal as a line, the number of answers under each month."""
    colours = tokens()
    drawn = go.Figure(layout=_layout(goal, course, month_ends, colours))
    last = len(month_ends) - 0.5
    drawn.add_trace(go.Scatter(x=[-0.5, last], y=[goal, goal], mode="lines", line={"color": colours.ink, "width": 3}))
    for one in course:
        if one.share is None or one.low is None or one.high is None:
            continue
        drawn.add_trace(_dot(one, _month(month_ends, one), colours))
    shown = [one for one in course if one.share is not None]
    if shown:
        drawn.add_annotation(**_now(shown[-1], _month(month_ends, shown[-1]), colours))
    return drawn


def _dot(one: MonthShare, x: int, colours: Tokens) -> go.Scatter:
    share_, low, high = one.share or 0, one.low or 0, one.high or 0
    return go.Scatter(
        x=[x],
        y=[share_],
        mode="markers",
        cliponaxis=False,
        marker={"size": DOT, "color": colours.actual, "line": {"color": colours.background, "width": 2}, "opacity": 1},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [high - share_],
            "arrayminus": [share_ - low],
            "color": colours.actual,
            "thickness": 3,
            "width": CAP,
        },
    )


def alt(report: SatisfactionReport) -> str:
    """What the chart shows, in words and numbers."""
    months = "; ".join(
        say(
            message(
                "{day}: {share} of {count} answers, 95% interval {interval}",
                day=one.day,
                share=words.spoken(language.share, one.share),
                count=words.spoken(language.number, one.answered),
                interval=share.interval(one.low, one.high),
            )
        )
        for one in report.course
        if one.share is not None
    )
    return f"{say(message('Goal: {goal}', goal=share.over(report.whole.goal)))}. {months or _('no answers')}"


def _month(month_ends: Sequence[dt.date], one: MonthShare) -> int:
    """Which of the period's months a day lies in; its last one for later days."""
    return next((number for number, end in enumerate(month_ends) if one.day <= end), len(month_ends) - 1)


def _layout(
    goal: float, course: Sequence[MonthShare], month_ends: Sequence[dt.date], colours: Tokens
) -> dict[str, object]:
    answered = {_month(month_ends, one): words.spoken(language.number, one.answered) for one in course}
    months = [
        f"{words.spoken(language.month, end)}<br>{answered.get(number, '')}" for number, end in enumerate(month_ends)
    ]
    ticks = _ticks(goal)
    return theme.layout(
        colours,
        words.chosen(),
        height=HEIGHT,
        margin={"l": 0, "r": 4, "t": 12, "b": 44},
        xaxis={
            "range": [-0.5, len(months) - 0.5],
            "tickvals": list(range(len(months))),
            "ticktext": months,
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
        },
        yaxis={"range": [0, 1.02], "tickvals": list(ticks), "ticktext": list(ticks.values()), "zeroline": True},
    )


def _ticks(goal: float) -> dict[float, str]:
    """Per cent at the grid's lines; the goal in bold takes the place of the ones it would touch."""
    ticks = {tick: words.spoken(language.share, tick) for tick in GRID if abs(tick - goal) > CLOSE}
    ticks[goal] = f"<b>{words.spoken(language.share, goal)}</b>"
    return {tick: f"{text} " for tick, text in sorted(ticks.items())}


def _now(one: MonthShare, x: int, colours: Tokens) -> dict[str, object]:
    """The newest share, under its dot."""
    return {
        "showarrow": False,
        "font": {"size": theme.AXIS_SIZE, "color": colours.ink},
        "x": x,
        "y": one.low,
        "yanchor": "top",
        "yshift": -4,
        "text": f"<b>{words.spoken(language.share, one.share)}</b>",
        "bgcolor": colours.background,
    }
