"""A chart in words: one sentence for each mark, for those who cannot see it."""

from __future__ import annotations

from data_pipeline.language import N_, Message, message, rounded, share_range
from data_pipeline.views.chart import (
    Bullet,
    Bullets,
    Multiples,
    Plot,
    Share,
    Shares,
    Stacks,
    Text,
    Waterfall,
    translated,
)
from data_pipeline.views.meeting_charts import Chart, Course, Moment, Movement, ThenNow

_ROW = N_("{label}: {value}")


def _row(language: str, label: Text, *values: Text) -> str:
    parts = [translated(value, language) for value in values]
    told = ", ".join(part for part in parts if part)
    name = translated(label, language)
    return message(_ROW, label=name, value=told).say(language) if told else name


def sentences(chart: Chart, language: str) -> list[str]:
    """One sentence for each mark."""
    if isinstance(chart, Bullets):
        return [_row(language, one.label, one.value, _pace(one), one.verdict) for one in chart.rows]
    if isinstance(chart, Waterfall):
        return [_row(language, one.label, one.written, one.inside) for one in chart.steps]
    if isinstance(chart, Shares):
        rows = [_row(language, one.label, one.written, one.count, _interval(one, language)) for one in chart.rows]
        return [*rows, translated(chart.goal_label, language)]
    if isinstance(chart, Multiples):
        return [
            _row(language, label, *(_row(language, panel.title, panel.bars[place].written) for panel in chart.panels))
            for place, label in enumerate(chart.labels)
        ]
    if isinstance(chart, Stacks):
        return [
            _row(language, one.label, kept_and_missed(one.kept, one.missed, one.pending), one.verdict)
            for one in chart.rows
        ]
    if isinstance(chart, ThenNow):
        return [_row(language, one.label, *_moved(one), one.dispute) for one in chart.rows]
    if isinstance(chart, Course):
        rows = [_row(language, one.label, one.written, one.under, _interval(one, language)) for one in chart.moments]
        return [*rows, translated(chart.goal_label, language)]
    if isinstance(chart, Plot):
        return [translated(chart.told, language)]
    return [_row(language, one.text, one.value, one.remark) for one in chart.lines] or [
        translated(chart.empty, language)
    ]


def kept_and_missed(kept: int, missed: int, pending: int) -> Message:
    """The parts of a deadline's cases."""
    return message("{kept} on time, {missed} late, {pending} pending", kept=kept, missed=missed, pending=pending)


def _pace(one: Bullet) -> Text:
    if one.expected is None:
        return ""
    expected = int(rounded(one.expected, 0))
    if one.median is None:
        return message("expected today {expected}", expected=expected)
    return message(
        "expected today {expected}, forecast {median} ({low}–{high})",
        expected=expected,
        median=one.median,
        low=str(one.low),
        high=str(one.high),
    )


def _moved(one: Movement) -> tuple[Text, ...]:
    """`84 % → 79 %`, what it is held against, and the verdicts then and now."""
    if one.then is None:
        return (one.now.written, one.basis, one.now.verdict)
    told = message("{before} → {after}", before=one.then.written, after=one.now.written)
    if not one.has_turned:
        return (told, one.basis, one.now.verdict)
    return (told, one.basis, message("{now}, before: {then}", now=one.now.verdict, then=one.then.verdict))


def _interval(one: Share | Moment, language: str) -> str:
    if one.low is None or one.high is None:
        return ""
    return message("95% interval {range}", range=share_range(one.low, one.high, language)).say(language)
