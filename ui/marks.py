"""The marks of a bullet as small SVG pictures: x is a share of the width, all else is in px, so they fit anywhere.

A bullet is a mark, not a chart: as a Plotly figure it costs 20 ms and 4.7 MB of program, sixteen of them three empty
pages. As a picture they cost nothing that can be measured.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.views.headline import Part, Strip
from ui import words
from ui.strokes import svg
from ui.theme import Tokens, tokens

_ACROSS = ("target", "expected", "zero", "gap")
_AREAS = {"track": "track", "mid": "forecast", "cut": "cut"}


@dataclass(frozen=True)
class Size:
    """Height of a bullet and of its parts, in px."""

    height: int
    bar: int
    target: int
    expected: int
    cap: int

    @property
    def middle(self) -> float:
        """Where the bar's middle lies."""
        return self.height / 2


HEADLINE = Size(height=44, bar=16, target=36, expected=30, cap=12)
ROW = Size(height=34, bar=12, target=26, expected=22, cap=9)


def strip(shown: Strip, size: Size) -> str:
    """A view's strip as HTML."""
    drawing = Bullet(tokens(), size)
    for part in shown.parts:
        drawing.draw(part)
    return drawing.picture(words.plain(shown.told))


class Bullet:
    """A bullet being drawn, back to front. Positions are shares of the width, 0–1."""

    def __init__(self, colours: Tokens, size: Size) -> None:
        self.colours = colours
        self.size = size
        self._parts: list[str] = []

    def draw(self, part: Part) -> None:
        """A part of a strip."""
        if part.kind in _ACROSS or part.kind == "dot":
            getattr(self, part.kind)(part.start)
        elif part.kind in _AREAS:
            self._bar(part.start, part.end, getattr(self.colours, _AREAS[part.kind]))
        else:
            getattr(self, part.kind)(part.start, part.end, part.goes_on)

    def actual(self, start: float, end: float, goes_on: bool = False) -> None:
        """What is reached; nothing is a line of 2 px; what goes on beyond the axis has an arrow."""
        if end <= start:
            self._parts.append(
                f'<rect x="0" y="{self._top}" width="2" height="{self.size.bar}" fill="{self._actual}"/>'
            )
            return
        self._bar(start, end, self._actual)
        if goes_on:
            middle, half = self.size.middle, self.size.bar / 2 - 2
            path = f"M-9 {middle - half}L-2 {middle}L-9 {middle + half}Z"
            self._at(1, f'<path d="{path}" fill="{self.colours.background}"/>')

    def forecast(self, start: float, end: float, goes_on: bool = False) -> None:
        """What is foreseen after the actual, hatched."""
        if end <= start:
            return
        width = (end - start) * 100
        colour = self.colours.forecast
        self._parts.append(
            f'<svg x="{start * 100:.3f}%" y="{self._top}" width="{width:.3f}%" height="{self.size.bar}">'
            f'<rect width="100%" height="100%" fill="{self.colours.background}"/>'
            f'<rect width="100%" height="100%" fill="url(#hatch)"/>'
            f'<rect x="0" y="0" width="100%" height="100%" fill="none" stroke="{colour}" stroke-width="2"/></svg>'
        )

    def expected(self, at: float) -> None:
        """Expected today: a thin line with a caret, held free of the bar by a halo."""
        half, caret = self.size.expected / 2, self.size.middle - self.size.expected / 2
        top, bottom, ink = self.size.middle - half, self.size.middle + half, self.colours.ink
        self._at(
            at,
            f'<rect x="-3.5" y="{self._top - 1}" width="7" height="{self.size.bar + 2}" fill="{self._background}"/>'
            f'<rect x="-1" y="{top}" width="2" height="{bottom - top}" fill="{ink}"/>'
            f'<path d="M-5 {caret - 2}H5L0 {caret + 5}Z" fill="{ink}"/>',
        )

    def interval(self, low: float, high: float, goes_on: bool = False) -> None:
        """An interval of a forecast: a line with caps; what goes on beyond the axis has an arrow."""
        self._line(low, high, self.colours.ink, 2)
        self._cap(low, self.colours.ink, 2)
        if goes_on:
            middle = self.size.middle
            path = f"M-6 {middle - 4.5}L-1 {middle}L-6 {middle + 4.5}"
            self._at(high, f'<path d="{path}" fill="none" stroke="{self.colours.ink}" stroke-width="2"/>')
        else:
            self._cap(high, self.colours.ink, 2)

    def target(self, at: float) -> None:
        """The target: a thick line across."""
        y = self.size.middle - self.size.target / 2
        self._at(at, f'<rect x="-1.5" y="{y}" width="3" height="{self.size.target}" fill="{self.colours.ink}"/>')

    def zero(self, at: float) -> None:
        """A zero that areas lie on both sides of: a line across."""
        y, height = self._top - 4, self.size.bar + 8
        self._at(
            at,
            f'<rect x="-3" y="{y}" width="6" height="{height}" fill="{self._background}"/>'
            f'<rect x="-1" y="{y}" width="2" height="{height}" fill="{self.colours.ink}"/>',
        )

    def spread(self, low: float, high: float, goes_on: bool = False) -> None:
        """The interval of a share: 3 px with caps."""
        self._line(low, high, self._actual, 3)
        self._cap(low, self._actual, 3)
        self._cap(high, self._actual, 3)

    def dot(self, at: float) -> None:
        """A share: a dot of 15 px."""
        middle = self.size.middle
        self._at(
            at,
            f'<circle cx="0" cy="{middle}" r="9.5" fill="{self._background}"/>'
            f'<circle cx="0" cy="{middle}" r="7" fill="{self._actual}"/>',
        )

    def share(self, at: float, low: float, high: float) -> None:
        """A share with its 95 % interval."""
        self.spread(low, high)
        self.dot(at)

    def unknown(self, start: float, end: float, goes_on: bool = False) -> None:
        """What is not measured or not decided: a dashed outline."""
        self._parts.append(
            f'<svg x="{start * 100:.3f}%" y="{self._top}" width="{(end - start) * 100:.3f}%" height="{self.size.bar}">'
            f'<rect width="100%" height="100%" fill="none" stroke="{self.colours.control}" stroke-width="2" '
            'stroke-dasharray="3 3"/></svg>'
        )

    def gap(self, at: float) -> None:
        """A narrow gap where two areas touch."""
        self._at(at, f'<rect x="-1" y="{self._top}" width="2" height="{self.size.bar}" fill="{self._background}"/>')

    def picture(self, alt: str) -> str:
        """The bullet as an HTML image that says `alt`: to those who hear it, and under the pointer or the keyboard."""
        hatch = (
            '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<path d="M-2 2L2 -2M-1 9L9 -1M6 10L10 6" stroke="{self.colours.forecast}" '
            'stroke-width="1.5"/></pattern></defs>'
        )
        drawing = "".join(self._parts)
        image = svg(f"{hatch if '#hatch' in drawing else ''}{drawing}", alt, "100%", self.size.height, "mark")
        return f'{image}<span class="told" aria-hidden="true" data-told="{words.safe(alt)}"></span>'

    @property
    def _top(self) -> float:
        return self.size.middle - self.size.bar / 2

    @property
    def _actual(self) -> str:
        return self.colours.actual

    @property
    def _background(self) -> str:
        return self.colours.background

    def _bar(self, start: float, end: float, colour: str) -> None:
        self._parts.append(
            f'<rect x="{start * 100:.3f}%" y="{self._top}" width="{(end - start) * 100:.3f}%" '
            f'height="{self.size.bar}" fill="{colour}"/>'
        )

    def _at(self, at: float, drawing: str) -> None:
        """A drawing in px around a position; at the edges it is kept inside the picture."""
        self._parts.append(f'<svg x="{at * 100:.3f}%" overflow="visible">{drawing}</svg>')

    def _line(self, low: float, high: float, colour: str, width: float) -> None:
        self._parts.append(
            f'<line x1="{low * 100:.3f}%" x2="{high * 100:.3f}%" y1="{self.size.middle}" y2="{self.size.middle}" '
            f'stroke="{colour}" stroke-width="{width}"/>'
        )

    def _cap(self, at: float, colour: str, width: float) -> None:
        half = self.size.cap / 2
        self._at(
            at,
            f'<rect x="{-width / 2}" y="{self.size.middle - half}" width="{width}" height="{self.size.cap}" '
            f'fill="{colour}"/>',
        )
