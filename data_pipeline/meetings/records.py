"""The ledger's records of meetings, each read as it was frozen, or refused when its checksum differs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from data_pipeline import figures
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Ledger, MeetingRecord
from data_pipeline.meetings import serialization
from data_pipeline.meetings.values import Head, Meeting
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.storage import models

FIRST_FORMAT = 1  # records whose small cells were hidden before they were frozen


def find(ledger: Ledger, name: str) -> Meeting:
    """Return the meeting of that name, as it was frozen.

    Raises `Correctable` with the nearest name when there is none, or when the record is no longer what was frozen.
    """
    record = ledger.meetings.get(name)
    if record is not None:
        return from_record(record)
    names = [meeting.name for meeting in ledger.meetings.all()]
    if not names:
        raise Correctable(message("No meeting is frozen yet. `freeze` makes one."))
    nearest = get_close_matches(name, names, n=1, cutoff=0)[0]
    raise Correctable(message("There is no meeting {name}; the nearest is {nearest}.", name=name, nearest=nearest))


def all_heads(ledger: Ledger, agreement: str | None = None) -> tuple[Head, ...]:
    """Return the heads of all meetings, or of an agreement's, the latest as-of date last."""
    heads = [_head(record) for record in ledger.meetings.all(agreement)]
    return tuple(sorted(heads, key=lambda head: (head.as_of, head.frozen_at)))


def heads_before(ledger: Ledger, agreement: str, as_of: dt.date, frozen_at: dt.datetime) -> list[Head]:
    """Return the agreement's meetings before a date and moment, the latest last.

    Of several with one date only those frozen earlier.
    """
    return [head for head in all_heads(ledger, agreement) if (head.as_of, head.frozen_at) < (as_of, frozen_at)]


def meeting_before(ledger: Ledger, meeting: Meeting) -> Meeting | None:
    """Return the latest meeting before this one that stands on no newer data; None for the first."""
    head = meeting.head
    known = heads_before(ledger, head.agreement, head.as_of, head.frozen_at)
    last = next((one for one in reversed(known) if one.snapshot <= head.snapshot), None)
    return find(ledger, last.name) if last is not None else None


def definitions() -> str:
    """Return a fingerprint (hex) of all that decides how figures are counted: SQL up to figures, and the catalogue."""
    counting = [model for model in models.models().values() if model.layer in (*models.BUILT_LAYERS, "figures")]
    lines = [f"{model.name}\n{model.sql}" for model in sorted(counting, key=lambda model: model.name)]
    lines += [f"{figure.id} {figure.rule} {figure.unit} {figure.better}" for figure in figures.CATALOGUE.values()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def with_checksum(record: MeetingRecord) -> MeetingRecord:
    """Return the record with the SHA-256 (hex) over all that is frozen in it."""
    moment = record.frozen_at.astimezone(dt.UTC).isoformat()
    parts = (
        record.name,
        record.agreement,
        record.as_of.isoformat(),
        str(record.snapshot),
        moment,
        record.author,
        record.message,
    )
    text = "\x1f".join((*parts, record.content))
    return replace(record, checksum=hashlib.sha256(text.encode()).hexdigest())


def _head(record: MeetingRecord) -> Head:
    return Head(**{one.name: getattr(record, one.name) for one in fields(Head)})


def from_record(record: MeetingRecord) -> Meeting:
    """Return the meeting of a record. Raises `Correctable` when the record is no longer what was frozen."""
    head = _head(record)
    if with_checksum(record) != record:
        raise Correctable(
            message("The record of the meeting {name} is not what was frozen: its checksum differs.", name=record.name)
        )
    content = serialization.deserialize(record.content)
    reports = content["reports"] if content["format"] > FIRST_FORMAT else _hidden_when_frozen(content["reports"])
    return Meeting(
        head=head,
        agreement=content["agreement"],
        agreement_text=content["agreement_text"],
        definitions=content["definitions"],
        parts=content["parts"],
        figures=_json(content["figures"]),
        reports=MappingProxyType(reports),
        fee_lines=content["fee_lines"],
    )


def _hidden_when_frozen(value: Any) -> Any:
    """The reports of a meeting that was frozen with its small cells hidden: nobody can show what is not in it."""
    if isinstance(value, Hidden):
        return Hidden.FROZEN
    if isinstance(value, Mapping):
        return {key: _hidden_when_frozen(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_hidden_when_frozen(inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{inner.name: _hidden_when_frozen(getattr(value, inner.name)) for inner in fields(value)}
        )
    return value


def _json(value: Any) -> Any:
    """Figures as the command line prints them: lists, not tuples."""
    if isinstance(value, dict):
        return {name: _json(inner) for name, inner in value.items()}
    return [_json(inner) for inner in value] if isinstance(value, tuple) else value
