"""An agreement as the text of a file, as a draft with empty clauses to be filled in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from data_pipeline.agreements.models import Agreement


def text(agreed: Agreement, heading: str, *, with_clauses: bool = False) -> str:
    """The TOML that says what `agreed` says, its clauses empty but `with_clauses`; `heading` is a comment above it."""
    lines = [*(f"# {line}" for line in heading.splitlines()), "", *_table(agreed.model_dump(), ())]
    return "\n".join(lines if with_clauses else map(_without_clause, lines)) + "\n"


def _without_clause(line: str) -> str:
    return 'clause = ""' if line.startswith("clause = ") else line


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """A table's own keys, then the tables in it: TOML knows no way back to the keys."""
    given = {key: value for key, value in table.items() if value is not None}
    for key, value in given.items():
        if not _is_table(value) and not _is_list_of_tables(value):
            yield f"{key} = {_written(value)}"
    for key, value in given.items():
        name = ".".join((*path, key))
        if _is_list_of_tables(value):
            for entry in value:
                yield from ("", f"[[{name}]]", *_table(entry, (*path, key)))
        elif _is_table(value):
            # Of a table that only holds tables nothing is written but these.
            heads = [] if all(map(_is_table, value.values())) else ["", f"[{name}]"]
            yield from (*heads, *_table(value, (*path, key)))


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"da", "en"}


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and not _is_words(value)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], dict)


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal() | dt.date():
            return str(value)
        case tuple():
            return f"[{', '.join(map(_written, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {_written(inner)}' for key, inner in value.items())} }}"
        case _:
            return json.dumps(value, ensure_ascii=False)
