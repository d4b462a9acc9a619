"""A file read in a limited child process, and what to say when the child does not come back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from data_pipeline.exports import child
from data_pipeline.exports.kinds import KINDS
from data_pipeline.exports.packing import unpacked
from data_pipeline.exports.progress import Counting, ignore_progress
from data_pipeline.exports.sheets import Sheet, refused_whole
from data_pipeline.language import Message, message
from data_pipeline.privacy import cpr

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Reading:
    """A file's SHA-256 (hexadecimal, empty when it cannot be read at all) and what was read from it."""

    sha256: str
    sheets: tuple[Sheet, ...]


class PendingRead:
    """A file whose reading has begun in a child of its own."""

    def __init__(self, path: Path, key: bytes, limits: child.Limits | None = None) -> None:
        self._path = path
        self._fault = fault_of(path)
        self._child: child.ReaderProcess | None = None
        if self._fault is None:
            self._child = child.ReaderProcess(path, key, limits or child.Limits.for_size(path.stat().st_size))

    def reading(self, counting: Counting = ignore_progress) -> Reading:
        """Wait for what stands in the file; `counting` is called with its rows meanwhile.

        Nothing about the file raises: what cannot be read is a refused `Sheet`.
        """
        if self._child is None:
            return self._refused(self._fault)
        answer = self._child.answer(counting)
        if answer.end != "done":
            return self._refused(why(answer.end))
        streams = pa.BufferReader(pa.py_buffer(answer.tail))
        sheets = []
        for head in answer.head["sheets"]:
            rows = pa.ipc.open_stream(streams).read_all()
            refused = pa.ipc.open_stream(streams).read_all()
            sheets.append(
                Sheet(
                    head["file"],
                    next((kind for kind in KINDS if kind.name == head["kind"]), None),
                    rows,
                    refused,
                    head["received"],
                    head["reason"] and unpacked(head["reason"]),
                    tuple(unpacked(note) for note in head["notes"]),
                )
            )
        return Reading(answer.head["sha256"], tuple(sheets))

    def stop(self) -> None:
        """End the child that reads the file, if there is one."""
        if self._child is not None:
            self._child.stop()

    def _refused(self, fault: Message | None) -> Reading:
        name = cpr.without_cpr(self._path.name)
        return Reading(_digest(self._path), (refused_whole(name, *([fault] if fault else [])),))


def read(path: Path, key: bytes, limits: child.Limits | None = None, counting: Counting = ignore_progress) -> Reading:
    """Return what stands in the file at `path`."""
    return PendingRead(path, key, limits).reading(counting)


def why(end: str) -> Message:
    """Return the sentence for a child that did not come back."""
    if end == "slow":
        return message("The file took longer to read than an export can; divide it, or export it as CSV.")
    if end == "large":
        return message("The file takes more memory to read than an export can; divide it, or export it as CSV.")
    return message("The file stopped the reader, so nothing of it was read; export it again, as CSV if you can.")


def fault_of(path: Path) -> Message | None:
    """Return why a file is not even tried: not there, not readable, no file, or over `child.MAX_FILE`."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            return message("This is no file; give the path of an export.")
        with path.open("rb"):
            pass
    except OSError:
        return message("The file cannot be opened; see that it is there and that this user may read it.")
    if size > child.MAX_FILE:
        return message("The file is over {count} MB; divide it into several.", count=child.MAX_FILE // child.MIB)
    return None


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    # A pipe would be waited for.
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            while part := file.read(_CHUNK):
                digest.update(part)
    except OSError:
        return ""
    return digest.hexdigest()
