"""Company documents of the CVR register (JSON lines of `Vrvirksomhed`) as rows of `beskæftigelse`, Kilde `CVR`.

One row for each company and day. The register gives years, quarters and months, exact or as bands; for one day an exact
figure goes before a band, and a month before a quarter before a year (the day's own figure before the period's).

Beside each row stand the company's industry that day, its start and its end (`register_life`). A company without any
figure has one row without Årsværk, dated on the newest day of what is told of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import REGISTER
from data_pipeline.exports.list_grid import ListGrid
from data_pipeline.exports.register_life import life_of
from data_pipeline.exports.scalars import KNOWN_BANDS
from data_pipeline.language import Message, message

_HEADER = ("CVR-nr.", "Opgjort", "Årsværk", "Kilde", "Ændret")
_SOURCE = "CVR"
# From the least to the most wanted for one day.
_SERIES = ("aarsbeskaeftigelse", "kvartalsbeskaeftigelse", "maanedsbeskaeftigelse", "erstMaanedsbeskaeftigelse")
_KNOWN_BANDS = frozenset(f"ANTAL_{low}_{high}" for low, high in KNOWN_BANDS)
_BOM = b"\xef\xbb\xbf"


def is_register(content: bytes) -> bool:
    """Return whether a file begins as JSON does; no separated text begins so."""
    return content[:64].removeprefix(_BOM).lstrip()[:1] in {b"{", b"["}


def open_register(content: bytes) -> tuple[ListGrid, dict[str, pa.Array]]:
    """Return the employment figures in a file of register documents, and beside each row the columns of `REGISTER`.

    Raises `Correctable` when a document is no such thing.
    """
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Correctable(
            message("Line {line} is not UTF-8, which JSON is written in; fetch the file again.", line=line)
        ) from None
    rows: list[list[Any]] = []
    beside: list[list[Any]] = []
    lines: list[int] = []
    for line, document in _documents(text):
        for company in _companies(document, line):
            try:
                found, facts = _rows(company)
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                raise Correctable(_no_document(line)) from None
            rows += found
            beside += facts
            lines += [line] * len(found)
    columns = {field.name: pa.array([row[at] for row in beside], field.type) for at, field in enumerate(REGISTER)}
    return ListGrid(_HEADER, 1, rows, np.array(lines, np.int64)), columns


def _documents(text: str) -> Iterator[tuple[int, Any]]:
    """Return each JSON document with the line on which it starts: one a line, or one over the whole file."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    try:
        json.loads(lines[first])
    except (json.JSONDecodeError, RecursionError):
        try:
            yield first + 1, json.loads(text)
        except json.JSONDecodeError as error:
            raise Correctable(_no_document(error.lineno)) from None
        except RecursionError:
            raise Correctable(_no_document(first + 1)) from None
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (json.JSONDecodeError, RecursionError):
                raise Correctable(_no_document(number)) from None


def _companies(document: Any, line: int) -> Iterator[dict[str, Any]]:
    """Return the `Vrvirksomhed` in a document, a hit, or an answer full of hits."""
    if isinstance(document, list):
        for one in document:
            yield from _companies(one, line)
        return
    if not isinstance(document, dict):
        raise Correctable(_no_document(line))
    hits = document.get("hits")
    if isinstance(hits, dict) and isinstance(hits.get("hits"), list):
        for hit in hits["hits"]:
            yield from _companies(hit, line)
        return
    source = document.get("_source", document)
    company = source.get("Vrvirksomhed", source) if isinstance(source, dict) else None
    if not isinstance(company, dict) or "cvrNummer" not in company:
        raise Correctable(_no_document(line))
    yield company


def _rows(company: dict[str, Any]) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the rows of one company, and what stands beside each."""
    life = life_of(company)
    rows = _figures(company)
    if not rows and life.is_known:
        rows = [[company["cvrNummer"], life.as_of, None, _SOURCE, _moment(company.get("sidstOpdateret"))]]
    return rows, [[life.industry_on(row[1]), life.start, life.end] for row in rows]


def _figures(company: dict[str, Any]) -> list[list[Any]]:
    best: dict[dt.date, tuple[tuple[bool, bool, int], list[Any]]] = {}
    for wanted, series in enumerate(_SERIES):
        for entry in company.get(series) or []:
            day = _last_day(entry)
            exact = entry.get("antalAarsvaerk")
            figure = exact if exact is not None else entry.get("intervalKodeAntalAarsvaerk")
            if figure is None:
                continue
            if not isinstance(figure, str | int | float) or isinstance(figure, bool):
                raise TypeError
            rank = (exact is not None, figure in _KNOWN_BANDS, wanted)
            row = [company["cvrNummer"], day, figure, _SOURCE, _moment(entry.get("sidstOpdateret"))]
            if day not in best or rank > best[day][0]:
                best[day] = rank, row
    return [row for _, (_, row) in sorted(best.items())]


def _last_day(entry: dict[str, Any]) -> dt.date:
    """Return the last day of the year, quarter or month that a figure is for."""
    year = int(entry["aar"])
    month = int(entry["maaned"]) if "maaned" in entry else 3 * int(entry["kvartal"]) if "kvartal" in entry else 12
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _no_document(line: int) -> Message:
    return message(
        "The document in line {line} is no company of the CVR register, or is cut short; fetch the file again.",
        line=line,
    )
