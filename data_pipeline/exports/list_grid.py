"""Rows of Python values with their headings, as workbooks and register documents give them."""

from __future__ import annotations

from typing import Any

import numpy as np


class Merged:
    """A cell that is merged with others, of which one alone holds a value."""


class ListGrid:
    """Rows of Python values with their headings (a `Grid`)."""

    def __init__(self, header: tuple[str, ...], header_line: int, rows: list[list[Any]], lines: np.ndarray) -> None:
        self.header = header
        self.header_line = header_line
        self.lines = lines.astype(np.int32)
        self._rows = rows

    def cells(self, positions: list[int]) -> dict[int, list[Any]]:
        """Return the cells of the columns at `positions`."""
        return {position: [row[position] for row in self._rows] for position in positions}

    def is_blank(self, row: int) -> bool:
        """Return whether every cell of the row is empty."""
        return all(is_empty(cell) for cell in self._rows[row])

    def address(self, row: int, position: int) -> str:
        """Return the cell as Excel names it: `C7`."""
        return f"{column_letters(position)}{int(self.lines[row])}"


def is_empty(cell: Any) -> bool:
    """Return whether a cell holds nothing, or blanks only; a merged cell is another's."""
    return cell is None or isinstance(cell, Merged) or (isinstance(cell, str) and not cell.strip())


def column_letters(position: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def column_position(letters: str) -> int:
    """0 for `A`, 26 for `AA`."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1
