"""The files of one load: what paths and folders stand for, each file once, in the order in which rows win."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data_pipeline.exports.child import MAX_FILE, MIB
from data_pipeline.language import Message, message
from data_pipeline.privacy import cpr

# What is taken from a folder; a file named by itself is read whatever it is called.
SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".json", ".jsonl"})


@dataclass(frozen=True)
class Delivered:
    """A file to read, with the SHA-256 of its bytes; or `fault`, when there is nothing to read.

    `state`: size, moment of the last change and place on the disk when it was hashed.
    """

    path: Path
    name: str
    size: int = 0
    sha256: str = ""
    state: tuple[int, ...] = ()
    fault: Message | None = None

    @property
    def has_changed(self) -> bool:
        """Whether the file is another one now than when it was hashed."""
        try:
            return _state(self.path.stat()) != self.state
        except OSError:
            return True


def delivered(paths: Sequence[Path]) -> list[Delivered]:
    """The files that `paths` stand for: in the order given, folders by path in code point order, each file once."""
    found: dict[Path, Delivered] = {}
    for path in paths:
        for file in _files(path):
            found.setdefault(file.path, file)
    return list(found.values())


def _files(path: Path) -> Iterator[Delivered]:
    name = cpr.without_cpr(path.name or str(path))
    if not path.is_dir():
        yield _checked(path)
        return
    inside = sorted(
        (file for file in path.rglob("*") if is_export(file) and not _is_hidden(file, path)),
        key=lambda one: one.as_posix(),
    )
    if not inside:
        yield Delivered(path.resolve(), name, fault=message("The folder holds no export to read."))
    for file in inside:
        yield _checked(file)


def _is_hidden(file: Path, folder: Path) -> bool:
    """Whether a folder between the two is a program's own, such as `.git`."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def is_export(path: Path) -> bool:
    """Whether a file in a folder is taken for an export: by its suffix, and not hidden or a spreadsheet's lock."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file()


def _checked(path: Path) -> Delivered:
    """The file at `path`, checked and hashed: the only time before it is read."""
    name = cpr.without_cpr(path.name)
    fault = _fault_of(path)
    if fault is not None:
        return Delivered(path.resolve(), name, fault=fault)
    with path.open("rb") as file:
        state = _state(os.fstat(file.fileno()))
        return Delivered(path.resolve(), name, state[0], hashlib.file_digest(file, "sha256").hexdigest(), state)


def _fault_of(path: Path) -> Message | None:
    """Return why a file is not even tried: not there, not readable, no file, or over `MAX_FILE`."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return message("This is no file; give the path of an export.")
        with path.open("rb"):
            pass
    except OSError:
        return message("The file cannot be opened; see that it is there and that this user may read it.")
    if size > MAX_FILE:
        return message("The file is over {count} MB; divide it into several.", count=MAX_FILE // MIB)
    return None


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_size, found.st_mtime_ns, found.st_ino
