"""Keeping no longer than agreed: clients without activity for so many months are erased from every snapshot.

Unlike a forgotten client they are not listed: who becomes active again is loaded again.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

import pyarrow.compute as pc

from data_pipeline import ledger
from data_pipeline.exports.kinds import BY_TABLE
from data_pipeline.forget import Removal, erase
from data_pipeline.landing import Landing
from data_pipeline.ledger import AuditEntry, Ledger
from data_pipeline.rights import os_user
from data_pipeline.settings import Settings
from data_pipeline.sweep import sweep


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def keep(
    settings: Settings,
    months: int,
    *,
    author: str | None = None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> int:
    """How many rows were erased: of clients whose last event, and employment figures whose date, is older than that.

    A client without events counts from the last load that held it.
    """
    moment = now()
    first_kept = months_before(moment.date(), months)
    book = ledger.open(settings.ledger)
    try:
        landing = Landing.open(settings.landing)
        with book.loading() as hold:
            sweep(settings, book, landing)
            active, row_ids = _activity(book, landing)
            clients = frozenset(client for client, day in active.items() if day < first_kept)
            ids = {
                table: frozenset(row for row, client in rows.items() if client in clients)
                for table, rows in row_ids.items()
            }
            removal = Removal(clients, frozenset(), ids, employment_before=first_kept)
            entry = AuditEntry(moment, author or os_user(), "retention", {"months": months, "clients": len(clients)})
            rows, _ = erase(settings, book, landing, hold, removal=removal, listed=set(), entry=entry)
        return rows
    finally:
        book.close()


def _activity(book: Ledger, landing: Landing) -> tuple[dict[str, dt.date], dict[str, dict[str, str]]]:
    """Each client's last day of activity, and for each table the client of every row id."""
    events: dict[str, dt.date] = {}
    seen: dict[str, dt.date] = {}
    row_ids: dict[str, dict[str, str]] = {}
    for load in book.loads():
        for part in load.parts:
            if part.table in ("refused", "employment"):
                continue
            rows = landing.read(part.name)
            clients = rows["client_id"].to_pylist()
            row_ids.setdefault(part.table, {}).update(
                zip(rows[BY_TABLE[part.table].key[0]].to_pylist(), clients, strict=True)
            )
            if part.table == "client":
                seen.update(dict.fromkeys(clients, load.loaded_at.date()))
                continue
            dates = [column.name for column in BY_TABLE[part.table].columns if column.form == "date"]
            last = pc.max_element_wise(*(rows[name] for name in dates)).to_pylist()
            for client, day in zip(clients, last, strict=True):
                if day is not None:
                    events[client] = max(day, events.get(client, day))
    return {**seen, **events}, row_ids
