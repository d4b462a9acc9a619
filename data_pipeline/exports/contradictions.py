"""What the values of one column say together: month or day first, decimal point or thousands (DESIGN §4).

A value that can be read in two ways is certain only while no other value of its column speaks for the other way.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_NUMBERED_DATE = re.compile(
    r"\s*(?:(\d{1,2})([-/. ])(\d{1,2})\2(\d{2}(?:\d\d)?)|\d{4}(-)\d\d-\d\d)(?=[\sT]|$)", re.ASCII
)
_ONE_POINT = re.compile(r"\d[\d,]*\.\d+|\d+(?:,\d{3})+\.\d*", re.ASCII)
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+", re.ASCII)
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}", re.ASCII)
_MONTHS = 12
_CELL, _YEAR_FIRST = "cell", "year"


@dataclass(frozen=True)
class DateOrder:
    """How a column's dates are written: their marks (`-`, `/`, `.`, real date cells, year first).

    `month_first`: the first row (from 0) whose date can only have the month first, None where there is none.
    """

    marks: frozenset[str]
    month_first: int | None = None


def date_order(distinct: Sequence[Any], places: np.ndarray) -> DateOrder:
    """Return how dates are written, from distinct cells and each row's place among them."""
    marks: set[str] = set()
    month_first: list[int] = []
    for place, cell in enumerate(distinct):
        if isinstance(cell, dt.date):
            marks.add(_CELL)
        found = _NUMBERED_DATE.match(cell) if isinstance(cell, str) else None
        if found:
            marks.add(found[2] or _YEAR_FIRST)
            if found[1] and is_month_first(found[1], found[3], found[4]):
                month_first.append(place)
    first = int(np.flatnonzero(np.isin(places, month_first))[0]) if month_first else None
    return DateOrder(frozenset(marks), first)


def is_month_first(first: str, second: str, year: str) -> bool:
    """Return whether a date is one with the month first, and only so: `11`, `31` is none in either order."""
    try:
        dt.date(int(year if len(year) == 4 else f"20{year}"), int(first), int(second))
    except ValueError:
        return False
    return int(second) > _MONTHS


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes numbers.

    `decimal_point`: every point is one, and there is no comma. `is_mixed`: some value has a decimal point, others do
    not, so that `12.500` and `12,500` can be thousands or decimals.
    """

    decimal_point: bool = False
    is_mixed: bool = False


def number_style(texts: Iterable[str]) -> NumberStyle:
    """Return how a column's distinct texts write numbers."""
    has_comma = has_decimal_point = has_other_point = False
    for text in texts:
        if "." not in text and "," not in text:
            continue
        plain = digits(text)
        has_comma |= "," in plain
        has_decimal_point |= bool(_COMMA_GROUPS.fullmatch(plain))
        if "." in plain:
            is_decimal = _ONE_POINT.fullmatch(plain) and not _POINT_GROUPS.fullmatch(plain)
            has_decimal_point |= bool(is_decimal)
            has_other_point |= not is_decimal
    decimal_point = has_decimal_point and not has_comma and not has_other_point
    return NumberStyle(decimal_point, has_decimal_point and not decimal_point)


def digits(text: str) -> str:
    """Return a written number without its sign, blanks and `kr.`."""
    plain = "".join(text.casefold().split())
    return plain.removeprefix("kr.").removesuffix("kr.").lstrip("-−")
