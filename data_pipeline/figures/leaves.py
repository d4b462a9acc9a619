"""The figures' JSON one value a line: what a list of figures, and a comparison of two answers, walk through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_PREFIXES = {"deadlines": "deadline.", "road": "road.", "sectors": "sector."}


def leaves(answer: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """(figure, part, value) in the order of the JSON; amounts as exact numbers, entries of lists by their id."""
    for name, value in answer.items():
        if isinstance(value, list):
            for entry in value:
                yield from _leaves(f"{_PREFIXES.get(name, '')}{entry.get('id', entry.get('step'))}", "", entry)
        elif isinstance(value, dict):
            yield from _leaves(name, "", value)
        else:
            yield name, "", value


def _leaves(figure: str, path: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if path or name not in ("id", "step"):
                yield from _leaves(figure, f"{path}.{name}" if path else name, inner)
    else:
        is_amount = isinstance(value, str) and value.replace("-", "", 1).replace(".", "", 1).isdigit()
        yield figure, path, Decimal(value) if is_amount else value
