"""The marks of a chart as one SVG picture: x is a share of the width, y is in px from the top, so it fits any width.

A line that bends can't be said in shares of a width: it stands in a picture of its own that is stretched, with a pen
that is not.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SPAN = 1000  # units across a stretched picture
EDGE = 1  # px
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_NAMES = re.compile(r'((?: id="|url\(#))')
Point = tuple[float, float]  # share of the width, px from the top


@dataclass(frozen=True)
class Pen:
    """How a line is drawn: `width` and the lengths of `dash` in px."""

    colour: str
    width: float
    dash: str = "none"

    def __str__(self) -> str:
        return f'stroke="{self.colour}" stroke-width="{self.width:g}" stroke-dasharray="{self.dash}"'


class Strokes:
    """A picture being drawn, back to front. Raises nothing: what lies outside is not seen."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._parts: list[str] = []

    def box(self, at: Point, size: Point, fill: str, edge: Pen | None = None) -> None:
        """A bar or a frame; `size` is (share of the width, px)."""
        self._parts.append(
            f'<rect x="{_share(at[0])}" y="{at[1]:.2f}" width="{_share(size[0])}" height="{size[1]:.2f}" '
            f'fill="{fill}" {edge or ""}/>'
        )

    def straight(self, start: Point, end: Point, pen: Pen) -> None:
        """A straight line."""
        crisp = ' shape-rendering="crispEdges"' if start[0] == end[0] or start[1] == end[1] else ""
        self._parts.append(
            f'<line x1="{_share(start[0])}" y1="{start[1]:.2f}" x2="{_share(end[0])}" y2="{end[1]:.2f}" {pen}{crisp}/>'
        )

    def bent(self, points: Sequence[Point], pen: Pen) -> None:
        """A line through all points."""
        path = "M" + "L".join(f"{x * SPAN:.1f} {y:.2f}" for x, y in points)
        self._parts.append(
            f'<svg viewBox="0 0 {SPAN} {self.height:g}" width="100%" height="{self.height:g}" '
            f'preserveAspectRatio="none"><path d="{path}" fill="none" {pen} stroke-linejoin="round" '
            'vector-effect="non-scaling-stroke"/></svg>'
        )

    def hatched(self, points: Sequence[Point], colour: str) -> None:
        """The area within the points, hatched."""
        left, right = _ends(x for x, _y in points)
        top, bottom = _ends(y for _x, y in points)
        if left == right or top == bottom:
            return
        inside = " ".join(f"{(x - left) / (right - left):.4f},{(y - top) / (bottom - top):.4f}" for x, y in points)
        name = len(self._parts)
        self._parts.append(
            f'<defs><pattern id="hatch{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<path d="M-2 2L2 -2M-1 9L9 -1M6 10L10 6" stroke="{colour}" stroke-width="1.5"/></pattern>'
            f'<clipPath id="area{name}" clipPathUnits="objectBoundingBox"><polygon points="{inside}"/></clipPath>'
            f'</defs><rect x="{_share(left)}" y="{top:.2f}" width="{_share(right - left)}" '
            f'height="{bottom - top:.2f}" fill="url(#hatch{name})" clip-path="url(#area{name})"/>'
        )

    def spread(self, at: Point, high: float, pen: Pen, cap: float) -> None:
        """An interval: an upright line from `at` to `high` px from the top, with caps of twice `cap` px."""
        low, half = at[1], pen.width / 2
        boxes = (
            (-half, high, pen.width, low - high),
            (-cap, low - half, 2 * cap, pen.width),
            (-cap, high - half, 2 * cap, pen.width),
        )
        drawing = "".join(
            f'<rect x="{x}" y="{y:.2f}" width="{wide}" height="{tall:.2f}" fill="{pen.colour}"/>'
            for x, y, wide, tall in boxes
        )
        self._parts.append(f'<svg x="{_share(at[0])}" overflow="visible">{drawing}</svg>')

    def picture(self, alt: str) -> str:
        """The picture, which says `alt`; `EDGE` px taller than the field: its lowest line lies under it."""
        return svg("".join(self._parts), alt, "100%", self.height + EDGE)


def svg(drawing: str, alt: str, width: str, height: float, kind: str = "") -> str:
    """A drawing as a picture in the page; without an `alt` it is for the eyes alone.

    Names within it (`url(#…)`) are made its own: all pictures of a page share one room for names, and alike ones may
    share a name.
    """
    told = f'role="img" aria-label="{html.escape(alt.replace(_SOFT_HYPHEN, ""))}"' if alt else 'aria-hidden="true"'
    own = f"p{zlib.crc32(drawing.encode()):x}-"
    drawing = _NAMES.sub(lambda found: found.group(1) + own, drawing)
    return f'<svg class="drawn {kind}" {told} width="{width}" height="{height:g}">{drawing}</svg>'


def stairs(points: Sequence[Point]) -> list[Point]:
    """A line that is level around each point and steps midway between two."""
    found = list(points[:1])
    for (x, y), (later, higher) in pairwise(points):
        found += [((x + later) / 2, y), ((x + later) / 2, higher)]
    return [*found, *points[-1:]]


def _ends(values: Iterable[float]) -> tuple[float, float]:
    listed = list(values)
    return min(listed), max(listed)


def _share(part: float) -> str:
    return f"{part * 100:.3f}%"
