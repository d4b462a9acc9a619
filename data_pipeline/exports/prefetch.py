"""Files read one after the other, the next begun while one is waited for: two processors, two children."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from data_pipeline.exports.progress import Counting, ignore_progress
from data_pipeline.exports.reading import PendingRead
from data_pipeline.exports.sheets import Sheet

# Bytes of two files read at once; a child takes some five times as much memory as its file.
MOST_AT_ONCE = 128 << 20


class Prefetch:
    """The files to read, by path with their size in bytes, in the order of their reading.

    To be used in a `with` block, at whose end no child is left.
    """

    def __init__(self, sizes: Mapping[Path, int], key: bytes) -> None:
        self._sizes = sizes
        self._waiting = dict(sizes)
        self._key = key
        self._next: tuple[Path, PendingRead] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._next is not None:
            self._next[1].stop()

    def sheets(self, path: Path, counting: Counting = ignore_progress) -> tuple[Sheet, ...]:
        """Return what stands in the file at `path`; the next file is begun meanwhile."""
        if self._next is not None and self._next[0] == path:
            pending, self._next = self._next[1], None
        else:
            pending = PendingRead(path, self._sizes[path], self._key)
        try:
            self._begin_next(self._waiting.pop(path, 0))
            return pending.sheets(counting)
        finally:
            pending.stop()

    def _begin_next(self, beside: int) -> None:
        following = next(iter(self._waiting), None)
        if self._next is None and following is not None and beside + self._waiting[following] <= MOST_AT_ONCE:
            self._next = following, PendingRead(following, self._sizes[following], self._key)
