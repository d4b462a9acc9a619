"""What every month decided of a deadline: kept and missed as small columns, with the same as a table under them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.reports import Deadline, DeadlinesReport
from data_pipeline.reports.deadlines import Month
from ui import html, panel, sheet, still, theme, why, words
from ui.sheet import Line
from ui.theme import tokens
from ui.words import _, safe, say, sentence_case

HEIGHT = 190  # px
HEADROOM = 1.18  # over the highest column, for its number
TICKS = 4
BETWEEN = 0.3  # of a month: free between two columns


def section(report: DeadlinesReport) -> None:
    """Both deadlines side by side on the same axes."""
    html.append(
        f'<h2 class="part">{safe(_("Month by month"))} <span class="unit">{safe(_("cases decided"))}</span></h2>'
    )
    high = max(one.kept + one.missed for months in report.months for one in months)
    with html.box("deadline_months"), html.columns(*[1] * len(report.deadlines)) as column:
        for asked, months in zip(report.deadlines, report.months, strict=True):
            with column():
                label = _(CATALOGUE[f"deadline.{asked.id}"].label)
                html.append(f'<h3 class="part">{safe(label)}</h3>')
                leads = why.columns(f"deadline.{asked.id}", [one.last_day for one in months])
                still.chart(figure, alt(label, months), months, report.days, high, leads=leads)
                table(label, asked, months)
    told = (
        message("A case stands in the month that decided it; pending is what was open at the month's end."),
        message("Share so far: kept, of all decided by then."),
    )
    html.append(f'<p class="note">{safe(" ".join(say(one) for one in told))}</p>')


def figure(months: Sequence[Month], days: Sequence[dt.date], high: int) -> go.Figure:
    """A column a month of the whole period: kept below, missed on top; months to come stay empty."""
    colours = tokens()
    drawn = go.Figure(
        layout=theme.layout(
            colours,
            words.chosen(),
            height=HEIGHT,
            barmode="stack",
            bargap=BETWEEN,
            margin={"l": 0, "r": 0, "t": 4, "b": 22},
            uniformtext={"minsize": theme.AXIS_SIZE, "mode": "hide"},
            xaxis={
                "range": [-0.6, len(days) - 0.4],
                "tickvals": list(range(len(days))),
                "ticktext": [words.spoken(language.month, day) for day in days],
                "showgrid": False,
                "zeroline": False,
                "tickangle": 0,
            },
            yaxis={"range": [0, max(high, 1) * HEADROOM], "nticks": TICKS, "tickformat": ",d", "ticksuffix": "  "},
        )
    )
    drawn.update_yaxes(dtick=1 if high <= TICKS else None)
    at = list(range(len(months)))
    text = {"textangle": 0, "cliponaxis": False, "constraintext": "none"}
    kept, missed = [one.kept for one in months], [one.missed for one in months]
    drawn.add_bar(
        x=at,
        y=kept,
        marker={"color": colours.actual},
        text=_numbers(kept),
        textposition="inside",
        insidetextanchor="middle",
        insidetextfont={"color": colours.background},
        **text,
    )
    drawn.add_bar(
        x=at,
        y=missed,
        marker={"color": colours.cut},
        text=_numbers(missed),
        textposition="outside",
        outsidetextfont={"color": colours.behind},
        **text,
    )
    # A gap only where two areas touch, so that columns stand on the axis.
    gap = {"color": colours.background, "width": panel.TOUCHING}
    half = (1 - BETWEEN) / 2
    for x, one in enumerate(months):
        if one.kept and one.missed:
            drawn.add_shape(type="line", x0=x - half, x1=x + half, y0=one.kept, y1=one.kept, line=gap)
    return drawn


def alt(label: str, months: Sequence[Month]) -> str:
    """What the chart shows, in words and numbers."""
    told = (
        message(
            "{month} {kept} in time and {missed} late",
            month=words.spoken(language.month, one.last_day),
            kept=one.kept,
            missed=one.missed,
        )
        for one in months
    )
    return f"{label}: {', '.join(say(one) for one in told)}"


def table(label: str, asked: Deadline, months: Sequence[Month]) -> None:
    """A row a month, and what it comes to."""
    columns = [*(sentence_case(_(one)) for one in ("in time", "late", "pending")), _("Share so far")]
    lines = [
        Line(
            why.number(safe(_name(one)), f"deadline.{asked.id}", one.last_day),
            _cells(one.kept, one.missed, one.pending, one.share),
        )
        for one in months
    ]
    lines.append(Line(safe(_("In all")), _cells(asked.kept, asked.missed, asked.pending, asked.share), "sum"))
    sheet.table(label, _("Month"), columns, lines, is_dense=True)


def _cells(kept: int, missed: int, pending: int, share: float | None) -> list[str]:
    shown = "–" if share is None else words.spoken(language.share, share)
    return [safe(one) for one in (*(words.spoken(language.number, one) for one in (kept, missed, pending)), shown)]


def _name(month: Month) -> str:
    if month.is_open:
        return sentence_case(say(message("to {day}", day=month.last_day)))
    return sentence_case(words.spoken(language.month_year, month.last_day))


def _numbers(values: Sequence[int]) -> list[str]:
    return [words.spoken(language.number, one) if one else "" for one in values]
