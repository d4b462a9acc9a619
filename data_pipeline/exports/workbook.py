"""Reading workbooks (.xlsx, .ods): every sheet may be a kind of export, headings may stand below a title."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import python_calamine as calamine

from data_pipeline.errors import Correctable
from data_pipeline.exports.cell_faults import (
    ERROR,
    MAX_CELL_CHARACTERS,
    cell_faults,
    check_texts,
    recalculates,
    sheet_parts,
)
from data_pipeline.exports.list_grid import ListGrid, is_empty
from data_pipeline.exports.open_document import is_open_document, open_document_faults
from data_pipeline.exports.package import parts_of, protected, too_large
from data_pipeline.exports.recognise import is_header
from data_pipeline.exports.scalars import as_text
from data_pipeline.exports.values import Formula
from data_pipeline.language import Message, message

# Titles, filters and pictures above the headings (formatted reports) take fewer rows than this.
_ROWS_ABOVE = 50
_ERROR_SHOWN = "#VALUE!"


@dataclass(frozen=True)
class OpenSheet:
    """A sheet of a workbook: its rows, or why it cannot be read."""

    name: str
    grid: ListGrid | None
    reason: Message | None
    notes: tuple[Message, ...]


def open_workbook(content: bytes) -> Iterator[OpenSheet]:
    """Return the sheets of a workbook, in its order. Raises `Correctable` when the workbook cannot be read."""
    parts = parts_of(content)
    if "xl/workbook.bin" in parts:
        raise Correctable(_save_as("Excel binary (.xlsb)"))
    faults_in: Callable[[str], dict[tuple[int, int], str]]
    if is_open_document(parts):
        by_sheet = open_document_faults(parts)
        faults_in = by_sheet.__getitem__
    elif "xl/workbook.xml" in parts:
        faults_in = _excel_faults(parts)
    else:
        raise Correctable(message("The file is packed but is no workbook; unpack it and load the files in it."))
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    except calamine.PasswordError:
        raise Correctable(protected()) from None
    except calamine.CalamineError:
        raise Correctable(_damaged()) from None
    for sheet in sheets:
        notes: tuple[Message, ...] = ()
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            notes = (message("The sheet is hidden in the workbook."),)
        try:
            faults = faults_in(sheet.name)
            grid, where = _grid(book.get_sheet_by_name(sheet.name), faults)
            yield OpenSheet(sheet.name, grid, None, (*notes, *where))
        except (calamine.CalamineError, KeyError):
            yield OpenSheet(sheet.name, None, _damaged(), notes)
        except Correctable as error:
            yield OpenSheet(sheet.name, None, error.messages[0], notes)


def _excel_faults(parts: Mapping[str, bytes]) -> Callable[[str], dict[tuple[int, int], str]]:
    shared = check_texts(parts)
    places = sheet_parts(parts)
    fresh = recalculates(parts)
    return lambda name: cell_faults(parts[places[name]], shared, fresh)


def _grid(sheet: calamine.CalamineSheet, faults: dict[tuple[int, int], str]) -> tuple[ListGrid, list[Message]]:
    rows: list[list[Any]] = list(sheet.to_python(skip_empty_area=False))
    for (row, column), fault in faults.items():
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = _ERROR_SHOWN if fault == ERROR else Formula()
    width = max(map(len, rows), default=0)
    for cells in rows:
        cells.extend([""] * (width - len(cells)))
    if any(isinstance(cell, str) and len(cell) > MAX_CELL_CHARACTERS for row in rows for cell in row):
        raise Correctable(too_large())
    first = next((number for number, row in enumerate(rows) if not all(map(is_empty, row))), None)
    if first is None:
        raise Correctable(message("The sheet is empty."))
    merged = sheet.merged_cell_ranges or []
    header_row, header = first, _headings(rows, first, merged)
    for number in range(first, min(len(rows), first + _ROWS_ABOVE)):
        headings = _headings(rows, number, merged)
        if is_header(headings):
            header_row, header = number, headings
            break
    notes = []
    if header_row > first:
        notes.append(message("The headings were found in row {line}.", line=header_row + 1))
    data = rows[header_row + 1 :]
    lines = np.arange(header_row + 2, header_row + 2 + len(data))
    # Trailing empty columns are nothing; an empty heading above something is judged with the rows.
    return ListGrid(header, header_row + 1, data, lines), notes


def _headings(rows: list[list[Any]], number: int, merged: list[Any]) -> tuple[str, ...]:
    """Return the headings in a row; a heading merged downwards into it stands in the first of its rows."""
    cells = list(rows[number])
    for (top, left), (bottom, _) in merged:
        if top < number <= bottom and left < len(cells) and is_empty(cells[left]):
            cells[left] = rows[top][left]
    return tuple((as_text(cell) or "").strip() if not isinstance(cell, Formula) else "" for cell in cells)


def _damaged() -> Message:
    return message("The workbook is damaged or cut short; export it again, or open and save it in Excel.")


def _save_as(form: str) -> Message:
    return message("The file is {form}, in which errors cannot be told from empty cells; save it as .xlsx.", form=form)
