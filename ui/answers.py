"""How answers are spread: the dissatisfied left of a common zero, the satisfied right, the neutral apart (R8, R18).

A count of 1–4 comes merged with its neighbour; a row that can't be made safe comes hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.views import terms
from data_pipeline.views.levels import Spread
from ui import html, legend, table, words
from ui.marks import Size
from ui.panel import Panel, Scale
from ui.theme import tokens
from ui.words import _, safe, say

ROW = Size(height=40, bar=20, target=0, expected=0, cap=0)
INSIDE = 0.07  # of the axis: a narrower area holds no number
NUMBER = 0.07  # of the axis: room for a number outside a bar
APART = 0.14  # of the axis: between the satisfied and the neutral, a number's room in it
# From the worst to the best; the two merged ones stand for their neighbours.
MARKS = {
    "dissatisfied": "cut",
    "not_satisfied": "not_satisfied",
    "satisfied": "mid",
    "satisfied_or_very": "mid",
    "very_satisfied": "actual",
    "neutral": "neutral",
}


@dataclass(frozen=True)
class _Axis:
    """Where the parts lie, in answers: zero, and where the neutral begin."""

    along: Scale
    apart: float


def section(rows: Sequence[Spread]) -> None:
    """Show the groups under each other around one zero, with their title and their legend."""
    title, used = safe(_("How answers are spread")), {name for row in rows for name in row.parts}
    axis = _axis([row.parts for row in rows])
    body = "".join(_row(row, axis) for row in rows)
    html.append(f'<h2 class="part">{title}</h2>')
    html.append(f'<div class="answers" role="table" aria-label="{title}">{body}</div>')
    legend.row([(MARKS[name], _(terms.ANSWERS[name])) for name in MARKS if name in used])


def _axis(spreads: Sequence[Mapping[str, int]]) -> _Axis:
    left = max((_left(one) for one in spreads), default=0)
    right = max((_right(one) for one in spreads), default=0)
    neutral = max((one.get("neutral", 0) for one in spreads), default=0)
    apart = APART if neutral else NUMBER
    whole = (left + right + neutral) / (1 - NUMBER - apart - (NUMBER if neutral else 0)) or 1
    start = -left - NUMBER * whole
    return _Axis(Scale(start, start + whole, ()), right + apart * whole)


def _left(spread: Mapping[str, int]) -> int:
    return spread.get("dissatisfied", 0) + spread.get("not_satisfied", 0)


def _right(spread: Mapping[str, int]) -> int:
    return sum(spread.get(name, 0) for name in ("satisfied", "very_satisfied", "satisfied_or_very"))


def _row(row: Spread, axis: _Axis) -> str:
    drawing, told = Panel(tokens(), ROW, axis.along), words.plain(row.told)
    texts = f'<span class="withheld" style="left:calc({axis.along.at(0) * 100:.2f}% + 8px)">{safe(told)}</span>'
    if row.parts:
        _draw(drawing, row.parts, axis)
        texts = _numbers(row, axis)
    drawing.line(0, tokens().ink)
    label = words.plain(row.label)
    alt = say(message("{label}: {told}", label=label, told=told))
    return (
        f'<div role="row" class="row"><span role="rowheader" class="label">{safe(label)}</span>'
        f'<span role="cell" class="count">{safe(words.plain(row.count))}</span>'
        f'<span role="cell" class="figure" tabindex="0">{drawing.picture(alt)}{texts}</span></div>'
    )


def _draw(drawing: Panel, spread: Mapping[str, int], axis: _Axis) -> None:
    colours = tokens()
    if spread.get("not_satisfied"):
        drawing.outline(-spread["not_satisfied"], 0, colours.cut)
    elif spread.get("dissatisfied"):
        drawing.bar(-spread["dissatisfied"], 0, colours.cut)
    middle = spread.get("satisfied", 0) + spread.get("satisfied_or_very", 0)
    drawing.bar(0, middle, colours.forecast)
    drawing.bar(middle, _right(spread), colours.actual)
    if middle and spread.get("very_satisfied"):
        drawing.gap(middle)
    if spread.get("neutral"):
        drawing.outline(axis.apart, axis.apart + spread["neutral"], colours.control)


def _numbers(row: Spread, axis: _Axis) -> str:
    """The counts: inside their areas, outside where they are on the left, neutral or too narrow."""
    spread = row.parts
    middle, right = spread.get("satisfied", 0) + spread.get("satisfied_or_very", 0), _right(spread)
    inside = [(middle, "on-mid", middle, "satisfied"), (right, "on-actual", right - middle, "very_satisfied")]
    inside = [one for one in inside if one[2]]
    if all(_is_wide(count, axis) for _end, _kind, count, _name in inside):
        texts = [_text(end, axis, f"in {kind}", _number(count, name, row)) for end, kind, count, name in inside]
    else:
        texts = [_text(right, axis, "after", " · ".join(_number(count, name, row) for *_, count, name in inside))]
    if left := _left(spread):
        texts.append(_text(-left, axis, "before", _number(left, "dissatisfied", row)))
    if neutral := spread.get("neutral"):
        texts.append(_text(axis.apart + neutral, axis, "after", _number(neutral, "neutral", row)))
    return "".join(texts)


def _is_wide(count: int, axis: _Axis) -> bool:
    return axis.along.at(count) - axis.along.at(0) >= INSIDE


def _text(at: float, axis: _Axis, kind: str, written: str) -> str:
    return f'<span class="{kind}" style="left:{axis.along.at(at) * 100:.2f}%" aria-hidden="true">{written}</span>'


def _number(count: int, name: str, row: Spread) -> str:
    """The count of a kind of answer as HTML, marked where others do not see it."""
    text = safe(words.spoken(language.number, count))
    return f"<span{table.mark(True)}>{text}</span>" if name in row.marked else text
