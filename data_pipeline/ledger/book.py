"""The ledger's book: what was loaded, when, by whom and why, the audit trail, and what people wrote."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from data_pipeline.ledger.database import Database, Hold
from data_pipeline.ledger.meeting_book import MeetingBook
from data_pipeline.ledger.opening import LOCK_SECONDS, engine_at
from data_pipeline.ledger.settlement_book import SettlementBook, erase_clients
from data_pipeline.ledger.tables import (
    AUDIT,
    FILE,
    FORGOTTEN,
    INSTALLATION,
    LOAD,
    NEWEST,
    PART,
    PULSE,
    RECEIPT,
    STRATEGY,
    fields_of,
    file_values,
    load_file,
    part_values,
)
from data_pipeline.ledger.values import AuditEntry, Load, LoadFile, Part, Receipt, StrategyEntry


class Ledger(Database):
    """An opened ledger. Safe to share between threads; every method is one transaction."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        super().__init__(engine, name)
        self.meetings = MeetingBook(self._reading, self._writing)
        self.settlements = SettlementBook(self._reading, self._writing)

    # What readers ask ------------------------------------------------------------------------------------------

    def newest(self) -> int:
        """The newest snapshot's number, 0 when nothing is loaded; milliseconds."""
        with self._reading() as connection:
            return int(connection.execute(NEWEST).scalar_one())

    def pulse(self) -> tuple[int, int, int]:
        """The newest snapshot, how often landing files were rewritten, and how much people wrote (strategy, meetings,
        minutes, comments): unequal when anything that is shown has changed.
        """
        with self._reading() as connection:
            newest, rewrites, written = connection.execute(PULSE).one()
            return int(newest), int(rewrites), int(written)

    def loads(self, upto: int | None = None) -> tuple[Load, ...]:
        """Every load up to and including `upto` (all of them without it), oldest first."""
        limit = 2**31 - 1 if upto is None else upto
        with self._reading() as connection:
            heads = connection.execute(sa.select(LOAD).where(LOAD.c.number <= limit).order_by(LOAD.c.number)).all()
            files: dict[int, list[LoadFile]] = {}
            chosen = sa.select(FILE).where(FILE.c.load_number <= limit)
            for row in connection.execute(chosen.order_by(FILE.c.load_number, FILE.c.position)):
                files.setdefault(row.load_number, []).append(load_file(row))
            parts: dict[int, list[Part]] = {}
            landed = sa.select(PART).where(PART.c.load_number <= limit)
            for row in connection.execute(landed.order_by(PART.c.load_number, PART.c.table_name)):
                parts.setdefault(row.load_number, []).append(
                    Part(row.table_name, row.name, row.sha256, int(row.row_count))
                )
        return tuple(
            Load(
                head.number,
                head.loaded_at,
                head.author,
                head.message,
                tuple(json.loads(head.full_tables)),
                tuple(files.get(head.number, ())),
                tuple(parts.get(head.number, ())),
                head.undoes,
            )
            for head in heads
        )

    def facts(self) -> dict[str, str]:
        """The facts of the installation: its `id`, and the name of its `key` once something was loaded."""
        with self._reading() as connection:
            return {row.name: row.value for row in connection.execute(sa.select(INSTALLATION))}

    def forgotten(self) -> frozenset[tuple[str, str]]:
        """The forget list: (`client` or `cvr`, keyed hash)."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(FORGOTTEN.c.what, FORGOTTEN.c.keyed_hash))
            return frozenset((row.what, row.keyed_hash) for row in rows)

    def erased(self) -> dict[int, int]:
        """Accepted rows that were erased since, by load: accepted = landed + erased."""
        counts: dict[int, int] = {}
        for entry in self.audit(action="rewrite"):
            for load, rows in entry.details.items():
                counts[int(load)] = counts.get(int(load), 0) + int(rows)
        return counts

    def erasures(self) -> tuple[dt.datetime, ...]:
        """When landing files were written anew without erased rows, oldest first."""
        return tuple(entry.written_at for entry in self.audit(action="rewrite"))

    def receipts(self) -> tuple[Receipt, ...]:
        """The newest receipt of every place, by place."""
        columns = [RECEIPT.c[name] for name in Receipt.__dataclass_fields__]
        with self._reading() as connection:
            rows = connection.execute(sa.select(*columns).order_by(RECEIPT.c.place, RECEIPT.c.id)).all()
        return tuple({row.place: Receipt(*row) for row in rows}.values())

    def strategy(self, agreement: str) -> tuple[StrategyEntry, ...]:
        """Every value written for the agreement's milestones, oldest first."""
        columns = [STRATEGY.c[name] for name in StrategyEntry.__dataclass_fields__]
        chosen = sa.select(*columns).where(STRATEGY.c.agreement == agreement).order_by(STRATEGY.c.id)
        with self._reading() as connection:
            return tuple(StrategyEntry(*row) for row in connection.execute(chosen))

    def audit(self, newest: int | None = None, action: str | None = None) -> tuple[AuditEntry, ...]:
        """The audit trail, oldest first: all of it, its `newest` entries, or those of one action."""
        chosen = sa.select(AUDIT.c.written_at, AUDIT.c.author, AUDIT.c.action, AUDIT.c.details)
        if action is not None:
            chosen = chosen.where(AUDIT.c.action == action)
        with self._reading() as connection:
            rows = connection.execute(chosen.order_by(AUDIT.c.id.desc()).limit(newest)).all()
            return tuple(
                AuditEntry(row.written_at, row.author, row.action, json.loads(row.details)) for row in reversed(rows)
            )

    # What is written -------------------------------------------------------------------------------------------

    def commit_load(self, hold: Hold, load: Load, facts: Mapping[str, str]) -> None:
        """Commit a load: it stands from here on. `facts` are added where the ledger has none of that name."""
        with self._writing(hold) as connection:
            connection.execute(
                sa.insert(LOAD).values(
                    number=load.number,
                    loaded_at=load.loaded_at,
                    author=load.author,
                    message=load.message,
                    full_tables=json.dumps(load.full_tables),
                    undoes=load.undoes,
                )
            )
            if load.files:
                connection.execute(sa.insert(FILE), [file_values(load.number, file) for file in load.files])
            if load.parts:
                connection.execute(sa.insert(PART), [part_values(load.number, part) for part in load.parts])
            self._keep_facts(connection, facts)
            action, details = "load", {"load": load.number, "files": len(load.files)}
            if load.undoes is not None:
                action, details = "undo", {"load": load.undoes, "snapshot": load.number}
            self._write_audit(connection, AuditEntry(load.loaded_at, load.author, action, details))

    def replace_parts(
        self,
        hold: Hold,
        parts: Mapping[tuple[int, str], Part | None],
        forgotten: Iterable[tuple[str, str]],
        entry: AuditEntry,
        erased: Mapping[str, int],
        *,
        clients: Iterable[str] = (),
    ) -> None:
        """Let new landing files stand for old ones, by (load, table), None for none, in one transaction.

        `forgotten` joins the forget list and `entry` the audit trail; `erased` counts accepted rows by load number.
        Settled fees lose the ids of `clients` with their rows, so that no fee is ever taken back for an erasure.
        """
        with self._writing(hold) as connection:
            for (number, table), part in parts.items():
                connection.execute(sa.delete(PART).where(PART.c.load_number == number, PART.c.table_name == table))
                if part is not None:
                    connection.execute(sa.insert(PART).values(**part_values(number, part)))
            known = {tuple(row) for row in connection.execute(sa.select(FORGOTTEN.c.what, FORGOTTEN.c.keyed_hash))}
            new = [
                {"what": what, "keyed_hash": keyed, "forgotten_at": entry.written_at}
                for what, keyed in sorted(set(forgotten) - known)
            ]
            if new:
                connection.execute(sa.insert(FORGOTTEN), new)
            erase_clients(connection, clients)
            self._write_audit(connection, entry)
            if parts:
                self._write_audit(connection, AuditEntry(entry.written_at, entry.author, "rewrite", dict(erased)))

    def add_strategy(self, entry: StrategyEntry) -> None:
        """Add a value beside the earlier ones, and to the audit trail."""
        with self._writing() as connection:
            connection.execute(sa.insert(STRATEGY).values(**fields_of(entry)))
            details = {"agreement": entry.agreement, "about": entry.milestone}
            self._write_audit(connection, AuditEntry(entry.written_at, entry.author, "strategy", details))

    def add_receipt(self, receipt: Receipt) -> None:
        """Add what a place has erased."""
        with self._writing() as connection:
            connection.execute(sa.insert(RECEIPT).values(**fields_of(receipt)))

    def add_audit(self, entry: AuditEntry) -> None:
        """Add an entry to the audit trail."""
        with self._writing() as connection:
            self._write_audit(connection, entry)

    @staticmethod
    def _write_audit(connection: sa.Connection, entry: AuditEntry) -> None:
        values = {"written_at": entry.written_at, "author": entry.author, "action": entry.action}
        details = json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True)
        connection.execute(sa.insert(AUDIT).values(**values, details=details))


def open(address: str, lock_seconds: float = LOCK_SECONDS) -> Ledger:
    """Open the ledger at a SQLAlchemy address, made or brought up to date when needed.

    Raises `Correctable` when it can't be reached or written.
    """
    engine, name = engine_at(address, lock_seconds)
    ledger = Ledger(engine, name)
    ledger.bring_up_to_date()
    return ledger
