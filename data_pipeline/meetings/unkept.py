"""The figures of a day as a meeting that nobody froze: for papers of today, which say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from data_pipeline import warehouse
from data_pipeline.errors import Correctable
from data_pipeline.landing import Landing
from data_pipeline.language import DEFAULT_LANGUAGE, message
from data_pipeline.ledger import FeeLineIds
from data_pipeline.meetings import freezing
from data_pipeline.meetings.kept import opened
from data_pipeline.meetings.values import Meeting
from data_pipeline.reports import Board
from data_pipeline.rights import Person, Role
from data_pipeline.warehouse import Warehouse


def of(
    board: Board, agreement: str, as_of: dt.date, *, by: Person, snapshot: int | None = None
) -> tuple[Meeting, tuple[FeeLineIds, ...]]:
    """A meeting without a name, kept nowhere, and whom its fee lines are about. It is sealed when the load was.

    Raises `Correctable` for a date that figures are not shown as of (R18: month ends and the newest day), and for a
    load that is not there.
    """
    _shown(board, agreement, as_of)
    shown = board.view(agreement, as_of, by=Person(by.name, Role.MEETING))
    if snapshot not in (None, shown.stamp.snapshot):
        loads = board.ledger.loads(snapshot)
        if not loads or loads[-1].number != snapshot:
            newest = str(shown.stamp.snapshot)
            raise Correctable(
                message("There is no load {number}. The newest is {newest}.", number=str(snapshot), newest=newest)
            )
        path = warehouse.ensure(board.settings, loads, Landing.open(board.settings.landing))
        stamp = replace(shown.stamp, snapshot=snapshot, loaded_at=loads[-1].loaded_at)
        shown = replace(shown, store=Warehouse(path), stamp=stamp)
    kept, ids = freezing.record(board, shown, name="", moment=shown.stamp.loaded_at, author=by.name, told="")
    return opened(kept), ids


def _shown(board: Board, agreement: str, as_of: dt.date) -> None:
    known = {one.id: one.as_of for one in board.agreements(DEFAULT_LANGUAGE)}
    days = known.get(agreement)
    if days and as_of not in days:
        nearest = min(days, key=lambda day: (abs(day - as_of), day))
        raise Correctable(
            message("Figures are shown as of month ends and the newest day; the nearest is {day}.", day=nearest)
        )
