"""Tables as a CSV file that opens right in Excel: BOM, `;` and decimal comma in Danish, `,` and `.` in English."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal

from data_pipeline.language import Number, local, rounded
from data_pipeline.views.table import DECIMALS, Cell, Kind, Table, defused, plain, with_marks_named

SEPARATORS = {"da": ";", "en": ","}
POINTS = {"da": ",", "en": "."}
SHARE_DECIMALS = 2  # of per cent


def written(sheets: Sequence[Table], language: str) -> bytes:
    """The tables one after the other, each under its title, an empty line between them; UTF-8 with BOM and CRLF."""
    text = io.StringIO()
    out = csv.writer(text, delimiter=SEPARATORS[language], lineterminator="\r\n")
    for number, sheet in enumerate(with_marks_named(sheet, language) for sheet in sheets):
        if number:
            out.writerow([])
        out.writerow([defused(sheet.title)])
        out.writerow([defused(column.title) for column in sheet.columns])
        for row in sheet.rows:
            out.writerow([_cell(cell, column.kind, language) for cell, column in zip(row, sheet.columns, strict=True)])
        for note in sheet.notes:
            out.writerow([defused(note)])
    return text.getvalue().encode("utf-8-sig")


def _cell(asked: Cell, kind: Kind, language: str) -> str:
    """A cell as text that Excel reads as what it is: no thousands separators, dates as ISO, shares in per cent."""
    cell = plain(asked)
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, dt.datetime):
        return local(cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if kind is Kind.SHARE:
        return f"{_number(Decimal(repr(float(cell))) * 100, SHARE_DECIMALS, language)}%"
    return _number(cell, DECIMALS.get(kind, 0), language)


def _number(value: Number, decimals: int, language: str) -> str:
    return str(rounded(value, decimals)).replace(".", POINTS[language])
