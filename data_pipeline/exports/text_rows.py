"""Where the rows of a separated text stand, found by counting quotes and line ends over the whole file."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_CHUNK = 1 << 20
_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")


@dataclass(frozen=True)
class TextRows:
    """Where the rows of a text stand: byte positions, ends without their line end; `lines` from 1."""

    text: bytes
    quotes: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    lines: np.ndarray

    def raw(self, row: int) -> str:
        return self.text[self.starts[row] : self.ends[row]].decode("utf-8")

    def is_blank(self, row: int) -> bool:
        return not self.raw(row).strip()

    def outside(self, positions: np.ndarray) -> np.ndarray:
        """Return those of `positions` that stand outside quotes."""
        if not len(self.quotes):
            return positions
        return positions[np.searchsorted(self.quotes, positions) % 2 == 0]


def positions_of(text: bytes, byte: int) -> np.ndarray:
    """Return where a byte stands in a text, uint32."""
    if byte not in text:
        return np.empty(0, np.uint32)
    numbers = np.frombuffer(text, np.uint8)
    # Files are under 4 GiB: four bytes hold a position.
    return np.concatenate(
        [
            (np.flatnonzero(numbers[start : start + _CHUNK] == byte) + start).astype(np.uint32)
            for start in range(0, len(numbers), _CHUNK)
        ]
    )


def text_rows(text: bytes) -> TextRows:
    """Return the rows of `text`: a line end inside quotes ends no row, but begins a physical line."""
    numbers = np.frombuffer(text, np.uint8)
    quotes = positions_of(text, _QUOTE)
    feeds = positions_of(text, _LF).astype(np.int64)
    returns = positions_of(text, _CR).astype(np.int64)
    if len(returns):
        follows = numbers[np.minimum(returns + 1, len(numbers) - 1)] == _LF
        follows &= returns + 1 < len(numbers)
        line_ends = feeds if follows.all() else np.sort(np.concatenate((feeds, returns[~follows])))
    else:
        line_ends = feeds
    row_ends = line_ends[np.searchsorted(quotes, line_ends) % 2 == 0] if len(quotes) else line_ends
    starts = np.concatenate((np.zeros(1, np.int64), row_ends + 1))
    ends = np.append(row_ends, len(numbers))
    crlf = (ends > 0) & (ends < len(numbers))
    crlf[crlf] = (numbers[ends[crlf]] == _LF) & (numbers[ends[crlf] - 1] == _CR)
    ends = np.maximum(ends - crlf, starts)
    if starts[-1] >= len(numbers):
        starts, ends = starts[:-1], ends[:-1]
    lines = 1 + (np.searchsorted(line_ends, starts) if len(quotes) else np.arange(len(starts)))
    return TextRows(text, quotes, starts, ends, lines)
