"""A list of rows: closed until a reader asks for it, then a grid that sorts, with a search field; on paper a table.

The grid is Streamlit's, drawn on a canvas: what it says is written here in the reader's language beside what it sorts
by, what it prints is a table of ours, and a click on an id copies it (`rows.js`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import streamlit as st

from data_pipeline.language import N_, message
from data_pipeline.views.table import Cell, Column, Kind, RowKind, Table, plain
from ui import address, html, table
from ui.words import _, safe, say

OPEN = "rows"  # in the URL: the names of the lists that are open
FIND = "find_"  # and what is searched for in each
ROW, MOST_IN_VIEW = 32, 16  # px, and so many before the grid scrolls
LETTER, PADDING, WIDEST = 6.6, 20, 800  # px, of a column
MOST_PRINTED = 200
_WORDS = (Kind.TEXT, Kind.DATE, Kind.CLAUSE)
IDS = (N_("Client"), N_("CVR number"), N_("Row"))  # headings of ids: a click copies one


def show(name: str, listed: Table) -> None:
    """Show the list's title, which opens and closes it under the `name` that the URL has for it; nothing of an empty
    one."""
    if not listed.rows:
        return
    opened = [one for one in address.asked().get(OPEN, "").split(",") if one]
    is_open = name in opened
    asked = {key: value for key, value in address.asked().items() if key != FIND + name}
    others = [one for one in opened if one != name]
    to = address.current({**asked, OPEN: ",".join(others if is_open else [*opened, name])})
    count = listed.unit or say(message("{count} row", "{count} rows", count=_length(listed)))
    unit = f'<span class="unit">{safe(count)}</span>'
    link = f'<a class="here" aria-expanded="{str(is_open).lower()}" href="{safe(to)}">{safe(listed.title)}</a>'
    if not is_open:
        html.append(f'<div class="rows"><h2>{link}{unit}</h2></div>')
        return
    sought = address.asked().get(FIND + name, "")
    label = safe(_("Search the list"))
    field = (
        f'<input type="search" name="{FIND}{name}" value="{safe(sought)}" autocomplete="off" '
        f'aria-label="{label}" placeholder="{label}">'
    )
    ids = safe("|".join(map(_, IDS)))
    html.append(
        f'<div class="rows" data-ids="{ids}" data-copied="{safe(_("Copied"))}"><h2>{link}{unit}</h2>{field}</div>'
    )
    found = _searched(listed, sought)
    if found.rows:
        _grid(name, found)
    notes = [say(message("{count} of {all} rows", count=len(found.rows), all=_length(listed)))] if sought else []
    notes += listed.notes
    html.append("".join(f'<p class="note">{safe(note)}</p>' for note in notes))


def _length(listed: Table) -> int:
    return len(listed.rows) - sum(kind is RowKind.SUM for kind in listed.kinds.values())


def _searched(listed: Table, sought: str) -> Table:
    """The rows that say every word of `sought`, and no sums: a grid sorts them in among the rest."""
    wanted = sought.casefold().split()
    rows = [row for number, row in enumerate(listed.rows) if listed.kinds.get(number, RowKind.PART) is not RowKind.SUM]
    if wanted:
        texts = [" ".join(_texts(row, listed.columns)).casefold() for row in rows]
        rows = [row for row, text in zip(rows, texts, strict=True) if all(one in text for one in wanted)]
    return replace(listed, rows=tuple(rows), kinds={})


def _texts(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> list[str]:
    return [table.written(cell, column) for cell, column in zip(row, columns, strict=True)]


def _grid(name: str, found: Table) -> None:
    rest = say(message(table.REST, shown=MOST_PRINTED, count=len(found.rows))) if len(found.rows) > MOST_PRINTED else ""
    html.append(f'<div class="printed">{table.sheet(found, MOST_PRINTED)}<p class="note">{safe(rest)}</p></div>')
    html.flush()
    texts = [_texts(row, found.columns) for row in found.rows]
    titles = [column.title for column in found.columns]
    widths = [_width(column) for column in zip(titles, *texts, strict=True)]
    keys = zip(found.columns, zip(*found.rows, strict=True), strict=True)
    values = pd.DataFrame({str(place): _keys(column, cells) for place, (column, cells) in enumerate(keys)})
    # Styler asks for the words of a column's cells one after the other.
    written = enumerate(map(iter, zip(*texts, strict=True)))
    st.dataframe(
        values.style.format({str(place): lambda _value, left=left: next(left) for place, left in written}),
        column_config={
            str(place): st.column_config.Column(title, width=width)
            for place, (title, width) in enumerate(zip(titles, widths, strict=True))
        },
        key=f"grid_{name}",
        hide_index=True,
        height=ROW * (min(len(found.rows), MOST_IN_VIEW) + 1) + 2,
        row_height=ROW,
        placeholder="",
        alt=found.title,
    )


def _keys(column: Column, cells: tuple[Cell, ...]) -> pd.Series:
    """What a column sorts by: numbers where all it says are numbers, else texts, of days as `2014-06-30`.

    The grid's own days would be copied as English writes them.
    """
    values = [plain(cell) for cell in cells]
    numbers = [float(value) if isinstance(value, int | float | Decimal) else None for value in values]
    texts = [None if value is None else str(value) for value in values]
    is_number = column.kind not in _WORDS and not any(isinstance(value, str) for value in values)
    return pd.Series(numbers, dtype="float64") if is_number else pd.Series(texts, dtype="object")


def _width(texts: tuple[str, ...]) -> int:
    return min(PADDING + int(LETTER * max(map(len, texts))), WIDEST)
