"""Tables as an XLSX workbook, one sheet a table: numbers are numbers, dates are dates, and no text is a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from data_pipeline.language import date, local, translate
from data_pipeline.views.table import (
    FIRST,
    HEAD,
    LINE,
    Cell,
    Formula,
    Kind,
    Table,
    bare,
    is_marked,
    is_risky,
    noted,
    plain,
)

NAME_LENGTH = 31  # characters of a sheet's name that Excel allows
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.NUMBER: "#,##0.0",
    Kind.MONEY: "#,##0.00",
    Kind.KRONER: "#,##0",
    Kind.SHARE: "0%",
    Kind.EXACT: "#,##0.00",
}
# Month names in the file's language, whatever the language of the reader's Excel.
DATES = {"da": '[$-406]d". "mmmm yyyy', "en": "[$-809]d mmmm yyyy"}
TIMES = {"da": '[$-406]d". "mmmm yyyy hh:mm', "en": "[$-809]d mmmm yyyy hh:mm"}
NARROWEST, WIDEST = 9, 60  # characters
FOOTER_LENGTH = 220  # characters; Excel takes 255 with its codes
INDENT, DOTTED = {"indent": 1}, {"bottom": 4}  # of a format


def written(
    sheets: Sequence[Table],
    language: str,
    title: str,
    footer: str = "",
    *,
    by: str,
    at: dt.datetime,
    has_contents: bool = False,
) -> bytes:
    """The workbook as bytes, `footer` under every printed page, made `by` whom `at` what moment.

    `has_contents`: a first sheet leads to the others. The same sheets, person and moment give the same bytes.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "author": by, "created": at.astimezone(dt.UTC).replace(microsecond=0)})
        looks = _Looks(book, language)
        used: set[str] = set()
        contents = book.add_worksheet(_name(translate("Contents", language), used)) if has_contents else None
        names = [_name(sheet.title, used) for sheet in sheets]
        if contents is not None:
            _lead_to(contents, dict(zip(names, sheets, strict=True)), title, looks)
            _set_up(contents, footer)
        for name, sheet in zip(names, sheets, strict=True):
            page = book.add_worksheet(name)
            _fill(page, sheet, looks, language)
            _set_up(page, footer)
    return file.getvalue()


class _Looks:
    """The formats of a workbook, made once each."""

    def __init__(self, book: Any, language: str) -> None:
        plain = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self.title = book.add_format({**plain, "bold": True, "font_size": 14})
        self.link = book.add_format({**plain, "font_color": "#0F5A99", "underline": 1})
        self.note = book.add_format({**plain, "italic": True})
        bold = {**plain, "bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self._heads = [book.add_format({**bold, "align": "left", **more}) for more in ({}, INDENT)]
        self._number_head = book.add_format({**bold, "align": "right"})
        self._texts = [book.add_format({**plain, "text_wrap": True, "align": "left", **more}) for more in ({}, INDENT)]
        self._guarded = [
            book.add_format({**plain, "text_wrap": True, "align": "left", "quote_prefix": True, **more})
            for more in ({}, INDENT)
        ]
        self._word = book.add_format({**plain, "text_wrap": True, "align": "right"})
        self._numbers, self._marked = (
            {kind: book.add_format({**plain, "num_format": form, **more}) for kind, form in FORMATS.items()}
            for more in ({}, DOTTED)
        )
        self._dates = [
            book.add_format({**plain, "num_format": DATES[language], "align": "left", **one}) for one in ({}, INDENT)
        ]
        self._times = [
            book.add_format({**plain, "num_format": TIMES[language], "align": "left", **one}) for one in ({}, INDENT)
        ]

    # What is set left stands a little in from the number before it, but in the first column.

    def head(self, kind: Kind, place: int) -> Any:
        """The format of a column's title."""
        return self._heads[place > 0] if _is_left(kind) else self._number_head

    def text(self, cell: str, kind: Kind, place: int) -> Any:
        """The format of a text: never a formula, a word among numbers set right as they are."""
        if is_risky(cell):
            return self._guarded[place > 0]
        return self._texts[place > 0] if _is_left(kind) else self._word

    def day(self, cell: dt.date, place: int) -> Any:
        """The format of a date or a moment."""
        return (self._times if isinstance(cell, dt.datetime) else self._dates)[place > 0]

    def number(self, kind: Kind, *, is_marked: bool) -> Any:
        """The format of a number of a kind, with a dotted line under it where others do not see it (R18)."""
        numbers = self._marked if is_marked else self._numbers
        return numbers.get(kind, numbers[Kind.NUMBER])


def _name(title: str, used: set[str]) -> str:
    """A name Excel takes, and no two alike."""
    allowed = " ".join(FORBIDDEN.sub(" ", title).split()).strip(" '")
    cut = allowed[: NAME_LENGTH + 1]
    plain = (cut if len(cut) <= NAME_LENGTH else cut.rpartition(" ")[0] or cut[:NAME_LENGTH]).strip(" '–-,·") or "1"
    name, number = plain, 2
    while name.lower() in used:
        tail = f" {number}"
        name, number = plain[: NAME_LENGTH - len(tail)] + tail, number + 1
    used.add(name.lower())
    return name


def _lead_to(contents: Any, sheets: Mapping[str, Table], title: str, looks: _Looks) -> None:
    """Fill the sheet of contents: each sheet's title in full, as a link to it."""
    contents.write_string(0, 0, title, looks.title)
    contents.set_column(0, 0, WIDEST)
    for line, (name, sheet) in enumerate(sheets.items(), start=HEAD):
        contents.write_url(line, 0, f"internal:'{name}'!A1", looks.link, sheet.title)


def _fill(page: Any, sheet: Table, looks: _Looks, language: str) -> None:
    page.write_string(0, 0, sheet.title, looks.title)
    head, first = HEAD - 1, FIRST - 1
    widths = [_width(sheet, place, language) for place in range(len(sheet.columns))]
    for place, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.write_string(head, place, column.title, looks.head(column.kind, place))
        page.set_column(place, place, width)
    page.set_row(head, _height([column.title for column in sheet.columns], widths))
    for line, row in enumerate(sheet.rows, start=first):
        page.set_row(line, _height(row, widths))
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _write(page, (line, place), cell, column.kind, looks)
    for number, note in enumerate(noted(sheet, language).notes):
        page.write_string(first + 1 + len(sheet.rows) + number, 0, note, looks.note)


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """The height in points that shows every wrapped text whole: not every program works it out when it opens a file."""
    cells = [bare(cell) for cell in row]
    texts = [(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    lines = [
        sum(max(1, len(textwrap.wrap(part, width - 2))) for part in cell.splitlines() or [""]) for cell, width in texts
    ]
    return LINE * max(lines, default=1)


def _set_up(page: Any, footer: str) -> None:
    """How the page scrolls and prints."""
    page.freeze_panes(HEAD, 1)
    page.repeat_rows(HEAD - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    if footer:
        page.set_footer(f"&L&8{footer.replace('&', '&&')[:FOOTER_LENGTH]}&R&8&P / &N")


def _write(page: Any, at: tuple[int, int], shown: Cell, kind: Kind, looks: _Looks) -> None:
    line, place = at
    cell, number = bare(shown), looks.number(kind, is_marked=is_marked(shown))
    if cell is None:
        return
    if isinstance(cell, str):
        page.write_string(line, place, cell, looks.text(cell, kind, place))
    elif isinstance(cell, dt.date):
        moment = cell if isinstance(cell, dt.datetime) else dt.datetime(cell.year, cell.month, cell.day)
        page.write_datetime(line, place, local(moment), looks.day(cell, place))
    elif isinstance(cell, Formula):
        # The value stands beside the formula, for readers that do not calculate.
        page.write_formula(line, place, f"={cell.expression}", number, float(cell.value))
    else:
        page.write_number(line, place, float(cell), number)


def _is_left(kind: Kind) -> bool:
    return kind in (Kind.TEXT, Kind.DATE, Kind.CLAUSE)


def _width(sheet: Table, place: int, language: str) -> int:
    kind = sheet.columns[place].kind
    head = max((len(word) for word in sheet.columns[place].title.split()), default=0)
    longest = max((_length(row[place], kind, language) for row in sheet.rows), default=0)
    return min(max(NARROWEST, head + 3, longest + 2), WIDEST)  # heads are bold


def _length(asked: Cell, kind: Kind, language: str) -> int:
    cell = plain(asked)
    if cell is None:
        return 0
    if isinstance(cell, dt.date):
        return len(date(cell, language)) + (6 if isinstance(cell, dt.datetime) else 0)
    return len(cell) if isinstance(cell, str) else len(f"{cell:,.2f}")
