"""Fokusområder: how do the agreement's sectors do (R13)? Small cells are hidden here (R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline import disclosure, figures, intervals
from data_pipeline.agreements import Agreement, Words
from data_pipeline.disclosure import Amount, Count, Hidden, Share
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, quarter_ends
from data_pipeline.warehouse import Question

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
    """All sectors at a quarter end, in the agreement's order, those in none of them last."""

    day: dt.date
    sectors: tuple[Sector, ...]

    def of(self, name: str) -> Sector:
        """The sector with that id."""
        return next(one for one in self.sectors if one.id == name)


@dataclass(frozen=True)
class SectorsReport:
    """The sectors at the latest quarter end (`day`), and `course`: at every one up to it.

    Without a quarter end by as-of there is nothing to show, and `course` is empty; `first_day` is the first there will
    be. `codes` are DB07 codes or beginnings of them by sector.
    """

    stamp: Stamp
    clause: str
    goal: float
    first_day: dt.date
    names: Mapping[str, Words]
    codes: Mapping[str, tuple[str, ...]]
    total: Total | None
    course: tuple[Quarter, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no quarter has ended yet, or no sector is agreed."""
        return not self.course or not self.names

    @property
    def day(self) -> dt.date:
        """The quarter end the sectors are shown as of; there is one unless the report is empty."""
        return self.course[-1].day

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The agreement's sectors as of that day, without those in none of them."""
        return tuple(one for one in self.course[-1].sectors if one.id != NONE)

    @property
    def outside(self) -> Sector:
        """Those in none of the sectors."""
        return self.course[-1].of(NONE)


def answer(view: View) -> SectorsReport:
    """The sectors as of the latest quarter end by the view's date."""
    agreed = view.agreement
    course: tuple[Quarter, ...] = ()
    total: Total | None = None
    for day in view.quarter_ends():
        with view.asking(day) as question:
            rows = figures.PARTS["sectors"](question, agreed, day)["sectors"]
            jobs = {row["sector_id"]: row for row in question.rows("sector_jobs")}
            course = (*course, Quarter(day, _sectors(view, {row["id"]: row for row in rows}, jobs)))
            if day == view.quarter_ends()[-1]:
                total = _total(question, agreed, day, rows)
    return SectorsReport(
        stamp=view.stamp,
        clause=", ".join(dict.fromkeys(sector.clause for sector in agreed.sectors)),
        goal=agreed.satisfaction.goal_percent / 100,
        first_day=quarter_ends(agreed.first_date, agreed.last_date)[0],
        names={sector.id: sector.name for sector in agreed.sectors},
        codes={sector.id: sector.codes for sector in agreed.sectors},
        total=total,
        course=course,
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
                certainty=intervals.certainty(interval, view.agreement.satisfaction.goal_percent / 100),
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


def _total(question: Question, agreed: Agreement, day: dt.date, rows: Sequence[Mapping[str, Any]]) -> Total:
    found = {name: figures.PARTS[name](question, agreed, day)[name] for name in ("satisfaction", "jobs")}
    actuals = {(row["measure"], row["segment"]): row["actual"] for row in question.rows("activity")}
    whole, jobs = found["satisfaction"], found["jobs"]
    return Total(
        guided=sum(actuals["guided.total", segment] for segment in figures.SEGMENTS),
        screened=sum(sector["screened"] for sector in rows),
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
