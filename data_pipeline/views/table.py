"""A table as a value, before it is a file or a slide: columns of a kind, rows, and what stands under them.

Cells are numbers, dates or text. What may not be shown (R18) is a text in its cell, the same one as on the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlsxwriter.utility import xl_rowcol_to_cell

from data_pipeline import language
from data_pipeline.language import N_
from data_pipeline.privacy.small_cells import SMALL, Hidden

FEW = f"1–{SMALL - 1}"
SUPPRESSED = N_("suppressed (small numbers)")
NOT_MEASURED = N_("not measured")
HEAD, FIRST = 3, 4  # the lines of a workbook's sheet that hold the head and the first row, as Excel numbers them
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"  # the screen may break the word there; a file has no use for it


@dataclass(frozen=True)
class Formula:
    """A number with the formula that gives it in a workbook: in English and A1, as an XLSX file holds it."""

    expression: str
    value: int | float | Decimal


Cell = str | int | float | Decimal | dt.date | Formula | None


class Kind(StrEnum):
    """What a column holds. NUMBER: full-time equivalents, expected counts and the like; SHARE: a ratio 0–1."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    HOURS = "hours"
    DATE = "date"


# Decimals that a reader sees; a share's are of its per cent.
DECIMALS = {Kind.COUNT: 0, Kind.NUMBER: 1, Kind.MONEY: 2, Kind.SHARE: 0, Kind.HOURS: 2}


@dataclass(frozen=True)
class Column:
    """A column's heading in the reader's language, and what its cells are."""

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Sheet:
    """A table in the reader's language. A text among numbers is a word in a number's place; None is nothing."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"A row of “{self.title}” has another width than its head")


@dataclass(frozen=True)
class Speaker:
    """The words of one language: `_ = Speaker("da")`, then `_("Reached")`."""

    said: str

    def __call__(self, msgid: str) -> str:
        """The text of `msgid`."""
        return language.translate(msgid, self.said)


def columns(*kinds_and_titles: str) -> tuple[Column, ...]:
    """Columns with these titles, a capital first; a `Kind` among them holds for those that follow it."""
    kind, found = Kind.TEXT, []
    for one in kinds_and_titles:
        if isinstance(one, Kind):
            kind = one
        else:
            found.append(Column(one[:1].upper() + one[1:], kind))
    return tuple(found)


def shown(cell: object, said: str) -> Cell:
    """A cell of a report as a table has it: a hidden one as the range or the word that the screen shows (R18)."""
    if cell is Hidden.FEW:
        return FEW
    if cell is Hidden.PROTECTED:
        return language.translate(SUPPRESSED, said).replace(_SOFT_HYPHEN, "")
    if cell is None or isinstance(cell, str | int | float | Decimal | dt.date):
        return cell
    raise TypeError(f"No cell of a table: {type(cell).__name__}")


def plain(cell: Cell) -> str | int | float | Decimal | dt.date | None:
    """The cell without its formula."""
    return cell.value if isinstance(cell, Formula) else cell


def written(asked: Cell, kind: Kind, said: str) -> str:
    """A cell as text for readers: `1.234,50`, `84 %`, `30. juni 2014`; nothing for None."""
    cell = plain(asked)
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.datetime):
        return language.date_time(cell, said)
    if isinstance(cell, dt.date):
        return language.date(cell, said)
    if kind is Kind.SHARE:
        return language.share(cell, said)
    return language.number(cell, said, DECIMALS.get(kind, 0))


# A spreadsheet takes a text that begins so for a formula; the full-width ones become the others in some of them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula, also behind blanks."""
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def defused(text: str) -> str:
    """The text with an apostrophe before what could become a formula."""
    return f"'{text}" if is_risky(text) else text


LINE = 15  # points that a line of text takes


def total(column: int, rows: Sequence[int]) -> str:
    """`SUM(H4:H98)`: the cells of a column from the first to the last of the rows of a table, all from 0."""
    return f"SUM({at(column, rows[0])}:{at(column, rows[-1])})"


def at(column: int, row: int) -> str:
    """`H4`: the cell in a column and a row of a table, both from 0."""
    return str(xl_rowcol_to_cell(FIRST - 1 + row, column))


def known(value: object, said: str) -> Cell:
    """A cell that says so where nothing is measured."""
    return language.translate(NOT_MEASURED, said) if value is None else shown(value, said)
