"""What the ledger keeps, as values: loads with their files and parts, and what people wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_pipeline.language import Message


@dataclass(frozen=True)
class LoadFile:
    """One file (or sheet) of a load; `position` is `source` in its landing rows, `kind` the agreement's word."""

    position: int
    file: str
    kind: str | None
    status: str
    sha256: str
    received: int = 0
    accepted: int = 0
    refused: int = 0
    waiting: int = 0
    reason: Message | None = None


@dataclass(frozen=True)
class Part:
    """One landing file of a load: the accepted rows of a table, or `refused`."""

    table: str
    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Load:
    """One committed load; `full_tables` are the tables it was the complete content of. `loaded_at` is UTC.

    `undoes`: the number of the load that this one takes back; it has no files of its own then.
    """

    number: int
    loaded_at: dt.datetime
    author: str
    message: str
    full_tables: tuple[str, ...]
    files: tuple[LoadFile, ...]
    parts: tuple[Part, ...]
    undoes: int | None = None


@dataclass(frozen=True)
class Repeat:
    """A file that counts by a load which knew its bytes already, since the load that had read them was undone.

    `load` and `source` (its position there) are where it counts, `read_by` and `read_source` where its rows lie.
    """

    load: int
    source: int
    read_by: int
    read_source: int


@dataclass(frozen=True)
class StrategyEntry:
    """A value somebody wrote for a milestone (R17)."""

    written_at: dt.datetime
    author: str
    agreement: str
    milestone: str
    value: str
    value_date: dt.date | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Receipt:
    """How many of the erasures a place (a machine's home) had carried out; `is_gone`: there is no such place now."""

    written_at: dt.datetime
    place: str
    erasures: int
    is_gone: bool = False


@dataclass(frozen=True)
class AuditEntry:
    """Something that was done and is worth remembering; `details` name no person."""

    written_at: dt.datetime
    author: str
    action: str
    details: Mapping[str, Any] = field(default_factory=dict)


def parts_of(loads: Sequence[Load]) -> frozenset[str]:
    """The names of every landing file these loads stand on."""
    return frozenset(part.name for load in loads for part in load.parts)


def standing(loads: Sequence[Load]) -> tuple[Load, ...]:
    """The loads whose rows count: neither undone nor an undoing."""
    undone = {load.undoes for load in loads}
    return tuple(load for load in loads if load.undoes is None and load.number not in undone)


def repeats(loads: Sequence[Load]) -> tuple[Repeat, ...]:
    """The files that a standing load found unchanged and that no standing load before it has read."""
    counting = {load.number for load in standing(loads)}
    found: list[Repeat] = []
    held: set[str] = set()
    reader: dict[str, tuple[int, list[LoadFile]]] = {}
    for load in loads:
        read: dict[str, list[LoadFile]] = {}
        known: dict[str, list[LoadFile]] = {}
        for file in load.files:
            if file.status != "refused":
                (read if file.status == "loaded" else known).setdefault(file.sha256, []).append(file)
        if load.number in counting:
            for sha256 in known.keys() - read.keys() - held:
                number, sheets = reader[sha256]
                found += [
                    Repeat(load.number, here.position, number, there.position)
                    for there, here in zip(sheets, known[sha256], strict=False)
                ]
            held |= read.keys() | known.keys()
        reader |= {sha256: (load.number, sheets) for sha256, sheets in read.items()}
    return tuple(sorted(found, key=lambda one: (one.load, one.source)))


def first_read(loads: Sequence[Load], sha256: str) -> tuple[LoadFile, ...]:
    """The entries (one per sheet) of the first load that read these bytes; empty when no standing load has them."""
    counting = standing(loads)
    if not any(file.sha256 == sha256 and file.status != "refused" for load in counting for file in load.files):
        return ()
    first = next(
        load
        for load in (*counting, *loads)
        if any(file.sha256 == sha256 and file.status == "loaded" for file in load.files)
    )
    return tuple(file for file in first.files if file.sha256 == sha256 and file.status != "unchanged")
