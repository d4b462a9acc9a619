"""What pictures are made of: text in lines that fit, boxes and lines, in px of the projector's stage."""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape

from data_pipeline.papers import ink
from data_pipeline.papers.ink import INK, LABEL

LETTER = 0.54  # of the font size: the house's letters are this wide on average, numbers 0.6
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
SPACING = 1.16  # of the font size, from line to line
SMALL = 36  # px: 3.3 % of the stage's height, a label's
LEAST = 33  # px: 3 % of the stage's height, below which nobody reads a label at the back of a room


def length(text: str, size: float) -> float:
    """How wide a text is, about."""
    return len(text) * size * LETTER


def text(
    x: float,
    y: float,
    told: str,
    *,
    width: float = 9999,
    size: float = LABEL,
    bold: bool = False,
    middle: bool = False,
    end: bool = False,
    fill: str = INK,
    is_marked: bool = False,
) -> str:
    """The text in lines that fit, centred on `y`; `is_marked`: with a dotted line under it (R18)."""
    lines, fitting = fitted(told, width, size)
    first = y - (len(lines) - 1) * fitting * SPACING / 2 + fitting * 0.35
    family = f' font-family="{ink.BOLD_FONT}, {ink.FONT}" font-weight="600"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ' text-anchor="end"' if end else ""
    colour = f' fill="{fill}"' if fill != INK else ""
    grown = f' font-size="{fitting:g}"' if fitting != LABEL else ""
    under = _dotted(x, first + (len(lines) - 1) * fitting * SPACING + 9, lines[-1], fitting) if is_marked else ""
    return under + "".join(
        f'<text x="{x:.1f}" y="{first + number * fitting * SPACING:.1f}"{grown}{family}{anchor}{colour}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )


def _dotted(x: float, y: float, text: str, size: float) -> str:
    """A dotted line under a text that begins at `x`."""
    return (
        f'<path d="M{x:.1f} {y:.1f}h{length(text, size):.1f}" stroke="{ink.SECONDARY}" stroke-width="4" '
        'stroke-linecap="round" stroke-dasharray="0 8"/>'
    )


def pair(
    x: float,
    y: float,
    first: str,
    second: str,
    *,
    width: float,
    bold: bool = True,
    fill: str = ink.SECONDARY,
    size: float = SMALL,
    is_marked: bool = False,
) -> str:
    """Two texts under each other, centred on `y` together; the first may be marked."""
    if not second:
        return text(x, y, first, width=width, bold=bold, is_marked=is_marked)
    above, below = (
        len(lines) * fitting * SPACING for lines, fitting in (fitted(told, width, size) for told in (first, second))
    )
    top = y - (above + below) / 2
    return text(x, top + above / 2, first, width=width, size=size, bold=bold, is_marked=is_marked) + text(
        x, top + above + below / 2, second, width=width, size=size, fill=fill
    )


def fitted(told: str, width: float, size: float) -> tuple[list[str], float]:
    """The text in lines, and the size at which its longest word fits."""
    broken = (_broken(line, width, size) for line in told.splitlines())
    plain = "\n".join(broken)
    longest = max((len(word) for word in plain.split()), default=1)
    if "\n" in plain:  # whoever set the lines wants just these
        longest = max(len(line) for line in plain.splitlines())
    fitting = round(min(size, width / (longest * LETTER)), 1)
    room = max(int(width / (fitting * LETTER)), longest)
    lines: list[str] = []
    for line in plain.splitlines():
        lines += textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False) or [""]
    return lines, fitting


def _broken(line: str, width: float, size: float) -> str:
    """The line with words that are too long broken where they say they may be."""
    words = line.split(" ")
    return " ".join(
        word.replace(SOFT_HYPHEN, "- ") if length(word, size) > width else word.replace(SOFT_HYPHEN, "")
        for word in words
    )


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}" fill="{fill}"/>'


def line(x: float, y: float, to_x: float, to_y: float, colour: str, *, width: float) -> str:
    """A straight line."""
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" stroke-width="{width:g}"/>'
    )
