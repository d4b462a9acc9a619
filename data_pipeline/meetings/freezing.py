"""Freezing a meeting, and showing it again: its figures are results that no later load, erasure or upgrade moves."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from data_pipeline import agreements, figures, models, people, rights
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import AuditEntry, FeeLineIds, KeptMeeting, Ledger
from data_pipeline.meetings import keeping
from data_pipeline.meetings.values import FeeLine, Head, Meeting
from data_pipeline.reports import ANSWERS, Board
from data_pipeline.reports.view import View
from data_pipeline.rights import Person, Role
from data_pipeline.settings import Settings

FORMAT = 1
LONGEST_NAME = 60
# Pages whose reports a meeting keeps: all but the rows behind a figure.
KEPT_REPORTS = tuple(name for name in ANSWERS if name not in ("trace", "why"))


def freeze(
    board: Board,
    name: str,
    agreement: str,
    as_of: dt.date,
    *,
    by: Person,
    message_: str = "",
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Meeting:
    """The new meeting: the newest snapshot's figures as of a date, never changed after.

    Raises `NotAllowed` for who may not freeze, `Correctable` for a name that is taken or can't be one.
    """
    rights.require(by, Role.ADMINISTRATOR)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Correctable(
            message("Give the meeting a name of at most {count} letters, such as 2014-06-30.", count=LONGEST_NAME)
        )
    people.refuse_people(name)
    people.refuse_people(message_)
    shown = board.view(agreement, as_of, by=Person(by.name, Role.MEETING))
    kept, ids = record(shown, board.settings, name=name, moment=now(), author=by.name, told=message_)
    if not shown.ledger.meetings.add(kept, ids):
        raise Correctable(message("There is a meeting called {name} already. Choose another name.", name=name))
    details = {"meeting": name, "agreement": agreement, "as_of": as_of.isoformat(), "snapshot": kept.snapshot}
    shown.ledger.add_audit(AuditEntry(kept.frozen_at, by.name, "freeze", details))
    return opened(kept)


def record(
    shown: View, settings: Settings, *, name: str, moment: dt.datetime, author: str, told: str
) -> tuple[KeptMeeting, tuple[FeeLineIds, ...]]:
    """What a meeting of that name would keep of the figures a view shows, and whom its fee lines are about."""
    with shown.asking() as question:
        basis = question.rows("fee_basis")
    answer = figures.all_figures(shown.store, shown.agreement, shown.as_of)
    content = {
        "format": FORMAT,
        "agreement_text": agreements.text(settings.agreements, shown.agreement.id),
        "agreement": shown.agreement,
        "definitions": definitions(),
        "parts": sorted(part.name for load in shown.ledger.loads(shown.stamp.snapshot) for part in load.parts),
        "figures": {
            "agreement": answer.pop("agreement"),
            "as_of": answer.pop("as_of"),
            "snapshot": shown.stamp.snapshot,
            **answer,
        },
        "reports": {report: ANSWERS[report](shown) for report in KEPT_REPORTS},
        "fee_lines": tuple(_line(row) for row in basis),
    }
    ids = tuple(
        FeeLineIds(row["fee_id"], row["line_number"], row["client_id"], row["screening_id"] or None) for row in basis
    )
    kept = KeptMeeting(
        name=name,
        agreement=shown.agreement.id,
        as_of=shown.as_of,
        snapshot=shown.stamp.snapshot,
        frozen_at=moment,
        author=author,
        message=told,
        content=keeping.text_of(content),
        checksum="",
    )
    return _sealed(kept), ids


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


def definitions() -> str:
    """A fingerprint (hex) of everything that decides how figures are counted: the SQL of staging, facts and figures,
    and the catalogue's rules.
    """
    counted = [one for one in models.models().values() if one.layer in ("staging", "facts", "figures")]
    told = [f"{one.name}\n{one.sql}" for one in sorted(counted, key=lambda one: one.name)]
    told += [f"{one.id} {one.rule} {one.unit} {one.better}" for one in figures.CATALOGUE.values()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def _line(row: Mapping[str, Any]) -> FeeLine:
    return FeeLine(
        fee=row["fee_id"],
        number=row["line_number"],
        fee_date=row["fee_date"],
        cap_dkk=row["cap_dkk"],
        uncapped_dkk=row["uncapped_dkk"],
        amount_dkk=row["amount_dkk"],
        cut_dkk=row["cut_dkk"],
        is_pending=row["is_pending"],
    )


def _sealed(kept: KeptMeeting) -> KeptMeeting:
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
    if _sealed(kept) != kept:
        raise Correctable(
            message("The record of the meeting {name} is not what was frozen: its checksum differs.", name=kept.name)
        )
    content = keeping.value_of(kept.content)
    return Meeting(
        head=head,
        agreement=content["agreement"],
        agreement_text=content["agreement_text"],
        definitions=content["definitions"],
        parts=content["parts"],
        figures=_json(content["figures"]),
        reports=MappingProxyType(content["reports"]),
        fee_lines=content["fee_lines"],
    )


def _json(value: Any) -> Any:
    """Figures as the command line prints them: lists, not tuples."""
    if isinstance(value, dict):
        return {name: _json(one) for name, one in value.items()}
    return [_json(one) for one in value] if isinstance(value, tuple) else value
