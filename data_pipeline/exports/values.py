"""A whole column of written values as typed values: each distinct value is read once, faults are told by row.

What a column's values say together (`contradictions`) decides how each of them is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.exports import codes, scalars
from data_pipeline.exports.columns import ERROR_TEXT, ERRORS, Converted, Formula, Source, faults_of
from data_pipeline.exports.contradictions import NumberStyle, date_order, number_style
from data_pipeline.exports.grid import Cell, Cells
from data_pipeline.exports.kinds import FULL_TIME, Column
from data_pipeline.exports.list_grid import Merged
from data_pipeline.exports.matching import MISSING
from data_pipeline.exports.texts import FORMS, convert_texts
from data_pipeline.language import folded, message

# From this many distinct dates or amounts on, Arrow is asked to read them all at once.
_MANY = 5_000
_ABSENT = pa.array(MISSING, pa.string())
_CODES = frozenset({"cpr", "cvr", "industry", "postcode", "municipality"})
_NUMBERS = frozenset({"hours", "money", "full_time"})


def convert(column: Column, cells: Cells, source: Source) -> Converted:
    """Return the typed values of one column and what could not be read."""
    if column.form in FORMS:
        return convert_texts(column, cells, source)
    if isinstance(cells, list):
        distinct, places = _distinct(cells)
    else:
        encoded = cells.dictionary_encode()
        places = encoded.indices.to_numpy()
        if len(encoded.dictionary) > _MANY:
            at_once = _at_once(column, encoded.dictionary)
            if at_once is not None:
                result = Converted(at_once.take(encoded.indices))
                if column.is_date:
                    # All are written as the first one is, day first, or Arrow had not read them.
                    result.order = date_order(_first_present(encoded.dictionary), np.zeros(1, np.int64))
                return _with_missing(column, result, source)
        distinct = encoded.dictionary.to_pylist()
    result = _scalars(column, distinct, places, source)
    if column.is_date:
        result.order = date_order(distinct, places)
    return result


def _first_present(texts: pa.StringArray) -> list[str]:
    return [next(text.as_py() for text in texts if text.as_py().strip() not in MISSING)]


def _distinct(cells: list[Any]) -> tuple[list[Any], np.ndarray]:
    seen: dict[tuple[type, Any], int] = {}
    distinct: list[Any] = []
    places = np.empty(len(cells), np.int64)
    for row, cell in enumerate(cells):
        place = seen.setdefault((type(cell), cell), len(distinct))
        if place == len(distinct):
            distinct.append(cell)
        places[row] = place
    return distinct, places


def _reader(column: Column, source: Source, style: NumberStyle) -> Callable[[Cell], scalars.Read]:
    words = {folded(written): ours for written, ours in column.choices.items()}
    if column.form == "yes_no":
        words = dict(scalars.YES_NO)
    words |= {folded(theirs): words[folded(crm)] for theirs, crm in source.words.items() if folded(crm) in words}
    match column.form:
        case "choice":
            return lambda cell: scalars.choice(cell, words)
        case "score":
            return lambda cell: scalars.score(cell, words)
        case "yes_no":
            return lambda cell: scalars.yes_no(cell, words)
        case "cpr":
            return lambda cell: scalars.cpr_pseudonym(cell, source.key)
        case "date" if column.is_life_date:
            return scalars.life_date
        case "hours" | "money" | "full_time" as form:
            number = {"hours": scalars.hours, "money": scalars.money, "full_time": scalars.full_time}[form]
            return lambda cell: number(cell, style)
        case form:
            return {
                "date": scalars.date,
                "moment": scalars.moment,
                "cvr": scalars.cvr,
                "municipality": scalars.municipality,
                "industry": scalars.industry,
                "postcode": scalars.postcode,
            }[form]


def _scalars(column: Column, distinct: list[Any], places: np.ndarray, source: Source) -> Converted:
    texts = (cell for cell in distinct if isinstance(cell, str))
    read = _reader(column, source, number_style(texts) if column.form in _NUMBERS else NumberStyle())
    values: list[Any] = [None] * len(distinct)
    numbers = np.zeros(len(distinct), np.int16)
    stand_for_none = np.zeros(len(distinct), bool)
    msgids: list[str] = []
    for place, given in enumerate(distinct):
        cell = codes.bare_code(given) if isinstance(given, str) else given
        fault = _unread(column, cell, source)
        if fault is None and cell is not None and not (isinstance(cell, str) and cell in MISSING):
            values[place], fault = read(cell)
            stand_for_none[place] = column.is_life_date and fault is None and values[place] is None
            if fault and column.form in _CODES and isinstance(cell, str):
                fault = codes.code_fault(cell) or fault
        if fault is not None:
            if fault not in msgids:
                msgids.append(fault)
            numbers[place] = 1 + msgids.index(fault)
    result = _typed(column, values, places, source)
    if stand_for_none.any():
        result.notes.append(
            message(
                "{heading}: {count} row has a date that means “no date”, as 01-01-1900; it is read as empty.",
                "{heading}: {count} rows have dates that mean “no date”, as 01-01-1900; they are read as empty.",
                heading=source.heading,
                count=int(stand_for_none[places].sum()),
            )
        )
    by_row = numbers[places]
    for number, msgid in enumerate(msgids, 1):
        result.faults += faults_of(column, msgid, np.flatnonzero(by_row == number), source)
    return result


def _unread(column: Column, cell: Cell | Formula | Merged, source: Source) -> str | None:
    """Return the sentence for a cell that holds no value to read, None where it may have one, or may be empty."""
    if isinstance(cell, Formula):
        return scalars.NO_CACHED_VALUE
    if isinstance(cell, Merged):
        return scalars.MERGED_CELL
    if cell is None or (isinstance(cell, str) and cell in MISSING):
        return scalars.MISSING_REQUIRED if column.required else None
    if isinstance(cell, str) and cell in ERRORS:
        return scalars.ERROR_CELL if source.address else ERROR_TEXT
    return None


def _typed(column: Column, values: list[Any], places: np.ndarray, source: Source) -> Converted:
    if column.form != "full_time":
        return Converted(pa.array(values, column.type).take(pa.array(places)))
    parts = [
        pa.array([None if value is None else value[part] for value in values], FULL_TIME).take(pa.array(places))
        for part in range(3)
    ]
    result = Converted(parts[0], more={"full_time_low": parts[1], "full_time_high": parts[2]})
    unknown = np.array([value == (None, None, None) for value in values], bool)
    count = int(unknown[places].sum()) if len(unknown) else 0
    if count:
        result.notes.append(
            message(
                "{heading}: {count} row has a band that CVR does not use; it is kept as unknown.",
                "{heading}: {count} rows have a band that CVR does not use; they are kept as unknown.",
                heading=source.heading,
                count=count,
            )
        )
    return result


def _with_missing(column: Column, result: Converted, source: Source) -> Converted:
    if column.required and result.values.null_count:
        rows = np.flatnonzero(result.values.is_null().to_numpy(zero_copy_only=False))
        result.faults += faults_of(column, scalars.MISSING_REQUIRED, rows, source)
    return result


_DAY_FIRST = tuple(rf"^([0-9]{{2}}){mark}([0-9]{{2}}){mark}([0-9]{{4}})" for mark in ("-", "/", r"\."))
_TIME = r"([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)"
_PLAIN_AMOUNT = r"^([0-9]{1,9}|[1-9][0-9]{0,2}(\.[0-9]{3}){1,2})(,[0-9]{1,2})?$"


def _at_once(column: Column, texts: pa.Array) -> pa.Array | None:
    """Return all of `texts` read by Arrow, when they are written in one plain form and none is faulty; else None."""
    trimmed = pc.utf8_trim_whitespace(texts)
    present = pc.if_else(pc.is_in(trimmed, value_set=_ABSENT), pa.scalar(None, pa.string()), trimmed)
    try:
        if column.form in {"date", "moment"}:
            return _dates_at_once(column, present)
        if column.form == "money" and pc.all(pc.match_substring_regex(present, _PLAIN_AMOUNT)).as_py():
            digits = pc.replace_substring(pc.replace_substring(present, ".", ""), ",", ".")
            return digits.cast(column.type)
    except pa.ArrowInvalid:
        return None
    return None


def _dates_at_once(column: Column, present: pa.Array) -> pa.Array | None:
    for form in _DAY_FIRST:
        if pc.all(pc.match_substring_regex(present, f"{form}{_TIME}?$")).as_py():
            present = pc.replace_substring_regex(present, form, r"\3-\2-\1")
            break
    else:
        if not pc.all(pc.match_substring_regex(present, rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_TIME}?$")).as_py():
            return None
    moments = present.cast(pa.timestamp("us"))
    ends = pc.min_max(moments).as_py()
    if ends["min"] is None or ends["min"].year < scalars.FIRST_YEAR or ends["max"].year >= scalars.LAST_YEAR:
        return None
    if column.form == "moment":
        return moments
    return pc.floor_temporal(moments, unit="day").cast(pa.timestamp("s")).cast(pa.date32())
