"""A file read in a limited child process, and what to say when the child does not come back."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from data_pipeline.exports import child
from data_pipeline.exports.kinds import KINDS
from data_pipeline.exports.packing import unpacked
from data_pipeline.exports.progress import Counting, ignore_progress
from data_pipeline.exports.sheets import Sheet, refused_whole
from data_pipeline.language import Message, message
from data_pipeline.privacy import cpr


class PendingRead:
    """A file whose reading has begun in a child of its own."""

    def __init__(self, path: Path, size: int, key: bytes, limits: child.Limits | None = None) -> None:
        self._path = path
        self._child = child.ReaderProcess(path, key, limits or child.Limits.for_size(size))

    def sheets(self, counting: Counting = ignore_progress) -> tuple[Sheet, ...]:
        """Wait for what stands in the file; `counting` is called with its rows meanwhile.

        Nothing about the file raises: what cannot be read is a refused `Sheet`.
        """
        answer = self._child.answer(counting)
        if answer.end != "done":
            return (refused_whole(cpr.without_cpr(self._path.name), why(answer.end)),)
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
        return tuple(sheets)

    def stop(self) -> None:
        """End the child that reads the file."""
        self._child.stop()


def why(end: str) -> Message:
    """Return the sentence for a child that did not come back."""
    if end == "slow":
        return message("The file took longer to read than an export can; divide it, or export it as CSV.")
    if end == "large":
        return message("The file takes more memory to read than an export can; divide it, or export it as CSV.")
    return message("The file stopped the reader, so nothing of it was read; export it again, as CSV if you can.")
