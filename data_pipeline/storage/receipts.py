"""Receipts for erasures: every machine that holds files of an installation answers in the ledger what it has erased.

Warehouse files lie in each machine's own home, where no other can reach them. A home answers before it first builds
one, and after it has deleted what an erasure made outdated; who has not answered owes the erasure.
"""

from __future__ import annotations

import datetime as dt
import socket
from dataclasses import dataclass

from data_pipeline.errors import Correctable
from data_pipeline.language import Message, message
from data_pipeline.ledger import Ledger, Receipt
from data_pipeline.ledger import open as open_ledger
from data_pipeline.settings import Settings
from data_pipeline.storage.sweep import is_current, sweep_home


@dataclass(frozen=True)
class Owed:
    """A place that has not answered an erasure, and when the first of those was."""

    place: str
    since: dt.datetime

    @property
    def sentence(self) -> Message:
        """What is owed, and what to do."""
        return message(
            "{place} may still hold what was erased on {since}. Start Væksttavlen there: it erases and answers by"
            " itself. If its files are gone for good, say so with `audit --gone {place}`.",
            place=self.place,
            since=self.since,
        )


def place_of(settings: Settings) -> str:
    """The name of this machine's home in receipts."""
    return f"{socket.gethostname()}:{settings.home}"


def answer(settings: Settings, book: Ledger) -> None:
    """Delete what this home holds of erased rows, and answer for it unless something is left for the next time."""
    erasures = len(book.erasures())  # before the loads: an erasure in between is not answered for
    loads = book.loads()
    folder = settings.warehouses
    sweep_home(folder, loads)
    is_clean = all(is_current(path, loads) for path in folder.iterdir()) if folder.exists() else True
    place = place_of(settings)
    known = next((one for one in book.receipts() if one.place == place), None)
    if known is not None and known.erasures == erasures and not known.is_gone:
        return
    if known is None or is_clean:
        book.add_receipt(Receipt(dt.datetime.now(dt.UTC), place, erasures if is_clean else 0))


def answer_if_held(settings: Settings) -> None:
    """Answer for a home that has held files; one that never has is left as it is."""
    if settings.warehouses.exists():
        with open_ledger(settings.ledger) as book:
            answer(settings, book)


def owed(book: Ledger) -> tuple[Owed, ...]:
    """Return who owes an erasure, by place."""
    erasures = book.erasures()
    return tuple(
        Owed(one.place, erasures[one.erasures])
        for one in book.receipts()
        if not one.is_gone and one.erasures < len(erasures)
    )


def write_off(book: Ledger, place: str) -> None:
    """Note that a place is no more, and its files with it. Raises `Correctable` for a place that never answered."""
    known = {one.place: one for one in book.receipts()}
    if place not in known:
        raise Correctable(
            message("No machine has answered as {place}. Known are: {places}.", place=place, places=sorted(known))
        )
    book.add_receipt(Receipt(dt.datetime.now(dt.UTC), place, known[place].erasures, is_gone=True))
