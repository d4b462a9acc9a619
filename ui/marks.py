"""The marks of a bullet as small SVG pictures: x is a share of the width, all else is in px, so they fit anywhere.

A bullet is a mark, not a chart: as a Plotly figure it costs 20 ms and 4.7 MB of program, sixteen of them three empty
pages. As a picture they cost nothing that can be measured.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.strokes import svg
from ui.theme import Tokens


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


class Bullet:
    """A bullet being drawn, back to front. Positions are shares of the width, 0–1."""

    def __init__(self, colours: Tokens, size: Size) -> None:
        self.colours = colours
        self.size = size
        self._parts: list[str] = []

    def track(self, end: float) -> None:
        """The empty part, from zero to `end`."""
        self._bar(0, end, self.colours.track)

    def actual(self, end: float, beyond: bool = False) -> None:
        """What is reached; zero is a line of 2 px; beyond the axis an arrow."""
        if end <= 0:
            self._parts.append(
                f'<rect x="0" y="{self._top}" width="2" height="{self.size.bar}" fill="{self._actual}"/>'
            )
            return
        self._bar(0, end, self._actual)
        if beyond:
            middle, half = self.size.middle, self.size.bar / 2 - 2
            path = f"M-9 {middle - half}L-2 {middle}L-9 {middle + half}Z"
            self._at(1, f'<path d="{path}" fill="{self.colours.background}"/>')

    def forecast(self, start: float, end: float) -> None:
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

    def interval(self, low: float, high: float, beyond: bool = False) -> None:
        """An 80 % interval: a line with caps; beyond the axis an arrow."""
        self._line(low, high, self.colours.ink, 2)
        self._cap(low, self.colours.ink, 2)
        if beyond:
            middle = self.size.middle
            path = f"M-6 {middle - 4.5}L-1 {middle}L-6 {middle + 4.5}"
            self._at(high, f'<path d="{path}" fill="none" stroke="{self.colours.ink}" stroke-width="2"/>')
        else:
            self._cap(high, self.colours.ink, 2)

    def target(self, at: float) -> None:
        """The target: a thick line across."""
        y = self.size.middle - self.size.target / 2
        self._at(at, f'<rect x="-1.5" y="{y}" width="3" height="{self.size.target}" fill="{self.colours.ink}"/>')

    def share(self, at: float, low: float, high: float) -> None:
        """A share: a dot of 15 px with its 95 % interval of 3 px."""
        self._line(low, high, self._actual, 3)
        self._cap(low, self._actual, 3)
        self._cap(high, self._actual, 3)
        middle = self.size.middle
        self._at(
            at,
            f'<circle cx="0" cy="{middle}" r="9.5" fill="{self._background}"/>'
            f'<circle cx="0" cy="{middle}" r="7" fill="{self._actual}"/>',
        )

    def unknown(self, end: float) -> None:
        """Nothing measured: a dashed outline."""
        self._parts.append(
            f'<rect x="1" y="{self._top}" width="{end * 100:.3f}%" height="{self.size.bar}" fill="none" '
            f'stroke="{self.colours.control}" stroke-dasharray="3 3"/>'
        )

    def around_zero(self, left: float, right: float) -> None:
        """What is lost left of zero and what is created right of it, as lengths; zero is a line between them."""
        self._bar(0, left, self.colours.cut)
        self._bar(left, left + right, self.colours.forecast)
        y = self._top - 4
        self._at(
            left,
            f'<rect x="-3" y="{y}" width="6" height="{self.size.bar + 8}" fill="{self._background}"/>'
            f'<rect x="-1" y="{y}" width="2" height="{self.size.bar + 8}" fill="{self.colours.ink}"/>',
        )

    def known_part(self, share: float) -> None:
        """What is known of a whole, and the rest of it as a dashed outline."""
        self._bar(0, share, self._actual)
        if share < 1:
            low, high = self._top + 0.5, self._top + self.size.bar - 0.5
            edges = ((share, low, 1.0, low), (share, high, 1.0, high), (1.0, low, 1.0, high))
            for x1, y1, x2, y2 in edges:
                self._parts.append(
                    f'<line x1="{x1 * 100:.3f}%" y1="{y1}" x2="{x2 * 100:.3f}%" y2="{y2}" transform="translate(-1 0)" '
                    f'stroke="{self.colours.control}" stroke-dasharray="3 3"/>'
                )

    def outcomes(self, kept: int, missed: int, pending: int) -> None:
        """All cases as one bar: kept, missed, and what is still open as a dashed outline."""
        whole = kept + missed + pending
        if whole == 0:
            self.unknown(1)
            return
        self._bar(0, kept / whole, self._actual)
        self._bar(kept / whole, (kept + missed) / whole, self.colours.cut)
        if kept and missed:
            half = self.size.bar / 2
            gap = (
                f'<rect x="-1" y="{self.size.middle - half}" width="2" height="{2 * half}" fill="{self._background}"/>'
            )
            self._at(kept / whole, gap)
        if pending:
            self._parts.append(
                f'<rect x="{(kept + missed) / whole * 100:.3f}%" y="{self._top + 0.5}" '
                f'width="{pending / whole * 100:.3f}%" height="{self.size.bar - 1}" fill="none" '
                f'stroke="{self.colours.control}" stroke-dasharray="3 3"/>'
            )

    def picture(self, alt: str) -> str:
        """The bullet as an HTML image that says `alt`."""
        hatch = (
            '<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<path d="M-2 2L2 -2M-1 9L9 -1M6 10L10 6" stroke="{self.colours.forecast}" '
            'stroke-width="1.5"/></pattern></defs>'
        )
        drawing = "".join(self._parts)
        return svg(f"{hatch if '#hatch' in drawing else ''}{drawing}", alt, "100%", self.size.height, "mark")

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
