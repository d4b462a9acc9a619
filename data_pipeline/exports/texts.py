"""Identifiers, kept texts and presence of a whole column at once: they have as many values as rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.exports import codes, scalars
from data_pipeline.exports.columns import ERROR_TEXT, ERRORS, Converted, Formula, Source, faults_of
from data_pipeline.exports.grid import Cells
from data_pipeline.exports.kinds import Column
from data_pipeline.exports.list_grid import Merged
from data_pipeline.exports.matching import MISSING
from data_pipeline.exports.person_names import is_given_name, names_a_person
from data_pipeline.language import Message, folded, message
from data_pipeline.privacy import cpr

FORMS = frozenset({"id", "text", "label", "presence"})
_ABSENT = pa.array(MISSING, pa.string())
_FILLERS = pa.array(sorted(codes.FILLERS), pa.string())
_NO_ROWS = np.empty(0, np.int64)
# Bytes of which one at least stands in an id or label worth a look: something beyond ASCII, Excel's guards, endings of
# its numbers; and the first letters of a filler.
_ODD_BYTES = np.zeros(256, bool)
_ODD_BYTES[[*b"='?(#.,eE", *range(0x80, 0x100)]] = True
_FILLER_STARTS = np.zeros(256, bool)
_FILLER_STARTS[[*b"nNuUiI?#(0=", *range(0x80, 0x100)]] = True


def convert_texts(column: Column, cells: Cells, source: Source) -> Converted:
    """Return the texts of one column, or whether something stands there, and what could not be read."""
    faults: dict[str, np.ndarray] = {}
    if isinstance(cells, list):
        cells, faults = _cells_as_text(column, cells)
    trimmed = pc.utf8_trim_whitespace(cells)
    if column.form != "presence":
        trimmed, spoilt = _mended(column, trimmed)
        faults = {
            msgid: np.concatenate([found.get(msgid, _NO_ROWS) for found in (faults, spoilt)])
            for msgid in (*faults, *spoilt)
        }
    missing = pc.is_in(trimmed, value_set=_ABSENT)
    errors = _mask(pc.starts_with(trimmed, "#"))
    if column.form in {"presence", "label"}:
        fillers = _fillers(trimmed)
        if column.form == "label":  # a mark alone may be a label
            fillers &= _mask(pc.match_substring_regex(trimmed, "^[^#]*[A-Za-z]"))
        missing = pc.or_(missing, pa.array(fillers))
        errors &= ~fillers
    if errors.any():
        at = np.flatnonzero(errors)
        real = at[[text in ERRORS for text in trimmed.take(pa.array(at)).to_pylist()]]
        faults[scalars.ERROR_CELL if source.address else ERROR_TEXT] = real
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
    is_refused = np.zeros(len(values), bool)
    for msgid, at in faults.items():
        rows = at[~is_refused[at]]
        is_refused[rows] = True
        if len(rows):
            result.faults += faults_of(column, msgid, rows, source)
    if column.form != "presence" and is_refused.any():
        result.values = pc.if_else(pa.array(is_refused), pa.scalar(None, pa.string()), values)
    return result


def _mended(column: Column, texts: pa.StringArray) -> tuple[pa.Array, dict[str, np.ndarray]]:
    """Return ids and texts as they are meant, and the rows by sentence of those that nobody can be sure of."""
    is_id = column.form == "id"
    odd = np.arange(len(texts)) if not is_id else _odd(texts)
    encoded = (texts.take(pa.array(odd)) if is_id else texts).dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    mended = [codes.bare_code(text) if is_id else codes.visible(text) for text in distinct]
    rows: dict[str, list[np.ndarray]] = {}
    for place, text in enumerate(mended):
        fault = codes.code_fault(text) if is_id else codes.LETTER_LOST if codes.LOST_LETTER in text else None
        if is_id and text and text not in ERRORS and codes.is_filler(text):
            fault = codes.FILLER_ID
        if fault:
            rows.setdefault(fault, []).append(odd[encoded.indices.to_numpy() == place])
    if mended != distinct:
        is_odd = np.zeros(len(texts), bool)
        is_odd[odd] = True
        texts = pc.replace_with_mask(texts, pa.array(is_odd), pa.array(mended, pa.string()).take(encoded.indices))
    return texts, {msgid: np.concatenate(found) for msgid, found in rows.items()}


def _bytes_of(texts: pa.StringArray) -> tuple[np.ndarray, np.ndarray]:
    """Return all bytes of some texts, and where each text starts among them, with the end of the last."""
    starts = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(texts.buffers()[2] or b"", np.uint8)[: starts[-1]], starts


def _odd(texts: pa.StringArray) -> np.ndarray:
    """Return the rows whose text holds one of `_ODD_BYTES` or begins as a filler does."""
    if not len(texts):
        return _NO_ROWS
    letters, starts = _bytes_of(texts)
    at = np.flatnonzero(_ODD_BYTES[letters])
    rows = np.searchsorted(starts, at, side="right") - 1
    filled = np.flatnonzero(np.diff(starts))
    return np.union1d(rows, filled[_FILLER_STARTS[letters[starts[filled]]]])


def _fillers(texts: pa.StringArray) -> np.ndarray:
    """Return which texts are words for nothing."""
    found = np.zeros(len(texts), bool)
    if not len(texts):
        return found
    letters, starts = _bytes_of(texts)
    lengths = np.diff(starts)
    maybe = np.flatnonzero((lengths > 0) & (lengths <= codes.LONGEST_FILLER_BYTES))
    maybe = maybe[_FILLER_STARTS[letters[starts[maybe]]]]
    some = texts.take(pa.array(maybe))
    is_word = pc.is_in(pc.utf8_lower(some), value_set=_FILLERS)
    # Noughts, guards and invisible characters are rare: one by one.
    is_word = is_word.to_numpy(zero_copy_only=False)
    first = letters[starts[maybe]]
    rare = np.flatnonzero(~is_word & ((first == ord("0")) | (first == ord("=")) | (first >= 0x80)))
    is_word[rare] = [codes.is_filler(text) for text in some.take(pa.array(rare)).to_pylist()]
    found[maybe] = is_word
    return found


def _mask(values: pa.Array) -> np.ndarray:
    return pc.fill_null(values, False).to_numpy(zero_copy_only=False)


def _cells_as_text(column: Column, cells: list[Any]) -> tuple[pa.Array, dict[str, np.ndarray]]:
    """Return a workbook's cells as texts (numbers as Excel shows them), and the rows whose cell is no text."""
    texts: list[str] = []
    rows: dict[str, list[int]] = {}
    for row, cell in enumerate(cells):
        text = ""
        if isinstance(cell, str):
            text = cell
        elif isinstance(cell, Formula):
            rows.setdefault(scalars.NO_CACHED_VALUE, []).append(row)
            text = "x"
        elif isinstance(cell, Merged):
            rows.setdefault(scalars.MERGED_CELL, []).append(row)
            text = "x"
        elif cell is not None:
            written = scalars.as_text(cell)
            text = written or "x"
            if column.form != "presence":
                if written is None:
                    rows.setdefault(scalars.NOT_TEXT, []).append(row)
                elif isinstance(cell, int | float) and abs(cell) >= 1e15:
                    rows.setdefault(scalars.LOST_DIGITS, []).append(row)
                elif column.form == "id" and isinstance(cell, float) and not cell.is_integer():
                    rows.setdefault(codes.DECIMAL_CODE, []).append(row)
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
    note = message(
        "{heading}: {count} row names a person, and the name was left out; the row stands without it.",
        "{heading}: {count} rows name a person, and the names were left out; the rows stand without them.",
        heading=source.heading,
        count=count,
    )
    return pa.array(kept, pa.string()).take(encoded.indices), [note]


def source_key(values: pa.Array) -> pa.Array:
    """Return the texts as they are matched (as headings are), '' where there is none."""
    encoded = values.dictionary_encode()
    keys = pa.array([folded(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return pc.fill_null(keys.take(encoded.indices), "")
