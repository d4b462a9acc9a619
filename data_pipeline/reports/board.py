"""The board: an installation, ready to be asked by pages."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from data_pipeline import agreements, figures, ledger
from data_pipeline.agreements import Agreement, Words
from data_pipeline.errors import Correctable
from data_pipeline.figures import Slice
from data_pipeline.language import message
from data_pipeline.loading import watch
from data_pipeline.loading.watch import Inbox
from data_pipeline.privacy.rights import Person, Role, require_party
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
    sector,
    sector_comparison,
    slices,
    strategy,
    targets,
    trace,
    why,
)
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, month_ends
from data_pipeline.settings import Settings
from data_pipeline.storage import landing, receipts, warehouse

# A page's report by the page's name: each is worked out in the module of that name.
ANSWERS: Mapping[str, Callable[..., Any]] = {
    one.__name__.rpartition(".")[2]: one.answer
    for one in (
        *(overview, targets, fees, satisfaction, jobs, focus_sectors, road, deadlines, annual_reports, strategy),
        *(sector, sector_comparison, slices, data, trace, why),
    )
}
# Those that show slices beside the whole (R19).
BY_SLICE = ("slices", "sector_comparison", "sector")


@dataclass(frozen=True)
class AgreementChoice:
    """An agreement one can choose. `as_of`: the dates a list offers, newest first (month ends and the newest day);
    any other from `first_day` to `last_day` may be asked for too. `slices`: those one may ask for (R19), and `sectors`
    the names of its focus sectors by id.
    """

    id: str
    title: str
    as_of: tuple[dt.date, ...]
    first_day: dt.date
    last_day: dt.date
    slices: tuple[Slice, ...]
    sectors: Mapping[str, Words]


@dataclass(frozen=True)
class _OpenSnapshot:
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
        self._newest_open: _OpenSnapshot | None = None

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

        The first is shown unless another is chosen: the one that the settings name; those whose period has no data yet
        come last. Of one that another has followed in the data its last date is the newest that is offered.
        """
        now = self._now()
        newest_days = {one: self._newest_day(now, one) for one in self._agreements().values()}

        def place(one: Agreement) -> tuple[bool, bool, dt.date, str]:
            newest, is_first = newest_days[one], one.id == self.settings.first_agreement
            return is_first, newest is not None and newest >= one.first_date, one.first_date, one.id

        def offered(one: Agreement) -> dt.date | None:
            newest = newest_days[one]
            same = (other for other in newest_days if other.municipality == one.municipality)
            is_followed = newest and any(one.last_date < other.first_date <= newest for other in same)
            return min(newest, one.last_date) if newest and is_followed else newest

        found = sorted(newest_days, key=place, reverse=True)
        loaded = now.load.loaded_at.date() if now.load else None
        return tuple(_choice(one, language, offered(one), loaded) for one in found)

    def answer(self, report: str, agreement: str, as_of: dt.date, *, by: Person, **choices: Any) -> Any:
        """The report of that name (`ANSWERS`) for an agreement as of a date, in full; `choices` are the report's own.

        Raises `NotAllowed` for who signs for no party of it.
        """
        return ANSWERS[report](self.view(agreement, as_of, by=by), **choices)

    def view(
        self, agreement: str, as_of: dt.date, *, by: Person, snapshot: int | None = None, has_ids: bool = True
    ) -> View:
        """The newest snapshot, or the one named, seen through an agreement as of a date: for several reports of one and
        the same data; without `has_ids` they list no id of the CRM. Raises `NotAllowed` for who signs for no party, and
        `Correctable` for a snapshot there is not.
        """
        require_party(by, agreement)
        agreed = agreements.load(self.settings.agreements, agreement)
        now = self._now() if snapshot is None else self._at(snapshot)
        return View(now.store, self.ledger, agreed, as_of, self._stamp(now, agreed, as_of), by, has_ids)

    def store_of(self, snapshot: int) -> warehouse.Warehouse:
        """The rows of a snapshot without those that were erased since, opened apart from others: to be closed."""
        return warehouse.Warehouse(warehouse.ensure(self.settings, self.ledger.loads(snapshot), self._landing))

    def sectors(self, agreement: str) -> tuple[str, ...]:
        """The ids of an agreement's focus sectors, in its order."""
        return tuple(one.id for one in agreements.load(self.settings.agreements, agreement).sectors)

    def inbox(self, *, by: Person) -> Inbox | None:
        """The inbox as it stands now; None for those who may not see its files' names."""
        return watch.look(self.settings) if by.may(Role.PARTNER) else None

    def _agreements(self) -> dict[str, Agreement]:
        return agreements.load_all(self.settings.agreements)

    def _now(self) -> _OpenSnapshot:
        """The newest snapshot, opened; asked again only when the ledger's pulse has changed."""
        pulse = self.ledger.pulse()
        with self._lock:
            is_there = self._newest_open is not None and self._newest_open.store.path.exists()  # else it was damaged
            if self._newest_open is None or self._newest_open.pulse != pulse or not is_there:
                self._newest_open = self._opened(pulse, self.ledger.loads())
            return self._newest_open

    def _at(self, snapshot: int) -> _OpenSnapshot:
        """A snapshot, opened."""
        pulse, loads = self.ledger.pulse(), self.ledger.loads(snapshot)
        if not loads or loads[-1].number != snapshot:
            raise Correctable(
                message(
                    "There is no load {number}. The newest is {newest}.", number=str(snapshot), newest=str(pulse[0])
                )
            )
        return self._opened(pulse, loads)

    def _opened(self, pulse: tuple[int, int, int], loads: Sequence[ledger.Load]) -> _OpenSnapshot:
        with suppress(Correctable):  # a ledger that this one may only read: the erasure stays owed, figures are shown
            receipts.answer(self.settings, self.ledger)
        path = warehouse.ensure(self.settings, loads, self._landing)
        return _OpenSnapshot(pulse, loads[-1] if loads else None, warehouse.Warehouse(path))

    def _stamp(self, now: _OpenSnapshot, agreed: Agreement, as_of: dt.date) -> Stamp:
        if now.load is None:
            raise Correctable(message("Nothing is loaded yet. Load the CRM's exports first."))
        return Stamp(agreed.id, as_of, now.load.number, now.load.loaded_at, self._newest_day(now, agreed) or as_of)

    def _newest_day(self, now: _OpenSnapshot, agreed: Agreement) -> dt.date | None:
        """The newest event day, no later than the newest load: what lies after it is a slip of the pen."""
        if now.load is None:
            return None
        return figures.newest_day(now.store, agreed, now.load.loaded_at.date())


def _choice(agreed: Agreement, language: str, newest_day: dt.date | None, loaded: dt.date | None) -> AgreementChoice:
    newest = newest_day or agreed.first_date
    days = {day for day in month_ends(agreed.first_date, agreed.last_date) if day <= newest} | {newest}
    return AgreementChoice(
        agreed.id,
        agreed.title.say(language),
        tuple(sorted(days, reverse=True)),
        min(agreed.first_date, newest),
        max(newest, loaded or newest),
        tuple(Slice(kind, name) for kind, names in figures.slices(agreed).items() for name in names),
        {sector.id: sector.name for sector in agreed.sectors},
    )


def open_board(settings: Settings) -> Board:
    """The board of an installation."""
    return Board(settings)
