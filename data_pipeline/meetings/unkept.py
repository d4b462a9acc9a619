"""The figures of a day as a meeting that nobody froze: for papers of today, which say so."""

from __future__ import annotations

import datetime as dt

from data_pipeline.ledger import FeeLineIds
from data_pipeline.meetings import freezing
from data_pipeline.meetings.kept import opened
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import Board


def of(
    board: Board, agreement: str, as_of: dt.date, *, by: Person, snapshot: int | None = None
) -> tuple[Meeting, tuple[FeeLineIds, ...]]:
    """A meeting without a name, kept nowhere, and whom its fee lines are about. It is sealed when the load was.

    Raises `Correctable` for a load that is not there.
    """
    shown = board.view(agreement, as_of, by=by, snapshot=snapshot, has_ids=False)
    kept, ids = freezing.record(board, shown, name="", moment=shown.stamp.loaded_at, author=by.name, told="")
    return opened(kept), ids
