"""What others see of a drawn breakdown, as `privacy/small_cells.py` marks it: a word for each row (R18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import AmountCell, Cell, CountCell, Hidden, ShareCell, Sum, Table
from data_pipeline.reports.road import Step, steps_table

Rows = Sequence[Mapping[str, str]]
WORDS = {Hidden.FEW: "1–4", Hidden.PROTECTED: "hidden"}


def _list(cell: str) -> list[str]:
    """A cell with several values: `7, 9, 12`; none for `-`."""
    return [] if cell == "-" else [value.strip() for value in cell.split(",")]


def _words(table: Table, shown: Mapping[Any, str]) -> list[str]:
    """What others see of each of the cells `shown`, after the promise is checked."""
    marked = small_cells.mark(table)
    assert small_cells.keeps_promise(table, marked)
    return [WORDS[marked[key]] if key in marked else text for key, text in shown.items()]


def _counts(rows: Rows) -> list[str]:
    """Cells that add up to a total that is shown; `parties` stand behind them where they are fewer."""
    cells = {
        row["cell"]: CountCell(int(row["count"]), parties=int(row["parties"]) if "parties" in row else None)
        for row in rows
    }
    return _words(Table(cells, (Sum(tuple(cells)),)), {row["cell"]: row["count"] for row in rows})


def _by_two(rows: Rows) -> list[str]:
    """Rows and columns that each add up to a total that is shown."""
    columns = [name for name in rows[0] if name not in ("cell", "shown")]
    counts = {(row["cell"], column): row[column] for row in rows for column in columns}
    sums = [Sum(tuple((row["cell"], column) for column in columns)) for row in rows]
    sums += [Sum(tuple((row["cell"], column) for row in rows)) for column in columns]
    table = Table({key: CountCell(int(count)) for key, count in counts.items()}, tuple(sums))
    return _rows(_words(table, counts), len(columns))


def _in_time(rows: Rows) -> list[str]:
    """Counts at one point in time after the other, which at each add up to a total that is shown."""
    course = {row["cell"]: _list(row["counts"]) for row in rows}
    shown = {(cell, place): count for cell, counts in course.items() for place, count in enumerate(counts)}
    cells: dict[Any, Cell] = {}
    steps = []
    points = range(len(next(iter(course.values()))))
    for place in points:
        for cell, counts in course.items():
            cells[cell, place] = CountCell(int(counts[place]))
            if place:
                step = int(counts[place]) - int(counts[place - 1])
                cells["to", cell, place] = CountCell(step, is_derived=True)
                steps.append(Sum(((cell, place - 1), ("to", cell, place)), (cell, place)))
    in_all = [Sum(tuple((cell, place) for cell in course)) for place in points]
    return _rows(_words(Table(cells, (*in_all, *steps)), shown), len(points))


def _rows(words: list[str], width: int) -> list[str]:
    return [", ".join(words[at : at + width]) for at in range(0, len(words), width)]


def _shares(rows: Rows) -> list[str]:
    parts = {row["cell"]: ShareCell(int(row["part"]), int(row["whole"])) for row in rows}
    shown = {cell: str(Fraction(share.part, share.whole)) if share.whole else "-" for cell, share in parts.items()}
    return _words(Table(parts), shown)


def _shares_and_their_total(rows: Rows) -> list[str]:
    parts = {row["cell"]: ShareCell(int(row["part"]), int(row["whole"])) for row in rows}
    shown = {cell: f"{share.part}/{share.whole}" for cell, share in parts.items()}
    return _words(Table(parts, (Sum(tuple(parts)),)), shown)


def _amounts(rows: Rows) -> list[str]:
    """Who holds what is drawn as `40, 30, 20`, a number for each; no total is shown."""
    return _words(*_held(rows, has_total=False))


def _amounts_and_their_total(rows: Rows) -> list[str]:
    return _words(*_held(rows, has_total=True))


def _held(rows: Rows, *, has_total: bool) -> tuple[Table, dict[str, str]]:
    held = {
        row["cell"]: {f"{row['cell']}{number}": Decimal(one) for number, one in enumerate(_list(row["amounts"]))}
        for row in rows
    }
    shown = {cell: str(sum(amounts.values(), Decimal(0))) for cell, amounts in held.items()}
    cells = {cell: AmountCell(amounts) for cell, amounts in held.items()}
    return Table(cells, (Sum(tuple(cells)),) if has_total else ()), shown


def _industries(rows: Rows) -> list[str]:
    counts = {row["industry"]: int(row["companies"]) for row in rows}
    joined = small_cells.joined(counts)
    return ["Øvrige" if industry in joined else str(count) for industry, count in counts.items()]


def _road(rows: Rows) -> list[str]:
    """One segment's steps; the first is B1's own count."""
    steps = tuple(Step(row["step"], int(row["count"]), 0) for row in rows)
    table = steps_table(steps, "entrepreneur", is_headline=True)
    assert all(first.entrepreneur >= second.entrepreneur for first, second in pairwise(steps))
    return [rows[0]["count"], *_words(table, {place: row["count"] for place, row in enumerate(rows) if place})]


CELLS: Mapping[str, Callable[[Rows], list[str]]] = {
    "counts": _counts,
    "by_two": _by_two,
    "in_time": _in_time,
    "shares": _shares,
    "shares_and_their_total": _shares_and_their_total,
    "amounts": _amounts,
    "amounts_and_their_total": _amounts_and_their_total,
    "industries": _industries,
    "road": _road,
}
