"""Årsrapporter: whom did each operator guide, and how did they fare (R16, B3)? Small cells are hidden here (R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline import disclosure
from data_pipeline.disclosure import Amount, Count, Hidden, Share, Sum
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


def answer(view: View) -> AnnualReport:
    """The annual reports as of the latest quarter end by the view's date."""
    days = view.quarter_ends()
    clause = view.agreement.follow_up.clause
    first_day = quarter_ends(view.agreement.first_date, view.agreement.last_date)[0]
    if not days:
        return AnnualReport(view.stamp, first_day, None, clause, ())
    with view.asking(days[-1]) as question:
        industries, profiles = question.rows("annual_industry"), question.rows("annual_profile")
    operators = []
    for level in OPERATORS:
        party = view.agreement.party(f"{level}_operator")
        operators.append(
            _operator(
                level,
                party.name if party else "",
                {row["profile"]: row["party_count"] for row in profiles if row["operator_level"] == level},
                {row["industry_group"]: row for row in industries if row["operator_level"] == level},
            )
        )
    return AnnualReport(view.stamp, first_day, days[-1], clause, tuple(operators))


def _operator(
    level: str, name: str, profiles: Mapping[str, int], industries: Mapping[str, Mapping[str, Any]]
) -> OperatorReport:
    shown = profiles_shown({profile: profiles.get(profile, 0) for profile in PROFILES})
    rows = {group: industries[group] for group in INDUSTRIES if group in industries}
    companies = disclosure.counts({group: row["party_count"] for group, row in rows.items()})
    surviving = disclosure.shares({key: (row["surviving_count"], row["alive_count"]) for key, row in rows.items()})
    exporting = disclosure.shares(
        {key: (row["exporting_count"], row["export_known_count"]) for key, row in rows.items()}
    )
    full_time = _amounts(rows, "full_time", "full_time_largest", "full_time_count")
    revenue = _amounts(rows, "revenue_dkk", "revenue_largest", "revenue_count")
    export = _exports(rows)
    return OperatorReport(
        level=level,
        operator=name,
        guided=sum(profiles.values()),
        profiles=tuple((profile, shown[profile]) for profile in PROFILES),
        companies=sum(row["party_count"] for row in rows.values()),
        industries=tuple(
            Industry(
                group,
                companies[group],
                surviving[group],
                exporting[group],
                full_time[group],
                revenue[group],
                export[group],
            )
            for group in rows
        ),
    )


def profiles_shown(counts: Mapping[str, int]) -> dict[str, Count]:
    """Parties by profile, small counts hidden.

    B1 tells how many entrepreneurs and how many companies were guided, so those before start and those up to three
    years must also keep each other's secret without the established companies.
    """
    young = disclosure.counts({profile: counts[profile] for profile in PROFILES[:2]})
    return {
        profile: young[profile] if isinstance(young.get(profile), Hidden) else count
        for profile, count in disclosure.counts(counts).items()
    }


def _exports(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Amount | None]:
    """Export in kroner. That nobody of fewer than five exports is not told: the zero would say so of each of them."""
    shown = _amounts(rows, "export_dkk", "export_largest", "exporting_count")
    return {
        group: Hidden.PROTECTED if disclosure.is_small(rows[group]["export_known_count"]) else amount
        for group, amount in shown.items()
    }


def _amounts(
    rows: Mapping[str, Mapping[str, Any]], amount: str, largest: str, contributors: str
) -> dict[str, Amount | None]:
    sums = {
        group: Sum(row[amount] or Decimal(0), row[contributors], row[largest] or Decimal(0), row[amount] or Decimal(0))
        for group, row in rows.items()
    }
    shown = disclosure.amounts(sums)
    return {group: None if rows[group][amount] is None else shown[group] for group in rows}
