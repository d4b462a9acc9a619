"""A Plotly figure as a still picture with its words as text: no program is loaded, and nothing is drawn anew by itself.

Draws what the house's charts are made of and refuses the rest: bars, lines, areas, dots with intervals, straight shapes
and notes, on number axes whose ranges are set.
"""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import ceil, floor, log10
from typing import Any, NamedTuple

import plotly.graph_objects as go

from ui import html, words
from ui.strokes import Pen, Point, Strokes, stairs
from ui.theme import AXIS_SIZE, Tokens, tokens

LINE_HEIGHT = 17  # px, of the words; also in still.css
ROUND = (2, 5, 10)  # steps of an axis, times a power of ten
CLOSE = 1e-9  # of an axis: a tick on its very end belongs to it
_ALT = "{alt}"  # its place in a drawing that is kept
_ALLOWED = re.compile(r"&lt;(/?b|br|/span|span style=&quot;color:#[0-9A-Fa-f]{6}&quot;)&gt;")
_ACROSS = {"left": "0", "center": "-50%", "right": "-100%"}
_UP = {"bottom": "-100%", "middle": "-50%", "top": "0"}


class Lead(NamedTuple):
    """Where a click leads in the column that ends at `end` on the x axis and begins where the one before ends."""

    end: float
    address: str


def chart(figure: Callable[..., go.Figure], alt: str, *shown: Hashable, leads: Iterable[Lead] = ()) -> None:
    """The figure of what is `shown`, on the page: drawn once for each theme and language, and kept.

    `alt` says what it shows in words and numbers. `leads` are for the hand: a table beside must have the same links,
    for the keyboard and for those who listen.
    """
    drawing = _kept(figure, tokens(), words.chosen(), shown, tuple(leads))
    html.append(drawing.replace(_ALT, markup.escape(alt), 1))


@lru_cache(maxsize=256)
def _kept(
    figure: Callable[..., go.Figure], _colours: Tokens, _said: str, shown: tuple[Hashable, ...], leads: tuple[Lead, ...]
) -> str:
    return drawn(figure(*shown), _ALT, leads)


def drawn(figure: go.Figure, alt: str, leads: Iterable[Lead] = ()) -> str:
    """The figure as HTML. Raises `ValueError` for a kind of trace that is not drawn here."""
    spec = figure.to_plotly_json()
    layout = spec["layout"]
    margin = layout["margin"]
    field = _Field(layout, layout["height"] - margin["t"] - margin["b"])
    strokes = Strokes(field.height)
    beside = _grid(field, strokes)
    on_top = [*_traces(field, strokes, spec["data"], layout.get("barmode", "group"))]
    for shape in layout.get("shapes", ()):
        _shape(field, strokes, shape)
    on_top += [_note(field, note) for note in layout.get("annotations", ())]
    around = " ".join(f"{margin[side]}px" for side in "trbl")
    picture = strokes.picture(alt)
    return (
        f'<div class="still" style="padding:{around}">{beside}'
        f'<div class="plot" style="height:{field.height:g}px">{picture}{_months(field)}{"".join(on_top)}'
        f"{_leads(field, leads)}</div></div>"
    )


class _Field:
    """The plot's own area: from values to a share of its width and px from its top."""

    def __init__(self, layout: Mapping[str, Any], height: float) -> None:
        self.height = height
        self.layout = layout
        self.x, self.y = layout["xaxis"], layout["yaxis"]
        self.left, self.right = map(float, self.x["range"])
        self.bottom, self.top = map(float, self.y["range"])

    def across(self, value: float) -> float:
        return (value - self.left) / (self.right - self.left)

    def down(self, value: float) -> float:
        return self.height * (self.top - value) / (self.top - self.bottom)

    def at(self, x: float, y: float) -> Point:
        return self.across(x), self.down(y)

    def all(self, trace: Mapping[str, Any]) -> list[Point]:
        return [self.at(x, y) for x, y in zip(trace["x"], trace["y"], strict=True)]


def _grid(field: _Field, strokes: Strokes) -> str:
    """The lines of the upright axis, and as HTML its numbers."""
    axis = field.y
    if not axis.get("visible", True):
        return ""
    ticks = _ticks(field)
    for value in ticks:
        strokes.straight((0, field.down(value)), (1, field.down(value)), Pen(axis["gridcolor"], 1))
    if axis.get("zeroline", True) and field.bottom <= 0 <= field.top:
        strokes.straight((0, field.down(0)), (1, field.down(0)), Pen(axis["zerolinecolor"], 1))
    if not axis.get("showticklabels", True):
        return ""
    numbers = "".join(
        f'<span style="top:{field.down(value) - LINE_HEIGHT / 2:.1f}px">{_text(told)}</span>'
        for value, told in ticks.items()
    )
    return f'<div class="y" aria-hidden="true" style="color:{axis["tickfont"]["color"]}">{numbers}</div>'


def _months(field: _Field) -> str:
    """The words under the field, as HTML."""
    axis = field.x
    under = "".join(
        f'<span style="left:{field.across(value) * 100:.3f}%">{_text(told)}</span>'
        for value, told in zip(axis["tickvals"], axis["ticktext"], strict=True)
    )
    return f'<div class="x" aria-hidden="true" style="color:{axis["tickfont"]["color"]}">{under}</div>'


def _leads(field: _Field, leads: Iterable[Lead]) -> str:
    """A link over each column, as HTML."""
    found, start = "", 0.0
    for lead in leads:
        end = field.across(lead.end)
        place = f"left:{start * 100:.3f}%;width:{(end - start) * 100:.3f}%"
        address = markup.escape(lead.address)
        found += f'<a class="here lead" tabindex="-1" aria-hidden="true" href="{address}" style="{place}"></a>'
        start = end
    return found


def _ticks(field: _Field) -> dict[float, str]:
    """Where the upright axis has its grid lines, with their words."""
    axis, suffix = field.y, field.y.get("ticksuffix", "")
    if "tickvals" in axis:
        return dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    span = field.top - field.bottom
    step = axis.get("dtick") or _step(span / axis["nticks"])
    first, last = ceil(field.bottom / step - CLOSE), floor(field.top / step + CLOSE)
    thousands = field.layout["separators"][1]
    return {
        step * number: f"{step * number:,.0f}".replace(",", thousands).replace("-", "−") + suffix
        for number in range(first, last + 1)
    }


def _step(least: float) -> float:
    """The smallest round step that is no less, in whole numbers."""
    power = 10.0 ** floor(log10(least))
    return max(next(one * power for one in (1, *ROUND) if one * power >= least * (1 - CLOSE)), 1)


def _traces(field: _Field, strokes: Strokes, traces: Sequence[Mapping[str, Any]], barmode: str) -> Iterator[str]:
    """Bars behind, then lines and dots, as Plotly stacks them."""
    bars = [trace for trace in traces if trace["type"] == "bar"]
    others = [trace for trace in traces if trace["type"] == "scatter"]
    if len(bars) + len(others) < len(traces) or (len(bars) > 1 and barmode not in ("stack", "overlay")):
        raise ValueError("a still chart has stacked or overlaid bars, lines and dots")
    reached: dict[float, float] = {}
    for trace in bars:
        yield from _bars(field, strokes, trace, reached if barmode == "stack" else {})
    for trace in others:
        yield from _scatter(field, strokes, trace)


def _bars(field: _Field, strokes: Strokes, trace: Mapping[str, Any], reached: dict[float, float]) -> Iterator[str]:
    line = trace["marker"].get("line", {})
    width = trace.get("width", 1 - field.layout["bargap"])
    for place, (x, height) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        start = trace["base"][place] if "base" in trace else reached.get(x, 0)
        end = start + height
        reached[x] = end
        top, bottom = field.down(max(start, end)), field.down(min(start, end))
        left, right = field.across(x - width / 2), field.across(x + width / 2)
        colour = trace["marker"]["color"]
        fill = colour if isinstance(colour, str) else colour[place]
        if height:
            strokes.box((left, top), (right - left, bottom - top), fill, _pen(line))
        told = trace["text"][place] if "text" in trace else ""
        if not told:
            continue
        if trace["textposition"] == "outside":
            yield _words(told, (left + right) / 2, top - 1, trace["outsidetextfont"]["color"], up="bottom")
        elif bottom - top >= AXIS_SIZE:
            yield _words(told, (left + right) / 2, (top + bottom) / 2, trace["insidetextfont"]["color"], up="middle")


def _scatter(field: _Field, strokes: Strokes, trace: Mapping[str, Any]) -> Iterator[str]:
    points = field.all(trace)
    if trace.get("fill") == "toself":
        strokes.hatched(points, trace["fillpattern"]["fgcolor"])
    if "lines" in trace["mode"]:
        line = trace["line"]
        path = stairs(points) if line.get("shape") == "hvh" else points
        strokes.bent(path, _pen(line))
    if "error_y" in trace:
        error = trace["error_y"]
        for x, y, above, below in zip(trace["x"], trace["y"], error["array"], error["arrayminus"], strict=True):
            pen = Pen(error["color"], error["thickness"])
            strokes.spread(field.at(x, y - below), field.down(y + above), pen, error["width"])
    if "markers" in trace["mode"]:
        marker = trace["marker"]
        for across, down in points:
            # Text and dots are not cut off at the field's edge, as the picture is.
            edge = marker["line"]
            size = marker["size"] - edge["width"]  # the edge lies on the rim, half of it inside
            yield (
                f'<i style="left:{across * 100:.3f}%;top:{down:.2f}px;width:{size}px;height:{size}px;'
                f'background:{marker["color"]};outline:{edge["width"]}px solid {edge["color"]}"></i>'
            )


def _shape(field: _Field, strokes: Strokes, shape: Mapping[str, Any]) -> None:
    start, end = field.at(shape["x0"], shape["y0"]), field.at(shape["x1"], shape["y1"])
    line = shape["line"]
    if shape["type"] == "line":
        strokes.straight(start, end, _pen(line))
        return
    top, bottom = sorted((start[1], end[1]))
    strokes.box((start[0], top), (end[0] - start[0], bottom - top), "none", _pen(line))


def _pen(line: Mapping[str, Any]) -> Pen:
    dash = line.get("dash", "none").replace("px", "").replace(",", " ")
    return Pen(line.get("color", "none"), line.get("width", 0), dash)


def _note(field: _Field, note: Mapping[str, Any]) -> str:
    across, down = field.at(note["x"], note["y"])
    return _words(
        note["text"],
        across,
        down - note.get("yshift", 0),
        note["font"]["color"],
        shift=note.get("xshift", 0),
        along=note.get("xanchor", "center"),
        up=note.get("yanchor", "middle"),
        ground=note.get("bgcolor", ""),
        is_upright=bool(note.get("textangle")),
    )


def _words(
    told: str,
    across: float,
    down: float,
    colour: str,
    *,
    shift: float = 0,
    along: str = "center",
    up: str,
    ground: str = "",
    is_upright: bool = False,
) -> str:
    """Words at a share of the width and px from the top, which is their edge or middle as `along` and `up` say."""
    left = f"calc({across * 100:.3f}% + {shift}px)" if shift else f"{across * 100:.3f}%"
    move = f"translate({_ACROSS[along]},{_UP[up]}){' rotate(180deg)' if is_upright else ''}"
    kind = ' class="upright"' if is_upright else ""
    back = f";background:{ground}" if ground else ""
    return (
        f'<span{kind} aria-hidden="true" style="left:{left};top:{down:.2f}px;transform:{move};color:{colour}{back}">'
        f"{_text(told)}</span>"
    )


def _text(told: str) -> str:
    """Plotly's few marks in a text as HTML; all else in it is text."""
    return _ALLOWED.sub(lambda found: markup.unescape(found.group()), markup.escape(markup.unescape(told)))
