"""A drawing as an SVG picture in the page, with its words for those who do not see it."""

from __future__ import annotations

import html
import re
import zlib

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_NAMES = re.compile(r'((?: id="|url\(#))')


def svg(drawing: str, alt: str, width: str, height: float, kind: str = "") -> str:
    """A drawing as a picture in the page; without an `alt` it is for the eyes alone.

    Names within it (`url(#…)`) are made its own: all pictures of a page share one room for names, and alike ones may
    share a name.
    """
    told = f'role="img" aria-label="{html.escape(alt.replace(_SOFT_HYPHEN, ""))}"' if alt else 'aria-hidden="true"'
    own = f"p{zlib.crc32(drawing.encode()):x}-"
    drawing = _NAMES.sub(lambda found: found.group(1) + own, drawing)
    return f'<svg class="drawn {kind}" {told} width="{width}" height="{height:g}">{drawing}</svg>'
