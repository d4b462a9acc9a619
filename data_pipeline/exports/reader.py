"""A file as its sheets: what it is (text, workbook, register lines) is told by its first bytes, never by its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from data_pipeline import people
from data_pipeline.errors import Correctable
from data_pipeline.exports.profiles import is_footer, known_headings
from data_pipeline.exports.sheets import Sheet, refused_whole, sheet_of
from data_pipeline.exports.text import open_text


@dataclass(frozen=True)
class Reading:
    """A file's SHA-256 (hexadecimal) and what was read from it."""

    sha256: str
    sheets: tuple[Sheet, ...]


def read_bytes(name: str, content: bytes, key: bytes) -> tuple[Sheet, ...]:
    """What stands in a file called `name`, read in this process."""
    file = people.without_cpr(name)
    try:
        grid = open_text(content, known_headings(), is_footer)
        return (sheet_of(file, grid, key),)
    except Correctable as error:
        return (refused_whole(file, *error.messages),)


def read(path: Path, key: bytes) -> Reading:
    """What stands in the file at `path`."""
    content = path.read_bytes()
    return Reading(hashlib.sha256(content).hexdigest(), read_bytes(path.name, content, key))
