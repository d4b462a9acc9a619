"""What a spec draws: an agreement, deliveries and the figures they must give.

A spec is a function of one `Drawing`. Under pytest the drawing is held against SQL (`Asked`), for the rule book it is
written down (`book.py`): the same specs, read twice.
"""

from __future__ import annotations

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from data_pipeline import figures
from data_pipeline.storage import landing_views, warehouse
from tests.oracle import drawn
from tests.oracle.agreed import agreement_of
from tests.oracle.files import write_parquet
from tests.oracle.rows import Delivery, Row
from tests.spec.cells import CELLS
from tests.spec.reckoned import RECKONED
from tests.spec.strategy import standing, write
from tests.spec.views import FOLLOWED, VIEWS, View

YEAR_END = "2014-12-31"

# Round numbers; the calendar, the years and the two deadlines are Viborg's.
ROUND_FEES = [
    {"id": "fee.registration.entrepreneur", "cap_dkk": Decimal("500.00"), "fee_count": 100},
    {"id": "fee.screening.entrepreneur", "cap_dkk": Decimal("2000.00"), "fee_count": 10},
    {"id": "fee.screening.company", "cap_dkk": Decimal("2000.00"), "fee_count": 10},
]

ROWS_OF: Mapping[str, Callable[[str], tuple[Row, ...]]] = {
    "clients": drawn.clients,
    "guidances": drawn.guidances,
    "screenings": drawn.screenings,
    "referrals": drawn.referrals,
    "programmes": drawn.programmes,
    "answers": drawn.answers,
    "employment": drawn.employment,
}

_RANGE = re.compile(r"(\w*?)(\d+)\.\.\1(\d+)")


class Drawing(ABC):
    """What a spec may do. Tables are text, as in `tests/oracle/drawn.py`; `K1..K80` stands for eighty rows."""

    @abstractmethod
    def agree(self, words: str, **changed: Any) -> None:
        """Another agreement: `words` say how it differs, `changed` are its parameters (`drawn.terms`)."""

    @abstractmethod
    def load(self, *, full: bool = False, refused: str = "", **tables: str) -> None:
        """One more load. `full`: complete for its kinds; `refused`: `client K1`, a row sent but not readable."""

    @abstractmethod
    def shows(self, on: str = YEAR_END, **tables: str) -> None:
        """What the loads so far give as of a day, by view (`views.py`).

        Only drawn columns are compared; a row that is left out must say that nothing happened.
        """

    @abstractmethod
    def writes(self, entries: str) -> None:
        """What people wrote about milestones and obligations (R17, `strategy.py`)."""

    @abstractmethod
    def follows(self, on: str = YEAR_END, *, strategy: str) -> None:
        """What stands of it as of a day."""

    @abstractmethod
    def reckons(self, **tables: str) -> None:
        """What is reckoned from numbers alone, by what it is (`reckoned.py`): no rows stand behind it."""

    @abstractmethod
    def hides(self, **tables: str) -> None:
        """What may be shown of breakdowns (R18), by what is broken down (`cells.py`); the last column says it."""


class Asked(Drawing):
    """A drawing held against SQL: raises AssertionError where a figure is another one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._terms = drawn.terms(fees=ROUND_FEES)
        self._loads: list[Delivery] = []
        self._warehouse: warehouse.Warehouse | None = None
        self.is_held = False

    def agree(self, words: str, **changed: Any) -> None:
        assert words
        self._terms = drawn.terms(**{"fees": ROUND_FEES, **changed})

    def load(self, *, full: bool = False, refused: str = "", **tables: str) -> None:
        rows = [ROWS_OF[name](expanded(drawing)) for name, drawing in tables.items()]
        row_ids = frozenset(_pair(one) for one in refused.split(",") if one)
        self._loads.append(Delivery(drawn.delivery(*rows).rows, full, row_ids))
        self.close()

    def shows(self, on: str = YEAR_END, **tables: str) -> None:
        self.is_held = True
        day = dt.date.fromisoformat(on)
        agreement = agreement_of(self._terms)
        opened = self._open()
        with figures.asking(opened, agreement, day) as question:
            for name, drawing in tables.items():
                hold(drawing, VIEWS[name], VIEWS[name].rows(question, opened, agreement, day))

    def writes(self, entries: str) -> None:
        heading, rows = table_of(entries)
        write(self._folder, self._terms.id, [dict(zip(heading, row, strict=True)) for row in rows])

    def follows(self, on: str = YEAR_END, *, strategy: str) -> None:
        self.is_held = True
        day = dt.date.fromisoformat(on)
        hold(strategy, FOLLOWED, standing(self._folder, self._open(), agreement_of(self._terms), day))

    def hides(self, **tables: str) -> None:
        self.is_held = True
        for name, drawing in tables.items():
            heading, rows = table_of(drawing)
            assert heading[-1] == "shown"
            found = CELLS[name]([dict(zip(heading, row, strict=True)) for row in rows])
            expected = [row[-1] for row in rows]
            assert found == expected, f"{name}: shown is {found}, the rule says {expected}"

    def reckons(self, **tables: str) -> None:
        self.is_held = True
        for name, drawing in tables.items():
            heading, rows = table_of(drawing)
            for cells in rows:
                row = dict(zip(heading, cells, strict=True))
                found = {column: value for column, value in RECKONED[name](row).items() if column in row}
                assert found, f"{name}: nothing that is reckoned is drawn"
                wrong = {column: value for column, value in found.items() if not _is(row[column], value)}
                assert not wrong, f"{name}: {row} is {wrong}"

    def _open(self) -> warehouse.Warehouse:
        if self._warehouse is None:
            number = len(self._loads)
            sources = [
                landing_views.Source(load, table, path)
                for load, one in enumerate(self._loads, 1)
                for table, path in write_parquet(one, self._folder / f"{number}-{load}").items()
            ]
            complete = [(table, load) for load, one in enumerate(self._loads, 1) if one.full for table in one.rows]
            target = self._folder / f"{number}.duckdb"
            warehouse.build(landing_views.Snapshot(number, tuple(sources), tuple(complete)), target)
            self._warehouse = warehouse.Warehouse(target)
        return self._warehouse

    def close(self) -> None:
        """Lets the warehouse file go."""
        if self._warehouse is not None:
            self._warehouse.close()
        self._warehouse = None


def _pair(text: str) -> tuple[str, str]:
    table, row_id = text.split()
    return table, row_id


def table_of(drawing: str) -> tuple[list[str], list[list[str]]]:
    """The headings and the rows of cells of a drawn table."""
    lines = [line for line in drawing.splitlines() if line.strip()]
    separator = "|" if "|" in lines[0] else None
    heading, *body = [
        [cell.strip() for cell in line.strip().strip(separator or " ").split(separator)] for line in lines
    ]
    assert all(len(cells) == len(heading) for cells in body), f"cells and headings differ in number:{drawing}"
    return heading, body


def expanded(drawing: str) -> str:
    """The drawing with every row of ranges (`K1..K80`) written out."""
    lines = []
    for line in (line for line in drawing.splitlines() if line.strip()):
        ranges = _RANGE.findall(line)
        if not ranges:
            lines.append(line)
            continue
        (length,) = {int(last) - int(first) + 1 for _, first, last in ranges}
        lines += [_stepped(line, step) for step in range(length)]
    return "\n".join(lines)


def _stepped(line: str, step: int) -> str:
    return _RANGE.sub(lambda found: f"{found[1]}{int(found[2]) + step}", line)


def hold(drawing: str, view: View, found: Iterable[dict[str, Any]]) -> None:
    """Raises AssertionError, with both tables, when `found` is not what is drawn."""
    heading, expected = table_of(drawing)
    unknown = set(heading) - set(view.columns)
    assert not unknown, f"{view.title} has no column {unknown}; it has {view.columns}"
    places = [heading.index(name) for name in view.key if name in heading]
    remaining = list(found)
    shown = []
    for cells in expected:
        same = [row for row in remaining if all(_is(cells[place], row[heading[place]]) for place in places)]
        row = next((row for row in same if all(map(_is, cells, map(row.get, heading)))), same[0] if same else None)
        if row is not None:
            remaining.remove(row)
            shown.append(
                [
                    cell if _is(cell, row[name]) else written(row[name])
                    for cell, name in zip(cells, heading, strict=True)
                ]
            )
    shown += [[written(row[name]) for name in heading] for row in remaining if not view.is_quiet(row)]
    assert shown == expected, f"{view.title}: SQL gives {shown}, the rule {expected}"


def written(value: Any) -> str:
    """A value as a drawing has it."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value) or "nothing"
    return str(value)


def _is(cell: str, value: Any) -> bool:
    """Whether a drawn cell says `value`: exactly, as a fraction (`2/3`), or rounded to its own decimals (`≈0.711`)."""
    if cell == written(value):
        return True
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    try:
        if cell.startswith("≈"):
            rounded = Decimal(cell[1:])
            return abs(Decimal(value) - rounded) <= Decimal(5).scaleb(int(rounded.as_tuple().exponent) - 1)
        asked = Fraction(cell.replace(" ", ""))
    except (ValueError, ArithmeticError):
        return False
    return float(asked) == value if isinstance(value, float) else asked == Fraction(value)
