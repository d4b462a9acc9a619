"""Where in a TOML text a key stands: tomllib tells the values, not their lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_NAME = r"[A-Za-z0-9_-]+"
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_ENTRY = re.compile(rf"\s*({_NAMES})\s*=")
_NOT_CODE = re.compile(
    r'"""(?:\\.|[^\\])*?"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'" r"|#[^\n]*",
    re.DOTALL,
)


def _names(text: str) -> Path:
    return tuple(re.findall(_NAME, text))


def key_lines(text: str) -> Mapping[Path, int]:
    """Line (from 1) of every key and table header in a well-formed TOML text, by its path.

    A path is as pydantic gives it: `("targets", 2, "clause")` is the key in the third `[[targets]]`. Keys inside
    inline tables and lists are not listed: `line_of` answers with the key that holds them.
    """
    bare = _NOT_CODE.sub(lambda found: "\n" * found.group().count("\n"), text)
    lines: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    depth = 0
    for number, line in enumerate(bare.split("\n"), 1):
        if depth == 0 and (header := _HEADER.match(line)):
            table = ()
            *parents, last = _names(header[2])
            for name in parents:
                table += (name,)
                if table in counts:
                    table += (counts[table] - 1,)
            table += (last,)
            if header[1] == "[[":
                counts[table] = counts.get(table, 0) + 1
                lines.setdefault(table, number)
                table += (counts[table] - 1,)
            elif table in counts:
                table += (counts[table] - 1,)
            lines[table] = number
            continue
        if depth == 0 and (entry := _ENTRY.match(line)):
            lines.setdefault(table + _names(entry[1]), number)
        depth += sum(line.count(sign) for sign in "[{") - sum(line.count(sign) for sign in "]}")
    return lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of the key, or of the nearest table or key around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
