"""A table as a value, before it is a file or a slide: columns of a kind, rows, and what stands under them.

Cells are numbers, dates or text. What may not be shown (R18) is a text in its cell, the same one as on the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from data_pipeline.language import N_, date, date_time, number, share, translate
from data_pipeline.privacy.small_cells import SMALL, Hidden

MARKED = N_("Dotted underline: for the parties only (§6)")
PARTIES_ONLY = N_("For the parties only (§6)")
FEW = f"1–{SMALL - 1}"
SUPPRESSED = N_("suppressed (small numbers)")
FROZEN = N_("hidden when frozen")
NOT_MEASURED = N_("not measured")
HEAD, FIRST = 3, 4  # the lines of a workbook's sheet that hold the head and the first row, as Excel numbers them
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"  # the screen may break the word there; a file has no use for it


@dataclass(frozen=True)
class Formula:
    """A number with the formula that gives it in a workbook: in English and A1, as an XLSX file holds it."""

    expression: str
    value: int | float | Decimal


Scalar = str | int | float | Decimal | dt.date | None


@dataclass(frozen=True)
class Shown:
    """A cell with what a page shows beside its value; files hold the value alone.

    `figure`: id of the figure whose rows the number leads to, as of `day` where that is another than the page's;
    `sector`: the focus sector that a name leads to.
    `marked`: others than the parties do not see it (R18). `status`: shape and colour, one of `met`, `on_track`,
    `behind`, `missed`, `pending`, or `cut` for an amount that the caps take away. `aside`: small, under the value.
    `kind`: what the cell holds where that is not what its column does; `of_slice`: its figure is the slice's (R19).
    `undoes`: the load that the word leads to taking back; `agreement`: the one beside others that a name leads to.
    """

    value: Scalar | Formula
    aside: str = ""
    figure: str = ""
    day: dt.date | None = None
    marked: bool = False
    status: str = ""
    sector: str = ""
    kind: Kind | None = None
    of_slice: bool = False
    undoes: int = 0
    agreement: str = ""


Cell = Scalar | Formula | Shown


class Kind(StrEnum):
    """What a column holds. NUMBER: expected counts and the like, to a decimal; EXACT: hours and full-time equivalents
    that add up, to two; SHARE: a ratio 0–1; MONEY: kroner with øre, KRONER: whole ones.

    CLAUSE: where it stands in the agreement, as `B1` or `§7`.
    """

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    KRONER = "kroner"
    SHARE = "share"
    EXACT = "exact"
    DATE = "date"
    CLAUSE = "clause"


# Decimals that a reader sees; a share's are of its per cent.
DECIMALS = {Kind.COUNT: 0, Kind.NUMBER: 1, Kind.MONEY: 2, Kind.KRONER: 0, Kind.SHARE: 0, Kind.EXACT: 2}


@dataclass(frozen=True)
class Column:
    """A column's heading in the reader's language, and what its cells are.

    `is_small`: on a page its cells stand small under those of the column before it, each with the heading;
    `is_signed`: a page writes the plus, too; `sort`: the column's name in the address of a page that sorts by it.
    """

    title: str
    kind: Kind = Kind.TEXT
    is_small: bool = False
    is_signed: bool = False
    sort: str = ""


class RowKind(StrEnum):
    """How a row stands among the others. SUM: what they come to; ASIDE: beside the count."""

    PART = "part"
    SUM = "sum"
    ASIDE = "quiet"


@dataclass(frozen=True)
class Table:
    """A table in the reader's language. A text among numbers is a word in a number's place; None is nothing.

    `kinds` names rows by their number (from 0) that are not `PART`; `unit` and `clause` stand behind a page's title.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    kinds: Mapping[int, RowKind] = field(default_factory=dict)
    unit: str = ""
    clause: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"A row of “{self.title}” has another width than its head")


@dataclass(frozen=True)
class Translator:
    """The words of one language: `_ = Translator("da")`, then `_("Reached")`."""

    language: str

    def __call__(self, msgid: str) -> str:
        """Return the text of `msgid`."""
        return translate(msgid, self.language)


def columns(*kinds_and_titles: str) -> tuple[Column, ...]:
    """Return columns with these titles, a capital first; a `Kind` among them holds for those that follow it."""
    kind, found = Kind.TEXT, []
    for item in kinds_and_titles:
        if isinstance(item, Kind):
            kind = item
        else:
            found.append(Column(item[:1].upper() + item[1:], kind))
    return tuple(found)


def hidden_word(hidden: Hidden) -> str:
    """Return the msgid of what stands in place of a hidden number that is not told as a range."""
    return FROZEN if hidden is Hidden.FROZEN else SUPPRESSED


def to_cell(value: object, language: str) -> Cell:
    """Return a value of a report as a table has it: a hidden one as its range or its word (R18)."""
    if value is Hidden.FEW:
        return FEW
    if isinstance(value, Hidden):
        return translate(hidden_word(value), language).replace(_SOFT_HYPHEN, "")
    if value is None or isinstance(value, str | int | float | Decimal | dt.date):
        return value
    raise TypeError(f"No cell of a table: {type(value).__name__}")


def leading(cell: Cell, value: object, figure: str, day: dt.date | None = None) -> Cell:
    """Return the cell of that value as a lead to the figure's rows; of what is hidden or nothing as it is."""
    return Shown(plain(cell), figure=figure, day=day) if value and not isinstance(value, Hidden) else cell


def marked(cell: Cell, report: Any, *path: str | int) -> Cell:
    """Return the cell, marked where others do not see the number that stands at the path in its report (R18)."""
    if not report.marks.has(*path):
        return cell
    return replace(cell, marked=True) if isinstance(cell, Shown) else Shown(cell, marked=True)


def marked_row(cells: Sequence[Cell], fields: Sequence[str], report: Any, *path: str | int) -> tuple[Cell, ...]:
    """Return the cells, each marked as the field of its name at the path in its report; the rest as they are."""
    named = tuple(marked(cell, report, *path, name) for cell, name in zip(cells, fields, strict=False))
    return (*named, *cells[len(fields) :])


def is_marked(cell: Cell) -> bool:
    """Whether others than the parties do not see the cell."""
    return isinstance(cell, Shown) and cell.marked


def has_marks(tables: Iterable[Table]) -> bool:
    """Whether a cell of the tables is marked."""
    return any(is_marked(cell) for table in tables for row in table.rows for cell in row)


def noted(table: Table, language: str) -> Table:
    """Return the table with a line under it that says what a dotted underline means, where a cell has one."""
    if not has_marks([table]):
        return table
    return replace(table, notes=(*table.notes, translate(MARKED, language)))


def with_marks_named(table: Table, language: str) -> Table:
    """Return the table with a last column that names the marked cells of a row: for a file that underlines nothing."""
    if not has_marks([table]):
        return table
    named = (
        " · ".join(column.title for cell, column in zip(row, table.columns, strict=True) if is_marked(cell))
        for row in table.rows
    )
    rows = tuple((*row, names or None) for row, names in zip(table.rows, named, strict=True))
    return replace(table, columns=(*table.columns, Column(translate(PARTIES_ONLY, language))), rows=rows)


def with_asides(table: Table, language: str) -> Table:
    """Return the table with what a page shows under its values as text beside them: for a page without small print."""

    def told(cell: Cell, kind: Kind) -> Cell:
        if not isinstance(cell, Shown) or not cell.aside:
            return format_cell(cell, kind, language)
        return replace(cell, value=", ".join((format_cell(cell, kind, language), *cell.aside.splitlines())), aside="")

    rows = tuple(
        tuple(told(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)) for row in table.rows
    )
    return replace(table, columns=tuple(replace(one, kind=Kind.TEXT) for one in table.columns), rows=rows)


def bare(cell: Cell) -> Scalar | Formula:
    """Return the cell without what a page shows beside it."""
    return cell.value if isinstance(cell, Shown) else cell


def plain(cell: Cell) -> Scalar:
    """Return the cell without its formula and what a page shows beside it."""
    value = bare(cell)
    return value.value if isinstance(value, Formula) else value


def format_cell(cell: Cell, kind: Kind, language: str) -> str:
    """Return a cell as text for readers: `1.234,50`, `84 %`, `30. juni 2014`; empty for None."""
    value = plain(cell)
    kind = (cell.kind if isinstance(cell, Shown) else None) or kind
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.datetime):
        return date_time(value, language)
    if isinstance(value, dt.date):
        return date(value, language)
    if kind is Kind.SHARE:
        return share(value, language)
    return number(value, language, DECIMALS.get(kind, 0))


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


def known(value: object, language: str) -> Cell:
    """Return a cell that says so where nothing is measured."""
    return translate(NOT_MEASURED, language) if value is None else to_cell(value, language)
