"""Keeping no longer than agreed: clients without activity for so many months are erased from every snapshot.

Unlike a forgotten client they are not listed: who becomes active again is loaded again. Originals in the inbox's
folders go when they are as old, or name who was erased (decision 0030).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline import ledger
from data_pipeline.erasure import originals
from data_pipeline.erasure.forget import UNLIKE_KINDS, Removal, counted, erase
from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import BY_TABLE
from data_pipeline.language import Message, message
from data_pipeline.ledger import AuditEntry, Hold, Ledger
from data_pipeline.privacy.rights import os_user
from data_pipeline.settings import Settings
from data_pipeline.storage import receipts
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.sweep import sweep


@dataclass(frozen=True)
class Cleared:
    """What went, or would: clients not active since `first_kept`, accepted rows of how many landing files, originals.

    `employment` figures of companies that are no client's count among the rows.
    """

    first_kept: dt.date
    clients: int
    rows: int
    files: int
    originals: int
    is_done: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether everything is young enough."""
        return not (self.files or self.originals)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def keep(
    settings: Settings,
    months: int,
    *,
    dry_run: bool = False,
    consent: Callable[[Cleared], bool] = lambda found: True,
    author: str | None = None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Cleared:
    """What was erased: of clients whose last event, and of employment figures whose date, is older than the months.

    `consent` sees first what would be; `dry_run`: it is told, nothing is erased. Raises `Busy` while a load runs.
    """
    with ledger.open(settings.ledger) as book:
        landing = Landing.open(settings.landing)
        with book.loading() as hold:
            sweep(settings, book, landing)
            receipts.answer(settings, book)
            moment = now()
            found = _would_be_cleared(settings, book, landing, _Old(book, landing, months, moment))
            if dry_run or not (found.is_nothing or consent(found)):
                return found
            return clear(settings, book, landing, hold, months, author=author or os_user(), moment=moment)


def clear(
    settings: Settings, book: Ledger, landing: Landing, hold: Hold, months: int, *, author: str, moment: dt.datetime
) -> Cleared:
    """What was erased, for who holds the right to load already."""
    old = _Old(book, landing, months, moment)
    removal = old.removal
    entry = AuditEntry(moment, author, "retention", {"months": months, "clients": len(removal.clients)})
    rows, files = erase(settings, book, landing, hold, removal=removal, listed=set(), entry=entry)
    gone = originals.delete(_originals(settings, old))
    for report in originals.old_reports(settings, old.moment_kept):
        report.unlink(missing_ok=True)
    return Cleared(old.first_kept, len(removal.clients), rows, files, gone, is_done=True)


def after_load(
    settings: Settings, book: Ledger, landing: Landing, hold: Hold, *, author: str, moment: dt.datetime
) -> tuple[Message, ...]:
    """What to say of clearing out what is too old; nothing where no setting asks for it or everything is young.

    The load stands already, so nothing is raised: what could not be done is done after the next.
    """
    months = settings.retention_months
    if months is None:
        return ()
    try:
        gone = clear(settings, book, landing, hold, months, author=author, moment=moment)
    except (Correctable, OSError) as fault:
        return (
            message(
                "What is older than {months} months could not be erased now; the next load tries again.",
                months=months,
            ),
            *(fault.messages if isinstance(fault, Correctable) else ()),
        )
    if gone.is_nothing:
        return ()
    return (
        message(
            "Erased as older than {months} months: {clients} clients, {rows} rows, {originals} originals.",
            months=months,
            clients=gone.clients,
            rows=gone.rows,
            originals=gone.originals,
        ),
    )


def _would_be_cleared(settings: Settings, book: Ledger, landing: Landing, old: _Old) -> Cleared:
    rows, files = counted(book, landing, old.removal)
    return Cleared(old.first_kept, len(old.removal.clients), rows, files, len(_originals(settings, old)))


class _Old:
    """Who and what is older than so many months."""

    def __init__(self, book: Ledger, landing: Landing, months: int, moment: dt.datetime) -> None:
        self.first_kept = months_before(moment.date(), months)
        self.moment_kept = dt.datetime.combine(self.first_kept, dt.time(), dt.UTC)
        active = _last_days(book, landing)
        clients = frozenset(client for client, day in active.items() if day < self.first_kept)
        self.removal = Removal(
            clients,
            frozenset(),
            _row_ids(book, landing, clients) if clients else {},
            before=self.first_kept,
            kept_cvrs=_cvrs(book, landing, clients),
        )


def _originals(settings: Settings, old: _Old) -> list[originals.Original]:
    """Return originals as old, and loaded ones that name a client to erase; a refused workbook waits to be mended."""
    aged = [file for file in originals.in_folders(settings) if file.arrived < old.moment_kept]
    named = [file for file in originals.naming(settings, old.removal.clients) if file.is_text or not file.is_refused]
    return sorted({*aged, *named}, key=lambda file: file.path)


def _last_days(book: Ledger, landing: Landing) -> dict[str, dt.date]:
    """Each client's last day of activity; of a client without events, the day of the last load that held it."""
    events: dict[str, dt.date] = {}
    for load in book.loads():
        for part in load.parts:
            if part.table in {*UNLIKE_KINDS, "employment", "client"}:
                continue
            dates = [column.name for column in BY_TABLE[part.table].columns if column.form == "date"]
            rows = landing.read(part, ["client_id", *dates])
            last = pc.max_element_wise(*(rows[name] for name in dates))
            by_client = (
                pa.table({"client": rows["client_id"], "day": last}).group_by("client").aggregate([("day", "max")])
            )
            for client, day in zip(by_client["client"].to_pylist(), by_client["day_max"].to_pylist(), strict=True):
                if day is not None:
                    events[client] = max(day, events.get(client, day))
    return {**_last_seen(book, landing), **events}


def _last_seen(book: Ledger, landing: Landing) -> dict[str, dt.date]:
    """The day of the last load that held each client, stored by it or confirmed."""
    stored: dict[int, pa.Table] = {}
    days: dict[int, np.ndarray] = {}  # by load, the days of its clients by their place in it
    for load in book.loads():
        day = np.datetime64(load.loaded_at.date())
        for part in load.parts:
            if part.table == "client":
                stored[load.number] = landing.read(part, ["client_id", "row_ordinal"])
                days[load.number] = np.full(pc.max(stored[load.number]["row_ordinal"]).as_py() + 1, day)
            elif part.table == "confirmed":
                rows = landing.read(part, ["kind", "landed_load", "landed_ordinal"])
                rows = rows.filter(pc.equal(rows["kind"], "client"))
                by, at = rows["landed_load"].to_numpy(), rows["landed_ordinal"].to_numpy()
                for number in set(by.tolist()) & days.keys():
                    places = at[by == number]
                    days[number][places[places < len(days[number])]] = day
    seen: dict[str, dt.date] = {}
    for number, rows in stored.items():
        for client, at in zip(rows["client_id"].to_pylist(), rows["row_ordinal"].to_pylist(), strict=True):
            last = days[number][at].item()
            seen[client] = max(last, seen.get(client, last))
    return seen


def _row_ids(book: Ledger, landing: Landing, clients: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each table the ids of the clients' rows, by which their refused rows are found."""
    wanted = pa.array(sorted(clients), pa.string())
    found: dict[str, set[str]] = {}
    for load in book.loads():
        for part in load.parts:
            if part.table not in {*UNLIKE_KINDS, "employment"}:
                key = BY_TABLE[part.table].key[0]
                rows = landing.read(part, sorted({"client_id", key}))
                ids = rows.filter(pc.is_in(rows["client_id"], value_set=wanted))[key]
                found.setdefault(part.table, set()).update(ids.to_pylist())
    return {table: frozenset(ids) for table, ids in found.items()}


def _cvrs(book: Ledger, landing: Landing, without: frozenset[str]) -> frozenset[str]:
    """The CVR numbers of all clients but those."""
    found: set[str] = set()
    gone = pa.array(sorted(without), pa.string())
    for load in book.loads():
        for part in load.parts:
            if part.table == "client":
                rows = landing.read(part, ["client_id", "cvr"])
                stay = rows.filter(pc.invert(pc.is_in(rows["client_id"], value_set=gone)))
                found.update(pc.unique(stay["cvr"]).drop_null().to_pylist())
    return frozenset(found)
