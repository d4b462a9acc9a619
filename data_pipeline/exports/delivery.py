"""The files of one load: what paths and folders stand for, each file once, in the order in which rows win."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data_pipeline.language import Message, message
from data_pipeline.privacy import cpr

# What is taken from a folder; a file named by itself is read whatever it is called.
SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".json", ".jsonl"})


@dataclass(frozen=True)
class Delivered:
    """A file to read, with the SHA-256 of its bytes; or `fault`, when there is nothing to read."""

    path: Path
    name: str
    size: int = 0
    sha256: str = ""
    fault: Message | None = None


def delivered(paths: Sequence[Path]) -> list[Delivered]:
    """The files that `paths` stand for: in the order given, folders by path in code point order, each file once."""
    found: dict[Path, Delivered] = {}
    for path in paths:
        for one in _files(path):
            found.setdefault(one.path, one)
    return list(found.values())


def _files(path: Path) -> Iterator[Delivered]:
    name = cpr.without_cpr(path.name or str(path))
    if not path.is_dir():
        yield _looked_at(path)
        return
    inside = sorted(
        (file for file in path.rglob("*") if is_export(file) and not _is_hidden(file, path)),
        key=lambda one: one.as_posix(),
    )
    if not inside:
        yield Delivered(path.resolve(), name, fault=message("The folder holds no export to read."))
    for file in inside:
        yield _looked_at(file)


def _is_hidden(file: Path, folder: Path) -> bool:
    """Whether a folder between the two is a program's own, such as `.git`."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def is_export(path: Path) -> bool:
    """Whether a file in a folder is taken for an export: by its suffix, and not hidden or a spreadsheet's lock."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file()


def _looked_at(path: Path) -> Delivered:
    name = cpr.without_cpr(path.name)
    if not path.exists():
        return Delivered(path.resolve(), name, fault=message("There is no such file. See that the path is right."))
    if not path.is_file():
        return Delivered(path.resolve(), name, fault=message("This is no file and no folder."))
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return Delivered(
            path.resolve(),
            name,
            fault=message("The file can't be opened. Give Væksttavlen's user the right to read it."),
        )
    return Delivered(path.resolve(), name, size, digest.hexdigest())
