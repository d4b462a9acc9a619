"""Jobs at every month end: created above zero, lost below, what is held against the goal as a line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import plotly.graph_objects as go

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.reports import Jobs, JobsReport
from data_pipeline.reports.jobs import value
from data_pipeline.views import amounts
from data_pipeline.views import jobs as job_findings
from ui import html, sheet, still, theme, why, words
from ui.sheet import Line
from ui.theme import Tokens, tokens
from ui.words import _, safe, say, sentence_case

HEIGHT = 300  # px
HEADROOM = 1.1  # over the highest mark
DOT_ROOM = 0.14  # of the y axis: a label over the last dot
UNKNOWN = 0.4  # of the y axis: the outline of months without a measurement holds its words upright


def section(report: JobsReport) -> None:
    """The chart, and the same as a table; the legend stands with the rows above, the marks are the same."""
    html.append(f'<h2 class="part">{safe(_("Month by month against the goal"))}</h2>')
    leads = why.columns(f"jobs.{report.jobs.measure}", [day for day, _jobs in report.course])
    still.chart(figure, alt(report), report, leads=leads)
    with html.fold(_("The same as a table")):
        table(report)


def figure(report: JobsReport) -> go.Figure:
    """Bars and line at the month ends; months in which nothing was measured are outlined as such."""
    colours, jobs = tokens(), report.jobs
    measured = [(x, one) for x, (_day, one) in enumerate(report.course) if one.measured]
    ends = _ends(report)
    low, high = _range(report)
    drawn = go.Figure(layout=_layout(report, colours, ends, (low, high)))
    at = [x for x, _one in measured]
    drawn.add_bar(x=at, y=[float(one.created) for _x, one in measured], marker={"color": colours.forecast})
    drawn.add_bar(x=at, y=[-float(one.lost) for _x, one in measured], marker={"color": colours.cut})
    last = len(ends) - 0.5
    if jobs.goal:
        ink = {"color": colours.ink, "width": 3}
        drawn.add_shape(type="line", x0=-0.5, x1=last, y0=jobs.goal, y1=jobs.goal, line=ink)
        place = {"x": -0.5, "xanchor": "left", "y": jobs.goal, "yanchor": "bottom", "yshift": 1}
        drawn.add_annotation(**_plain(colours), **place, bgcolor=colours.background, text=_bold(_goal(jobs)))
    if measured:
        values = [float(value(one)) for _x, one in measured]
        halo = {"color": colours.background, "width": 5, "shape": "hvh"}
        line = {"color": colours.actual, "width": 3, "shape": "hvh"}
        drawn.add_scatter(x=at, y=values, mode="lines", line=halo)
        drawn.add_scatter(x=at, y=values, mode="lines", line=line)
        dot = {"size": 11, "color": colours.actual, "line": {"color": colours.background, "width": 2}}
        drawn.add_scatter(x=at[-1:], y=values[-1:], mode="markers", cliponaxis=False, marker=dot)
        now: dict[str, object] = {
            "y": max(values[-1], float(measured[-1][1].created)),
            "yanchor": "bottom",
            "yshift": 6,
        }
        # Over its bar, but from the edge inwards where it would reach beyond it.
        now |= {"x": last, "xanchor": "right"} if at[-1] + 1 > last else {"x": at[-1]}
        drawn.add_annotation(**_plain(colours), **now, bgcolor=colours.background, text=_bold(_now(jobs)))
    if len(measured) < len(report.course):
        _outline_unmeasured(drawn, len(report.course) - len(measured), high, colours)
    return drawn


def alt(report: JobsReport) -> str:
    """What the chart shows, in words and numbers."""
    months = []
    for day, jobs in report.course:
        month = words.spoken(language.month, day)
        if jobs.measured:
            months.append(f"{month} {_exact(value(jobs))}")
        else:
            months.append(f"{month} {_('not measured')}")
    figure_label = _(CATALOGUE[f"jobs.{report.jobs.measure}"].label)
    told = message("{label} at the end of the month, goal {goal}", label=figure_label, goal=report.jobs.goal)
    return f"{say(told)}: {', '.join(months)}"


def table(report: JobsReport) -> None:
    """A row a month end."""
    columns = [_("Created"), _("Lost"), _("Net"), _("Measured"), _("Not measured")]
    lines = [
        Line(
            why.number(safe(words.spoken(language.date, day)), f"jobs.{jobs.measure}", day),
            [
                *(safe(_exact(one)) if jobs.measured else "–" for one in (jobs.created, -jobs.lost, jobs.net)),
                safe(words.spoken(language.number, jobs.measured)),
                safe(words.spoken(language.number, jobs.not_measured)),
            ],
        )
        for day, jobs in report.course
    ]
    title = _("Month by month against the goal")
    sheet.table(title, _("By the end of"), columns, lines, stacks=True, is_dense=True)


def _outline_unmeasured(drawn: go.Figure, months: int, high: float, colours: Tokens) -> None:
    top = high * UNKNOWN
    edge = {"color": colours.control, "width": 1, "dash": "3px,3px"}
    drawn.add_shape(type="rect", x0=-0.4, x1=months - 0.6, y0=0, y1=top, line=edge)
    muted = _plain(colours) | {"font": {"size": theme.AXIS_SIZE, "color": colours.muted}}
    # Upright, since on a phone a month is narrower than the words.
    drawn.add_annotation(**muted, x=(months - 1) / 2, y=top / 2, textangle=-90, text=_("Not measured"))


def _ends(report: JobsReport) -> list[dt.date]:
    """A column a month of the period, and one for as-of where that lies after it."""
    later = [day for day, _jobs in report.course if day > report.month_ends[-1]]
    return [*report.month_ends, *later]


def _range(report: JobsReport) -> tuple[float, float]:
    shown = [jobs for _day, jobs in report.course if jobs.measured]
    high = max([report.jobs.goal, 1, *(float(one.created) for one in shown)])
    low = -max([0, *(float(one.lost) for one in shown), *(-float(one.net) for one in shown)])
    return low * HEADROOM, max(high * HEADROOM, *(float(one.created) / (1 - DOT_ROOM) for one in shown[-1:]), 1)


def _layout(
    report: JobsReport, colours: Tokens, ends: list[dt.date], between: tuple[float, float]
) -> dict[str, object]:
    return theme.layout(
        colours,
        words.chosen(),
        height=HEIGHT,
        barmode="overlay",
        margin={"l": 0, "r": 0, "t": 10, "b": 24},
        xaxis={
            "range": [-0.5, len(ends) - 0.5],
            "tickvals": list(range(len(ends))),
            "ticktext": [words.spoken(language.month, day) for day in ends],
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
        },
        yaxis={"range": list(between), "nticks": 7, "zeroline": True, "tickformat": ",d", "ticksuffix": "  "},
    )


def _plain(colours: Tokens) -> dict[str, object]:
    return {"showarrow": False, "font": {"size": theme.AXIS_SIZE, "color": colours.ink}}


def _bold(text: str) -> str:
    return f"<b>{text}</b>"


def _goal(jobs: Jobs) -> str:
    return say(message("Goal {count}", count=jobs.goal))


def _now(jobs: Jobs) -> str:
    held = value(jobs)
    number = amounts.number(held, job_findings.decimals(held, jobs.goal))
    text = message("net {count}", count=number) if jobs.measure == "net" else message("{count} created", count=number)
    return sentence_case(say(text))


def _exact(amount: Decimal) -> str:
    return language.number(amount, words.chosen(), job_findings.EXACT)
