"""A slide's chart as SVG, with nothing but what the file holds: for the slides without network and for the report.

Sizes are px on the projector's stage of 1080 px height; a picture is drawn as wide as there is room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from data_pipeline.language import number as format_number
from data_pipeline.language import share as format_share
from data_pipeline.papers import ink, meeting_drawings, plot_drawing, strokes
from data_pipeline.papers.ink import ACTUAL, CONTROL, CUT, FORECAST, INK, LABEL, ORANGE, RULE, TRACK
from data_pipeline.papers.strokes import LEAST, LETTER, SMALL, SOFT_HYPHEN, SPACING
from data_pipeline.views.chart import (
    STATUS_SHAPES,
    Bullet,
    Bullets,
    Multiples,
    Plot,
    Shares,
    Stacks,
    Waterfall,
    translated,
)
from data_pipeline.views.meeting_charts import Chart, Course, ThenNow
from data_pipeline.views.told import kept_and_missed

TWO_LINES = 2 * SPACING + 0.04  # of the font size: what two lines and a hair between rows take
SHORT = 16  # letters of a text that stands in one line
ROOM_FOR_HALF = 360  # px of an axis from 0 to 100 % on which 50 % finds room
TOP = 70  # px over the highest column: its number
UNDER_TITLES = 26  # px between titles and what stands under them
ROOM_INSIDE = 110  # px of an outline that hold two lines


def svg(chart: Chart, language: str, width: int, height: int, *, alt: str, mark: str = "") -> str:
    """The chart as an SVG picture; empty for a list, which is text. `mark` tells pictures in one file apart."""
    draw = _DRAWN.get(type(chart))
    if draw is None:
        return ""
    marks = "".join(draw(chart, language, width, height)).replace("url(#hatch)", f"url(#hatch-{mark})")
    hatch = (
        f'<defs><pattern id="hatch-{mark}" width="14" height="14" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect width="14" height="14" fill="{ink.BACKGROUND}"/><rect width="6" height="14" fill="{FORECAST}"/>'
        "</pattern></defs>"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'preserveAspectRatio="xMinYMid" '
        f'role="img" aria-label={quoteattr(alt)} font-family="{ink.FONT}" font-size="{LABEL}" fill="{INK}">'
        f"{hatch}{marks}</svg>"
    )


def _bullets(chart: Bullets, language: str, width: int, height: int) -> Iterator[str]:
    """Bars on the share of each target, so that the targets stand under each other."""
    band = _band(len(chart.rows), height)
    labels = [translated(one.label, language) for one in chart.rows]
    is_low = band < LEAST * TWO_LINES  # low rows have room for one line at either end
    size = min(LABEL, band / (SPACING if is_low else TWO_LINES))
    if is_low:
        size = min(size, SMALL)
        left = min(max((strokes.length(one, size) for one in labels), default=0) + 32, width * 0.4)
        ends = [f"{translated(one.value, language)}  {_judged(one, language)}" for one in chart.rows]
    else:
        left = _room(labels, width)
        ends = [translated(told, language) for one in chart.rows for told in (one.value, one.verdict)]
    right = width - max((strokes.length(told, SMALL) for told in ends), default=0) - (24 if is_low else 70)
    scale = (right - left) / chart.end
    for place, one in enumerate(chart.rows):
        middle = band * (place + 0.5)
        yield strokes.text(0, middle, labels[place], width=left - 24, size=size)
        yield _verdict(one, language, (right + 24, middle), width - right - 24, size=min(SMALL, size), is_low=is_low)
        if not one.target:
            continue

        def x(count: float, target: int = one.target) -> float:
            return left + min(max(count / target, 0), chart.end) * scale

        bar = min(band * 0.42, 44)
        top = middle - bar / 2
        yield strokes.box(left, top - bar * 0.35, right - left, bar * 1.7, TRACK)
        if one.foreseen is not None:
            start, end = x(one.actual), x(one.foreseen)
            yield f'<rect x="{start:.1f}" y="{top:.1f}" width="{end - start:.1f}" height="{bar:.1f}" '
            yield f'fill="url(#hatch)" stroke="{FORECAST}" stroke-width="2"/>'
        yield strokes.box(left, top, max(x(one.actual) - left, ink.GAP), bar, ACTUAL)
        if one.expected is not None:
            at = x(one.expected)
            yield strokes.line(at, top - bar * 0.35, at, top + bar * 1.35, ink.BACKGROUND, width=ink.LINE + 8)
            yield strokes.line(at, top - bar * 0.35, at, top + bar * 1.35, INK, width=ink.LINE)
            yield f'<path d="M{at - 11:.1f} {top - bar * 0.6:.1f}h22l-11 13z"/>'
        if one.low is not None and one.high is not None:
            yield strokes.line(x(one.low), middle, x(one.high), middle, INK, width=ink.LINE)
        at = x(one.target)
        yield strokes.line(at, top - bar * 0.5, at, top + bar * 1.5, INK, width=ink.THICK + 3)


def _verdict(one: Bullet, language: str, at: tuple[float, float], width: float, *, size: float, is_low: bool) -> str:
    """The count, and under it, or at the end of a low row, the status in shape, word and colour."""
    value, word = translated(one.value, language), _judged(one, language)
    colour = ink.STATUS_COLOURS.get(one.status, INK)
    if not is_low:
        return strokes.pair(*at, value, word, width=width, fill=colour, size=size)
    x, middle = at
    return strokes.text(x, middle, value, size=size, bold=True) + strokes.text(
        x + width, middle, word, size=size, fill=colour, end=True
    )


def _judged(one: Bullet, language: str) -> str:
    """The status in shape and word."""
    shape, told = STATUS_SHAPES.get(one.status, ""), translated(one.verdict, language)
    return told if not shape or told.startswith(shape) else f"{shape} {told}"


def _waterfall(chart: Waterfall, language: str, width: int, height: int) -> Iterator[str]:
    """From a start over a cut to a result, beside what it is held against."""
    labels = 110
    base = height - labels
    most = max((float(one.amount) for one in chart.steps), default=0) or 1
    outline = next((one for one in chart.steps if one.kind == "outline"), None)
    gap = float(outline.amount - chart.steps[-2].amount) / most * (base - TOP) if outline else 0.0
    # What an outline holds stands in it where there is room, else over it.
    step = width / len(chart.steps)
    inside = translated(outline.inside, language).replace("\n", " ") if outline else ""
    over = len(strokes.fitted(inside, step, LABEL)[0]) * LABEL * SPACING if inside and gap < ROOM_INSIDE else 0
    top = TOP + over
    scale = (base - top) / most
    bar = step * 0.72
    running, level = 0.0, 0.0
    yield strokes.line(0, base, width, base, INK, width=ink.THIN)
    for place, one in enumerate(chart.steps):
        x, amount = step * place + (step - bar) / 2, float(abs(one.amount))
        high = base - amount * scale
        if one.kind == "cut":
            y, tall, level = base - running * scale, amount * scale, running - amount
        else:
            y, tall, level = high, base - high, amount
        if one.kind == "outline":
            yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{bar:.1f}" height="{tall:.1f}" fill="none" stroke="{INK}" '
            yield f'stroke-width="{ink.THIN}"/>'
        else:
            colour = {"start": FORECAST, "cut": CUT}.get(one.kind, ACTUAL)
            yield strokes.box(x, y, bar, tall, colour)
        if place and chart.steps[place - 1].kind != "outline":
            line = base - running * scale
            yield strokes.line(x - (step - bar), line, x + (bar if one.kind == "outline" else 0), line, INK, width=3)
        shown = ORANGE if one.kind == "cut" else INK
        yield strokes.text(
            x + bar / 2, min(y, base) - 30, translated(one.written, language), bold=True, fill=shown, middle=True
        )
        if one.kind == "outline" and over:
            yield strokes.text(x + bar / 2, min(y, base) - 52 - over / 2, inside, width=step, middle=True)
        elif one.inside:
            inner = y + (base - running * scale - y) / 2 if one.kind == "outline" else y + tall / 2
            yield strokes.text(x + bar / 2, inner, translated(one.inside, language), width=bar - 12, middle=True)
        label = translated(one.label, language)
        yield strokes.text(
            x + bar / 2, base + labels / 2 + 8, label, width=step - 8, middle=True, bold=one.kind == "result"
        )
        running = level


ROW_OF_THREE = 132  # px of a row that holds three lines


def _shares(chart: Shares, language: str, width: int, height: int) -> Iterator[str]:
    """Dots with their 95 % intervals on 0–100 %, the goal across."""
    left = _room((translated(one.label, language) for one in chart.rows), width)
    axis, head = height - 60, 64
    told_right = [translated(told, language) for one in chart.rows for told in (one.written, one.count)]
    # Low rows have room for one line of each.
    is_low = (axis - head) / max(len(chart.rows), 1) < ROW_OF_THREE
    parts = told_right if is_low else [word for told in told_right for word in _unbroken(told)]
    right = width - 40 - min(max((strokes.length(one, SMALL) + 12 for one in parts), default=0), width * 0.32)
    scale = right - left
    goal = left + chart.goal * scale
    band = (axis - head) / max(len(chart.rows), 1)
    for part in (0, 0.5, 1) if scale > ROOM_FOR_HALF else (0, 1):
        x = left + part * scale
        yield strokes.line(x, head, x, axis, RULE, width=2)
        yield strokes.text(x, axis + 34, format_share(part, language), size=SMALL, middle=True, fill=ink.SECONDARY)
    yield strokes.line(left, axis, right, axis, CONTROL, width=ink.THIN)
    yield strokes.line(goal, head - 8, goal, axis, INK, width=ink.THICK)
    yield strokes.text(goal, head / 2 - 4, translated(chart.goal_label, language), size=SMALL, middle=True)
    for place, one in enumerate(chart.rows):
        y = head + band * (place + 0.5)
        yield strokes.text(0, y, translated(one.label, language), width=left - 24)
        if one.share is not None:
            if one.low is not None and one.high is not None:
                yield strokes.line(left + one.low * scale, y, left + one.high * scale, y, ACTUAL, width=ink.LINE)
            yield f'<circle cx="{left + one.share * scale:.1f}" cy="{y:.1f}" r="16" fill="{ACTUAL}" '
            yield f'stroke="{ink.BACKGROUND}" stroke-width="3"/>'
        told, count = translated(one.written, language), translated(one.count, language)
        at, room = right + 40, width - right - 40
        yield strokes.pair(at, y, told, count, width=room, bold=one.share is not None, is_marked=one.marked)


def _multiples(chart: Multiples, language: str, width: int, height: int) -> Iterator[str]:
    """The same rows, measure by measure; row labels once."""
    titles = [translated(one.title, language) for one in chart.panels]
    told = [translated(label, language) for label in chart.labels]
    count = max(len(chart.panels), 1)
    longest_word = max((strokes.length(word, SMALL) for one in titles for word in one.split()), default=0)
    most = max(width - (longest_word + 34) * count, width * 0.2)
    # Names that find no room beside the bars, not even in a wider column, stand over them, across all measures.
    widest = min(max((strokes.length(one, LABEL) for one in told), default=0) + 30, most)
    columns = (min(_room(told, width), most), widest)
    left = next(
        (one for one in columns if _holds(told, one, _rows_of(titles, (width - one) / count, told, height))), 0.0
    )
    is_over = not left
    panel = (width - left) / count
    band = _rows_of(titles, panel, told, height)
    head = height - band * len(told)
    middle = 0.72 if is_over else 0.5
    for place, label in enumerate(told):
        top = head + band * place
        if is_over:
            yield strokes.line(0, top, width, top, RULE, width=2)
            yield strokes.text(0, top + band * 0.27, label, width=width, size=max(min(LABEL, band * 0.42), LEAST))
        else:
            yield strokes.text(0, top + band / 2, label, width=left - 24)
    for number, one in enumerate(chart.panels):
        start = left + panel * number
        yield strokes.text(start + 4, head / 2 - 10, titles[number], width=panel - 30, bold=True, size=SMALL)
        ahead = max((float(bar.value) for bar in one.bars if bar.value is not None), default=0.0)
        behind = max((abs(float(bar.back)) for bar in one.bars if bar.back is not None), default=0.0)
        longest = max(
            (strokes.length(translated(bar.written, language), SMALL) for bar in one.bars if bar.value or bar.back),
            default=0.0,
        )
        room = max(panel - 44 - longest, panel / 3)  # the numbers stand after the bars
        scale = room / ((ahead + behind) or 1)
        zero = start + behind * scale
        for place, bar in enumerate(one.bars):
            y, tall = head + band * (place + middle), min(band * (0.34 if is_over else 0.4), 56)
            end = zero
            if is_over:
                yield strokes.line(zero, y - tall / 2 - 4, zero, y + tall / 2 + 4, CONTROL, width=ink.THIN)
            if bar.back:
                length = abs(float(bar.back)) * scale
                yield strokes.box(zero - length, y - tall / 2, length - ink.GAP, tall, CUT)
            if bar.value:
                length = max(float(bar.value) * scale, ink.GAP)
                yield strokes.box(zero, y - tall / 2, length, tall, ACTUAL)
                end = zero + length
            if bar.few:
                end = zero + 44
                yield f'<rect x="{zero:.1f}" y="{y - tall / 2:.1f}" width="44" height="{tall:.1f}" fill="none" '
                yield f'stroke="{INK}" stroke-width="3" stroke-dasharray="3 6"/>'
            written, room = translated(bar.written, language), start + panel - end - 20
            yield strokes.text(end + 14, y, written, width=room, size=SMALL, is_marked=bar.marked)
        if not is_over:
            yield strokes.line(zero, head, zero, height, CONTROL, width=ink.THIN)


def _rows_of(titles: Sequence[str], panel: float, labels: Sequence[str], height: int) -> float:
    """How high a row is under titles of a panel's width."""
    lines = max((len(strokes.fitted(one, panel - 30, SMALL)[0]) for one in titles), default=1)
    return (height - lines * SMALL * SPACING - UNDER_TITLES) / max(len(labels), 1)


def _holds(labels: Iterable[str], width: float, band: float) -> bool:
    """Whether the names find room in a column and in their rows."""
    return all(len(strokes.fitted(one, width - 24, LABEL)[0]) * LABEL * SPACING <= band for one in labels)


def _stacks(chart: Stacks, language: str, width: int, height: int) -> Iterator[str]:
    """Each whole over the full width: on time, late, pending."""
    band = height / max(len(chart.rows), 1)
    for place, one in enumerate(chart.rows):
        top, tall = band * place, max(min(band * 0.36, 110, band - 168), 24)  # 168: the words over and under it
        label = translated(one.label, language)
        yield strokes.text(0, top + 30, label, width=width * 0.6, bold=True)
        yield strokes.text(width, top + 30, translated(one.verdict, language), width=width * 0.38, end=True)
        whole = one.kept + one.missed + one.pending
        y, x = top + 84, 0.0
        if not whole:
            yield f'<rect x="2" y="{y:.1f}" width="{width - 4}" height="{tall:.1f}" fill="none" stroke="{CONTROL}" '
            yield 'stroke-width="3" stroke-dasharray="12 8"/>'
            continue
        parts = ((one.kept, ACTUAL, "#FFFFFF"), (one.missed, CUT, "#FFFFFF"), (one.pending, "none", INK))
        for count, fill, colour in parts:
            if not count:
                continue
            length = count / whole * width
            yield f'<rect x="{x + 1:.1f}" y="{y:.1f}" width="{max(length - ink.GAP, 2):.1f}" height="{tall:.1f}" '
            yield f'fill="{fill}"' + (f' stroke="{INK}" stroke-width="3"/>' if fill == "none" else "/>")
            told = format_number(count, language)
            if length > strokes.length(told, LABEL) + 16:
                yield strokes.text(x + length / 2, y + tall / 2, told, middle=True, fill=colour, bold=True)
            x += length
        told = translated(kept_and_missed(one.kept, one.missed, one.pending), language)
        yield strokes.text(0, y + tall + 40, told, width=width, size=SMALL)


def _room(labels: Iterable[str], width: int) -> float:
    """How much of the width labels take: in two lines each, no word broken, at most two fifths."""
    longest = 0.0
    for label in labels:
        words = label.replace(SOFT_HYPHEN, "").split()
        longest = max(longest, len(label) / 2 + 3, *(len(word) for word in words), 0)
    return min(max(longest * LABEL * LETTER + 40, width * 0.15), width * 0.4)


def _unbroken(told: str) -> list[str]:
    """What of a text must stand in one line: all of a short one, else its words, with their hyphen where they break."""
    return [told] if len(told) <= SHORT else told.replace(SOFT_HYPHEN, "- ").split(" ")


def _band(rows: int, height: int) -> float:
    """How high a row is: as high as there is room, at most what keeps a few rows together."""
    return min(height / max(rows, 1), 170)


_DRAWN: Mapping[type, Callable[[Any, str, int, int], Iterator[str]]] = {
    Bullets: _bullets,
    Waterfall: _waterfall,
    Shares: _shares,
    Multiples: _multiples,
    Stacks: _stacks,
    ThenNow: meeting_drawings.then_now,
    Course: meeting_drawings.course,
    Plot: plot_drawing.plot,
}
