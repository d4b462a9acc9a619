"""What both readers hand on: headings, the line of every row, and the cells of any column."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol, TypeAlias

import numpy as np
import pyarrow as pa

# Text as it stands in a file; a workbook's cells come as Python values. The two never stand in one column's array.
Cells: TypeAlias = pa.StringArray | list[Any]
Cell: TypeAlias = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


class Grid(Protocol):
    """Headings and rows of one file or sheet, as written.

    `lines`: int32, the physical line (or sheet row) on which each row starts, from 1.
    """

    header: tuple[str, ...]
    header_line: int
    lines: np.ndarray

    def cells(self, positions: list[int]) -> dict[int, Cells]:
        """Return the cells of the columns at `positions`, one for each of `lines`."""
        ...

    def is_blank(self, row: int) -> bool:
        """Return whether nothing at all stands in the row, in any column."""
        ...
