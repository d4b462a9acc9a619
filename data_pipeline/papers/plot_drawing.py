"""A plot as SVG in px of the projector's stage: areas, lines and dots between two axes, and words beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from data_pipeline.papers import ink, strokes
from data_pipeline.papers.strokes import SMALL
from data_pipeline.views.chart import Mark, Plot, Series, translated

COLOURS = {
    "actual": ink.ACTUAL,
    "forecast": ink.FORECAST,
    "track": ink.TRACK,
    "control": ink.CONTROL,
    "muted": ink.SECONDARY,
    "ink": ink.INK,
}
DOT, AWAY = 14, 24  # px: a dot's radius, and how far from its middle words begin
DIGIT = 0.7  # of the font size: numbers and their per cent are wider than words
UNDER, OVER, GAP = 56, 20, 16  # px under the field and over it, and between its left side and an axis' words
Place = Callable[[Mark], tuple[float, float]]


def plot(chart: Plot, language: str, width: int, height: int) -> Iterator[str]:
    """Areas and lines between two axes, levels across, dots over them and notes: what a funnel is made of."""
    ticks = [translated(told, language) for _at, told in chart.y.ticks]
    left = max((len(one) * SMALL * DIGIT for one in ticks), default=0) + GAP
    bottom, right = height - UNDER, width - GAP

    def place(mark: Mark) -> tuple[float, float]:
        across = (mark.x - chart.x.start) / (chart.x.end - chart.x.start)
        up = (mark.y - chart.y.start) / (chart.y.end - chart.y.start)
        return left + across * (right - left), bottom - up * (bottom - OVER)

    # A picture in the picture cuts off what lies beyond the axes.
    yield f'<svg x="{left:.1f}" width="{right - left:.1f}" height="{bottom:.1f}" '
    yield f'viewBox="{left:.1f} 0 {right - left:.1f} {bottom:.1f}">'
    yield "".join(_DRAWN[series.kind](series, place) for series in chart.series if series.kind != "dots")
    yield "</svg>"
    strong = {level.y for level in chart.levels}
    for (at, _told), told in zip(chart.y.ticks, ticks, strict=True):
        _x, y = place(Mark(chart.x.start, at))
        yield strokes.text(left - GAP, y, told, size=SMALL, bold=at in strong, end=True)
    for at, words in chart.x.ticks:
        x, _y = place(Mark(at, chart.y.start))
        yield strokes.text(x, bottom + UNDER / 2, translated(words, language), size=SMALL, middle=True)
    yield strokes.line(left, bottom, right, bottom, ink.CONTROL, width=ink.THIN)
    for level in chart.levels:
        _x, y = place(Mark(chart.x.start, level.y))
        yield strokes.line(left, y, right, y, ink.INK, width=ink.THIN)
    yield "".join(_dots(series, place) for series in chart.series if series.kind == "dots")
    for note in chart.notes:
        x, y = place(Mark(note.x, note.y))
        aside = {"left": AWAY, "right": -AWAY, "center": 0}[note.along]
        above = {"above": -AWAY - SMALL / 2, "below": AWAY + SMALL / 2, "middle": 0}[note.up]
        yield strokes.text(
            x + aside,
            y + above,
            translated(note.written, language),
            size=SMALL,
            bold=note.is_strong,
            middle=note.along == "center",
            end=note.along == "right",
            fill=COLOURS[note.role],
        )


def _band(series: Series, place: Place) -> str:
    return f'<polygon points="{_points(series, place)}" fill="{COLOURS[series.role]}"/>'


def _limit(series: Series, place: Place) -> str:
    line = f'<polyline points="{_points(series, place)}" fill="none" stroke="{COLOURS[series.role]}"'
    return line + (' stroke-width="4" stroke-dasharray="16 10"/>' if series.kind == "pace" else ' stroke-width="3"/>')


def _dots(series: Series, place: Place) -> str:
    look = f'r="{DOT}" fill="{COLOURS[series.role]}" stroke="{ink.BACKGROUND}" stroke-width="3"'
    return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" {look}/>' for x, y in map(place, series.marks))


def _points(series: Series, place: Place) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, series.marks))


_DRAWN: Mapping[str, Callable[[Series, Place], str]] = {"band": _band, "limit": _limit, "pace": _limit}
