"""Fokusområder: how do the agreement's sectors do (R13)? Small cells are hidden here (R18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline import figures
from data_pipeline.agreements import Agreement, Words
from data_pipeline.arithmetic import intervals
from data_pipeline.privacy import courses
from data_pipeline.privacy.courses import Part
from data_pipeline.privacy.small_cells import Amount, Count, Hidden, Share
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, quarter_ends

NONE = "none"
COUNTS = ("guided", "screened", "programmes", "answered", "measured", "not_measured")


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


@dataclass(frozen=True)
class _Asked:
    """All that is true of the sectors on a day, nothing hidden: counts by sector, and each company's change in it."""

    rows: Mapping[str, Mapping[str, Any]]
    changes: Mapping[str, Mapping[str, Decimal]]


def answer(view: View) -> SectorsReport:
    """The sectors as of the latest quarter end by the view's date."""
    agreed, days = view.agreement, view.quarter_ends()
    asked, earlier = view.courses(_ask)
    return SectorsReport(
        stamp=view.stamp,
        clause=", ".join(dict.fromkeys(sector.clause for sector in agreed.sectors)),
        goal=agreed.satisfaction.goal_percent / 100,
        first_day=quarter_ends(agreed.first_date, agreed.last_date)[0],
        names={sector.id: sector.name for sector in agreed.sectors},
        codes={sector.id: sector.codes for sector in agreed.sectors},
        total=_total(view, days[-1], asked[-1]) if days else None,
        course=tuple(Quarter(day, sectors) for day, sectors in zip(days, _shown(agreed, asked, earlier), strict=True)),
    )


def _ask(view: View, day: dt.date) -> _Asked:
    with view.asking(day) as question:
        rows = figures.PARTS["sectors"](question, view.agreement, day)["sectors"]
        companies = question.rows("sector_change")
    changes: dict[str, dict[str, Decimal]] = {row["id"]: {} for row in rows}
    for company in companies:
        changes[company["sector_id"]][company["party_cvr"]] = company["change"]
    return _Asked({row["id"]: row for row in rows}, changes)


def _shown(agreed: Agreement, asked: Sequence[_Asked], earlier: Sequence[Sequence[_Asked]]) -> list[tuple[Sector, ...]]:
    """The sectors at every quarter end, as far as they may be shown."""
    names = {sector.id: sector.name for sector in agreed.sectors}
    goal = agreed.satisfaction.goal_percent / 100

    def column(course: Sequence[_Asked], name: str) -> list[dict[str, int]]:
        return [{key: row[name] for key, row in one.rows.items()} for one in course]

    def voices(course: Sequence[_Asked]) -> list[dict[str, Part]]:
        return [{key: Part(row["satisfied"], row["answered"]) for key, row in one.rows.items()} for one in course]

    counts = {name: courses.counts(column(asked, name), [column(one, name) for one in earlier]) for name in COUNTS}
    shares = courses.shares(voices(asked), [voices(one) for one in earlier], wholes=counts["answered"])
    jobs = _jobs(asked, earlier)

    def sector(position: int, key: str, row: Mapping[str, Any]) -> Sector:
        share = shares[position][key]
        interval = intervals.wilson(row["satisfied"], row["answered"]) if isinstance(share, float) else None
        low, high = interval or (None, None)
        return Sector(
            id=key,
            name=names.get(key),
            share=share,
            low=low,
            high=high,
            certainty=intervals.certainty(interval, goal),
            guided=counts["guided"][position][key],
            screened=counts["screened"][position][key],
            programmes=counts["programmes"][position][key],
            answered=counts["answered"][position][key],
            measured=counts["measured"][position][key],
            not_measured=counts["not_measured"][position][key],
            created=jobs[position][key]["created"],
            lost=jobs[position][key]["lost"],
            net=jobs[position][key]["net"],
        )

    return [tuple(sector(position, key, row) for key, row in one.rows.items()) for position, one in enumerate(asked)]


def _jobs(asked: Sequence[_Asked], earlier: Sequence[Sequence[_Asked]]) -> list[dict[str, dict[str, Amount]]]:
    """Created, lost and net of each sector: net alone where created and lost may not be shown.

    Created less lost is net, so the first two are shown together or not at all, and never without net.
    """

    def net(held: Mapping[str, Decimal]) -> tuple[courses.Held, ...]:
        return (held,)

    def both(held: Mapping[str, Decimal]) -> tuple[courses.Held, ...]:
        up = {party: change for party, change in held.items() if change > 0}
        down = {party: -change for party, change in held.items() if change < 0}
        return held, up, down

    def course(of: Sequence[_Asked], split: Callable[[Mapping[str, Decimal]], tuple[courses.Held, ...]]) -> list[Any]:
        return [{key: split(held) for key, held in one.changes.items()} for one in of]

    no_net = courses.hidden_amounts(course(asked, net), [course(one, net) for one in earlier])
    no_split = courses.hidden_amounts(course(asked, both), [course(one, both) for one in earlier], forced=no_net)

    def shown(position: int, key: str, held: Mapping[str, Decimal]) -> dict[str, Amount]:
        sums = [courses.sum_of(part) for part in both(held)]
        hidden = [key in no_net[position], *[key in no_split[position]] * 2]
        told = [Hidden.PROTECTED if gone else amount for gone, amount in zip(hidden, sums, strict=True)]
        return dict(zip(("net", "created", "lost"), told, strict=True))

    return [
        {key: shown(position, key, held) for key, held in one.changes.items()} for position, one in enumerate(asked)
    ]


def _total(view: View, day: dt.date, asked: _Asked) -> Total:
    with view.asking(day) as question:
        found = {name: figures.PARTS[name](question, view.agreement, day)[name] for name in ("satisfaction", "jobs")}
        actuals = {(row["measure"], row["segment"]): row["actual"] for row in question.rows("activity")}
    whole, jobs = found["satisfaction"], found["jobs"]
    return Total(
        guided=sum(actuals["guided.total", segment] for segment in figures.SEGMENTS),
        screened=sum(sector["screened"] for sector in asked.rows.values()),
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
