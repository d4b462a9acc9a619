"""How a cell of a breakdown is written: its number, the range of a small count, or the word for what is hidden (R18).

The same cell is written the same way everywhere: beside its mark, in the mark's words and in the table.
"""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.privacy.small_cells import Amount, Count, Hidden, Share
from data_pipeline.views.amounts import JOBS_DECIMALS
from data_pipeline.views.table import FEW, NOT_MEASURED, SUPPRESSED
from ui import words
from ui.words import _, safe

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def word() -> str:
    """The word for what is not shown."""
    return _(SUPPRESSED).replace(_SOFT_HYPHEN, "")


def count(cell: Count) -> str:
    """A count, `1–4`, or the word."""
    if cell is Hidden.FEW:
        return FEW
    return word() if isinstance(cell, Hidden) else words.spoken(language.number, cell)


def share(cell: Share) -> str:
    """A share in per cent, the word, or that it is not measured."""
    if cell is None:
        return _(NOT_MEASURED)
    return word() if isinstance(cell, Hidden) else words.spoken(language.share, cell)


def amount(cell: Amount, measured: Count) -> str:
    """Full-time equivalents, the word, or that nothing is measured."""
    if measured == 0:
        return _(NOT_MEASURED)
    return word() if isinstance(cell, Hidden) else jobs(cell)


def jobs(value: Decimal) -> str:
    """Full-time equivalents with a tenth."""
    return language.number(value, words.chosen(), JOBS_DECIMALS)


def in_table(text: str, aside: str = "") -> str:
    """A cell's text as HTML: words stand back, a long one may break; `aside` stands small under it."""
    below = f"<small>{safe(aside)}</small>" if aside else ""
    if text == word():
        return f'<span class="withheld">{safe(_(SUPPRESSED))}</span>'
    if text == _(NOT_MEASURED):
        return f'<span class="withheld">{safe(text)}</span>'
    return f"<span>{safe(text)}{below}</span>" if below else safe(text)
