"""Tables as an XLSX workbook, one sheet a table: numbers are numbers, dates are dates, and no text is a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from data_pipeline import language
from data_pipeline.papers.tables import Cell, Kind, Sheet, is_risky

NAME_LENGTH = 31  # characters of a sheet's name that Excel allows
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.NUMBER: "#,##0.0",
    Kind.MONEY: "#,##0.00",
    Kind.SHARE: "0%",
    Kind.HOURS: "#,##0.00",
}
# Month names in the file's language, whatever the language of the reader's Excel.
DATES = {"da": '[$-406]d". "mmmm yyyy', "en": "[$-809]d mmmm yyyy"}
TIMES = {"da": '[$-406]d". "mmmm yyyy hh:mm', "en": "[$-809]d mmmm yyyy hh:mm"}
NARROWEST, WIDEST = 9, 60  # characters
_EPOCH = dt.datetime(2000, 1, 1)  # a file made twice from the same figures is the same file


def written(sheets: Sequence[Sheet], said: str, title: str) -> bytes:
    """The workbook as bytes; the same sheets give the same bytes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": _EPOCH})
        looks = _Looks(book, said)
        used: set[str] = set()
        for sheet in sheets:
            _fill(book.add_worksheet(_name(sheet.title, used)), sheet, looks, said)
    return file.getvalue()


class _Looks:
    """The formats of a workbook, made once each."""

    def __init__(self, book: Any, said: str) -> None:
        plain = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self.title = book.add_format({**plain, "bold": True, "font_size": 14})
        self.note = book.add_format({**plain, "italic": True})
        self.head = {
            align: book.add_format({**plain, "bold": True, "bottom": 1, "text_wrap": True, "align": align})
            for align in ("left", "right")
        }
        self.text = book.add_format({**plain, "text_wrap": True})
        self.guarded = book.add_format({**plain, "text_wrap": True, "quote_prefix": True})
        self.word = book.add_format({**plain, "text_wrap": True, "align": "right"})
        self.numbers = {kind: book.add_format({**plain, "num_format": form}) for kind, form in FORMATS.items()}
        self.date = book.add_format({**plain, "num_format": DATES[said], "align": "left"})
        self.time = book.add_format({**plain, "num_format": TIMES[said], "align": "left"})


def _name(title: str, used: set[str]) -> str:
    """A name Excel takes, and no two alike."""
    plain = FORBIDDEN.sub(" ", title).strip(" '")[:NAME_LENGTH].strip(" '") or "1"
    name, number = plain, 2
    while name.lower() in used:
        tail = f" {number}"
        name, number = plain[: NAME_LENGTH - len(tail)] + tail, number + 1
    used.add(name.lower())
    return name


def _fill(page: Any, sheet: Sheet, looks: _Looks, said: str) -> None:
    page.write_string(0, 0, sheet.title, looks.title)
    for place, column in enumerate(sheet.columns):
        page.write_string(2, place, column.title, looks.head["left" if _is_left(column.kind) else "right"])
        page.set_column(place, place, _width(sheet, place, said))
    for line, row in enumerate(sheet.rows, start=3):
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            _write(page, (line, place), cell, column.kind, looks)
    for number, note in enumerate(sheet.notes):
        page.write_string(4 + len(sheet.rows) + number, 0, note, looks.note)
    page.freeze_panes(3, 1)
    page.repeat_rows(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _write(page: Any, at: tuple[int, int], cell: Cell, kind: Kind, looks: _Looks) -> None:
    line, place = at
    if cell is None:
        return
    if isinstance(cell, str):
        plain = looks.text if _is_left(kind) else looks.word
        page.write_string(line, place, cell, looks.guarded if is_risky(cell) else plain)
    elif isinstance(cell, dt.datetime):
        page.write_datetime(line, place, cell.replace(tzinfo=None), looks.time)
    elif isinstance(cell, dt.date):
        page.write_datetime(line, place, dt.datetime(cell.year, cell.month, cell.day), looks.date)
    else:
        page.write_number(line, place, float(cell), looks.numbers.get(kind, looks.numbers[Kind.NUMBER]))


def _is_left(kind: Kind) -> bool:
    return kind in (Kind.TEXT, Kind.DATE)


def _width(sheet: Sheet, place: int, said: str) -> int:
    kind = sheet.columns[place].kind
    head = max((len(word) for word in sheet.columns[place].title.split()), default=0)
    longest = max((_length(row[place], kind, said) for row in sheet.rows), default=0)
    return min(max(NARROWEST, head + 2, longest + 2), WIDEST)


def _length(cell: Cell, kind: Kind, said: str) -> int:
    if cell is None:
        return 0
    if isinstance(cell, dt.date):
        return len(language.date(cell, said)) + (6 if isinstance(cell, dt.datetime) else 0)
    return len(cell) if isinstance(cell, str) else len(f"{cell:,.2f}")
