"""What a page may ask: one report a page, small cells hidden here, before a page can see them.

Every report is a frozen value: what it says depends on (warehouse file, agreement, as-of date, choices) alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Stamp:
    """Which data a report was made from. `newest_day`: the newest event day in the data; `loaded_at` is UTC."""

    agreement: str
    as_of: dt.date
    snapshot: int
    loaded_at: dt.datetime
    newest_day: dt.date


@dataclass(frozen=True)
class Forecast:
    """Where a count ends with the year (R15): whole numbers, an 80 % interval, and P(target reached) 0–1."""

    median: int
    low: int
    high: int
    p_target: float


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


class Board:
    """An installation, ready to be asked. Safe to share between sessions."""

    def newest(self) -> int:
        """Number of the newest snapshot, 0 when nothing is loaded; a few milliseconds, ask as often as you like."""
        raise NotImplementedError

    def agreements(self, language: str) -> tuple[AgreementChoice, ...]:
        """The agreements there are, the newest first."""
        raise NotImplementedError

    def warehouse_name(self) -> str:
        """Name of the newest snapshot's warehouse file: the key for every cache. Builds the file when missing."""
        raise NotImplementedError

    def overview(self, agreement: str, as_of: dt.date) -> OverviewReport:
        """Overblik."""
        raise NotImplementedError

    def targets(self, agreement: str, as_of: dt.date) -> TargetsReport:
        """Aktivitetsmål."""
        raise NotImplementedError


def open_board(settings) -> Board:
    """The board of an installation."""
    raise NotImplementedError
