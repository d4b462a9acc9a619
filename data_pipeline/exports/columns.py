"""A column on its way from written cells to typed values: its source, its faults and its notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.exports import scalars
from data_pipeline.exports.contradictions import DateOrder
from data_pipeline.exports.grid import Cells
from data_pipeline.exports.kinds import Column
from data_pipeline.exports.list_grid import is_empty
from data_pipeline.language import N_, Message, message

# What Excel writes for an error, in English and Danish.
ERRORS = frozenset(
    [
        *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"),
        *("#DIVISION/0!", "#I/T", "#NAVN?", "#NUL!", "#REFERENCE!", "#VÆRDI!"),
    ]
)
ERROR_TEXT = N_("{heading} holds an error from Excel; mend the formula and export again.")


_OF_A_CELL = {scalars.ERROR_CELL, scalars.NO_CACHED_VALUE, scalars.MERGED_CELL}


class Formula:
    """A workbook's formula without its result."""


@dataclass(frozen=True)
class Fault:
    """The rows (from 0) whose value has one and the same fault."""

    rows: np.ndarray
    reason: Message


@dataclass
class Converted:
    """One column, typed. `values` has null where a value is missing or faulty; `more` holds a band's two ends.

    `order`: how dates are written, None for other columns.
    """

    values: pa.Array
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    more: dict[str, pa.Array] = field(default_factory=dict)
    order: DateOrder | None = None


@dataclass(frozen=True)
class Source:
    """What a column's values are read with: its own heading, the pseudonym key, more words, a cell's address by row."""

    heading: str
    key: bytes
    words: dict[str, str]
    address: Callable[[int], str] | None = None

    def reason(self, msgid: str, **more: Any) -> Message:
        return message(msgid, heading=self.heading, **more)


def is_blank(cells: Cells) -> np.ndarray:
    """Return which cells hold nothing but blanks."""
    if isinstance(cells, list):
        return np.array([is_empty(cell) for cell in cells], bool)
    return pc.equal(pc.utf8_trim_whitespace(cells), "").to_numpy(zero_copy_only=False)


def faults_of(column: Column, msgid: str, rows: np.ndarray, source: Source) -> list[Fault]:
    """Return the faults of `rows`, whose values have the sentence `msgid`: one each where it names the cell."""
    if msgid in _OF_A_CELL and source.address:
        return [
            Fault(rows[at : at + 1], source.reason(msgid, cell=source.address(int(rows[at]))))
            for at in range(len(rows))
        ]
    if msgid == scalars.NOT_LISTED:
        return [Fault(rows, source.reason(msgid, listed=", ".join(column.choices)))]
    if msgid == scalars.TOO_LONG:
        return [Fault(rows, source.reason(msgid, count=scalars.MAX_TEXT))]
    return [Fault(rows, source.reason(msgid))]
