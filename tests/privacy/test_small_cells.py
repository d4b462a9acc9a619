"""What others can work out from a table whose small cells are hidden (R18): counted out by hand, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import (
    AmountCell,
    CountCell,
    Hidden,
    Marks,
    ShareCell,
    Sum,
    Table,
)

MOST = 9  # the greatest count drawn: small enough to try every table


@dataclass(frozen=True)
class Report:
    """A report with numbers in all the places a path can lead to."""

    count: int | Hidden
    rows: tuple[Any, ...] = ()
    by_name: Mapping[str, Any] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)


def fitting(table: Table, marked: Mapping[Any, Hidden]) -> Iterator[dict[Any, int]]:
    """Every whole-number table that fits what others are shown, by trying all of them."""
    totals = {one: sum(table.cells[key].value for key in one.members) for one in table.sums}  # type: ignore[union-attr]
    most = max(totals.values(), default=MOST) + MOST
    ranges = []
    for key, cell in table.cells.items():
        assert isinstance(cell, CountCell)
        few = range(1, small_cells.SMALL)
        ranges.append(
            (cell.value,) if key not in marked else few if marked[key] is Hidden.FEW else range(small_cells.SMALL, most)
        )
    for values in product(*ranges):
        found = dict(zip(table.cells, values, strict=True))
        if all(sum(found[key] for key in one.members) == total for one, total in totals.items()):
            yield found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, MOST), min_size=2, max_size=4))
def test_no_hidden_count_of_a_row_has_one_value(counts):
    table = Table({key: CountCell(count) for key, count in enumerate(counts)}, (Sum(tuple(range(len(counts)))),))
    holds(table)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, MOST), min_size=4, max_size=4), st.booleans())
def test_no_hidden_count_of_a_table_that_adds_up_both_ways_has_one_value(counts, has_rows):
    places = [(row, column) for row in (0, 1) for column in (0, 1)]
    rows = tuple(Sum(tuple((row, column) for column in (0, 1))) for row in (0, 1)) if has_rows else ()
    columns = tuple(Sum(tuple((row, column) for row in (0, 1))) for column in (0, 1))
    holds(Table({place: CountCell(count) for place, count in zip(places, counts, strict=True)}, rows + columns))


def holds(table: Table) -> None:
    marked = small_cells.mark(table)
    small = {key for key, cell in table.cells.items() if cell.is_small()}
    assert small <= marked.keys()
    assert small_cells.keeps_promise(table, marked)
    if marked.keys() == table.cells.keys() and Hidden.FEW not in marked.values():
        return  # every cell is the word, zeros too: others know the totals alone
    tables = list(fitting(table, marked))
    assert tables, "the true table fits"
    for key in marked:
        assert len({one[key] for one in tables}) > 1, (key, marked)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=6))
def test_hidden_shares_of_a_sum_would_be_shown_together(voices):
    cells = {place: ShareCell(part, part + rest) for place, (part, rest) in enumerate(voices)}
    table = Table(cells, (Sum(tuple(cells)),))
    marked = small_cells.mark(table)
    assert {key for key, cell in cells.items() if cell.is_small()} <= marked.keys()
    answered = {key for key, cell in cells.items() if cell.whole}
    if marked and not answered <= marked.keys():
        part, whole = (sum(getattr(cells[key], name) for key in marked) for name in ("part", "whole"))
        assert len(marked) > 1
        assert not ShareCell(part, whole).is_small()


@given(st.lists(st.lists(st.integers(-9, 90), max_size=7), min_size=2, max_size=5))
def test_hidden_amounts_of_a_sum_would_be_shown_together(amounts):
    cells = {
        place: AmountCell({f"{place}-{number}": Decimal(one) for number, one in enumerate(held)})
        for place, held in enumerate(amounts)
    }
    table = Table(cells, (Sum(tuple(cells)),))
    marked = small_cells.mark(table)
    some = {key for key, cell in cells.items() if cell.size}
    if marked and not some <= marked.keys():
        together = {party: amount for key in marked for party, amount in cells[key].held.items()}
        assert not AmountCell(together).is_small()


def test_what_is_marked_is_replaced_and_nothing_else():
    report = Report(3, rows=((1, 2), (3, 4)), by_name={"a": 2, "b": 9})
    cells = {("count",): Hidden.FEW, ("rows", 1, 0): Hidden.FEW, ("by_name", "a"): Hidden.PROTECTED}
    others = small_cells.hide(Report(report.count, report.rows, report.by_name, Marks(cells)))
    assert others == Report(Hidden.FEW, ((1, 2), (Hidden.FEW, 4)), {"a": Hidden.PROTECTED, "b": 9})
    assert small_cells.hide(report) == report


def test_joined_rows_stand_for_the_small_ones():
    marks = Marks({("rows", 0): Hidden.FEW}, {("rows",): ("others", 12)})
    assert small_cells.hide(Report(1, rows=(2, 3, 7), marks=marks)).rows == ("others", 12)


def test_a_report_without_marks_is_shown_as_it_is():
    assert small_cells.hide((1, 2)) == (1, 2)


def test_a_step_that_is_hidden_from_both_ends_needs_no_more():
    """The year's first point and the step to the second: what is not shown at either end tells nothing of the step."""
    cells = {
        "then": CountCell(20),
        "now": CountCell(22),
        "step": CountCell(2, is_derived=True),
    }
    marked = small_cells.mark(Table(cells, (Sum(("then", "step"), "now"),)))
    assert marked == {"step": Hidden.FEW, "then": Hidden.PROTECTED}
