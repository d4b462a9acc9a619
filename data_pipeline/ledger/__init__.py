"""The ledger: what was loaded, when, by whom and why; the only place of SQL against SQLite or PostgreSQL.

A load exists when its row stands here: `Ledger.commit_load` is the commit point of the whole installation. Rows are
written once (the database itself refuses changes); only the names of landing files are replaced, by `replace_parts`,
when a client is forgotten.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa

from data_pipeline.language import message
from data_pipeline.ledger import migrating
from data_pipeline.ledger.meeting_book import MeetingBook
from data_pipeline.ledger.meeting_values import (
    Agenda,
    FeeLineIds,
    FigureComment,
    FigureMark,
    KeptMeeting,
    Minute,
    MinuteStatus,
)
from data_pipeline.ledger.opening import (
    LOADING_SECONDS,
    LOCK_SECONDS,
    empty_wal,
    engine_at,
    locked_file,
    sentence,
    switch_to_wal,
    wait_for,
)
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
    STRATEGY,
    file_values,
    load_file,
    part_values,
)
from data_pipeline.ledger.values import (
    AuditEntry,
    Load,
    LoadFile,
    Part,
    StrategyEntry,
    parts_of,
)

__all__ = [
    "LOADING_SECONDS",
    "Agenda",
    "AuditEntry",
    "FeeLineIds",
    "FigureComment",
    "FigureMark",
    "Hold",
    "KeptMeeting",
    "Ledger",
    "Load",
    "LoadFile",
    "Minute",
    "MinuteStatus",
    "Part",
    "StrategyEntry",
    "open",
    "parts_of",
]

# Any fixed number, the same in every process that shares a PostgreSQL ledger.
LOADING_LOCK, MIGRATION_LOCK = 0x76616B7374, 0x76616B7375

_LOADING = message("Another load is running. Nothing was changed here; try again when it has finished.")


class Hold:
    """The right to load: one process at a time has it. It ends with the process, whatever happens to that."""

    def __init__(self, connection: sa.Connection | None = None) -> None:
        self.connection = connection


class Ledger:
    """An opened ledger. Safe to share between threads; every method is one transaction."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(begin="begin")
        self._name = name
        self.meetings = MeetingBook(self._reading, self._writing)
        self.settlements = SettlementBook(self._reading, self._writing)

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a file on this machine."""
        return self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

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
            kept = sa.select(PART).where(PART.c.load_number <= limit)
            for row in connection.execute(kept.order_by(PART.c.load_number, PART.c.table_name)):
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
            )
            for head in heads
        )

    def first_loaded(self, sha256: str) -> tuple[LoadFile, ...]:
        """The entries of the first load that took in these bytes (one per sheet); empty when none did."""
        with self._reading() as connection:
            first = connection.execute(
                sa.select(sa.func.min(FILE.c.load_number)).where(FILE.c.sha256 == sha256, FILE.c.status == "loaded")
            ).scalar_one()
            if first is None:
                return ()
            rows = connection.execute(
                sa.select(FILE)
                .where(FILE.c.load_number == first, FILE.c.sha256 == sha256, FILE.c.status != "unchanged")
                .order_by(FILE.c.position)
            )
            return tuple(load_file(row) for row in rows)

    def facts(self) -> dict[str, str]:
        """What the installation knows of itself: `id`, and `key` once something was loaded."""
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

    @contextmanager
    def loading(self, seconds: float = LOADING_SECONDS, waits: Callable[[], None] | None = None) -> Iterator[Hold]:
        """The right to load, when it is free within `seconds`; `waits` is called once if it isn't at first.

        Raises `Busy` when another process keeps it. The system gives it back when the process ends.
        """
        if self.is_sqlite:
            with locked_file(f"{self._engine.url.database}.loading", seconds, waits, _LOADING):
                yield Hold()
            return
        with self._spoken():
            connection = self._engine.connect()
            connection.detach()  # closed for good afterwards: the lock lives as long as the connection
        try:
            wait_for(lambda: self._try_advisory(connection, LOADING_LOCK), seconds, waits, _LOADING)
            yield Hold(connection)
        finally:
            connection.close()

    def commit_load(self, hold: Hold, load: Load, facts: Mapping[str, str]) -> None:
        """Nothing; the load stands from here on. `facts` are kept when the ledger has none of that name."""
        with self._writing(hold) as connection:
            connection.execute(
                sa.insert(LOAD).values(
                    number=load.number,
                    loaded_at=load.loaded_at,
                    author=load.author,
                    message=load.message,
                    full_tables=json.dumps(load.full_tables),
                )
            )
            if load.files:
                connection.execute(sa.insert(FILE), [file_values(load.number, file) for file in load.files])
            if load.parts:
                connection.execute(sa.insert(PART), [part_values(load.number, part) for part in load.parts])
            self._keep(connection, facts)
            details = {"load": load.number, "files": len(load.files)}
            self._write_audit(connection, AuditEntry(load.loaded_at, load.author, "load", details))

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
        """Nothing; in one transaction new landing files stand for old ones, by (load, table), None for none.

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

    def keep_facts(self, facts: Mapping[str, str]) -> None:
        """Nothing; facts of the installation that it did not have before."""
        with self._writing() as connection:
            self._keep(connection, facts)

    def add_strategy(self, entry: StrategyEntry) -> None:
        """Nothing; the value stands beside the earlier ones."""
        with self._writing() as connection:
            values = {name: getattr(entry, name) for name in StrategyEntry.__dataclass_fields__}
            connection.execute(sa.insert(STRATEGY).values(**values))
            details = {"agreement": entry.agreement, "about": entry.milestone}
            self._write_audit(connection, AuditEntry(entry.written_at, entry.author, "strategy", details))

    def add_audit(self, entry: AuditEntry) -> None:
        """Nothing; the entry ends the audit trail."""
        with self._writing() as connection:
            self._write_audit(connection, entry)

    def scrub(self) -> None:
        """Nothing; what was deleted is gone from SQLite's own files too (trust §5)."""
        if self.is_sqlite:
            with self._spoken():
                empty_wal(self._engine)

    # How -------------------------------------------------------------------------------------------------------

    @staticmethod
    def _keep(connection: sa.Connection, facts: Mapping[str, str]) -> None:
        known = {row.name for row in connection.execute(sa.select(INSTALLATION.c.name))}
        for name, value in facts.items():
            if name not in known:
                connection.execute(sa.insert(INSTALLATION).values(name=name, value=value))

    @staticmethod
    def _write_audit(connection: sa.Connection, entry: AuditEntry) -> None:
        values = {"written_at": entry.written_at, "author": entry.author, "action": entry.action}
        details = json.dumps(dict(entry.details), ensure_ascii=False, sort_keys=True)
        connection.execute(sa.insert(AUDIT).values(**values, details=details))

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._spoken(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, hold: Hold | None = None) -> Iterator[sa.Connection]:
        with self._spoken():
            if hold is not None and hold.connection is not None:
                with hold.connection.begin():
                    yield hold.connection
            else:
                with self._engine.begin() as connection:
                    yield connection

    def _try_advisory(self, connection: sa.Connection, lock: int) -> bool:
        with self._spoken(), connection.begin():
            return bool(connection.scalar(sa.text("select pg_try_advisory_lock(:lock)"), {"lock": lock}))

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        """Nothing; what the database complains of and the user can mend becomes a sentence."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            said = sentence(error, self._name)
            if said is None:
                raise
            raise said from error

    def bring_up_to_date(self) -> None:
        """Nothing; the ledger has its newest shape, however many processes open it at once."""
        if self._version() == migrating.NEWEST_VERSION:
            return
        if self.is_sqlite:
            with locked_file(f"{self._engine.url.database}.opening", LOADING_SECONDS), self._spoken():
                switch_to_wal(self._engine)
                with self._engine.begin() as connection:
                    self._migrate(connection)
            return
        # Read committed: what another process migrated while this one waited for the lock must be seen.
        engine = self._engine.execution_options(isolation_level="READ COMMITTED")
        with self._spoken(), engine.begin() as connection:
            connection.execute(sa.text("select pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            self._migrate(connection)

    def _version(self) -> str | None:
        with self._reading() as connection:
            return migrating.version(connection)

    def _migrate(self, connection: sa.Connection) -> None:
        migrating.migrate(connection, self._name)
        self._keep(connection, {"id": uuid.uuid4().hex})


def open(address: str, lock_seconds: float = LOCK_SECONDS) -> Ledger:
    """The ledger at a SQLAlchemy address, made or brought up to date when needed.

    Raises `Correctable` when it can't be reached or written.
    """
    engine, name = engine_at(address, lock_seconds)
    ledger = Ledger(engine, name)
    ledger.bring_up_to_date()
    return ledger
