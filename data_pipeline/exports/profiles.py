"""Which headings and words a CRM writes for ours: the default profile and TOML files beside it.

A profile adds to the default headings (`kinds.py`), it takes none away. `extends` takes another profile's words first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import KINDS, Kind
from data_pipeline.exports.matching import nearest
from data_pipeline.language import Message, folded, message

FOLDER = Path(__file__).with_name("profiles")
DEFAULT = "default"
_KEYS = ("title", "extends", "ignored", "footers", "totals", "headings", "fallback", "values")


@dataclass(frozen=True)
class Profile:
    """One CRM's words. `headings[kind][folded heading]` is (column name, the heading as the profile writes it)."""

    name: str
    title: str
    headings: Mapping[str, Mapping[str, tuple[str, str]]]
    fallback: Mapping[str, Mapping[str, tuple[str, str]]]
    values: Mapping[str, Mapping[str, Mapping[str, str]]]
    ignored: tuple[str, ...]
    footers: tuple[re.Pattern[str], ...]
    totals: frozenset[str]

    def words(self, kind: Kind, column: str) -> dict[str, str]:
        """Return the CRM's words for the listed values of a column."""
        return dict(self.values.get(kind.name, {}).get(column, {}))

    def is_ignored(self, heading: str) -> bool:
        """Return whether a column is the CRM's own bookkeeping and left out without a word."""
        return folded(heading).startswith(self.ignored) if self.ignored else False


def read_profile(name: str, folder: Path = FOLDER) -> Profile:
    """Return the profile in `<name>.toml`. Raises `Correctable` with every fault: file, key, nearest known."""
    path = folder / f"{name}.toml"
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Correctable(
            message("{file} is not TOML: {fault}. Mend that place.", file=path.name, fault=str(error))
        ) from error
    faults: list[Message] = [_unknown(path, key, _KEYS) for key in given if key not in _KEYS]
    base = None if name == DEFAULT else _base(path, str(given.get("extends", DEFAULT)))
    headings: dict[str, dict[str, tuple[str, str]]] = {}
    fallback: dict[str, dict[str, tuple[str, str]]] = {}
    values: dict[str, dict[str, dict[str, str]]] = {}
    for kind in KINDS:
        headings[kind.name] = (
            dict(base.headings[kind.name])
            if base
            else {folded(column.heading): (column.name, column.heading) for column in kind.columns}
        )
        fallback[kind.name] = dict(base.fallback[kind.name]) if base else {}
        values[kind.name] = {name: dict(words) for name, words in base.values[kind.name].items()} if base else {}
        for table, target in (("headings", headings), ("fallback", fallback)):
            for heading, theirs in _of_kind(path, given.get(table, {}), kind, faults):
                column = _column(kind, heading)
                for their in theirs:
                    target[kind.name][folded(their)] = (column, their)
        for heading, words in _of_kind(path, given.get("values", {}), kind, faults):
            column = _column(kind, heading)
            listed = kind.column(column).choices or {"Ja": 1, "Nej": 0}
            for their, ours in words.items():
                if folded(ours) not in {folded(word) for word in listed}:
                    faults.append(_unknown(path, f"values.{kind.name}.{heading}: {ours}", listed))
                else:
                    values[kind.name].setdefault(column, {})[their] = ours
    for table in ("headings", "fallback", "values"):
        names = [kind.name for kind in KINDS]
        faults += [_unknown(path, f"{table}.{key}", names) for key in given.get(table, {}) if key not in [*names, "*"]]
    if faults:
        raise Correctable(*faults)
    return Profile(
        name,
        str(given.get("title", name)),
        MappingProxyType(headings),
        MappingProxyType(fallback),
        MappingProxyType(values),
        tuple(folded(prefix) for prefix in given.get("ignored", ())) + (base.ignored if base else ()),
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in given.get("footers", ()))
        + (base.footers if base else ()),
        frozenset(folded(word) for word in given.get("totals", ())) | (base.totals if base else frozenset()),
    )


def _base(path: Path, extended: str) -> Profile:
    """Return the profile whose words come first: beside this one, or of the house."""
    folders = [folder for folder in (path.parent, FOLDER) if (folder / f"{extended}.toml").is_file()]
    if not folders or extended == path.stem:
        raise Correctable(
            message(
                "{file}: {key} extends a profile that is not there; there are {known}.",
                file=path.name,
                key=extended,
                known=tuple(sorted(one.stem for one in FOLDER.glob("*.toml"))),
            )
        )
    return read_profile(extended, folders[0])


def _of_kind(path: Path, table: Mapping[str, Any], kind: Kind, faults: list[Message]) -> list[tuple[str, Any]]:
    """Return what a profile says of a kind's columns; `*` says it of every kind that has the column."""
    known = [column.heading for column in kind.columns]
    entries: list[tuple[str, Any]] = []
    for heading, theirs in table.get("*", {}).items():
        if folded(heading) in {folded(word) for word in known}:
            entries.append((heading, theirs))
        elif all(folded(heading) != folded(column.heading) for other in KINDS for column in other.columns):
            faults.append(_unknown(path, f"*.{heading}", [c.heading for other in KINDS for c in other.columns]))
    for heading, theirs in table.get(kind.name, {}).items():
        if folded(heading) in {folded(word) for word in known}:
            entries.append((heading, theirs))
        else:
            faults.append(_unknown(path, f"{kind.name}.{heading}", known))
    return entries


def _column(kind: Kind, heading: str) -> str:
    return next(column.name for column in kind.columns if folded(column.heading) == folded(heading))


def _unknown(path: Path, key: str, known: Any) -> Message:
    near = nearest(re.split(r"\.(?!$)|: ", key)[-1], list(known))
    if near:
        return message("{file}: {key} is not known; did you mean {near}?", file=path.name, key=key, near=near)
    return message(
        "{file}: {key} is not known; see docs/profiles.md for what a profile may say.", file=path.name, key=key
    )


@lru_cache
def profiles(folder: Path = FOLDER) -> tuple[Profile, ...]:
    """Return every profile there is, the default first, the others by name."""
    names = sorted(path.stem for path in folder.glob("*.toml"))
    return tuple(read_profile(name, folder) for name in sorted(names, key=lambda name: (name != DEFAULT, name)))


@lru_cache
def known_headings() -> frozenset[str]:
    """Return every heading of every profile, folded."""
    return frozenset(
        heading
        for profile in profiles()
        for table in (profile.headings, profile.fallback)
        for of_kind in table.values()
        for heading in of_kind
    )


def is_footer(line: str) -> bool:
    """Return whether a CRM writes such a line below its rows."""
    return any(pattern.fullmatch(line) for profile in profiles() for pattern in profile.footers)


@lru_cache
def totals() -> frozenset[str]:
    """First cells of rows that hold sums, folded."""
    return frozenset(word for profile in profiles() for word in profile.totals)
