"""The marks of a breakdown on a grid: bars from a common zero, created and lost, shares."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

from ui.marks import Bullet, Size
from ui.theme import Tokens

COUNT = Size(height=40, bar=18, target=0, expected=0, cap=0)
SHARE = Size(height=40, bar=18, target=40, expected=0, cap=13)
INTERVALS = 4  # between grid lines, at the most
STEPS = (1, 2, 5, 10)
DIGIT = 0.055  # of a panel: what a digit beside the longest bar needs at the narrowest
MARGIN = 0.04  # of an axis: beyond the mark that is furthest below zero


@dataclass(frozen=True)
class Scale:
    """An axis from `start` to `end` with its grid lines."""

    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a value lies, 0–1 of the width."""
        return (value - self.start) / (self.end - self.start)


SHARES = Scale(0, 1, (0, 0.5, 1))
PART_ENDS = (0.1, 0.2, 0.4, 0.6, 0.8)


def part_scale(high: float) -> Scale:
    """An axis of shares from zero that holds the highest."""
    end = next((end for end in PART_ENDS if end >= high), 1)
    return Scale(0, end, (0, end / 2, end))


def scale(low: float, high: float) -> Scale:
    """An axis that holds zero and both values, with room for a number beside the longest bar."""
    span = max(high, 0) - min(low, 0) or 1
    step = _step(span / INTERVALS)
    end = max(high, 0) + span * DIGIT * (1 + len(str(ceil(span))))
    start = min(low, 0) - (span * MARGIN if low < 0 else 0)
    return Scale(start, end, tuple(step * number for number in range(ceil(start / step), floor(end / step) + 1)))


def _step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    step = next(one * power for one in STEPS if one * power >= least * 0.999)
    return max(step, 1)


class Panel(Bullet):
    """Marks on a grid, drawn back to front."""

    def __init__(self, colours: Tokens, size: Size, along: Scale) -> None:
        super().__init__(colours, size)
        self.along = along

    def grid(self) -> None:
        """The grid's lines; zero a little stronger."""
        for tick in self.along.ticks:
            self.line(tick, self.colours.control if tick == 0 else self.colours.rule)

    def axis(self) -> None:
        """A thin line along, from end to end."""
        self._line(0, 1, self.colours.rule, 1)

    def line(self, value: float, colour: str) -> None:
        """A thin line across at a value."""
        at = self.along.at(value)
        # The last line would fall outside the picture.
        shift = -1 if at > 0.999 else 0
        self._at(at, f'<rect x="{shift}" y="0" width="1" height="{self.size.height}" fill="{colour}"/>')

    def bar(self, low: float, high: float, colour: str) -> None:
        """A bar between two values."""
        self._bar(self.along.at(low), self.along.at(high), colour)

    def outline(self, low: float, high: float, colour: str) -> None:
        """An empty bar between two values."""
        start, end = self.along.at(low), self.along.at(high)
        self._parts.append(
            f'<svg x="{start * 100:.3f}%" y="{self._top}" width="{(end - start) * 100:.3f}%" height="{self.size.bar}">'
            f'<rect width="100%" height="100%" fill="none" stroke="{colour}" stroke-width="4"/></svg>'
        )

    def whole(self, value: float) -> None:
        """The whole: a dashed line across at a value."""
        line = f'y2="{self.size.height}" stroke="{self.colours.ink}" stroke-width="2" stroke-dasharray="5 4"'
        self._at(self.along.at(value), f'<line y1="0" {line}/>')

    def by_share(self, value: float) -> None:
        """What a share of the whole would be: a thin line across, held free of the bar."""
        y, height = (self.size.height - self.size.expected) / 2, self.size.expected
        self._at(
            self.along.at(value),
            f'<rect x="-3" y="{y}" width="6" height="{height}" fill="{self._background}"/>'
            f'<rect x="-1" y="{y}" width="2" height="{height}" fill="{self.colours.ink}"/>',
        )

    def point(self, value: float, interval: tuple[float, float] | None) -> None:
        """A small dot with its 95 % interval; what lies beyond the axis ends in an arrow."""
        if interval:
            low, high = (self.along.at(min(end, self.along.end)) for end in interval)
            self._line(low, high, self._actual, 3)
            self._cap(low, self._actual, 3)
            if interval[1] <= self.along.end:
                self._cap(high, self._actual, 3)
            else:
                self._at(
                    high,
                    f'<path d="M-8 {self.size.middle - 6}L0 {self.size.middle}L-8 {self.size.middle + 6}Z" '
                    f'fill="{self._actual}"/>',
                )
        self._at(
            self.along.at(min(value, self.along.end)),
            f'<circle cy="{self.size.middle}" r="7.5" fill="{self._background}"/>'
            f'<circle cy="{self.size.middle}" r="5.5" fill="{self._actual}"/>',
        )

    def gap(self, value: float) -> None:
        """A narrow gap where two areas touch."""
        super().gap(self.along.at(value))
