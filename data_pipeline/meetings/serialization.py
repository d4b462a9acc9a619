"""Results as JSON text and back, exactly: decimals, dates, hidden cells and every dataclass a report is made of.

A class is written by its name and its fields. A field that a later version has added gets its default when an older
record is read, one it no longer has is left out; a class that moved is named in `MOVED`. So a meeting can be shown
again after any upgrade (tests/meetings keeps one of an early version).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from data_pipeline.privacy.small_cells import Hidden

PACKAGE = "data_pipeline."
# Modules whose classes may stand in a frozen result.
MODULES = (
    "agreements.models",
    "language",
    "ledger.values",
    "meetings.changes",
    "meetings.changes_report",
    "meetings.compare_report",
    "meetings.values",
    "arithmetic.pace",
    "privacy.small_cells",
    "storage.snapshot_mixture",
    *(
        f"reports.{name}"
        for name in (
            "annual_reports",
            "data",
            "deadlines",
            "fees",
            "focus_sectors",
            "jobs",
            "overview",
            "pieces",
            "readings",
            "road",
            "satisfaction",
            "strategy",
            "targets",
        )
    ),
)
# A class's name in older records -> its name today.
MOVED: Mapping[str, str] = {"pace.Forecast": "arithmetic.pace.Forecast"}

_KIND = "$"


def serialize(value: Any) -> str:
    """Return the value as JSON text; the same value always gives the same text."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def deserialize(text: str) -> Any:
    """Return the value that `serialize` wrote."""
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, bool | int | float | str) and not isinstance(value, StrEnum)):
        return value
    if isinstance(value, Hidden):
        return {_KIND: "hidden", "is": value.value}
    if isinstance(value, Decimal):
        return {_KIND: "decimal", "is": str(value)}
    if isinstance(value, dt.datetime):
        return {_KIND: "moment", "is": value.isoformat()}
    if isinstance(value, dt.date):
        return {_KIND: "day", "is": value.isoformat()}
    if isinstance(value, Mapping):
        return {_KIND: "map", "is": [[_plain(key), _plain(one)] for key, one in value.items()]}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    made: Any = type(value)
    name = _name(made)
    if name in _classes() and isinstance(value, StrEnum):
        return {_KIND: name, "is": value.value}
    if name in _classes():
        return {_KIND: name, "is": {one: _plain(getattr(value, one)) for one in _fields(made)}}
    raise TypeError(f"{name} has no place in a frozen result: name its module in MODULES")


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(one) for one in plain)
    if not isinstance(plain, dict):
        return plain
    kind, inner = plain[_KIND], plain["is"]
    if kind == "map":
        return {_value(key): _value(one) for key, one in inner}
    if kind in _SIMPLE:
        return _SIMPLE[kind](inner)
    made = _classes()[MOVED.get(kind, kind)]
    if issubclass(made, StrEnum):
        return made(inner)
    known = {name: _value(one) for name, one in inner.items() if name in _fields(made)}
    return made.model_construct(**known) if issubclass(made, BaseModel) else made(**known)


_SIMPLE: Mapping[str, Any] = {
    "hidden": Hidden,
    "decimal": Decimal,
    "moment": dt.datetime.fromisoformat,
    "day": dt.date.fromisoformat,
}


@cache
def _classes() -> dict[str, Any]:
    found = {}
    for name in MODULES:
        module = import_module(PACKAGE + name)
        for one in vars(module).values():
            if isinstance(one, type) and one.__module__ == module.__name__ and _is_record(one):
                found[_name(one)] = one
    return found


def _is_record(made: type) -> bool:
    return is_dataclass(made) or issubclass(made, BaseModel | StrEnum)


def _name(made: type) -> str:
    return f"{made.__module__.removeprefix(PACKAGE)}.{made.__qualname__}"


@cache
def _fields(made: Any) -> tuple[str, ...]:
    return tuple(made.model_fields) if issubclass(made, BaseModel) else tuple(one.name for one in fields(made))
