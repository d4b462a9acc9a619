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
    """One committed load; `full_tables` are the tables it was the complete content of. `loaded_at` is UTC."""

    number: int
    loaded_at: dt.datetime
    author: str
    message: str
    full_tables: tuple[str, ...]
    files: tuple[LoadFile, ...]
    parts: tuple[Part, ...]


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
class AuditEntry:
    """Something that was done and is worth remembering; `details` name no person."""

    written_at: dt.datetime
    author: str
    action: str
    details: Mapping[str, Any] = field(default_factory=dict)


def parts_of(loads: Sequence[Load]) -> frozenset[str]:
    """The names of every landing file these loads stand on."""
    return frozenset(part.name for load in loads for part in load.parts)
