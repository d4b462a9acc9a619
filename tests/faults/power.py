"""A disk whose power can be cut: what a home held is recorded, and what a cut leaves of it is written elsewhere.

Between two syncs nothing is promised. What was written to a file since it was synced may be there, gone or torn, block
by block; names that came, went or changed in a folder since that was synced may each have done so or not. The ledger's
own files are SQLite's to keep (`synchronous = full`): they are as they were at the moment of the cut.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

import pytest

BLOCK_BYTES = 4096
HOME = 0  # the number of the home folder


@dataclass(frozen=True)
class Write:
    """A file (by number) now holds `content`, not synced."""

    file: int
    content: bytes


@dataclass(frozen=True)
class Name:
    """In the folder of each path a name now means a file (by number) or nothing; several at once are one change."""

    changes: tuple[tuple[Path, int | None], ...]


@dataclass(frozen=True)
class Sync:
    """A file or folder (by number) is safely on disk."""

    file: int


@dataclass(frozen=True)
class Ledger:
    """The ledger's files."""

    files: dict[str, bytes]


@dataclass(frozen=True)
class Told:
    """Somebody was told that something is done."""

    what: str


class Recorder:
    """Records what happens in `home` from here on, at every sync, renaming and commit."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.events: list[Write | Name | Sync | Ledger | Told] = []
        self._names: dict[Path, int] = {}
        # An inode is used again for the next file, or for a folder; a number is not.
        self._numbers: dict[tuple[int, bool], int] = {_identity(home.stat()): HOME}
        self._seen: dict[int, tuple[int, int]] = {}
        self._next = count(HOME + 1)
        self._ledger: dict[str, bytes] = {}
        for name, record in (("fsync", self._fsync), ("replace", self._replace), ("link", self._link)):
            monkeypatch.setattr(os, name, self._around(getattr(os, name), record))

    def told(self, what: str) -> None:
        self.look()
        self.events.append(Told(what))

    def look(self) -> None:
        """Record what was written, and which names came and went, since the last look."""
        names: dict[Path, int] = {}
        ledger: dict[str, bytes] = {}
        for path in sorted(self.home.rglob("*")):
            is_ledger = path.name.startswith("ledger.")
            try:
                found = path.stat()
                content = None if path.is_dir() else path.read_bytes()
            except FileNotFoundError:
                continue
            if is_ledger and content is not None:
                if not path.name.endswith("-shm"):
                    ledger[path.name] = content
                continue
            number = self._numbers.setdefault(_identity(found), next(self._next))
            names[path.relative_to(self.home)] = number
            state = (found.st_size, found.st_mtime_ns)
            if content is not None and self._seen.get(number) != state:
                self._seen[number] = state
                self.events.append(Write(number, content))
        for path in sorted(names.keys() | self._names.keys()):
            if names.get(path) != self._names.get(path):
                self.events.append(Name(((path, names.get(path)),)))
        if ledger != self._ledger:
            self.events.append(Ledger(ledger))
        self._names, self._ledger = names, ledger
        there = {HOME, *names.values()}
        self._numbers = {identity: number for identity, number in self._numbers.items() if number in there}

    def _around(self, does: Callable[..., object], record: Callable[..., None]) -> Callable[..., object]:
        def recorded(*arguments: object) -> object:
            self.look()
            answer = does(*arguments)
            record(*arguments)
            return answer

        return recorded

    def _fsync(self, handle: int) -> None:
        number = self._numbers.get(_identity(os.fstat(handle)))
        if number is not None:
            self.events.append(Sync(number))

    def _replace(self, source: object, target: object) -> None:
        before, after = (self._own(path) for path in (source, target))
        if before in self._names and after is not None:
            file = self._names.pop(before)
            self._names[after] = file
            self.events.append(Name(((after, file), (before, None))))

    def _link(self, source: object, target: object) -> None:
        self.look()

    def _own(self, path: object) -> Path | None:
        whole = Path(str(path))
        return whole.relative_to(self.home) if whole.is_relative_to(self.home) else None


def _identity(found: os.stat_result) -> tuple[int, bool]:
    return found.st_ino, stat.S_ISDIR(found.st_mode)


def after_a_cut(recorder: Recorder, at: int, chance: Random, home: Path) -> None:
    """Write to `home` what may be left when the power goes before event `at`."""
    synced: dict[int, bytes] = {}
    written: dict[int, bytes] = {}
    lasting: dict[Path, int] = {}
    pending: list[Name] = []
    folders = {HOME: Path()}
    ledger: dict[str, bytes] = {}
    for event in recorder.events[:at]:
        if isinstance(event, Write):
            written[event.file] = event.content
        elif isinstance(event, Ledger):
            ledger = event.files
        elif isinstance(event, Name):
            pending.append(event)
            folders |= {file: path for path, file in event.changes if file is not None}
        elif isinstance(event, Sync) and event.file in written:
            synced[event.file] = written[event.file]
        elif isinstance(event, Sync):
            kept = [one for one in pending if one.changes[0][0].parent != folders.get(event.file)]
            for one in pending:
                if one not in kept:
                    _apply(lasting, one)
            pending = kept
    likely = chance.choice((0.0, 0.5, 1.0))
    for one in pending:
        if chance.random() < likely:
            _apply(lasting, one)
    home.mkdir(parents=True)
    for path, file in sorted(lasting.items()):
        if not (home / path.parent).is_dir():
            continue
        if file in written:
            (home / path).write_bytes(_torn(synced.get(file, b""), written[file], chance))
            (home / path).chmod(0o600)
        else:
            (home / path).mkdir(mode=0o700)
    for name, content in ledger.items():
        (home / name).write_bytes(content)
        (home / name).chmod(stat.S_IRUSR | stat.S_IWUSR)


def _apply(lasting: dict[Path, int], name: Name) -> None:
    for path, file in name.changes:
        if file is None:
            lasting.pop(path, None)
        else:
            lasting[path] = file


def _torn(before: bytes, after: bytes, chance: Random) -> bytes:
    """What may be in a file of which `before` was synced and `after` written."""
    if before == after:
        return after
    way = chance.randrange(3)
    if way < 2:
        return (before, after)[way]
    blocks = []
    for start in range(0, chance.randint(0, len(after)), BLOCK_BYTES):
        end = start + BLOCK_BYTES
        blocks.append(chance.choice((before[start:end], after[start:end], bytes(len(after[start:end])))))
    return b"".join(blocks)
