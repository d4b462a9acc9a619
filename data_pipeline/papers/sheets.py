"""A table on a page of A4: its cells as text, letters and widths with which it stands whole between the margins."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data_pipeline.language import message
from data_pipeline.views.table import Kind, Table, format_cell, is_marked, noted

WIDTH = 170.0  # mm: A4 between margins of 20 mm
SIZES = (9.5, 8.5, 7.5)  # pt, the first in which the longest words stand whole
LETTER = 0.54 * 0.3528  # mm for each point: how wide a letter is on average, half-bold ones among them
PADDING = 2.6  # mm between the texts of two columns
WIDEST = 44  # letters: a longer text stands in several lines
HEAD = 24  # letters of a heading that would stand in one line
WHOLE = 18  # letters of a day or a number that stands in one line; a moment takes two
LEFT = (Kind.TEXT, Kind.DATE, Kind.CLAUSE)


@dataclass(frozen=True)
class Mark:
    """A cell as text; `is_marked`: others than the parties do not see it (R18)."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with the size of its letters in points and its columns' widths in mm; `lines`: how many it takes."""

    title: str
    heads: tuple[str, ...]
    is_right: tuple[bool, ...]
    rows: tuple[tuple[Mark, ...], ...]
    notes: tuple[str, ...]
    size: float
    widths: tuple[float, ...]
    lines: int


def sheets(table: Table, language: str) -> tuple[Sheet, ...]:
    """Return the table without its empty columns; one that is too wide as several, each with what names a row."""
    kept = [place for place in range(len(table.columns)) if any(row[place] not in (None, "") for row in table.rows)]
    shown = _of_columns(table, kept)
    for size in SIZES:
        if sum(_least(shown, language, size)) <= WIDTH:
            return (_sheet(shown, language, size),)
    parts = [_of_columns(shown, (0, *places)) for places in _halves(shown, language)]
    return tuple(
        _sheet(replace(one, title=_numbered(one.title, number, len(parts), language)), language, SIZES[-1])
        for number, one in enumerate(parts, 1)
    )


def _of_columns(table: Table, places: Sequence[int]) -> Table:
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
    )


def _halves(table: Table, language: str) -> Iterator[Sequence[int]]:
    """The columns beside the first in as few parts of like number as stand beside it."""
    least = _least(table, language, SIZES[-1])
    others = range(1, len(least))
    for most in range(len(others), 0, -1):
        parts = [others[start : start + most] for start in range(0, len(others), most)]
        if all(least[0] + sum(least[place] for place in part) <= WIDTH for part in parts):
            break
    return iter(parts)


def _numbered(title: str, number: int, count: int, language: str) -> str:
    return message("{subtitle}, {number} of {count}", subtitle=title, number=number, count=count).say(language)


def _sheet(table: Table, language: str, size: float) -> Sheet:
    texts, widths = _texts(table, language), _widths(table, language, size)
    return Sheet(
        title=table.title,
        heads=tuple(column.title for column in table.columns),
        is_right=tuple(column.kind not in LEFT for column in table.columns),
        rows=tuple(
            tuple(Mark(text, is_marked(cell)) for text, cell in zip(told, row, strict=True))
            for told, row in zip(texts, table.rows, strict=True)
        ),
        notes=noted(table, language).notes,
        size=size,
        widths=widths,
        lines=sum(max(_lines(text, width, size) for text, width in zip(row, widths, strict=True)) for row in texts),
    )


def _texts(table: Table, language: str) -> list[list[str]]:
    return [
        [format_cell(cell, column.kind, language) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]


def _lines(text: str, width: float, size: float) -> int:
    return max(1, len(textwrap.wrap(text, max(int((width - PADDING) / (size * LETTER)), 1))))


def _least(table: Table, language: str, size: float) -> list[float]:
    """What each column needs at least, in mm: its longest word, a number or a day whole."""
    found = []
    for place, column in enumerate(table.columns):
        texts = [row[place] for row in _texts(table, language)]
        parts = [
            word
            for text in texts
            for word in (text.split() if column.kind is Kind.TEXT or len(text) > WHOLE else [text])
        ]
        longest = max(map(len, (*parts, *column.title.split())), default=1)
        found.append(longest * size * LETTER + PADDING)
    return found


def _wish(text: str) -> int:
    """The letters of a line that a text would have: one of many lines more than one of two."""
    return min(len(text), WIDEST) + min(max(len(text) - WIDEST, 0) // 4, WIDEST)


def _widths(table: Table, language: str, size: float) -> tuple[float, ...]:
    """The columns' widths over the whole page: what is left goes to those that want it, then to long texts, or all."""
    widths = _least(table, language, size)
    texts = _texts(table, language)
    wished = [
        max(min(len(column.title), HEAD), *(_wish(row[place]) for row in texts)) * size * LETTER + PADDING
        for place, column in enumerate(table.columns)
    ]
    lacking = [max(wish - width, 0) for wish, width in zip(wished, widths, strict=True)]
    left = WIDTH - sum(widths)
    given = min(left, sum(lacking))
    shares = [given * one / (sum(lacking) or 1) for one in lacking]
    is_long = [max(len(row[place]) for row in texts) > WIDEST for place in range(len(widths))]
    if not any(is_long):
        is_long = [True] * len(widths)
    even = (left - given) / sum(is_long)
    return tuple(
        round(width + share + even * takes, 2) for width, share, takes in zip(widths, shares, is_long, strict=True)
    )
