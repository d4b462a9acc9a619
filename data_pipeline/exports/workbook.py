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
    FORMULA,
    MAX_CELL_CHARACTERS,
    SheetFacts,
    check_texts,
    recalculates,
    sheet_facts,
    sheet_parts,
)
from data_pipeline.exports.columns import Formula
from data_pipeline.exports.list_grid import ListGrid, Merged, is_empty
from data_pipeline.exports.matching import sheet_shown
from data_pipeline.exports.open_document import is_open_document, open_document_facts
from data_pipeline.exports.package import parts_of, protected, too_large
from data_pipeline.exports.recognise import is_header
from data_pipeline.exports.scalars import as_text
from data_pipeline.language import Message, message

# Titles, filters and pictures above the headings (formatted reports) take fewer rows than this.
_ROWS_ABOVE = 50


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
        raise Correctable(
            message(
                "The file is a binary workbook (.xlsb), in which errors cannot be told from empty cells; "
                "save it as .xlsx in Excel."
            )
        )
    facts_of: Callable[[str], SheetFacts]
    if is_open_document(parts):
        by_sheet = open_document_facts(parts)
        facts_of = by_sheet.__getitem__
    elif "xl/workbook.xml" in parts:
        facts_of = _excel_facts(parts)
    else:
        raise Correctable(message("The file is packed but is no workbook; unpack it and load the files in it."))
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet]
    except calamine.PasswordError:
        raise Correctable(protected()) from None
    except calamine.CalamineError:
        raise Correctable(_damaged()) from None
    shown = [sheet.name for sheet in sheets if sheet.visible == calamine.SheetVisibleEnum.Visible]
    hidden = tuple(sheet_shown(sheet.name) for sheet in sheets if sheet.name not in shown)
    if not shown:
        raise Correctable(message("All sheets of the workbook are hidden; show the one to load, and save it again."))
    notes: tuple[Message, ...] = ()
    if hidden:
        notes = (
            message(
                "The hidden sheet {sheets} was not read.",
                "The hidden sheets {sheets} were not read.",
                sheets=hidden,
                count=len(hidden),
            ),
        )
    for name in shown:
        try:
            facts = facts_of(name)  # refuses what is too large before calamine opens it
            grid, more = _grid(book.get_sheet_by_name(name), facts)
            yield OpenSheet(name, grid, None, (*notes, *more))
        except (calamine.CalamineError, KeyError):
            yield OpenSheet(name, None, _damaged(), notes)
        except Correctable as error:
            yield OpenSheet(name, None, error.messages[0], notes)
        notes = ()


def _excel_facts(parts: Mapping[str, bytes]) -> Callable[[str], SheetFacts]:
    shared = check_texts(parts)
    places = sheet_parts(parts)
    fresh = recalculates(parts)
    return lambda name: sheet_facts(parts[places[name]], shared, fresh)


def _grid(sheet: calamine.CalamineSheet, facts: SheetFacts) -> tuple[ListGrid, list[Message]]:
    rows: list[list[Any]] = list(sheet.to_python(skip_empty_area=False))
    for (row, column), fault in facts.faults.items():
        while len(rows) <= row:
            rows.append([])
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = Formula() if fault == FORMULA else fault
    width = max(map(len, rows), default=0)
    for cells in rows:
        cells.extend([""] * (width - len(cells)))
    if any(isinstance(cell, str) and len(cell) > MAX_CELL_CHARACTERS for row in rows for cell in row):
        raise Correctable(too_large())
    first = next((number for number, row in enumerate(rows) if not all(map(is_empty, row))), None)
    if first is None:
        raise Correctable(message("The sheet is empty."))
    header_row, header = first, _headings(rows, first, facts)
    for number in range(first, min(len(rows), first + _ROWS_ABOVE)):
        headings = _headings(rows, number, facts)
        if is_header(headings):
            header_row, header = number, headings
            break
    notes = []
    if header_row > first:
        notes.append(message("The headings were found in row {line}.", line=header_row + 1))
    _refuse_second_table(rows, header_row, header)
    _mark_merged(rows, header_row, facts)
    data = rows[header_row + 1 :]
    hidden = sum(row > header_row and not all(map(is_empty, rows[row])) for row in facts.hidden if row < len(rows))
    if hidden:
        notes.append(
            message(
                "{count} row is hidden in the sheet, by a filter or by hand, and was read as the others.",
                "{count} rows are hidden in the sheet, by a filter or by hand, and were read as the others.",
                count=hidden,
            )
        )
    lines = np.arange(header_row + 2, header_row + 2 + len(data))
    # Trailing empty columns are nothing; an empty heading above something is judged with the rows.
    return ListGrid(header, header_row + 1, data, lines), notes


def _refuse_second_table(rows: list[list[Any]], header_row: int, header: tuple[str, ...]) -> None:
    """Raise `Correctable` where headings stand again below the first ones."""
    first = header[0]
    for number in range(header_row + 1, len(rows)):
        cells = rows[number]
        # A heading is text; below a blank row a table of another kind may begin.
        if cells[0] == first or all(map(is_empty, rows[number - 1])):
            texts = [cell if isinstance(cell, str) else "" for cell in cells]
            if is_header(texts):
                raise Correctable(
                    message(
                        "Row {line} holds headings again, as where a second table begins; put each table in a sheet of "
                        "its own.",
                        line=number + 1,
                    )
                )


def _mark_merged(rows: list[list[Any]], header_row: int, facts: SheetFacts) -> None:
    """Put `Merged` where cells below the headings are merged: over several rows in all, else beside the first."""
    cell = Merged()
    for top, left, bottom, right in facts.merged:
        for row in rows[max(top, header_row + 1) : bottom + 1]:
            first = left if bottom > top else left + 1
            row[first : right + 1] = [cell] * len(row[first : right + 1])


def _headings(rows: list[list[Any]], number: int, facts: SheetFacts) -> tuple[str, ...]:
    """Return the headings in a row; a heading merged downwards into it stands in the first of its rows."""
    cells = list(rows[number])
    for top, left, bottom, _ in facts.merged:
        if top < number <= bottom and left < len(cells) and is_empty(cells[left]):
            cells[left] = rows[top][left]
    return tuple((as_text(cell) or "").strip() if not isinstance(cell, Formula) else "" for cell in cells)


def _damaged() -> Message:
    return message("The workbook is damaged or cut short; export it again, or open and save it in Excel.")
