"""One legend a page: each mark drawn as it is in the figures, with its word."""

from __future__ import annotations

from collections.abc import Sequence

from ui import html
from ui.strokes import svg
from ui.theme import Tokens, tokens
from ui.words import safe

Entry = tuple[str, str]  # (mark, word)


def row(entries: Sequence[Entry]) -> None:
    """The legend as one line that wraps."""
    items = "".join(f"<li>{_picture(mark)}{safe(word)}</li>" for mark, word in entries)
    html.append(f'<ul class="legend">{items}</ul>')


def _picture(mark: str) -> str:
    width, drawing = _drawing(mark, tokens())
    return svg(drawing, "", str(width), 18)


def _drawing(mark: str, colours: Tokens) -> tuple[int, str]:
    """Width in px and SVG of a mark 18 px high."""
    ink, actual, mid = colours.ink, colours.actual, colours.forecast
    hatch = (
        '<defs><pattern id="h" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path d="M-2 2L2 -2M-1 9L9 -1M6 10L10 6" stroke="{mid}" stroke-width="1.5"/></pattern></defs>'
    )
    if mark.endswith(("low", "high")):
        return 14, f'<g transform="translate(0 2)">{triangle(mark, colours)}</g>'
    drawings = {
        "actual": (22, f'<rect y="4" width="22" height="10" fill="{actual}"/>'),
        "expected": (
            12,
            f'<path d="M1 1H11L6 7Z" fill="{ink}"/><rect x="5" y="1" width="2" height="17" fill="{ink}"/>',
        ),
        "target": (8, f'<rect x="2" y="1" width="3" height="16" fill="{ink}"/>'),
        "forecast": (
            22,
            f'{hatch}<rect x=".5" y="4.5" width="21" height="9" fill="url(#h)" stroke="{mid}"/>',
        ),
        "interval": (22, f'<path d="M1 9H21M1 4V14M21 4V14" stroke="{ink}" stroke-width="2" fill="none"/>'),
        "share": (
            24,
            f'<path d="M1.5 9H22.5M1.5 4V14M22.5 4V14" stroke="{actual}" stroke-width="3" fill="none"/>'
            f'<circle cx="12" cy="9" r="7" fill="{colours.background}"/><circle cx="12" cy="9" r="5" fill="{actual}"/>',
        ),
        "whole": (8, f'<path d="M4 0V18" stroke="{ink}" stroke-width="2" stroke-dasharray="5 4"/>'),
        "share_line": (6, f'<rect x="2" y="1" width="2" height="16" fill="{ink}"/>'),
        "mid": (22, f'<rect y="4" width="22" height="10" fill="{mid}"/>'),
        "cut": (22, f'<rect y="4" width="22" height="10" fill="{colours.cut}"/>'),
        "budget": (22, f'<rect x="1" y="4" width="20" height="10" fill="none" stroke="{ink}" stroke-width="2"/>'),
        "unknown": (
            22,
            f'<rect x=".5" y="4.5" width="21" height="9" fill="none" stroke="{colours.control}" '
            'stroke-dasharray="3 3"/>',
        ),
        "neutral": (
            22,
            f'<rect x="1" y="5" width="20" height="8" fill="none" stroke="{colours.control}" stroke-width="1.5"/>',
        ),
        "not_satisfied": (
            22,
            f'<rect x="1" y="5" width="20" height="8" fill="none" stroke="{colours.cut}" stroke-width="2"/>',
        ),
        "line": (24, f'<path d="M0 9H24" stroke="{actual}" stroke-width="3"/>'),
        "pace": (24, f'<path d="M0 9H24" stroke="{ink}" stroke-width="2" stroke-dasharray="5 3"/>'),
    }
    return drawings[mark]


def triangle(word: str, colours: Tokens) -> str:
    """A word of R19's scale as SVG 14 px high: up or down, filled where chance hardly explains it, else an outline."""
    is_up, is_filled = word.endswith("high"), word.startswith("very_")
    colour = colours.reached if is_up else colours.behind
    path = "M7 2L12.5 12H1.5Z" if is_up else "M1.5 2H12.5L7 12Z"
    fill = colour if is_filled else "none"
    return f'<path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="1.6" stroke-linejoin="round"/>'
