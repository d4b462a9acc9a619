"""The ledger's database: transactions, the right to load, and its newest shape, on SQLite or PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Self

import sqlalchemy as sa

from data_pipeline.language import message
from data_pipeline.ledger import migrating
from data_pipeline.ledger.opening import (
    LOADING_SECONDS,
    empty_wal,
    locked_file,
    sentence,
    switch_to_wal,
    wait_for,
)
from data_pipeline.ledger.tables import INSTALLATION

# Any fixed number, the same in every process that shares a PostgreSQL ledger.
LOADING_LOCK, MIGRATION_LOCK = 0x76616B7374, 0x76616B7375

_LOADING = message("Another load is running. Nothing was changed here; try again when it has finished.")


class Hold:
    """The right to load: one process at a time has it, and it ends with the process."""

    def __init__(self, connection: sa.Connection | None = None) -> None:
        self.connection = connection


class Database:
    """An opened database, called `name` in sentences. Safe to share between threads."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine = engine
        self._reader = engine.execution_options(begin="begin")
        self._name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a file on this machine."""
        return self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    @contextmanager
    def loading(self, seconds: float = LOADING_SECONDS, waits: Callable[[], None] | None = None) -> Iterator[Hold]:
        """Hold the right to load inside the `with` block; `waits` is called once if it isn't free at first.

        Raises `Busy` when another process has it for longer than `seconds`.
        """
        if self.is_sqlite:
            with locked_file(f"{self._engine.url.database}.loading", seconds, waits, _LOADING):
                yield Hold()
            return
        with self._as_sentences():
            connection = self._engine.connect()
            connection.detach()  # closed for good afterwards: the lock lives as long as the connection
        try:
            wait_for(lambda: self._try_advisory(connection, LOADING_LOCK), seconds, waits, _LOADING)
            yield Hold(connection)
        finally:
            connection.close()

    def scrub(self) -> None:
        """Clear what was deleted from SQLite's own files too (trust §5)."""
        if self.is_sqlite:
            with self._as_sentences():
                empty_wal(self._engine)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._as_sentences(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, hold: Hold | None = None) -> Iterator[sa.Connection]:
        with self._as_sentences():
            if hold is not None and hold.connection is not None:
                with hold.connection.begin():
                    yield hold.connection
            else:
                with self._engine.begin() as connection:
                    yield connection

    def _try_advisory(self, connection: sa.Connection, lock: int) -> bool:
        with self._as_sentences(), connection.begin():
            return bool(connection.scalar(sa.text("select pg_try_advisory_lock(:lock)"), {"lock": lock}))

    @contextmanager
    def _as_sentences(self) -> Iterator[None]:
        """Raise what the database complains of and the user can mend as a sentence, a `Correctable`."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            complaint = sentence(error, self._name)
            if complaint is None:
                raise
            raise complaint from error

    def bring_up_to_date(self) -> None:
        """Bring the ledger to its newest shape, however many processes open it at once."""
        if self._version() == migrating.NEWEST_VERSION:
            return
        if self.is_sqlite:
            with locked_file(f"{self._engine.url.database}.opening", LOADING_SECONDS), self._as_sentences():
                switch_to_wal(self._engine)
                with self._engine.begin() as connection:
                    self._migrate(connection)
            return
        # Read committed: what another process migrated while this one waited for the lock must be seen.
        engine = self._engine.execution_options(isolation_level="READ COMMITTED")
        with self._as_sentences(), engine.begin() as connection:
            mine = sa.select(sa.func.pg_try_advisory_xact_lock(MIGRATION_LOCK))
            wait_for(lambda: bool(connection.scalar(mine)), LOADING_SECONDS, None)
            self._migrate(connection)

    def _version(self) -> str | None:
        with self._reading() as connection:
            return migrating.version(connection)

    def _migrate(self, connection: sa.Connection) -> None:
        migrating.migrate(connection, self._name)
        self._keep_facts(connection, {"id": uuid.uuid4().hex})

    @staticmethod
    def _keep_facts(connection: sa.Connection, facts: Mapping[str, str]) -> None:
        known = {row.name for row in connection.execute(sa.select(INSTALLATION.c.name))}
        for name, value in facts.items():
            if name not in known:
                connection.execute(sa.insert(INSTALLATION).values(name=name, value=value))
