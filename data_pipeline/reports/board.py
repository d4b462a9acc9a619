"""The board: an installation, ready to be asked by pages."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from data_pipeline import agreements, figures, ledger
from data_pipeline.agreements import Agreement
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.loading import watch
from data_pipeline.loading.watch import Inbox
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import (
    annual_reports,
    data,
    deadlines,
    fees,
    focus_sectors,
    jobs,
    overview,
    road,
    satisfaction,
    strategy,
    targets,
    tracing,
    why,
)
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, month_ends
from data_pipeline.settings import Settings
from data_pipeline.storage import landing, warehouse

# A page's report by the page's name; each is worked out in the module of that name.
ANSWERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "overview": overview.answer,
        "targets": targets.answer,
        "fees": fees.answer,
        "satisfaction": satisfaction.answer,
        "jobs": jobs.answer,
        "focus_sectors": focus_sectors.answer,
        "road": road.answer,
        "deadlines": deadlines.answer,
        "annual_reports": annual_reports.answer,
        "strategy": strategy.answer,
        "data": data.answer,
        "trace": tracing.answer,
        "why": why.answer,
    }
)


# How many loads back a reader is taken to remember what was shown (R18). Each is a warehouse more to open when a report
# is first asked for after a load.
REMEMBERED = 4


@dataclass(frozen=True)
class AgreementChoice:
    """An agreement one can choose. `as_of`: the dates one may choose, newest first (R18: month ends, newest day)."""

    id: str
    title: str
    as_of: tuple[dt.date, ...]


@dataclass(frozen=True)
class _Standing:
    pulse: tuple[int, int, int]
    load: ledger.Load | None
    store: warehouse.Warehouse


class Board:
    """An installation, ready to be asked. Safe to share between sessions of a process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger = ledger.open(settings.ledger)
        self._landing = landing.Landing.open(settings.landing)
        self._lock = threading.Lock()
        self._standing: _Standing | None = None
        self._earlier_lock = threading.Lock()
        self._earlier: dict[tuple[tuple[int, int, int], int], tuple[_Standing, ...]] = {}

    def newest(self) -> int:
        """Number of the newest snapshot, 0 when nothing is loaded; a few milliseconds, ask as often as you like."""
        return self.ledger.newest()

    def state(self) -> str:
        """What every answer depends on beside what was asked: the key for every cache.

        The newest snapshot's warehouse file (built when missing), what else the ledger holds, and the agreement files.
        """
        now = self._now()
        files = sorted(self.settings.agreements.glob("*.toml"))
        return f"{now.store.path.name} {now.pulse} {[(path.name, path.stat().st_mtime_ns) for path in files]}"

    def agreements(self, language: str) -> tuple[AgreementChoice, ...]:
        """The agreements there are, the newest first, with the dates one may choose for each.

        The first is shown unless another is chosen, so those whose period has no data yet come last.
        """
        newest_days = {one: self._newest_day(self._now(), one) for one in self._agreements().values()}

        def place(one: Agreement) -> tuple[bool, dt.date, str]:
            newest = newest_days[one]
            return newest is not None and newest >= one.first_date, one.first_date, one.id

        found = sorted(newest_days, key=place, reverse=True)
        return tuple(
            AgreementChoice(one.id, one.title.say(language), _as_of_choices(one, newest_days[one])) for one in found
        )

    def answer(self, report: str, agreement: str, as_of: dt.date, *, by: Person, **choices: Any) -> Any:
        """The report of that name (`ANSWERS`) for an agreement as of a date; `choices` are the report's own.

        What it holds depends on the role of `by`: keep it for others of that role alone. Raises `NotAllowed`, and
        `Correctable` for role `observer` and a date that no page offers.
        """
        if not by.may(Role.PARTNER):
            self.offered(agreement, as_of)
        return ANSWERS[report](self.view(agreement, as_of, by=by), **choices)

    def offered(self, agreement: str, as_of: dt.date) -> None:
        """Nothing for a date that figures are shown as of: a day in between would single people out (R18).

        Raises `Correctable` with the nearest one for any other.
        """
        agreed = agreements.load(self.settings.agreements, agreement)
        days = _as_of_choices(agreed, self._newest_day(self._now(), agreed))
        if as_of not in (*days, *month_ends(agreed.first_date, agreed.last_date)):
            nearest = min(days, key=lambda day: (abs(day - as_of), day))
            raise Correctable(
                message("Figures are shown as of month ends and the newest day; the nearest is {day}.", day=nearest)
            )

    def view(self, agreement: str, as_of: dt.date, *, by: Person, snapshot: int | None = None) -> View:
        """The newest snapshot, or the one named, seen through an agreement as of a date: for several reports of one and
        the same data. Raises `Correctable` for a snapshot there is not.
        """
        agreed = agreements.load(self.settings.agreements, agreement)

        def seen(standing: _Standing, earlier: Callable[[], Sequence[View]]) -> View:
            return View(standing.store, self.ledger, agreed, as_of, self._stamp(standing, agreed, as_of), by, earlier)

        now = self._now() if snapshot is None else self._at(snapshot)
        return seen(now, lambda: [seen(one, tuple) for one in self._before(now)])

    def sectors(self, agreement: str) -> tuple[str, ...]:
        """The ids of an agreement's focus sectors, in its order."""
        return tuple(one.id for one in agreements.load(self.settings.agreements, agreement).sectors)

    def inbox(self, *, by: Person) -> Inbox | None:
        """The inbox as it stands now; None for those who may not see its files' names."""
        return watch.look(self.settings) if by.may(Role.PARTNER) else None

    def _agreements(self) -> dict[str, Agreement]:
        return agreements.load_all(self.settings.agreements)

    def _now(self) -> _Standing:
        """The newest snapshot, opened; asked again only when the ledger's pulse has changed."""
        pulse = self.ledger.pulse()
        with self._lock:
            if self._standing is None or self._standing.pulse != pulse:
                self._standing = self._opened(pulse, self.ledger.loads())
            return self._standing

    def _at(self, snapshot: int) -> _Standing:
        """A snapshot, opened."""
        pulse, loads = self.ledger.pulse(), self.ledger.loads(snapshot)
        if not loads or loads[-1].number != snapshot:
            raise Correctable(
                message(
                    "There is no load {number}. The newest is {newest}.", number=str(snapshot), newest=str(pulse[0])
                )
            )
        return self._opened(pulse, loads)

    def _before(self, now: _Standing) -> tuple[_Standing, ...]:
        """What was there after each of the loads before the one that last changed something, the oldest first.

        Loads that changed nothing are no memory: after one of them all numbers would come back that its predecessor
        had to hide. Opened when first asked for.
        """
        if now.load is None:
            return ()
        key = (now.pulse, now.load.number)
        with self._earlier_lock:
            if key not in self._earlier:
                loads = self.ledger.loads(now.load.number)
                changing = [one.number for one in loads if one.parts or one.full_tables][-REMEMBERED - 1 : -1]
                self._earlier = {
                    key: tuple(self._opened(now.pulse, [one for one in loads if one.number <= n]) for n in changing)
                }
            return self._earlier[key]

    def _opened(self, pulse: tuple[int, int, int], loads: Sequence[ledger.Load]) -> _Standing:
        path = warehouse.ensure(self.settings, loads, self._landing)
        return _Standing(pulse, loads[-1] if loads else None, warehouse.Warehouse(path))

    def _stamp(self, now: _Standing, agreed: Agreement, as_of: dt.date) -> Stamp:
        if now.load is None:
            raise Correctable(message("Nothing is loaded yet. Load the CRM's exports first."))
        return Stamp(agreed.id, as_of, now.load.number, now.load.loaded_at, self._newest_day(now, agreed) or as_of)

    def _newest_day(self, now: _Standing, agreed: Agreement) -> dt.date | None:
        """The newest event day, no later than the newest load: what lies after it is a slip of the pen."""
        if now.load is None:
            return None
        with now.store.asking(agreement=figures.parameters(agreed), as_of=now.load.loaded_at.date()) as question:
            return question.row("newest_day")["newest_date"]


def _as_of_choices(agreed: Agreement, newest: dt.date | None) -> tuple[dt.date, ...]:
    if newest is None:
        return (agreed.first_date,)
    days = {day for day in month_ends(agreed.first_date, agreed.last_date) if day <= newest}
    return tuple(sorted(days | {newest}, reverse=True))


def open_board(settings: Settings) -> Board:
    """The board of an installation."""
    return Board(settings)
