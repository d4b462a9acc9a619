"""Engines, locks, and the sentences for what a database complains of."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

from data_pipeline.errors import Busy, Correctable
from data_pipeline.language import Message, message
from data_pipeline.waiting import UNANSWERED

# How long a write waits for another program's write to the SQLite file; writes here take milliseconds.
LOCK_SECONDS = 10.0
# How long a loader waits for the one before it: longer than any load this program is meant for.
LOADING_SECONDS = 600.0
POLL_SECONDS = 0.1
CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)  # Windows hands nothing on unless asked to


def engine_at(address: str, lock_seconds: float) -> tuple[sa.Engine, str]:
    """The engine for a SQLAlchemy address, and how to call the ledger in a sentence (no password)."""
    try:
        url = sa.make_url(address)
    except sa.exc.ArgumentError as error:
        raise _no_address() from error
    backend = url.get_backend_name()
    if backend == "sqlite" and url.database:
        return _sqlite(url, lock_seconds), url.database
    if backend != "postgresql":
        raise _no_address()
    from data_pipeline.ledger import postgresql  # an eighth of a second, which a file's reader need not wait for

    name = url.render_as_string(hide_password=True)
    return postgresql.engine(url, name), name


def _no_address() -> Correctable:
    return Correctable(message("VAEKSTTAVLEN_LEDGER is no ledger address. Write sqlite:///… or postgresql://…"))


def _sqlite(url: sa.URL, lock_seconds: float) -> sa.Engine:
    path = Path(url.database or "")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_private(path)
    except OSError as error:
        raise unwritable(str(path)) from error
    if not os.access(path, os.R_OK | os.W_OK):
        raise unwritable(str(path))
    engine = sa.create_engine(url, connect_args={"timeout": lock_seconds}, hide_parameters=True)

    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in ("secure_delete = on", "foreign_keys = on", "synchronous = full", "temp_store = memory"):
            connection.execute(f"pragma {pragma}")

    def begin(connection: sa.Connection) -> None:
        # A write takes its lock at once: it waits its turn instead of failing halfway.
        statement = connection.get_execution_options().get("begin", "begin immediate")
        if statement:
            connection.exec_driver_sql(statement)

    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "begin", begin)
    return engine


def _make_private(path: Path) -> None:
    """Make a file for its owner alone, unless there is one (`-wal` and `-shm` follow its mode).

    One that is there already is not even opened: to close it would give up the locks that every other connection of
    this process has on it, and another process would clear away the log they read (sqlite.org/howtocorrupt.html, 2.2).
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | CLOSE_ON_EXEC, 0o600))


def switch_to_wal(engine: sa.Engine, seconds: float = LOCK_SECONDS) -> None:
    """Let readers and the writer of the SQLite file no longer stop each other: write-ahead logging."""

    def attempt() -> bool:
        try:
            return _outside_transaction(engine, "pragma journal_mode = wal") == "wal"
        except sa.exc.OperationalError as error:
            # SQLite does not wait here, whatever the time-out says.
            if "locked" in str(error.orig):
                return False
            raise

    wait_for(attempt, seconds, None)


def empty_wal(engine: sa.Engine, seconds: float = LOCK_SECONDS) -> None:
    """Write what stands in the SQLite file's log into the file, and empty the log."""
    wait_for(lambda: _outside_transaction(engine, "pragma wal_checkpoint(truncate)") == 0, seconds, None)


def _outside_transaction(engine: sa.Engine, statement: str) -> Any:
    with engine.connect().execution_options(begin="") as connection:
        return connection.exec_driver_sql(statement).scalar()


def wait_for(
    attempt: Callable[[], bool], seconds: float, waits: Callable[[], None] | None, busy: Message | None = None
) -> None:
    """Repeat `attempt` until it succeeds; `waits` is called when it did not at first. Raises `Busy` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not attempt():
        if waits is not None:
            waits()
            waits = None
        if time.monotonic() >= deadline:
            raise Busy(busy or message("The ledger is in use by another program. Try again in a moment."))
        time.sleep(POLL_SECONDS)


@contextmanager
def locked_file(
    path: str, seconds: float, waits: Callable[[], None] | None = None, busy: Message | None = None
) -> Iterator[None]:
    """Lock a file beside the ledger for as long as the `with` block. Raises `Busy` after `seconds`."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | CLOSE_ON_EXEC, 0o600)
    except OSError as error:
        raise unwritable(path) from error
    try:
        wait_for(lambda: _try_flock(handle), seconds, waits, busy)
        yield
    finally:
        os.close(handle)


def _try_flock(handle: int) -> bool:
    """Lock an open file until the process ends; False when another process has the lock."""
    try:
        if fcntl is None:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def unwritable(path: str) -> Correctable:
    """The complaint about a ledger that this user may not write."""
    return Correctable(
        message("The ledger {ledger} can't be written. Give Væksttavlen's user the right to write there.", ledger=path)
    )


def sentence(error: sa.exc.DBAPIError, ledger: str) -> Correctable | None:
    """What the user can do about a database's complaint; None when it is a fault of ours."""
    text = str(error.orig).lower()
    if "is locked" in text:
        return Busy(
            message("Another program keeps the ledger {ledger} locked. Nothing was changed; try again.", ledger=ledger)
        )
    if text == UNANSWERED:
        return Correctable(
            message(
                "The ledger {ledger} has not answered for a minute. See that PostgreSQL is at work and that nobody "
                "keeps a table locked there.",
                ledger=ledger,
            )
        )
    has_room = "disk is full" not in text and "disk i/o error" not in text and "no space left" not in text
    if ledger.startswith("postgresql") and isinstance(error, sa.exc.OperationalError) and has_room:
        return Correctable(
            message(
                "The ledger {ledger} does not answer. See that PostgreSQL runs and that VAEKSTTAVLEN_LEDGER is right.",
                ledger=ledger,
            )
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text or "permission denied" in text:
        return unwritable(ledger)
    if not has_room:
        return Correctable(
            message("There is no room to write the ledger {ledger}. Free some space and try again.", ledger=ledger)
        )
    if "not a database" in text or "malformed" in text:
        return Correctable(
            message("The ledger {ledger} is damaged or no ledger. Bring back a backup of it.", ledger=ledger)
        )
    return None
