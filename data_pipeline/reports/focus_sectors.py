"""Fokusområder: how do the agreement's sectors do (R13)? Small cells are hidden here (R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline import disclosure, intervals
from data_pipeline.agreements import Words
from data_pipeline.disclosure import Amount, Count, Hidden, Share
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View

NONE = "none"


@dataclass(frozen=True)
class Sector:
    """One sector, or none of them (`id` none, no name). Counts of parties and programmes, shares 0–1, full-time
    equivalents; what is too small to show is `Hidden`. `low`, `high`: Wilson 95 %, only where the share is shown.
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
    created: Amount
    lost: Amount
    net: Amount
    measured: Count
    not_measured: Count


@dataclass(frozen=True)
class SectorsReport:
    """The sectors at a quarter end (`day`), and at the ones before it: `course` holds the guided counts by sector.

    Without a quarter end by as-of there is nothing to show, and `sectors` is empty.
    """

    stamp: Stamp
    day: dt.date | None
    clause: str
    goal: float
    sectors: tuple[Sector, ...]
    total: Mapping[str, Any]
    course: tuple[tuple[dt.date, Mapping[str, Count]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether no quarter has ended yet."""
        return not self.sectors


def answer(view: View) -> SectorsReport:
    """The sectors as of the latest quarter end by the view's date."""
    days = view.quarter_ends()
    found = {day: {one["id"]: one for one in view.figures("sectors", as_of=day)["sectors"]} for day in days}
    sectors: tuple[Sector, ...] = ()
    total: dict[str, Any] = {}
    if days:
        with view.asking(days[-1]) as question:
            jobs = {row["sector_id"]: row for row in question.rows("sector_jobs")}
        sectors = _sectors(view, found[days[-1]], jobs)
        total = _total(view, days[-1])
    return SectorsReport(
        stamp=view.stamp,
        day=days[-1] if days else None,
        clause=", ".join(dict.fromkeys(sector.clause for sector in view.agreement.sectors)),
        goal=view.agreement.satisfaction.goal_percent / 100,
        sectors=sectors,
        total=total,
        course=tuple((day, _counts(found[day], "guided")) for day in days),
    )


def _counts(rows: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Count]:
    return disclosure.counts({key: row[name] for key, row in rows.items()})


def _sectors(view: View, rows: Mapping[str, Any], jobs: Mapping[str, Any]) -> tuple[Sector, ...]:
    names = {sector.id: sector.name for sector in view.agreement.sectors}
    counts = {
        name: _counts(rows, name)
        for name in ("guided", "screened", "programmes", "answered", "measured", "not_measured")
    }
    shares = disclosure.shares({key: (row["satisfied"], row["answered"]) for key, row in rows.items()})
    amounts = _jobs(rows, jobs)
    sectors = []
    for key, row in rows.items():
        share = shares[key]
        interval = intervals.wilson(row["satisfied"], row["answered"]) if isinstance(share, float) else None
        sectors.append(
            Sector(
                id=key,
                name=names.get(key),
                share=share,
                low=interval and interval[0],
                high=interval and interval[1],
                guided=counts["guided"][key],
                screened=counts["screened"][key],
                programmes=counts["programmes"][key],
                answered=counts["answered"][key],
                measured=counts["measured"][key],
                not_measured=counts["not_measured"][key],
                created=amounts[key]["created"],
                lost=amounts[key]["lost"],
                net=amounts[key]["net"],
            )
        )
    return tuple(sectors)


def _jobs(rows: Mapping[str, Any], jobs: Mapping[str, Any]) -> dict[str, dict[str, Amount]]:
    """Created, lost and net of each sector: net alone where created and lost may not be shown, all or nothing else.

    Created less lost is net, so the first two are shown together or not at all.
    """
    zero = Decimal(0)
    nothing: dict[str, Any] = dict.fromkeys(("created", "lost", "created_largest", "lost_largest", "net_largest"), zero)
    nothing |= dict.fromkeys(("created_count", "lost_count", "measured_count"), 0)
    parts = {key: jobs.get(key, nothing) for key in rows}

    def sums(name: str) -> dict[str, disclosure.Sum]:
        return {
            key: disclosure.Sum(part[name], part[f"{name}_count"], part[f"{name}_largest"], part[name])
            for key, part in parts.items()
        }

    nets = disclosure.amounts(
        {
            key: disclosure.Sum(
                part["created"] - part["lost"],
                part["measured_count"],
                part["net_largest"],
                part["created"] + part["lost"],
            )
            for key, part in parts.items()
        }
    )
    created, lost = disclosure.amounts(sums("created")), disclosure.amounts(sums("lost"))
    both = {
        key: Hidden.PROTECTED
        if any(isinstance(column[key], Hidden) for column in (nets, created, lost))
        else parts[key]["measured_count"]
        for key in parts
    }
    both = disclosure.in_company(both, {key: part["measured_count"] for key, part in parts.items()})
    return {
        key: {
            "net": nets[key],
            "created": Hidden.PROTECTED if isinstance(both[key], Hidden) else created[key],
            "lost": Hidden.PROTECTED if isinstance(both[key], Hidden) else lost[key],
        }
        for key in parts
    }


def _total(view: View, day: dt.date) -> dict[str, Any]:
    """The agreement's own totals at the same date: headline figures, shown whole."""
    found = view.figures(as_of=day)
    actuals = {target["id"]: target["actual"] for target in found["targets"]}
    return {
        "guided": actuals["guided.total.entrepreneur"] + actuals["guided.total.company"],
        "screened": sum(sector["screened"] for sector in found["sectors"]),
        "programmes": actuals["programme.total.entrepreneur"] + actuals["programme.total.company"],
        "answered": found["satisfaction"]["answered"],
        "share": found["satisfaction"]["share"],
        "created": Decimal(found["jobs"]["created"]),
        "lost": Decimal(found["jobs"]["lost"]),
        "net": Decimal(found["jobs"]["net"]),
    }
