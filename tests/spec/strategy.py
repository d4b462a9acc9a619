"""What people wrote about milestones and obligations, and what stands of it as of a day (R17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data_pipeline import ledger
from data_pipeline.agreements import Agreement, Milestone, Obligation, Words
from data_pipeline.ledger import StrategyEntry
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import strategy
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View
from data_pipeline.storage.warehouse import Warehouse

WORDS = Words(da="Ord", en="Words")
MILESTONES = (Milestone(id="business_climate", clause="B4", label=WORDS, text=WORDS, unit="rank"),)
OBLIGATIONS = (Obligation(id="meetings", clause="§6", parties=("kommune",), label=WORDS, text=WORDS, times=2),)
COLUMNS = ("written", "author", "about", "value", "date")


def write(folder: Path, agreement: str, rows: Iterable[dict[str, str]]) -> None:
    """Write the entries to the ledger of `folder`."""
    book = _ledger(folder)
    try:
        for row in rows:
            book.add_strategy(
                StrategyEntry(
                    written_at=dt.datetime.fromisoformat(row["written"]).replace(hour=12, tzinfo=dt.UTC),
                    author=row["author"],
                    agreement=agreement,
                    milestone=row["about"],
                    value=row["value"],
                    value_date=None if row["date"] == "-" else dt.date.fromisoformat(row["date"]),
                )
            )
    finally:
        book.close()


def standing(folder: Path, opened: Warehouse, agreement: Agreement, day: dt.date) -> list[dict[str, Any]]:
    """One row per milestone and obligation: its latest entry as of `day`, and how many there are by then."""
    agreed = agreement.model_copy(update={"milestones": MILESTONES, "obligations": OBLIGATIONS})
    book = _ledger(folder)
    try:
        stamp = Stamp(agreed.id, day, 0, dt.datetime(2014, 1, 1, tzinfo=dt.UTC), day)
        report = strategy.answer(View(opened, book, agreed, day, stamp, Person("drawn", Role.OBSERVER)))
    finally:
        book.close()
    return [
        {
            "about": followed.about.id,
            "value": followed.latest and followed.latest.value,
            "author": followed.latest and followed.latest.author,
            "entries": len(followed.entries),
        }
        for followed in (*report.milestones, *report.obligations)
    ]


def _ledger(folder: Path) -> ledger.Ledger:
    return ledger.open(f"sqlite:///{folder / 'ledger.sqlite'}")
