"""The smallest history that still shows a difference, drawn as a spec would draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, replace

from tests.oracle.rows import Delivery, History, Row


def smallest(history: History, is_still_wrong: Callable[[History], bool]) -> History:
    """`history` without every load, row, flag, refusal and value it can do without and still be wrong."""
    while True:
        found = next((less for less in _less(history) if is_still_wrong(less)), None)
        if found is None:
            return history
        history = found


def _less(history: History) -> Iterator[History]:
    """Histories with something left out, the largest pieces first."""
    loads = history.deliveries
    for number in range(len(loads)):
        if len(loads) > 1:
            yield History(loads[:number] + loads[number + 1 :])
    for number, load in enumerate(loads):
        for smaller in _smaller(load):
            yield History((*loads[:number], smaller, *loads[number + 1 :]))


def _smaller(load: Delivery) -> Iterator[Delivery]:
    for table in load.rows:
        yield replace(load, rows={name: rows for name, rows in load.rows.items() if name != table})
    for table, rows in load.rows.items():
        size = len(rows) // 2
        while size >= 1:
            for first in range(0, len(rows), size):
                yield replace(load, rows={**load.rows, table: rows[:first] + rows[first + size :]})
            size //= 2
    if load.full:
        yield replace(load, full=False)
    for refusal in sorted(load.refused):
        yield replace(load, refused=load.refused - {refusal})
    for table, rows in load.rows.items():
        for number, row in enumerate(rows):
            for plainer in _plainer(row):
                yield replace(load, rows={**load.rows, table: (*rows[:number], plainer, *rows[number + 1 :])})


def _plainer(row: Row) -> Iterator[Row]:
    for field in fields(row):
        if field.default is not MISSING and getattr(row, field.name) != field.default:
            yield replace(row, **{field.name: field.default})


def drawing(history: History) -> str:
    """The history as text: each load's tables with the columns that are not as by default."""
    parts = []
    for number, load in enumerate(history, 1):
        parts.append(f"load {number}{' (full)' if load.full else ''}")
        parts += [f"  refused: {table} {row_id}" for table, row_id in sorted(load.refused)]
        for table, rows in load.rows.items():
            parts += [f"  {table}", *(f"    {line}" for line in _table(rows))]
    return "\n".join(parts)


def _table(rows: tuple[Row, ...]) -> list[str]:
    if not rows:
        return ["(an empty file)"]
    shown = [
        field.name
        for field in fields(rows[0])
        if field.default is MISSING or any(getattr(row, field.name) != field.default for row in rows)
    ]
    cells = [shown, *([_cell(getattr(row, name)) for name in shown] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(shown))]
    return [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
