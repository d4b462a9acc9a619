"""A meeting's own charts as SVG: figures then and now, and a figure over time against its goal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape

from data_pipeline.language import NO_BREAK_SPACE, message
from data_pipeline.language import number as format_number
from data_pipeline.language import share as format_share
from data_pipeline.papers import ink, strokes
from data_pipeline.papers.ink import ACTUAL, CONTROL, INK, RULE
from data_pipeline.papers.strokes import SMALL
from data_pipeline.views.chart import STATUS_SHAPES, translated
from data_pipeline.views.meeting_charts import Course, Movement, Standing, ThenNow

HEAD, BAND = 56, 118  # px over the rows, and the most of a row
READ, NUMBER, BEFORE = 44, 52, 40  # px of letters: what must be read, the number now, the number then
DOT = 14  # px of a dot's radius
NARROW, NARROWEST = 0.53, 0.5  # of the font size: a letter of a text in one line, and in one that is pressed for room
# Where columns begin and end, as parts of the width: labels, numbers, the axis, verdicts, and between the last two.
LABELS, NUMBERS, AXIS, VERDICTS, BETWEEN = 0.29, 0.52, 0.54, 0.73, 0.02
LEAST_AXIS = 0.06  # of the width: what long verdicts leave of the axis
UNDER = 104  # px under a course: day, and of how many
GOAL_ROOM = 84  # px up and down that the words of a goal take
ROOM = 190  # px left of a course for its goal and the ends of its axis


def then_now(chart: ThenNow, language: str, width: int, height: int) -> Iterator[str]:
    """A row a figure: what it was and is, both on the share of its target, and the verdict now and before."""
    band = min((height - HEAD) / max(len(chart.rows), 1), BAND)
    verdicts = _verdicts_start(chart, language, width)
    start, end = AXIS * width, verdicts - BETWEEN * width
    goal = start + (end - start) / chart.end
    bottom = HEAD + band * len(chart.rows)
    yield from _heads(chart, language, width, goal, verdicts)
    turned = sum(one.has_turned for one in chart.rows)
    for place, one in enumerate(chart.rows):
        top = HEAD + band * place
        middle = top + band / 2
        is_last_turned = place == turned - 1
        under = top + band
        yield strokes.line(
            0, under, width, under, CONTROL if is_last_turned else RULE, width=4 if is_last_turned else 2
        )
        for told, size, up in ((one.label, READ, -0.5), (one.basis, SMALL, 0.62)):
            text = translated(told, language)
            fitting, is_label = _fitting(text, LABELS * width, size), told is one.label
            colour = INK if is_label else ink.SECONDARY
            yield strokes.text(0, middle + READ * up, text, size=fitting, bold=is_label, fill=colour)
        yield _numbers(one, language, NUMBERS * width, middle)
        yield strokes.line(start, middle, end, middle, RULE, width=ink.THIN)
        yield from _dots(one, chart.end, start, end - start, middle)
        yield from _verdicts(one, language, verdicts, middle, width - verdicts)
    yield strokes.line(goal, HEAD, goal, bottom, INK, width=ink.THICK)
    for place, one in enumerate(chart.rows):  # over the target's line
        yield from _dots(one, chart.end, start, end - start, HEAD + band * (place + 0.5))


def _heads(chart: ThenNow, language: str, width: int, goal: float, verdicts: float) -> Iterator[str]:
    y = HEAD / 2 - 6
    then, now = (translated(told, language) for told in (chart.then, chart.now))
    if any(one.has_turned for one in chart.rows):
        yield strokes.text(0, y, message("What turned, first").say(language), size=SMALL, fill=ink.SECONDARY)
    yield strokes.text(NUMBERS * width, y, f"{then} → {now}" if then else now, end=True, size=SMALL, fill=ink.SECONDARY)
    told = translated(chart.goal, language)
    at = min(goal, verdicts - DOT - len(told) * SMALL * NARROW / 2)  # over its line, and clear of the next head
    yield strokes.text(at, y, told, middle=True, size=SMALL, fill=ink.SECONDARY)
    if then:
        yield strokes.text(verdicts, y, message("Now and before").say(language), size=SMALL, fill=ink.SECONDARY)
    yield strokes.line(0, HEAD, width, HEAD, CONTROL, width=3)


def _numbers(one: Movement, language: str, right: float, middle: float) -> str:
    now = escape(translated(one.now.written, language))
    before = ""
    if one.then is not None:
        told = escape(f"{translated(one.then.written, language)} →{NO_BREAK_SPACE}")
        before = f'<tspan font-size="{BEFORE}" fill="{ink.SECONDARY}">{told}</tspan>'
    return (
        f'<text x="{right:.1f}" y="{middle + NUMBER * 0.35:.1f}" text-anchor="end">{before}'
        f'<tspan font-size="{NUMBER}" fill="{ACTUAL}" font-family="{ink.BOLD_FONT}, {ink.FONT}" font-weight="600">'
        f"{now}</tspan></text>"
    )


def _dots(one: Movement, most: float, start: float, room: float, middle: float) -> Iterator[str]:
    """Hollow then, filled now; above each other where they would overlap."""
    places = [
        None if each is None or each.along is None else start + min(max(each.along, 0), most) / most * room
        for each in (one.then, one.now)
    ]
    then, now = places
    up = DOT if then is not None and now is not None and abs(then - now) < 2 * DOT else 0
    if then is not None and now is not None and not up:
        yield strokes.line(then, middle, now, middle, ACTUAL, width=ink.THICK)
    if then is not None:
        yield f'<circle cx="{then:.1f}" cy="{middle - up:.1f}" r="{DOT - 2}" fill="{ink.BACKGROUND}" '
        yield f'stroke="{ACTUAL}" stroke-width="5"/>'
    if now is not None:
        yield f'<circle cx="{now:.1f}" cy="{middle + up:.1f}" r="{DOT}" fill="{ACTUAL}" '
        yield f'stroke="{ink.BACKGROUND}" stroke-width="2"/>'


def _verdicts_start(chart: ThenNow, language: str, width: int) -> float:
    """Where verdicts begin: further to the left, at the axis' cost, where one would be cut off at the side."""
    longest = max((len(told) for one in chart.rows for told in _said(one, language)), default=0)
    needed = longest * NARROWEST * SMALL * 0.9
    return max(min(VERDICTS * width, width - needed), (AXIS + LEAST_AXIS + BETWEEN) * width)


def _said(one: Movement, language: str) -> tuple[str, str]:
    """What it comes to now, what it came to then under it; of a disputed figure first that it is disputed."""
    now = _verdict(one.now, language)
    before = _verdict(one.then, language) if one.then is not None else ""
    under = message("before {verdict}", verdict=before).say(language) if before else ""
    if one.dispute:
        return message("≠ Disputed").say(language), ", ".join(told for told in (now, under) if told)
    return now, under


def _verdicts(one: Movement, language: str, left: float, middle: float, width: float) -> Iterator[str]:
    now, under = _said(one, language)
    yield strokes.text(
        left,
        middle - (READ * 0.55 if under else 0),
        now,
        size=_fitting(now, width, READ),
        bold=True,
        fill=INK if one.dispute else ink.STATUS_COLOURS.get(one.now.shape, INK),
    )
    if under:
        yield strokes.text(left, middle + READ * 0.6, under, size=_fitting(under, width, SMALL), fill=ink.SECONDARY)


def _verdict(one: Standing, language: str) -> str:
    shape, told = STATUS_SHAPES.get(one.shape, ""), translated(one.verdict, language)
    return f"{shape} {told}".strip() if told else ""


def _fitting(told: str, width: float, size: float) -> float:
    """The size at which a text stands in one line, no smaller than labels are."""
    return max(min(size, width / (max(len(told), 1) * NARROW)), SMALL * 0.9)


def course(chart: Course, language: str, width: int, height: int) -> Iterator[str]:
    """Dots with their intervals from day to day, the goal across; under each day of how many."""
    base, top = height - UNDER, 60
    span = (chart.end - chart.start) or 1

    def y(value: float) -> float:
        return base - (value - chart.start) / span * (base - top)

    step = (width - ROOM) / max(len(chart.moments), 1)
    foot = y(max(chart.start, 0))
    yield strokes.line(ROOM, foot, width, foot, CONTROL, width=ink.THIN)
    goal = y(chart.goal)
    for value in (max(chart.start, 0), *([chart.end] if chart.is_share else [])):
        if abs(y(value) - goal) < GOAL_ROOM:
            continue  # its words would stand over the goal's
        told = format_share(value, language) if chart.is_share else format_number(value, language)
        yield strokes.text(ROOM - 16, y(value), told, size=SMALL, end=True, fill=ink.SECONDARY)
    places = [ROOM + step * (place + 0.5) for place in range(len(chart.moments))]
    known = [(x, one.value) for x, one in zip(places, chart.moments, strict=True) if one.value is not None]
    for (x, value), (to_x, to_value) in pairwise(known):
        yield strokes.line(x, y(value), to_x, y(to_value), ink.FORECAST, width=ink.LINE)
    yield strokes.line(ROOM, goal, width, goal, INK, width=ink.THICK)
    told = translated(chart.goal_label, language)
    yield strokes.text(ROOM - 16, goal, told, size=SMALL, bold=True, width=ROOM - 20, end=True)
    counted = translated(chart.counted, language)
    yield strokes.text(ROOM - 16, base + 76, counted, size=_fitting(counted, ROOM, SMALL), end=True, fill=ink.SECONDARY)
    for x, one in zip(places, chart.moments, strict=True):
        for up, text, colour in ((32, one.label, INK), (76, one.count, ink.SECONDARY)):
            shown = translated(text, language)
            yield strokes.text(x, base + up, shown, size=_fitting(shown, step - 8, SMALL), middle=True, fill=colour)
        told = translated(one.written, language)
        if one.value is None:
            yield strokes.text(x, foot - 40, told, size=SMALL, middle=True, width=step - 8, fill=ink.SECONDARY)
            continue
        low, high = (one.low, one.high) if one.low is not None and one.high is not None else (one.value, one.value)
        if low < high:
            yield strokes.line(x, y(low), x, y(high), ACTUAL, width=ink.LINE)
        yield f'<circle cx="{x:.1f}" cy="{y(one.value):.1f}" r="16" fill="{ACTUAL}" '
        yield f'stroke="{ink.BACKGROUND}" stroke-width="3"/>'
        # Under the point, or over it where the days would be written over.
        at = y(low) + 44 if y(low) + 72 < base else y(high) - 44
        yield strokes.text(x, at, told, size=READ, middle=True, bold=True)
