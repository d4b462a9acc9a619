"""Fokusområder side by side (R13, R19): what each sector's parties count for, beside the whole and against the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from data_pipeline.agreements import Words
from data_pipeline.arithmetic import chance, intervals
from data_pipeline.figures import NO_SECTOR, SEGMENTS
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import AmountCell, Cell, Marks, ShareCell, Sum, Table
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View

WHOLE = "all"
Number = int | Decimal


@dataclass(frozen=True)
class Party:
    """A party of a sector by its Kunde-IDs, and what it counts for; `is_satisfied` and `change` None where unknown."""

    client_id: str
    segment: str | None
    is_guided: bool
    is_specialised: bool
    is_screened: bool
    programme_count: int
    is_satisfied: bool | None
    change: Decimal | None
    amount_dkk: Decimal
    pending_count: int


@dataclass(frozen=True)
class Measure:
    """A number of a sector beside the whole: `part` of its `base`, and `whole` of `whole_base`.

    A share has parties in both, and `against_rest` is one of the words of `chance`, None where the sector or the rest
    is empty. Jobs and fees are levelled by their base alone: the measured companies, the guided.
    """

    part: Number
    base: int
    whole: Number
    whole_base: int
    is_share: bool = True
    against_rest: str | None = None

    @property
    def rate(self) -> float | None:
        """What there is of each in the base."""
        return float(self.part) / self.base if self.base else None

    @property
    def whole_rate(self) -> float | None:
        """What the whole has of each in its base."""
        return float(self.whole) / self.whole_base if self.whole_base else None

    @property
    def rest_rate(self) -> float | None:
        """What the whole without the sector has of each."""
        base = self.whole_base - self.base
        return float(self.whole - self.part) / base if base else None

    @property
    def by_share(self) -> float | None:
        """What the sector would have by its share of the whole."""
        return None if self.whole_rate is None else self.whole_rate * self.base

    @property
    def times(self) -> float | None:
        """The sector's rate in times the whole's; None where one of them is not above zero or there is none."""
        return None if self.rate is None or self.rate < 0 else self._in_times(self.rate)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of a share."""
        return intervals.wilson(int(self.part), self.base) if self.is_share else None

    @property
    def times_interval(self) -> tuple[float, float] | None:
        """The same in times the whole's share."""
        low, high = (self._in_times(end) for end in self.interval or (None, None))
        return None if low is None or high is None else (low, high)

    def _in_times(self, rate: float | None) -> float | None:
        return rate / self.whole_rate if rate is not None and self.whole_rate and self.whole_rate > 0 else None


@dataclass(frozen=True)
class Compared:
    """A sector, those in none of them (`none`), or the whole (`all`): the guided by segment, and its `measures`."""

    id: str
    name: Words | None
    guided: Mapping[str, int]
    measures: Mapping[str, Measure]

    @property
    def guided_count(self) -> int:
        """All the guided."""
        return sum(self.guided.values())


@dataclass(frozen=True)
class ComparisonReport:
    """The sectors in the agreement's order, those in none of them last, and the whole; `marks`: what others would not
    see (R18), who are shown no comparison.
    """

    stamp: Stamp
    clause: str
    goal: float
    sectors: tuple[Compared, ...]
    whole: Compared
    marks: Marks = field(default_factory=Marks)

    def place(self, sector: str) -> int:
        """The number of the sector with that id."""
        return next(number for number, one in enumerate(self.sectors) if one.id == sector)


Row = Mapping[str, Any]
_Count = Callable[[Row], Number]
# Of each measure the number and its base.
Numbers = Mapping[str, tuple[Number, int]]


def _guided_and(name: str) -> _Count:
    return lambda row: int(row["is_guided"] and bool(row[name]))


# Of each measure what a party adds to the number and to its base; the shares first.
_SHARES: Mapping[str, tuple[_Count, _Count]] = {
    "screened": (_guided_and("is_screened"), lambda row: int(row["is_guided"])),
    "specialised": (_guided_and("is_specialised"), lambda row: int(row["is_guided"])),
    "programme": (_guided_and("programme_count"), lambda row: int(row["is_guided"])),
    "satisfied": (lambda row: int(row["is_satisfied"] or 0), lambda row: int(row["is_satisfied"] is not None)),
}
_AMOUNTS: Mapping[str, tuple[_Count, _Count]] = {
    "net": (lambda row: row["change"] or Decimal(0), lambda row: int(row["change"] is not None)),
    "fees": (lambda row: row["amount_dkk"], lambda row: int(row["is_guided"])),
}


def answer(view: View) -> ComparisonReport:
    """The sectors as of the view's date."""
    return compare(view, rows(view))


def rows(view: View) -> list[dict[str, Any]]:
    """What every party of every sector counts for."""
    with view.asking() as question:
        return question.rows("sector_party")


def listed(parties: Iterable[Row], sector: str) -> tuple[Party, ...]:
    """The sector's parties, by Kunde-ID."""
    names = [one.name for one in fields(Party)]
    return tuple(Party(**{name: row[name] for name in names}) for row in parties if row["sector_id"] == sector)


def compare(view: View, parties: Iterable[Row]) -> ComparisonReport:
    """The sectors with these parties."""
    agreed = view.agreement
    names: dict[str, Words | None] = {sector.id: sector.name for sector in agreed.sectors} | {NO_SECTOR: None}
    of: dict[str, list[Row]] = {name: [] for name in names}
    for row in parties:
        of[row["sector_id"]].append(row)
    found = {name: numbers(own) for name, own in of.items()}
    whole = {
        measure: (sum(one[measure][0] for one in found.values()), sum(one[measure][1] for one in found.values()))
        for measure in (*_SHARES, *_AMOUNTS)
    }
    sectors = tuple(Compared(name, names[name], _guided(of[name]), _beside(found[name], whole)) for name in names)
    guided = {segment: sum(one.guided[segment] for one in sectors) for segment in SEGMENTS}
    return ComparisonReport(
        stamp=view.stamp,
        clause=", ".join(dict.fromkeys(sector.clause for sector in agreed.sectors)),
        goal=agreed.satisfaction.goal_percent / 100,
        sectors=sectors,
        whole=Compared(WHOLE, None, guided, _beside(whole, whole)),
        marks=small_cells.marks(_tables(of, found)),
    )


def numbers(parties: Collection[Row]) -> Numbers:
    """Each measure of these parties, and the base it is of."""
    measures = {**_SHARES, **_AMOUNTS}.items()
    return {name: (sum(map(count, parties)), int(sum(map(base, parties)))) for name, (count, base) in measures}


def _guided(parties: Collection[Row]) -> Mapping[str, int]:
    return {segment: sum(row["is_guided"] and row["segment"] == segment for row in parties) for segment in SEGMENTS}


def _beside(own: Numbers, whole: Numbers) -> Mapping[str, Measure]:
    found: dict[str, Measure] = {}
    for measure, (part, base) in own.items():
        is_share, (all_of, all_base) = measure in _SHARES, whole[measure]
        word = chance.against_rest(int(part), base, int(all_of), all_base) if is_share else None
        found[measure] = Measure(part, base, all_of, all_base, is_share, word)
    return found


def _tables(of: Mapping[str, Collection[Row]], found: Mapping[str, Numbers]) -> Iterable[Table]:
    """A table a measure: the sectors, which add up to the whole that is shown."""
    for measure in (*_SHARES, *_AMOUNTS):
        cells: dict[Hashable, Cell] = {}
        for place, (name, parties) in enumerate(of.items()):
            paths, (part, base) = (("sectors", place, "measures", measure),), found[name][measure]
            if measure in _SHARES:
                cells[name] = ShareCell(int(part), base, paths)
            else:
                count, _base = _AMOUNTS[measure]
                cells[name] = AmountCell({str(row["party_key"]): Decimal(count(row)) for row in parties}, paths)
        yield Table(cells, (Sum(tuple(cells)),))
