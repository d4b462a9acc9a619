"""What a page may ask: one report a page, small cells hidden here, before a page can see them.

Every report is a frozen value: what it says depends on (warehouse file, agreement, as-of date, choices) alone.
"""

from __future__ import annotations

import datetime as dt
import threading
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data_pipeline import agreements, figures, landing, ledger, pace, warehouse
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.pace import Forecast
from data_pipeline.settings import Settings


@dataclass(frozen=True)
class Stamp:
    """Which data a report was made from. `newest_day`: the newest event day in the data; `loaded_at` is UTC."""

    agreement: str
    as_of: dt.date
    snapshot: int
    loaded_at: dt.datetime
    newest_day: dt.date


@dataclass(frozen=True)
class Target:
    """One target of B1 in one segment. `measure` is the id without its segment (`guided.local`).

    `expected`: by as-of after working days (R15); `needed_per_month`: what still reaches the target, in counts a
    remaining month, None when it is reached, has no target or no month is left.
    """

    id: str
    measure: str
    segment: str
    clause: str
    actual: int
    target: int
    expected: float
    status: str
    forecast: Forecast | None
    needed_per_month: Decimal | None

    @property
    def missing(self) -> int:
        """How many are still missing to the target (0 when reached)."""
        return max(self.target - self.actual, 0)


@dataclass(frozen=True)
class Point:
    """A figure at the end of a day. `working_days`: elapsed since the agreement's first date, that day included."""

    day: dt.date
    working_days: int
    actual: int


@dataclass(frozen=True)
class Series:
    """A target's course: month ends up to as-of and as-of itself; `month_ends`: working days at every month's end."""

    target: Target
    points: tuple[Point, ...]
    month_ends: tuple[tuple[dt.date, int], ...]
    working_days: int


@dataclass(frozen=True)
class TargetsReport:
    """B1's table: all targets in the agreement's order, and the course of `guided.total` in both segments."""

    stamp: Stamp
    targets: tuple[Target, ...]
    courses: tuple[Series, ...]


@dataclass(frozen=True)
class Satisfaction:
    """§7: share of voices satisfied (0–1), Wilson 95 % interval, and both verdicts (R8)."""

    clause: str
    satisfied: int
    answered: int
    invited: int
    share: float | None
    goal: float
    met: bool | None
    low: float | None
    high: float | None
    certainty: str
    response_rate: float | None


@dataclass(frozen=True)
class Jobs:
    """§7: full-time equivalents created, lost and net among guided companies (R9)."""

    clause: str
    created: Decimal
    lost: Decimal
    net: Decimal
    goal: int
    measure: str
    measured: int
    not_measured: int


@dataclass(frozen=True)
class Fee:
    """One line of B2 in kroner (R7); `id` is `fee_total` for the sum."""

    id: str
    clause: str
    count: int
    pending: int
    amount: Decimal
    uncapped: Decimal
    cut: Decimal
    budget: Decimal


@dataclass(frozen=True)
class Deadline:
    """§5: kept, missed and pending; share = kept / (kept + missed), None when nothing is decided (R10, R11)."""

    id: str
    clause: str
    kept: int
    missed: int
    pending: int
    share: float | None


@dataclass(frozen=True)
class OverviewReport:
    """The five headline figures and what needs attention."""

    stamp: Stamp
    entrepreneurs: Target
    companies: Target
    satisfaction: Satisfaction
    jobs: Jobs
    fees: Fee
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True)
class AgreementChoice:
    """An agreement one can choose. `as_of`: the dates one may choose, newest first (R18: month ends, newest day)."""

    id: str
    title: str
    as_of: tuple[dt.date, ...]


@dataclass(frozen=True)
class _Standing:
    pulse: tuple[int, int]
    load: ledger.Load | None
    store: warehouse.Warehouse


class Board:
    """An installation, ready to be asked. Safe to share between sessions of a process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ledger = ledger.open(settings.ledger)
        self._landing = landing.Landing.open(settings.landing)
        self._lock = threading.Lock()
        self._standing: _Standing | None = None

    def newest(self) -> int:
        """Number of the newest snapshot, 0 when nothing is loaded; a few milliseconds, ask as often as you like."""
        return self._ledger.newest()

    def warehouse_name(self) -> str:
        """Name of the newest snapshot's warehouse file: the key for every cache. Builds the file when missing."""
        return self._now().store.path.name

    def agreements(self, language: str) -> tuple[AgreementChoice, ...]:
        """The agreements there are, the newest first, with the dates one may choose for each."""
        found = sorted(self._agreements().values(), key=lambda one: (one.first_date, one.id), reverse=True)
        return tuple(AgreementChoice(one.id, one.title.say(language), self._as_of_choices(one)) for one in found)

    def overview(self, agreement: str, as_of: dt.date) -> OverviewReport:
        """Overblik: are we on course?"""
        agreed = self._agreement(agreement)
        found = figures.all_figures(self._now().store, agreed, as_of)
        targets = _targets(found, agreed, as_of)
        by_id = {target.id: target for target in targets}
        return OverviewReport(
            stamp=self._stamp(agreed, as_of),
            entrepreneurs=by_id["guided.total.entrepreneur"],
            companies=by_id["guided.total.company"],
            satisfaction=_satisfaction(found, agreed),
            jobs=_jobs(found, agreed),
            fees=_fee("fee_total", found["fee_total"], _fee_clause(agreed)),
            targets=targets,
            deadlines=_deadlines(found, agreed),
        )

    def targets(self, agreement: str, as_of: dt.date) -> TargetsReport:
        """Aktivitetsmål: B1's table, and the course of the guided parties through the year."""
        agreed = self._agreement(agreement)
        store = self._now().store
        targets = _targets(figures.all_figures(store, agreed, as_of), agreed, as_of)
        days = [day for day in _month_ends(agreed.first_date, agreed.last_date) if day < as_of]
        days.append(min(as_of, agreed.last_date))
        actuals = [figures.activity(store, agreed, day) for day in days]
        courses = []
        for target in targets:
            if target.measure == "guided.total":
                points = tuple(
                    Point(day, figures.Days.of(agreed, day).elapsed, counts[target.id])
                    for day, counts in zip(days, actuals, strict=True)
                )
                courses.append(Series(target, points, _month_end_days(agreed), figures.Days.of(agreed, as_of).total))
        return TargetsReport(self._stamp(agreed, as_of), targets, tuple(courses))

    def _agreements(self) -> dict[str, agreements.Agreement]:
        return agreements.load_all(self._settings.agreements)

    def _agreement(self, name: str) -> agreements.Agreement:
        return agreements.load(self._settings.agreements, name)

    def _now(self) -> _Standing:
        """The newest snapshot, opened; asked again only when the ledger's pulse has changed."""
        pulse = self._ledger.pulse()
        with self._lock:
            if self._standing is None or self._standing.pulse != pulse:
                loads = self._ledger.loads()
                path = warehouse.ensure(self._settings, loads, self._landing)
                self._standing = _Standing(pulse, loads[-1] if loads else None, warehouse.Warehouse(path))
            return self._standing

    def _stamp(self, agreed: agreements.Agreement, as_of: dt.date) -> Stamp:
        load = self._now().load
        if load is None:
            raise Correctable(message("Nothing is loaded yet. Load the CRM's exports first."))
        return Stamp(agreed.id, as_of, load.number, load.loaded_at, self._newest_day(agreed) or as_of)

    def _newest_day(self, agreed: agreements.Agreement) -> dt.date | None:
        """The newest event day, no later than the newest load: what lies after it is a slip of the pen."""
        now = self._now()
        if now.load is None:
            return None
        with now.store.asking(agreement=figures.parameters(agreed), as_of=now.load.loaded_at.date()) as question:
            return question.row("newest_day")["newest_date"]

    def _as_of_choices(self, agreed: agreements.Agreement) -> tuple[dt.date, ...]:
        newest = self._newest_day(agreed)
        if newest is None:
            return (agreed.first_date,)
        days = {day for day in _month_ends(agreed.first_date, agreed.last_date) if day <= newest}
        return tuple(sorted(days | {newest}, reverse=True))


def open_board(settings: Settings) -> Board:
    """The board of an installation."""
    return Board(settings)


def _month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ends = [dt.date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1]) for month in months]
    return [min(day, last) for day in ends]


def _month_end_days(agreed: agreements.Agreement) -> tuple[tuple[dt.date, int], ...]:
    return tuple(
        (day, figures.Days.of(agreed, day).elapsed) for day in _month_ends(agreed.first_date, agreed.last_date)
    )


def _targets(found: dict[str, Any], agreed: agreements.Agreement, as_of: dt.date) -> tuple[Target, ...]:
    return tuple(
        Target(
            id=one["id"],
            measure=one["id"].rpartition(".")[0],
            segment=one["id"].rpartition(".")[2],
            clause=one["clause"],
            actual=one["actual"],
            target=one["target"],
            expected=one["expected"],
            status=one["status"],
            forecast=one["forecast"] and Forecast(**one["forecast"]),
            needed_per_month=pace.needed_per_month(one["actual"], one["target"], as_of, agreed.last_date),
        )
        for one in found["targets"]
    )


def _satisfaction(found: dict[str, Any], agreed: agreements.Agreement) -> Satisfaction:
    whole = {name: value for name, value in found["satisfaction"].items() if name != "levels"}
    return Satisfaction(clause=agreed.satisfaction.clause, **whole)


def _jobs(found: dict[str, Any], agreed: agreements.Agreement) -> Jobs:
    jobs = found["jobs"]
    return Jobs(
        clause=agreed.jobs.clause,
        goal=jobs["goal"],
        measure=jobs["measure"],
        measured=jobs["measured"],
        not_measured=jobs["not_measured"],
        **{name: Decimal(jobs[name]) for name in ("created", "lost", "net")},
    )


def _fee(name: str, line: dict[str, Any], clause: str) -> Fee:
    amounts = {part: Decimal(line[part]) for part in ("amount", "uncapped", "cut", "budget")}
    return Fee(id=name, clause=clause, count=line["count"], pending=line["pending"], **amounts)


def _fee_clause(agreed: agreements.Agreement) -> str:
    return ", ".join(dict.fromkeys(fee.clause for fee in agreed.fees))


def _deadlines(found: dict[str, Any], agreed: agreements.Agreement) -> tuple[Deadline, ...]:
    clauses = {
        "first_contact": agreed.deadlines.first_contact.clause,
        "registration": agreed.deadlines.registration.clause,
    }
    return tuple(Deadline(clause=clauses[one["id"]], **one) for one in found["deadlines"])
