"""Fokusområder: how do the agreement's sectors do (R13)? In full, with what others do not see marked (R18)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from data_pipeline import figures
from data_pipeline.agreements import Agreement, Words
from data_pipeline.arithmetic import intervals
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import (
    Amount,
    AmountCell,
    Cell,
    Count,
    CountCell,
    Marks,
    Path,
    Share,
    ShareCell,
    Sum,
    Table,
)
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View

NONE = "none"
COUNTS = ("guided", "screened", "programmes", "measured", "not_measured")
# What is shown of a share and of jobs: one cell each (R18).
SATISFIED, JOBS = ("answered", "share", "low", "high", "certainty"), ("created", "lost", "net")


@dataclass(frozen=True)
class Sector:
    """One sector, or none of them (`id` none, no name). Counts of parties and programmes, shares 0–1, full-time
    equivalents. `low`, `high`: Wilson 95 %, None without answers.
    """

    id: str
    name: Words | None
    guided: Count
    screened: Count
    programmes: Count
    answered: Count
    share: Share
    low: float | None
    high: float | None
    certainty: str
    created: Amount
    lost: Amount
    net: Amount
    measured: Count
    not_measured: Count


@dataclass(frozen=True)
class Total:
    """The agreement's own totals at the same date: headline figures, shown whole."""

    guided: int
    screened: int
    programmes: int
    answered: int
    share: float | None
    low: float | None
    high: float | None
    created: Decimal
    lost: Decimal
    net: Decimal
    measured: int


@dataclass(frozen=True)
class Quarter:
    """All sectors as of a day, in the agreement's order, those in none of them last."""

    day: dt.date
    sectors: tuple[Sector, ...]

    def of(self, name: str) -> Sector:
        """The sector with that id."""
        return next(one for one in self.sectors if one.id == name)


@dataclass(frozen=True)
class SectorsReport:
    """The sectors as of the view's date (`day`), and `course`: at every quarter end before it, and then.

    `codes` are DB07 codes or beginnings of them by sector; `marks`: what others do not see.
    """

    stamp: Stamp
    clause: str
    goal: float
    names: Mapping[str, Words]
    codes: Mapping[str, tuple[str, ...]]
    total: Total | None
    course: tuple[Quarter, ...]
    marks: Marks = field(default_factory=Marks)

    @property
    def is_empty(self) -> bool:
        """Whether no sector is agreed."""
        return not self.course or not self.names

    @property
    def day(self) -> dt.date:
        """The day the sectors are shown as of."""
        return self.course[-1].day

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The agreement's sectors as of that day, without those in none of them."""
        return tuple(one for one in self.course[-1].sectors if one.id != NONE)

    @property
    def outside(self) -> Sector:
        """Those in none of the sectors."""
        return self.course[-1].of(NONE)


@dataclass(frozen=True)
class _Day:
    """What is true of the sectors on a day: counts by sector, each company's change in it, and by sector how many
    programmes each party has.
    """

    rows: Mapping[str, Mapping[str, Any]]
    changes: Mapping[str, Mapping[str, Decimal]]
    programmes: Mapping[str, Counter[str]]


def answer(view: View) -> SectorsReport:
    """The sectors as of the view's date."""
    agreed, days = view.agreement, view.points()
    found = [_on(view, day) for day in days]
    return SectorsReport(
        stamp=view.stamp,
        clause=", ".join(dict.fromkeys(sector.clause for sector in agreed.sectors)),
        goal=agreed.satisfaction.goal_percent / 100,
        names={sector.id: sector.name for sector in agreed.sectors},
        codes={sector.id: sector.codes for sector in agreed.sectors},
        total=_total(view, days[-1], found[-1]),
        course=tuple(Quarter(day, _sectors(agreed, one)) for day, one in zip(days, found, strict=True)),
        marks=small_cells.marks(_tables(found)) if agreed.sectors else Marks(),
    )


def _on(view: View, day: dt.date) -> _Day:
    with view.asking(day) as question:
        rows = figures.PARTS["sectors"](question, view.agreement, day)["sectors"]
        companies = question.rows("sector_change")
        programmes = question.rows("sector_programme")
    changes: dict[str, dict[str, Decimal]] = {row["id"]: {} for row in rows}
    for company in companies:
        changes[company["sector_id"]][company["party_cvr"]] = company["change"]
    counted: dict[str, Counter[str]] = {row["id"]: Counter() for row in rows}
    for party in programmes:
        counted[party["sector_id"]][party["party_key"]] = party["programme_count"]
    return _Day({row["id"]: row for row in rows}, changes, counted)


def _sectors(agreed: Agreement, day: _Day) -> tuple[Sector, ...]:
    names = {sector.id: sector.name for sector in agreed.sectors}
    goal = agreed.satisfaction.goal_percent / 100
    found = []
    for key, row in day.rows.items():
        interval = intervals.wilson(row["satisfied"], row["answered"])
        low, high = interval or (None, None)
        created, lost = (
            sum((max(sign * one, Decimal(0)) for one in day.changes[key].values()), Decimal(0)) for sign in (1, -1)
        )
        found.append(
            Sector(
                id=key,
                name=names.get(key),
                answered=row["answered"],
                share=row["satisfied"] / row["answered"] if row["answered"] else None,
                low=low,
                high=high,
                certainty=intervals.certainty(interval, goal),
                created=created,
                lost=lost,
                net=created - lost,
                **{name: row[name] for name in COUNTS},
            )
        )
    return tuple(found)


def _tables(days: Sequence[_Day]) -> list[Table]:
    """A table a measure: sectors by day, which add up to the agreement's own total, and the steps from day to day."""

    def count(name: str) -> Callable[[_Day, _Day | None, str], CountCell]:
        def cell(day: _Day, before: _Day | None, key: str) -> CountCell:
            parties = None
            if name == "programmes":
                of_parties = day.programmes[key] if before is None else day.programmes[key].copy()
                if before is not None:
                    of_parties.subtract(before.programmes[key])
                parties = sum(count != 0 for count in of_parties.values())
            value = day.rows[key][name] - (before.rows[key][name] if before else 0)
            return CountCell(value, parties=parties)

        return cell

    def share(day: _Day, before: _Day | None, key: str) -> ShareCell:
        cell = ShareCell(day.rows[key]["satisfied"], day.rows[key]["answered"])
        return cell if before is None else cell.plus(share(before, None, key), -1)

    def jobs(day: _Day, before: _Day | None, key: str) -> AmountCell:
        cell = AmountCell(day.changes[key])
        return cell if before is None else cell.plus(jobs(before, None, key), -1)

    measures: list[tuple[tuple[str, ...], Callable[[_Day, _Day | None, str], Cell]]] = [
        *(((name,), count(name)) for name in COUNTS),
        (SATISFIED, share),
        (JOBS, jobs),
    ]
    return [_table(days, fields, cell) for fields, cell in measures]


def _table(days: Sequence[_Day], fields: tuple[str, ...], cell: Callable[[_Day, _Day | None, str], Cell]) -> Table:
    """`fields`: what the cell shows of a sector; `cell` makes that of a day, or the step to it from the day before."""
    cells: dict[tuple[str | int, ...], Cell] = {}
    in_time = []
    keys = list(days[0].rows)
    for place, day in enumerate(days):
        for number, key in enumerate(keys):
            paths: tuple[Path, ...] = tuple(("course", place, "sectors", number, name) for name in fields)
            cells[place, key] = replace(cell(day, None, key), paths=paths)
            if place:
                cells["to", place, key] = replace(cell(day, days[place - 1], key), is_derived=True)
                in_time.append(Sum(((place - 1, key), ("to", place, key)), (place, key)))
    in_all = [Sum(tuple((place, key) for key in keys)) for place in range(len(days))]
    return Table(cells, (*in_all, *in_time))


def _total(view: View, day: dt.date, found_sectors: _Day) -> Total:
    with view.asking(day) as question:
        found = {name: figures.PARTS[name](question, view.agreement, day)[name] for name in ("satisfaction", "jobs")}
        actuals = {(row["measure"], row["segment"]): row["actual"] for row in question.rows("activity")}
    whole, jobs = found["satisfaction"], found["jobs"]
    return Total(
        guided=sum(actuals["guided.total", segment] for segment in figures.SEGMENTS),
        screened=sum(sector["screened"] for sector in found_sectors.rows.values()),
        programmes=sum(actuals["programme.total", segment] for segment in figures.SEGMENTS),
        answered=whole["answered"],
        share=whole["share"],
        low=whole["low"],
        high=whole["high"],
        created=Decimal(jobs["created"]),
        lost=Decimal(jobs["lost"]),
        net=Decimal(jobs["net"]),
        measured=jobs["measured"],
    )
