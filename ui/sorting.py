"""A table sorted by its headings, which are links: the column stands in the address, with a minus from the largest."""

from __future__ import annotations

from dataclasses import replace

from data_pipeline.language import message
from data_pipeline.views.table import Cell, Column, Table, plain
from ui import address
from ui.words import safe

SORT = "sort"
_ARROWS = {"ascending": "↑", "descending": "↓"}


def sorted_as_asked(table: Table) -> Table:
    """The table by the column that the address names: its parts alone, sums stay; what is no number comes last."""
    name, is_falling = _asked()
    place = next((number for number, column in enumerate(table.columns) if name and column.sort == name), None)
    if place is None:
        return table
    kept = sorted(table.kinds)
    parts = [row for number, row in enumerate(table.rows) if number not in table.kinds]
    known = [row for row in parts if _is_comparable(row[place], place)]
    known.sort(key=lambda row: plain(row[place]), reverse=is_falling)  # type: ignore[arg-type,return-value]
    rows = [*known, *(row for row in parts if not _is_comparable(row[place], place))]
    for number in kept:
        rows.insert(number, table.rows[number])
    return replace(table, rows=tuple(rows))


def head(column: Column, page: str) -> str:
    """The column's heading as a link that sorts by it, the smallest first; once more, the largest first."""
    name, is_falling = _asked()
    order = ("descending" if is_falling else "ascending") if name == column.sort else ""
    asked = {**address.asked(), SORT: f"-{column.sort}" if order == "ascending" else column.sort}
    arrow = f'<span aria-hidden="true"> {_ARROWS[order]}</span>' if order else ""
    to, title = safe(address.of(page, asked)), safe(column.title)
    told = safe(message("Sort by {column}", column=column.title))
    return (
        f'<th role="columnheader" scope="col" class="{column.kind}"{f" aria-sort={order}" if order else ""}>'
        f'<a class="here sort" title="{told}" href="{to}">{title}{arrow}</a></th>'
    )


def _asked() -> tuple[str, bool]:
    asked = address.asked().get(SORT, "")
    return asked.removeprefix("-"), asked.startswith("-")


def _is_comparable(cell: Cell, place: int) -> bool:
    """Whether the cell is a number, or the row's name."""
    return plain(cell) is not None and (place == 0) == isinstance(plain(cell), str)
