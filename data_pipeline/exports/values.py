"""A whole column of written values as typed values: each distinct value is read once, faults are told by row.

Identifiers, kept texts and presence are judged for the whole column at once; they have as many values as rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.exports import scalars
from data_pipeline.exports.grid import Cell, Cells
from data_pipeline.exports.kinds import FULL_TIME, Column
from data_pipeline.exports.matching import MISSING
from data_pipeline.exports.person_names import is_given_name, names_a_person
from data_pipeline.language import N_, Message, folded, message
from data_pipeline.privacy import cpr

# From this many distinct dates or amounts on, Arrow is asked to read them all at once.
_MANY = 5_000
_ABSENT = pa.array(MISSING, pa.string())
# What Excel writes for an error, in English and Danish.
ERRORS = frozenset(
    [
        *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"),
        *("#DIVISION/0!", "#I/T", "#NAVN?", "#NUL!", "#REFERENCE!", "#VÆRDI!"),
    ]
)
_ERROR_TEXT = N_("{heading} holds an error from Excel; mend the formula and export again.")


class Formula:
    """A workbook's formula without its result."""


@dataclass(frozen=True)
class Fault:
    """The rows (from 0) whose value has one and the same fault."""

    rows: np.ndarray
    reason: Message


@dataclass
class Converted:
    """One column, typed. `values` has null where a value is missing or faulty; `more` holds a band's two ends."""

    values: pa.Array
    faults: list[Fault] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    more: dict[str, pa.Array] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """What a column's values are read with: its own heading, the pseudonym key, more words, a cell's address by row."""

    heading: str
    key: bytes
    words: dict[str, str]
    address: Callable[[int], str] | None = None

    def reason(self, msgid: str, **more: Any) -> Message:
        return message(msgid, heading=self.heading, **more)


def is_blank(cells: Cells) -> np.ndarray:
    """Return which cells hold nothing but blanks."""
    if isinstance(cells, list):
        return np.array([cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells], bool)
    return pc.equal(pc.utf8_trim_whitespace(cells), "").to_numpy(zero_copy_only=False)


def convert(column: Column, cells: Cells, source: Source) -> Converted:
    """Return the typed values of one column and what could not be read."""
    if column.form in {"id", "text", "label", "presence"}:
        return _texts(column, cells, source)
    if isinstance(cells, list):
        distinct, places = _distinct(cells)
    else:
        encoded = cells.dictionary_encode()
        places = encoded.indices.to_numpy()
        if len(encoded.dictionary) > _MANY:
            at_once = _at_once(column, encoded.dictionary)
            if at_once is not None:
                return _with_missing(column, Converted(at_once.take(encoded.indices)), source)
        distinct = encoded.dictionary.to_pylist()
    return _scalars(column, distinct, places, source)


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


def _reader(column: Column, source: Source) -> Callable[[Cell], scalars.Read]:
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
        case form:
            return {
                "date": scalars.date,
                "moment": scalars.moment,
                "hours": scalars.hours,
                "money": scalars.money,
                "full_time": scalars.full_time,
                "cvr": scalars.cvr,
                "municipality": scalars.municipality,
                "industry": scalars.industry,
                "postcode": scalars.postcode,
            }[form]


def _scalars(column: Column, distinct: list[Any], places: np.ndarray, source: Source) -> Converted:
    read = _reader(column, source)
    values: list[Any] = [None] * len(distinct)
    codes = np.zeros(len(distinct), np.int16)
    msgids: list[str] = []
    for place, given in enumerate(distinct):
        fault: str | None
        cell = given.strip() if isinstance(given, str) else given
        if isinstance(cell, str):
            if cell in MISSING:
                fault = scalars.MISSING_REQUIRED if column.required else None
            elif cell.startswith("#") and cell in ERRORS:
                fault = scalars.ERROR_CELL if source.address else _ERROR_TEXT
            else:
                values[place], fault = read(cell)
        elif cell is None:
            fault = scalars.MISSING_REQUIRED if column.required else None
        elif isinstance(cell, Formula):
            fault = scalars.NO_CACHED_VALUE
        else:
            values[place], fault = read(cell)
        if fault is not None:
            if fault not in msgids:
                msgids.append(fault)
            codes[place] = 1 + msgids.index(fault)
    result = _typed(column, values, places, source)
    if msgids:
        by_row = codes[places]
        for code, msgid in enumerate(msgids, 1):
            result.faults += _told(column, msgid, np.flatnonzero(by_row == code), source)
    return result


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


def _told(column: Column, msgid: str, rows: np.ndarray, source: Source) -> list[Fault]:
    if msgid in {scalars.ERROR_CELL, scalars.NO_CACHED_VALUE} and source.address:
        return [
            Fault(rows[at : at + 1], source.reason(msgid, cell=source.address(int(rows[at]))))
            for at in range(len(rows))
        ]
    if msgid == scalars.NOT_LISTED:
        return [Fault(rows, source.reason(msgid, listed=", ".join(column.choices)))]
    if msgid == scalars.TOO_LONG:
        return [Fault(rows, source.reason(msgid, count=scalars.MAX_TEXT))]
    return [Fault(rows, source.reason(msgid))]


def _with_missing(column: Column, result: Converted, source: Source) -> Converted:
    if column.required and result.values.null_count:
        rows = np.flatnonzero(result.values.is_null().to_numpy(zero_copy_only=False))
        result.faults += _told(column, scalars.MISSING_REQUIRED, rows, source)
    return result


def _texts(column: Column, cells: Cells, source: Source) -> Converted:
    """Identifiers, kept texts and presence, for all rows at once."""
    faults: dict[str, np.ndarray] = {}
    if isinstance(cells, list):
        cells, faults = _cells_as_text(column, cells)
    trimmed = pc.utf8_trim_whitespace(cells)
    missing = pc.is_in(trimmed, value_set=_ABSENT)
    errors = _mask(pc.starts_with(trimmed, "#"))
    if errors.any():
        at = np.flatnonzero(errors)
        real = at[[text in ERRORS for text in trimmed.take(pa.array(at)).to_pylist()]]
        faults[scalars.ERROR_CELL if source.address else _ERROR_TEXT] = real
    if column.form == "presence":
        values = pc.invert(missing)
    else:
        values = pc.if_else(missing, pa.scalar(None, pa.string()), trimmed)
        faults |= _people_in(column, values)
        faults[scalars.TOO_LONG] = np.flatnonzero(_mask(pc.greater(pc.utf8_length(values), scalars.MAX_TEXT)))
    if column.required:
        faults[scalars.MISSING_REQUIRED] = np.flatnonzero(_mask(missing))
    notes: list[Message] = []
    if column.form == "label":
        values, notes = _without_names(values, source)
    result = Converted(values, notes=notes)
    told = np.zeros(len(values), bool)
    for msgid, at in faults.items():
        rows = at[~told[at]]
        told[rows] = True
        if len(rows):
            result.faults += _told(column, msgid, rows, source)
    if column.form != "presence" and told.any():
        result.values = pc.if_else(pa.array(told), pa.scalar(None, pa.string()), values)
    return result


def _mask(values: pa.Array) -> np.ndarray:
    return pc.fill_null(values, False).to_numpy(zero_copy_only=False)


def _cells_as_text(column: Column, cells: list[Any]) -> tuple[pa.Array, dict[str, np.ndarray]]:
    """Return a workbook's cells as texts (numbers as Excel shows them), and the rows whose cell is no text."""
    texts: list[str] = []
    rows: dict[str, list[int]] = {scalars.NO_CACHED_VALUE: [], scalars.NOT_TEXT: [], scalars.LOST_DIGITS: []}
    for row, cell in enumerate(cells):
        text = ""
        if isinstance(cell, str):
            text = cell
        elif isinstance(cell, Formula):
            rows[scalars.NO_CACHED_VALUE].append(row)
            text = "?"
        elif cell is not None:
            written = scalars.as_text(cell)
            text = written or "?"
            if column.form != "presence":
                if written is None:
                    rows[scalars.NOT_TEXT].append(row)
                elif isinstance(cell, int | float) and abs(cell) >= 1e15:
                    rows[scalars.LOST_DIGITS].append(row)
        texts.append(text)
    return pa.array(texts, pa.string()), {msgid: np.array(at, np.int64) for msgid, at in rows.items()}


# What must not stand in kept text, in which forms, and what Arrow looks for first: a plain text, or a pattern of RE2.
_PEOPLE = (
    (scalars.HOLDS_CPR, None, cpr.CPR_PATTERN, cpr.looks_like_cpr, ("id", "text", "label")),
    (scalars.HOLDS_EMAIL, "@", cpr.EMAIL_PATTERN, lambda text: True, ("id", "text", "label")),
    (scalars.HOLDS_PHONE, None, cpr.PHONE_PATTERN, lambda text: True, ("text", "label")),
    (scalars.HOLDS_NAME, " ", None, names_a_person, ("id", "text")),
)


def _people_in(column: Column, values: pa.Array) -> dict[str, np.ndarray]:
    """Return the rows whose kept text may tell of a person (CPR, e-mail or telephone number, name or address)."""
    found: dict[str, np.ndarray] = {}
    if column.form == "id":
        texts, places = values, None
    else:
        encoded = values.dictionary_encode()
        texts, places = encoded.dictionary, encoded.indices.fill_null(len(encoded.dictionary)).to_numpy()
    for msgid, part, pattern, is_so, forms in _PEOPLE:
        if column.form not in forms:
            continue
        maybe = np.flatnonzero(_mask(pc.match_substring(texts, part))) if part else np.arange(len(texts))
        if pattern and len(maybe):
            some = texts.take(pa.array(maybe)) if part else texts
            maybe = maybe[_mask(pc.match_substring_regex(some, pattern))]
        if not len(maybe):
            continue
        sure = maybe[[is_so(text) for text in texts.take(pa.array(maybe)).to_pylist()]]
        if places is None:
            found[msgid] = sure
        else:
            hit = np.zeros(len(texts) + 1, bool)
            hit[sure] = True
            found[msgid] = np.flatnonzero(hit[places])
    return found


def _without_names(values: pa.Array, source: Source) -> tuple[pa.Array, list[Message]]:
    """Return the labels, null where one names a person: no figure rests on such a one, so the row stands without it."""
    encoded = values.dictionary_encode()
    labels = encoded.dictionary.to_pylist()
    kept = [None if names_a_person(label) or is_given_name(label) else label for label in labels]
    if kept == labels:
        return values, []
    count = int(
        np.isin(
            encoded.indices.to_numpy(zero_copy_only=False), [n for n, label in enumerate(kept) if label is None]
        ).sum()
    )
    said = message(
        "{heading}: {count} row names a person, and the name was left out; the row stands without it.",
        "{heading}: {count} rows name a person, and the names were left out; the rows stand without them.",
        heading=source.heading,
        count=count,
    )
    return pa.array(kept, pa.string()).take(encoded.indices), [said]


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
    earliest = pc.min(moments).as_py()
    if earliest is None or earliest < dt.datetime(scalars.EARLIEST_YEAR, 1, 1):
        return None
    if column.form == "moment":
        return moments
    return pc.floor_temporal(moments, unit="day").cast(pa.timestamp("s")).cast(pa.date32())


def source_key(values: pa.Array) -> pa.Array:
    """Return the texts as they are matched (as headings are), '' where there is none."""
    encoded = values.dictionary_encode()
    keys = pa.array([folded(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return pc.fill_null(keys.take(encoded.indices), "")
