"""Fees month by month: each the figure at the month's end minus the one before, below zero where it fell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from data_pipeline import language
from data_pipeline.language import N_, message
from data_pipeline.reports import Change, FeesReport
from ui import press, sheet, still, theme, why, words
from ui.sheet import Line
from ui.theme import tokens
from ui.words import _, safe, say, sentence_case

HEIGHT = 360  # px: as high as the table of a year beside it
HEADROOM = 1.05  # beyond the longest bar
_NOTE = N_(
    "A month is the figure at its end minus the one at the end of the month before. It is negative where a first "
    "guidance moved a client's earlier fees to the other segment."
)


def section(report: FeesReport) -> None:
    """The chart, and the same as a table beside it."""
    press.html(
        f'<h2 class="part">{safe(_("Month by month"))} <span class="unit">{safe(_("amounts in kroner"))}</span></h2>'
    )
    with press.box("fee_months"), press.columns(3, 2) as column:
        with column():
            leads = why.columns(report.total.id, [one.last_day for one in report.months])
            amounts = tuple(one.total_dkk for one in report.months)
            still.chart(figure, alt(report), amounts, report.month_ends, leads=leads)
            press.html(f'<p class="note">{safe(_(_NOTE))}</p>')
        with column():
            table(report)


def figure(months: Sequence[Decimal], ends: Sequence[dt.date]) -> go.Figure:
    """A bar a month of the whole period; months to come stay empty."""
    colours = tokens()
    values = [float(one) for one in months]
    drawn = go.Figure(
        layout=theme.layout(
            colours,
            words.chosen(),
            height=HEIGHT,
            margin={"l": 0, "r": 0, "t": 8, "b": 24},
            xaxis={
                "range": [-0.6, len(ends) - 0.4],
                "tickvals": list(range(len(ends))),
                "ticktext": [words.spoken(language.month, day) for day in ends],
                "showgrid": False,
                "zeroline": False,
                "tickangle": 0,
            },
            yaxis={
                "range": [min(0, *values) * HEADROOM, max(0, *values) * HEADROOM],
                "nticks": 6,
                "zeroline": True,
                "tickformat": ",d",
                "ticksuffix": "  ",
            },
        )
    )
    marks = [colours.cut if value < 0 else colours.actual for value in values]
    drawn.add_bar(x=list(range(len(values))), y=values, marker={"color": marks})
    if not any(values):
        drawn.update_yaxes(range=[0, 1], showticklabels=False)
    return drawn


def alt(report: FeesReport) -> str:
    """What the chart shows, in words and numbers."""
    months = ", ".join(f"{_short(one.last_day)} {_kroner(one)}" for one in report.months)
    return f"{say(message('Fees payable month by month, in kroner'))}: {months}"


def table(report: FeesReport) -> None:
    """A row a month: how many fees came, and what they come to."""
    lines = [
        Line(
            why.number(safe(_name(one)), report.total.id, one.last_day),
            [safe(words.spoken(language.number, one.total_count)), safe(_kroner(one))],
        )
        for one in report.months
    ]
    total = report.total
    amount = safe(language.number(total.amount, words.chosen(), 2))
    lines.append(Line(safe(_("In all")), [safe(words.spoken(language.number, total.count)), amount], "sum"))
    sheet.table(_("Month by month"), _("Month"), [_("Count"), _("Payable")], lines, is_dense=True)


def _name(month: Change) -> str:
    if month.is_open:
        return sentence_case(say(message("to {day}", day=month.last_day)))
    return sentence_case(words.spoken(language.month_year, month.last_day))


def _short(day: dt.date) -> str:
    return words.spoken(language.month, day)


def _kroner(month: Change) -> str:
    return language.number(month.total_dkk, words.chosen(), 2)
