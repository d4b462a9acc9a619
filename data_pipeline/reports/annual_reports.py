"""Årsrapporter: whom did each operator guide, and how did they fare (R16, B3)? Small cells are marked (R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from data_pipeline.figures import INDUSTRIES
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import (
    Amount,
    AmountCell,
    Cell,
    Count,
    CountCell,
    Hidden,
    Marks,
    Path,
    Share,
    ShareCell,
    Sum,
    Table,
)
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View

OPERATORS = ("local", "specialised")
PROFILES = ("before_start", "entrepreneur", "established")
OTHERS = "others"  # small industries that others see as one
# What is shown of an industry: field -> the warehouse's column, or the part and the whole of a share.
AMOUNTS = {"full_time": "full_time", "revenue": "revenue_dkk", "export": "export_dkk"}
SHARES = {
    "surviving": ("surviving_count", "alive_count"),
    "exporting": ("exporting_count", "export_known_count"),
}
SHOWN = ("companies", *SHARES, *AMOUNTS)
_ADDED = {"party_count", *AMOUNTS.values(), *(name for names in SHARES.values() for name in names)}


@dataclass(frozen=True)
class Industry:
    """Companies of one industry group: surviving and exporting as shares 0–1, amounts in kroner a year, full-time
    equivalents. None: nobody's is known.
    """

    group: str
    companies: Count
    surviving: Share
    exporting: Share
    full_time: Amount | None
    revenue: Amount | None
    export: Amount | None


@dataclass(frozen=True)
class OperatorReport:
    """What one operator reports on those it guided: `profiles` in the order of `PROFILES`, and their industries."""

    level: str
    operator: str
    guided: int
    profiles: tuple[tuple[str, Count], ...]
    companies: int
    industries: tuple[Industry, ...]


@dataclass(frozen=True)
class AnnualReport:
    """Both operators as of the view's date (`day`); `marks`: what others do not see, small industries joined."""

    stamp: Stamp
    day: dt.date | None
    clause: str
    operators: tuple[OperatorReport, ...]
    marks: Marks = field(default_factory=Marks)

    @property
    def is_empty(self) -> bool:
        """Whether there is no report: in meetings frozen before their first quarter had ended."""
        return not self.operators


Row = Mapping[str, Any]


@dataclass(frozen=True)
class _Operator:
    """What the warehouse says of one operator: parties by profile, a row by industry group, and by group and column
    what each company holds of an amount.
    """

    profiles: Mapping[str, int]
    industries: Mapping[str, Row]
    held: Mapping[tuple[str, str], Mapping[str, Decimal]]

    @property
    def companies(self) -> dict[str, int]:
        """Companies by industry group."""
        return {group: row["party_count"] for group, row in self.industries.items()}


def answer(view: View) -> AnnualReport:
    """The annual reports as of the view's date."""
    headlines = {target.id for target in view.agreement.targets}
    operators = []
    tables: list[Table] = []
    also: dict[Path, Hidden] = {}
    joined: dict[Path, Any] = {}
    for place, (level, found) in enumerate(_found(view).items()):
        party = view.agreement.party(f"{level}_operator")
        operators.append(_operator(level, party.name if party else "", found))
        is_headline = any(f"guided.{level}.{segment}" in headlines for segment in ("entrepreneur", "company"))
        tables.append(profiles_table(found.profiles, ("operators", place, "profiles"), is_headline))
        of_industries, of_joined, rows = _industry_marks(found, ("operators", place, "industries"))
        tables += of_industries
        also |= of_joined
        joined |= rows
    return AnnualReport(
        stamp=view.stamp,
        day=view.as_of,
        clause=view.agreement.follow_up.clause,
        operators=tuple(operators),
        marks=small_cells.marks(tables, also, joined),
    )


def _found(view: View) -> dict[str, _Operator]:
    with view.asking() as question:
        industries, profiles = question.rows("annual_industry"), question.rows("annual_profile")
        holdings = question.rows("annual_holding")
    found = {}
    for level in OPERATORS:
        counted = {row["profile"]: row["party_count"] for row in profiles if row["operator_level"] == level}
        rows = {row["industry_group"]: row for row in industries if row["operator_level"] == level}
        held: dict[tuple[str, str], dict[str, Decimal]] = {(group, name): {} for group in rows for name in AMOUNTS}
        for company in (row for row in holdings if row["operator_level"] == level):
            for name, column in AMOUNTS.items():
                if company[column] is not None:
                    held[company["industry_group"], name][company["party_cvr"]] = company[column]
        found[level] = _Operator(
            profiles={profile: counted.get(profile, 0) for profile in PROFILES},
            industries={group: rows[group] for group in INDUSTRIES if group in rows},
            held=held,
        )
    return found


def _operator(level: str, name: str, found: _Operator) -> OperatorReport:
    return OperatorReport(
        level=level,
        operator=name,
        guided=sum(found.profiles.values()),
        profiles=tuple(found.profiles.items()),
        companies=sum(found.companies.values()),
        industries=tuple(_industry(group, row) for group, row in found.industries.items()),
    )


def _industry(group: str, row: Row) -> Industry:
    return Industry(
        group=group,
        companies=row["party_count"],
        **{name: row[part] / row[whole] if row[whole] else None for name, (part, whole) in SHARES.items()},
        **{name: row[column] for name, column in AMOUNTS.items()},
    )


def profiles_table(profiles: Mapping[str, int], path: Path, is_headline: bool) -> Table:
    """Parties by profile.

    `is_headline`: B1 tells how many entrepreneurs and how many companies were guided, so the established are its own
    count, and those before start and those up to three years add up to the other.
    """
    shown = PROFILES[:2] if is_headline else PROFILES
    cells = {name: CountCell(profiles[name], ((*path, PROFILES.index(name), 1),)) for name in shown}
    return Table(cells, (Sum(shown),))


def _industry_marks(found: _Operator, path: Path) -> tuple[list[Table], dict[Path, Hidden], dict[Path, Any]]:
    """The tables of an operator's industries as others see them, small ones joined; the marks of the rows that were
    joined, and the rows others see instead.

    Companies add up to a total that is shown; shares and amounts have none.
    """
    small = small_cells.joined(found.companies)
    groups = [(group,) for group in found.industries if group not in small] + ([small] if small else [])
    rows = [_merged([found.industries[group] for group in together]) for together in groups]
    places = {group: place for place, group in enumerate(found.industries)}

    def paths(together: tuple[str, ...], name: str) -> tuple[Path, ...]:
        return tuple((*path, places[group], name) for group in together)

    def cell(number: int, name: str) -> Cell:
        together, row = groups[number], rows[number]
        if name == "companies":
            return CountCell(row["party_count"], paths(together, name))
        if name in SHARES:
            part, whole = SHARES[name]
            return ShareCell(row[part], row[whole], paths(together, name))
        held = {party: amount for group in together for party, amount in found.held[group, name].items()}
        return AmountCell(held, paths(together, name))

    numbers = range(len(groups))
    tables = {name: Table({number: cell(number, name) for number in numbers}) for name in SHOWN}
    tables["companies"] = replace(tables["companies"], sums=(Sum(tuple(numbers)),))
    if not small:
        return list(tables.values()), {}, {}
    hidden: list[dict[str, Hidden]] = [{} for _number in numbers]
    for name, table in tables.items():
        for number, instead in small_cells.mark(table).items():
            hidden[number][name] = instead
    as_others_see = tuple(
        replace(_industry(OTHERS if together is small else together[0], row), **instead)  # type: ignore[arg-type]
        for together, row, instead in zip(groups, rows, hidden, strict=True)
    )
    marked = {one: Hidden.PROTECTED for name in SHOWN for one in paths(small, name)}
    return list(tables.values()), marked, {path: as_others_see}


def _merged(rows: list[Row]) -> Row:
    """Rows of several groups as one: columns added, None where nobody's is known."""
    known = {name: [row[name] for row in rows if row[name] is not None] for name in rows[0] if name in _ADDED}
    return {name: sum(values) if values else None for name, values in known.items()}
