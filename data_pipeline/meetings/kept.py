"""The meetings that are kept: each opened as it was frozen, or refused when it is no longer that."""

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
from data_pipeline.ledger import KeptMeeting, Ledger
from data_pipeline.meetings import keeping
from data_pipeline.meetings.values import Head, Meeting
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.storage import models

FIRST_FORMAT = 1  # records whose small cells were hidden before they were frozen


def find(ledger: Ledger, name: str) -> Meeting:
    """The meeting of that name, as it was frozen.

    Raises `Correctable` with the nearest name when there is none, or when the record is no longer what was frozen.
    """
    kept = ledger.meetings.get(name)
    if kept is not None:
        return opened(kept)
    names = [one.name for one in ledger.meetings.all()]
    if not names:
        raise Correctable(message("No meeting is frozen yet. `freeze` makes one."))
    nearest = get_close_matches(name, names, n=1, cutoff=0)[0]
    raise Correctable(message("There is no meeting {name}; the nearest is {nearest}.", name=name, nearest=nearest))


def all_heads(ledger: Ledger, agreement: str | None = None) -> tuple[Head, ...]:
    """The meetings (of one agreement), the latest as-of date last."""
    heads = [_head(kept) for kept in ledger.meetings.all(agreement)]
    return tuple(sorted(heads, key=lambda head: (head.as_of, head.frozen_at)))


def heads_before(ledger: Ledger, agreement: str, as_of: dt.date, frozen_at: dt.datetime) -> list[Head]:
    """The agreement's meetings before one of that date and moment, the latest last.

    Of several with one date only those frozen earlier.
    """
    return [one for one in all_heads(ledger, agreement) if (one.as_of, one.frozen_at) < (as_of, frozen_at)]


def definitions() -> str:
    """A fingerprint (hex) of everything that decides how figures are counted: the SQL of staging, facts and figures,
    and the catalogue's rules.
    """
    counted = [one for one in models.models().values() if one.layer in ("staging", "facts", "figures")]
    told = [f"{one.name}\n{one.sql}" for one in sorted(counted, key=lambda one: one.name)]
    told += [f"{one.id} {one.rule} {one.unit} {one.better}" for one in figures.CATALOGUE.values()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def sealed(kept: KeptMeeting) -> KeptMeeting:
    """The record with the SHA-256 (hex) over all that is frozen in it."""
    moment = kept.frozen_at.astimezone(dt.UTC).isoformat()
    head = (kept.name, kept.agreement, kept.as_of.isoformat(), str(kept.snapshot), moment, kept.author, kept.message)
    sealed = "\x1f".join((*head, kept.content))
    return replace(kept, checksum=hashlib.sha256(sealed.encode()).hexdigest())


def _head(kept: KeptMeeting) -> Head:
    return Head(
        kept.name, kept.agreement, kept.as_of, kept.snapshot, kept.frozen_at, kept.author, kept.message, kept.checksum
    )


def opened(kept: KeptMeeting) -> Meeting:
    """The meeting of a record. Raises `Correctable` when the record is no longer what was frozen."""
    head = _head(kept)
    if sealed(kept) != kept:
        raise Correctable(
            message("The record of the meeting {name} is not what was frozen: its checksum differs.", name=kept.name)
        )
    content = keeping.value_of(kept.content)
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
        return {key: _hidden_when_frozen(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_hidden_when_frozen(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _hidden_when_frozen(getattr(value, one.name)) for one in fields(value)})
    return value


def _json(value: Any) -> Any:
    """Figures as the command line prints them: lists, not tuples."""
    if isinstance(value, dict):
        return {name: _json(one) for name, one in value.items()}
    return [_json(one) for one in value] if isinstance(value, tuple) else value
