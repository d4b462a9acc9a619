"""Freezing a meeting: its figures are results that no later load, erasure or upgrade moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from data_pipeline import agreements, figures
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import AuditEntry, FeeLineIds, MeetingRecord
from data_pipeline.meetings import changes_report, compare_report, serialization
from data_pipeline.meetings.records import definitions, from_record, with_checksum
from data_pipeline.meetings.values import FeeLine, Meeting
from data_pipeline.privacy import cpr, rights
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import ANSWERS, BY_SLICE, Board
from data_pipeline.reports.view import View

FORMAT = 2  # full values with their marks; in format 1 small cells were hidden
LONGEST_NAME = 60
# Pages whose reports a meeting keeps: all but the rows behind a figure, and slices, which are for the parties alone.
KEPT_REPORTS = tuple(name for name in ANSWERS if name not in ("trace", "why", *BY_SLICE))


def freeze(
    board: Board,
    name: str,
    agreement: str,
    as_of: dt.date,
    *,
    by: Person,
    message_: str = "",
    snapshot: int | None = None,
) -> Meeting:
    """Freeze a meeting: the newest snapshot's figures (or an earlier one's) as of a date, never changed after.

    Raises `NotAllowed` for who may not freeze, `Correctable` for a name that is taken or can't be one, and for a
    snapshot there is not.
    """
    rights.require(by, Role.ADMINISTRATOR, agreement)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Correctable(
            message("Give the meeting a name of at most {count} letters, such as 2014-06-30.", count=LONGEST_NAME)
        )
    cpr.refuse_people(name)
    cpr.refuse_people(message_)
    shown = board.view(agreement, as_of, by=by, snapshot=snapshot, has_ids=False)
    record, ids = record_of(board, shown, name=name, moment=dt.datetime.now(dt.UTC), author=by.name, text=message_)
    if not shown.ledger.meetings.add(record, ids):
        raise Correctable(message("There is a meeting called {name} already. Choose another name.", name=name))
    details = {"meeting": name, "agreement": agreement, "as_of": as_of.isoformat(), "snapshot": record.snapshot}
    shown.ledger.add_audit(AuditEntry(record.frozen_at, by.name, "freeze", details))
    return from_record(record)


def unfrozen_meeting(
    board: Board, agreement: str, as_of: dt.date, *, by: Person, snapshot: int | None = None
) -> tuple[Meeting, tuple[FeeLineIds, ...]]:
    """Return the figures of a day as a meeting without a name, stored nowhere, and whom its fee lines are about.

    It bears the moment of the load.

    Raises `Correctable` for a load that is not there.
    """
    shown = board.view(agreement, as_of, by=by, snapshot=snapshot, has_ids=False)
    record, ids = record_of(board, shown, name="", moment=shown.stamp.loaded_at, author=by.name, text="")
    return from_record(record), ids


def record_of(
    board: Board, shown: View, *, name: str, moment: dt.datetime, author: str, text: str
) -> tuple[MeetingRecord, tuple[FeeLineIds, ...]]:
    """Return the record of a meeting with the figures a view shows, and whom its fee lines are about.

    What has changed since the meeting before is part of it, and so are the years and neighbours beside it: asked later,
    either would be another answer.
    """
    with shown.asking() as question:
        basis = question.rows("fee_basis")
    answer = figures.all_figures(shown.store, shown.agreement, shown.as_of)
    content = {
        "format": FORMAT,
        "agreement_text": agreements.text(board.settings.agreements, shown.agreement.id),
        "agreement": shown.agreement,
        "definitions": definitions(),
        "parts": sorted(part.name for load in shown.ledger.loads(shown.stamp.snapshot) for part in load.parts),
        "figures": {
            "agreement": answer.pop("agreement"),
            "as_of": answer.pop("as_of"),
            "snapshot": shown.stamp.snapshot,
            **answer,
        },
        "reports": {report: ANSWERS[report](shown) for report in KEPT_REPORTS}
        | {
            "changes": changes_report.since_last(board, shown, moment),
            "compare": compare_report.for_parties(board, shown),
        },
        "fee_lines": tuple(_line(row) for row in basis),
    }
    ids = tuple(
        FeeLineIds(row["fee_id"], row["line_number"], row["client_id"], row["screening_id"] or None) for row in basis
    )
    record = MeetingRecord(
        name=name,
        agreement=shown.agreement.id,
        as_of=shown.as_of,
        snapshot=shown.stamp.snapshot,
        frozen_at=moment,
        author=author,
        message=text,
        content=serialization.serialize(content),
        checksum="",
    )
    return with_checksum(record), ids


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
