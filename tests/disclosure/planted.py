"""Breakdowns drawn by hand or by chance, and what is shown of them: what the oracle is tried on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any

from data_pipeline.privacy.courses import Part
from data_pipeline.privacy.small_cells import Hidden
from tests.disclosure.walk import Quarter, Snapshot

DAYS = (dt.date(2014, 3, 31), dt.date(2014, 6, 30), dt.date(2014, 9, 30), dt.date(2014, 12, 31))
FEW, HIDDEN = Hidden.FEW, Hidden.PROTECTED
Course = Sequence[Mapping[str, int]]


def counted(course: Course, shown: Sequence[Mapping[str, Any]], *, has_total: bool = True) -> Snapshot:
    """A snapshot in which one count is broken down, at as many quarter ends as the course has."""
    found: Snapshot = {}
    for day, cells, told in zip(DAYS, course, shown, strict=False):
        quarter = found[day] = Quarter(truth={("guided", key): value for key, value in cells.items()})
        if has_total:
            quarter.sums.append((tuple(quarter.truth), sum(cells.values())))
        for key, value in told.items():
            quarter.tell(("guided", key), value)
    return found


def voiced(cells: Mapping[str, Part], shares: Mapping[str, Any], answered: Mapping[str, Any]) -> Snapshot:
    """One quarter end with shares satisfied and numbers of answers; the whole's are headlines."""
    quarter = Quarter()
    for key, one in cells.items():
        yes, no, whole = ("sector_satisfied", key), ("sector_unsatisfied", key), ("answered", key)
        quarter.truth |= {yes: one.part, no: one.whole - one.part, whole: one.whole}
        quarter.parts.append((whole, (yes, no)))
        quarter.tell(whole, answered[key])
        if isinstance(shares[key], float):  # it stands with its interval, so it tells the whole as well
            for cell in (yes, no, whole):
                quarter.tell(cell, quarter.truth[cell])
    for name in ("sector_satisfied", "sector_unsatisfied", "answered"):
        cells_of = tuple((name, key) for key in cells)
        quarter.sums.append((cells_of, sum(quarter.truth[cell] for cell in cells_of)))
    return {DAYS[0]: quarter}


def held(
    course: Sequence[Mapping[str, Sequence[int]]], hidden: Sequence[set[str]], *, has_total: bool = True
) -> Snapshot:
    """A snapshot in which one amount is broken down; each number is what one party holds, in the parties' order."""
    found: Snapshot = {}
    for day, cells, gone in zip(DAYS, course, hidden, strict=False):
        quarter = found[day] = Quarter(totals={"net"} if has_total else set())
        for key, values in cells.items():
            quarter.held["net", key] = {f"{key}{place}": Decimal(value) for place, value in enumerate(values)}
            if key not in gone:
                quarter.amounts["net", key] = Decimal(sum(values))
    return found


def growing(chance: Random, quarters: int, sectors: int, step: int) -> list[dict[str, int]]:
    """A course by chance: mostly few come into a sector in a quarter, now and then many."""
    names = "abcdef"[:sectors]
    now, course = dict.fromkeys(names, 0), []
    for _ in range(quarters):
        now = {key: value + chance.choice((0, 0, 1, 2, 3, 4, 5, step)) for key, value in now.items()}
        course.append(now)
    return course


def late(chance: Random, course: Course) -> list[dict[str, int]]:
    """The course as it was before a load that brought a few late ones (they stay in from their quarter on)."""
    came = {key: chance.choice((0, 0, 0, 1, 2, 6)) for key in course[0]}
    return [{key: max(0, value - came[key]) for key, value in row.items()} for row in course]
