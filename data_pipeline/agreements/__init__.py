"""The agreements: one TOML file each, read strictly, every fault told at once with its line and the nearest known key.

`<id>.toml` in the agreements folder is the agreement `<id>`; a file whose name begins with `_` explains or sleeps.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from data_pipeline.agreements.faults import contradictions, shape_faults
from data_pipeline.agreements.models import (
    FEE_IDS,
    SEGMENTS,
    TARGET_IDS,
    Agreement,
    Fee,
    Milestone,
    Objective,
    Obligation,
    Target,
    Words,
    nearest,
)
from data_pipeline.agreements.places import key_lines, line_of
from data_pipeline.errors import Correctable
from data_pipeline.language import message


def load_all(folder: Path) -> dict[str, Agreement]:
    """Every agreement in `folder` by id, in order of id; Correctable tells the faults of all files together."""
    found: dict[str, Agreement] = {}
    faults: list[Any] = []
    for path in _files(folder):
        try:
            found[path.stem] = read(path)
        except Correctable as fault:
            faults += fault.messages
    if faults:
        raise Correctable(*faults)
    return found


def load(folder: Path, agreement_id: str) -> Agreement:
    """The agreement called `agreement_id`; Correctable names those there are. Other files' faults do not matter."""
    paths = {path.stem: path for path in _files(folder)}
    if agreement_id in paths:
        return read(paths[agreement_id])
    known = tuple(paths)
    if not known:
        raise Correctable(message("There are no agreements in {folder}: put a TOML file there.", folder=str(folder)))
    if (near := nearest(agreement_id, known)) is not None:
        raise Correctable(
            message("There is no agreement {id}; the nearest is {nearest}.", id=agreement_id, nearest=near)
        )
    raise Correctable(message("There is no agreement {id}; there are {known}.", id=agreement_id, known=known))


def read(path: Path) -> Agreement:
    """The agreement in one file; Correctable tells everything that is wrong with it."""
    shown = f"{path.parent.name}/{path.name}"
    return _read(shown, path.stem.removeprefix("_"), _text(path, shown))


def text(folder: Path, agreement_id: str) -> str:
    """The file of an agreement as it stands, to be read again by `parse` when the file has changed."""
    path = folder / f"{agreement_id}.toml"
    return _text(path, f"{folder.name}/{path.name}")


def parse(agreement_id: str, text: str) -> Agreement:
    """The agreement in the text of a file; Correctable as `read`."""
    return _read(f"{agreement_id}.toml", agreement_id, text)


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Correctable(message("{file} is not text in UTF-8: save it as UTF-8.", file=shown)) from None
    except OSError as error:
        raise Correctable(message("{file} cannot be opened.", file=shown)) from error


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Correctable(message("There is no folder {folder} with agreements.", folder=str(folder)))
    return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("_"))


@lru_cache(maxsize=64)
def _read(shown: str, expected_id: str, text: str) -> Agreement:
    try:
        raw = _frozen(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        raise Correctable(
            message(
                "{file}, line {line}: this is not TOML from column {column} on; "
                "look for a missing quote, comma or bracket, or a key that stands twice.",
                file=shown,
                line=place[1] if place else str(text.count("\n") + 1),
                column=place[2] if place else "1",
            )
        ) from None
    faults = list(contradictions(raw, expected_id))
    agreement = None
    try:
        agreement = Agreement.model_validate(raw)
    except ValidationError as error:
        faults += shape_faults(error)
    if agreement is None or faults:
        lines = key_lines(text)
        faults.sort(key=lambda fault: line_of(fault.path, lines))
        raise Correctable(*(fault.at(shown, lines) for fault in faults))
    return agreement


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _frozen(inner) for name, inner in value.items()}
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value
