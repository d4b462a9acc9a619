"""Årsrapporter: whom did each operator guide, and how did they fare (R16, B3)? Small cells are hidden here (R18)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data_pipeline.privacy import courses, small_cells
from data_pipeline.privacy.courses import Part
from data_pipeline.privacy.small_cells import Amount, Count, Hidden, Share
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, quarter_ends

OPERATORS = ("local", "specialised")
PROFILES = ("before_start", "entrepreneur", "established")
INDUSTRIES = (
    "agriculture",
    "manufacturing",
    "construction",
    "trade",
    "information",
    "finance",
    "property",
    "services",
    "public",
    "culture",
    "unknown",
)
AMOUNTS = ("full_time", "revenue_dkk", "export_dkk")
HIDDEN_WITH_COMPANIES = ("surviving", "exporting", "full_time", "revenue", "export")
SHARES = {
    "surviving": ("surviving_count", "alive_count"),
    "exporting": ("exporting_count", "export_known_count"),
}


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
    """Both operators as of the latest quarter end (`day`); empty without one, `first_day` is the first there is."""

    stamp: Stamp
    first_day: dt.date
    day: dt.date | None
    clause: str
    operators: tuple[OperatorReport, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no quarter has ended yet."""
        return not self.operators


Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class _Asked:
    """All that is true of what one operator reports on a day, nothing hidden: parties by profile, companies by industry
    group, what each company holds of every amount by industry group, and of how many there it is known.
    """

    profiles: Mapping[str, int]
    industries: Rows
    held: Mapping[str, Mapping[str, courses.Held]]
    known: Mapping[tuple[str, str], int]


def answer(view: View) -> AnnualReport:
    """The annual reports as of the latest quarter end by the view's date."""
    days = view.quarter_ends()
    clause = view.agreement.follow_up.clause
    first_day = quarter_ends(view.agreement.first_date, view.agreement.last_date)[0]
    if not days:
        return AnnualReport(view.stamp, first_day, None, clause, ())
    asked, earlier = view.courses(_ask)
    operators = []
    for level in OPERATORS:
        party = view.agreement.party(f"{level}_operator")
        courses_of = [one[level] for one in asked], [[one[level] for one in course] for course in earlier]
        operators.append(_operator(level, party.name if party else "", *courses_of))
    return AnnualReport(view.stamp, first_day, days[-1], clause, tuple(operators))


def _ask(view: View, day: dt.date) -> dict[str, _Asked]:
    with view.asking(day) as question:
        industries, profiles = question.rows("annual_industry"), question.rows("annual_profile")
        holdings = question.rows("annual_holding")
    found = {}
    for level in OPERATORS:
        counted = {row["profile"]: row["party_count"] for row in profiles if row["operator_level"] == level}
        held: dict[str, dict[str, dict[str, Decimal]]] = {column: {} for column in AMOUNTS}
        known: Counter[tuple[str, str]] = Counter()
        for company in holdings:
            for column in AMOUNTS if company["operator_level"] == level else ():
                known[column, company["industry_group"]] += company[column] is not None
                if company[column]:  # nothing held is nothing added
                    held[column].setdefault(company["industry_group"], {})[company["party_cvr"]] = company[column]
        found[level] = _Asked(
            profiles={profile: counted.get(profile, 0) for profile in PROFILES},
            industries={row["industry_group"]: row for row in industries if row["operator_level"] == level},
            held=held,
            known=known,
        )
    return found


def _operator(level: str, name: str, asked: Sequence[_Asked], earlier: Sequence[Sequence[_Asked]]) -> OperatorReport:
    now = asked[-1]
    profiles = profiles_shown(
        [one.profiles for one in asked], [[one.profiles for one in course] for course in earlier]
    )[-1]
    companies = courses.counts(_companies(asked), [_companies(one) for one in earlier])[-1]
    shares = {
        name: courses.shares(_parts(asked, *columns), [_parts(one, *columns) for one in earlier], has_total=False)[-1]
        for name, columns in SHARES.items()
    }
    amounts = {column: _amounts(asked, earlier, column) for column in AMOUNTS}
    return OperatorReport(
        level=level,
        operator=name,
        guided=sum(now.profiles.values()),
        profiles=tuple((profile, profiles[profile]) for profile in PROFILES),
        companies=sum(row["party_count"] for row in now.industries.values()),
        industries=tuple(
            _industry(
                Industry(
                    group,
                    companies[group],
                    shares["surviving"].get(group),
                    shares["exporting"].get(group),
                    amounts["full_time"].get(group),
                    amounts["revenue_dkk"].get(group),
                    amounts["export_dkk"].get(group),
                ),
                now.industries.get(group, {}).get("export_known_count", 0),
            )
            for group in INDUSTRIES
            if companies[group] != 0
        ),
    )


def _industry(one: Industry, export_known: int) -> Industry:
    """The group without what its blanks would tell.

    That nobody of fewer than five exports is not told: the zero would say so of each of them. Nor is that nothing is
    known of a group whose companies are hidden: it may have none at all.
    """
    if small_cells.is_small(export_known):
        one = replace(one, export=Hidden.PROTECTED)
    if isinstance(one.companies, Hidden):
        blank = [name for name in HIDDEN_WITH_COMPANIES if getattr(one, name) is None]
        one = replace(one, **dict.fromkeys(blank, Hidden.PROTECTED))  # type: ignore[arg-type]
    return one


def profiles_shown(
    course: Sequence[Mapping[str, int]], earlier: Sequence[Sequence[Mapping[str, int]]]
) -> list[dict[str, Count]]:
    """Parties by profile at every quarter end.

    B1 tells how many entrepreneurs and how many companies were guided. So the established are its own count, and those
    before start and those up to three years must keep each other's secret without them.
    """

    def young(rows: Sequence[Mapping[str, int]]) -> list[dict[str, int]]:
        return [{profile: row[profile] for profile in PROFILES[:2]} for row in rows]

    return [
        {**shown, PROFILES[2]: Hidden.FEW if small_cells.is_small(row[PROFILES[2]]) else row[PROFILES[2]]}
        for row, shown in zip(course, courses.counts(young(course), [young(one) for one in earlier]), strict=True)
    ]


def _companies(course: Sequence[_Asked]) -> list[dict[str, int]]:
    return [
        {group: one.industries[group]["party_count"] if group in one.industries else 0 for group in INDUSTRIES}
        for one in course
    ]


def _parts(course: Sequence[_Asked], part: str, whole: str) -> list[dict[str, Part]]:
    return [
        {group: Part(row[part], row[whole], row["party_count"]) for group, row in one.industries.items()}
        for one in course
    ]


def _amounts(asked: Sequence[_Asked], earlier: Sequence[Sequence[_Asked]], column: str) -> dict[str, Amount | None]:
    """An amount by industry group; None where nobody's is known. There is no total to subtract from.

    Nothing is an amount as well: where few are known, it would say so of each of them.
    """

    def held(course: Sequence[_Asked]) -> list[dict[str, tuple[courses.Held, ...]]]:
        return [{group: (one.held[column].get(group, {}),) for group in INDUSTRIES} for one in course]

    hidden = courses.hidden_amounts(held(asked), [held(one) for one in earlier], has_total=False)[-1]
    hidden |= {group for group in INDUSTRIES if small_cells.is_small(asked[-1].known.get((column, group), 0))}
    rows = asked[-1].industries
    return {
        group: None if row[column] is None else Hidden.PROTECTED if group in hidden else row[column]
        for group, row in rows.items()
    }
