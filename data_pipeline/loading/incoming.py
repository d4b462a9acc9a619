"""Files on their way in from somebody's desk: on the server's disk until they are loaded or left, and not longer.

They hold people, so they lie in a folder of their own process that nobody else may read, and go as soon as the reader
loads them, leaves them or is gone. What a killed process left is deleted when the next one begins.
"""

from __future__ import annotations

import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from data_pipeline.errors import Correctable
from data_pipeline.exports.child import MIB
from data_pipeline.exports.delivery import SUFFIXES
from data_pipeline.language import Message, message
from data_pipeline.privacy import cpr
from data_pipeline.privacy.rights import Person
from data_pipeline.settings import Settings
from data_pipeline.storage import disk
from data_pipeline.storage.sweep import is_alive

MOST_BYTES = 50 * MIB  # of a file
MOST_FILES = 30
MOST_NAME_BYTES = 200  # disks take 255, and a name gets a little more on its way
KEPT_SECONDS = 1800.0  # after the reader's page last asked for them
_PROCESS = f"{os.getpid()}-"


class Writable(Protocol):
    """What takes a file's bytes as they come."""

    def write(self, data: bytes) -> int:
        """Write `data`."""


class Incoming:
    """What one reader has sent and not yet loaded. `seen` is what was found in it, and goes with it.

    `key` names it to the reader's own page alone. `faults`: why a file was not taken, by its name.
    """

    def __init__(self, settings: Settings, by: Person) -> None:
        self.key = secrets.token_urlsafe(32)
        self.by = by
        self.faults: dict[str, Message] = {}
        self.seen: Any = None
        self._place = folder(settings) / f"{_PROCESS}{secrets.token_hex(8)}"
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._asked_at = 0.0
        with _known_lock:
            _known[self.key] = self

    @property
    def files(self) -> list[Path]:
        """The files that have come whole, in the order in which their rows win: by name."""
        self._asked_at = time.monotonic()
        with suppress(FileNotFoundError):
            return sorted(path for path in self._place.iterdir() if not path.name.startswith("."))
        return []

    @contextmanager
    def receiving(self, name: str, size: int) -> Iterator[Writable]:
        """A file to write what comes under that name to; it is there when the block ends well.

        Raises `Correctable`, which is remembered too, for one that is no export or too large, and for one too many.
        """
        name = Path(name.replace("\\", "/")).name
        try:
            with disk.as_sentences(self._place):
                self._refuse(name, size)
                with self._draft() as draft:
                    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                        yield _Bounded(file)
                    draft.replace(self._place / name)
        except Correctable as fault:
            self.faults[cpr.without_cpr(name)[:MOST_NAME_BYTES]] = fault.messages[0]
            raise
        self.faults.pop(cpr.without_cpr(name), None)
        self.seen = None

    def leave_out(self, path: Path) -> None:
        """Delete one of the files."""
        path.unlink(missing_ok=True)
        self.seen = None

    def release(self) -> None:
        """Delete everything that was sent and forget what was found in it. Can be sent to again."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self.seen = None
            self.faults = {}
            shutil.rmtree(self._place, ignore_errors=True)

    def close(self) -> None:
        """Release it, its reader being gone: nothing can be sent to it any more."""
        with _known_lock:
            _known.pop(self.key, None)
        self.release()

    def _refuse(self, name: str, size: int) -> None:
        suffix = Path(name).suffix.lower()
        if suffix not in SUFFIXES or name.startswith((".", "~$")) or not name.isprintable():
            raise Correctable(
                message("This is no export. Choose the CRM's files: CSV, text, Excel, OpenDocument or JSON.")
            )
        if len(name.encode()) > MOST_NAME_BYTES:
            raise Correctable(message("The file's name is too long. Give it a shorter one and choose it again."))
        if size > MOST_BYTES:
            raise Correctable(_TOO_LARGE)
        if len(self.files) >= MOST_FILES and not (self._place / name).exists():
            raise Correctable(
                message("More than {count} files at once. Load these first, then the rest.", count=MOST_FILES)
            )

    @contextmanager
    def _draft(self) -> Iterator[Path]:
        """A name for a file in the making; nothing is left of it when it fails."""
        with self._lock:
            self._place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._place.mkdir(exist_ok=True, mode=0o700)
            if self._timer is None:
                self._wait(KEPT_SECONDS)
        draft = self._place / f".{secrets.token_hex(8)}"
        try:
            yield draft
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        """Release what nobody has asked for in a long while."""
        left = self._asked_at + KEPT_SECONDS - time.monotonic()
        if left > 0:
            self._wait(left)
        else:
            self.release()


class _Bounded:
    """A file that takes no more than `MOST_BYTES`, whatever size was promised."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = MOST_BYTES

    def write(self, data: bytes) -> int:
        """Write `data`. Raises `Correctable` for what is too much."""
        self._left -= len(data)
        if self._left < 0:
            raise Correctable(_TOO_LARGE)
        return self._file.write(data)


_TOO_LARGE = message(
    "The file is over {count} MB. Put it into the inbox, or load it on the command line.", count=MOST_BYTES // MIB
)
_known: dict[str, Incoming] = {}
_known_lock = threading.Lock()


def named(key: str) -> Incoming | None:
    """The one that a reader's page calls by that key."""
    with _known_lock:
        return _known.get(key)


def folder(settings: Settings) -> Path:
    """Where files on their way in lie."""
    return settings.home / "incoming"


def sweep(settings: Settings) -> None:
    """Delete what ended processes left. To be called once, before this one takes anything."""
    place = folder(settings)
    for left in place.iterdir() if place.is_dir() else ():
        process = left.name.partition("-")[0]
        if not process.isdigit() or int(process) == os.getpid() or not is_alive(int(process), left):
            shutil.rmtree(left, ignore_errors=True)
