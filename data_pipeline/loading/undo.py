"""Take a load back: a new snapshot in which its rows, and what it withdrew, do not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from data_pipeline.errors import Correctable
from data_pipeline.exports.progress import ignore_steps
from data_pipeline.language import Message, message
from data_pipeline.ledger import LOADING_SECONDS, Load, standing
from data_pipeline.loading.candidate import Consent, built, commit, compared, opened
from data_pipeline.loading.effect import Effect
from data_pipeline.privacy import cpr
from data_pipeline.privacy.rights import os_user
from data_pipeline.settings import Settings
from data_pipeline.storage import keys

_WAITING = message("A load is running; the undoing waits for it.")


@dataclass(frozen=True)
class Undone:
    """The newest snapshot after an undoing, what that changed or would, and whether it was done."""

    snapshot: int
    effect: Effect
    is_committed: bool


def undo(
    settings: Settings,
    number: int,
    *,
    why: str = "",
    author: str | None = None,
    tell: Callable[[Message], None] | None = None,
    consent: Consent = lambda found: True,
    patience_seconds: float = LOADING_SECONDS,
) -> Undone:
    """Take load `number` back, once `consent` has seen what that changes.

    Earlier snapshots and frozen meetings stay as they are. Raises `Correctable` when there is no such load to take
    back, and `Busy` when another load kept running; in both cases nothing has changed.
    """
    cpr.refuse_people(why)
    with opened(settings, patience_seconds, tell, _WAITING) as place:
        _require_standing(place.loads, number)
        key = keys.opened(settings, place.ledger)
        load = Load(place.next_number, dt.datetime.now(dt.UTC), author or os_user(), why, (), (), (), undoes=number)
        with built(place, load, ignore_steps) as draft:
            found = compared(place, load, draft)
            if not consent(found):
                return Undone(place.next_number - 1, found, is_committed=False)
            commit(place, load, key, draft)
    return Undone(load.number, found, is_committed=True)


def _require_standing(loads: tuple[Load, ...], number: int) -> None:
    """Raise `Correctable` unless load `number` stands."""
    if any(load.number == number for load in standing(loads)):
        return
    by_number = {load.number: load for load in loads}
    undone_by = {load.undoes: load.number for load in loads}
    if number in undone_by:
        raise Correctable(
            message(
                "Load {number} was taken back already, by {by}. Load its files again to have them back.",
                number=str(number),
                by=str(undone_by[number]),
            )
        )
    if number in by_number:
        raise Correctable(
            message(
                "{number} is no load but the taking back of load {load}. Load its files again to have them back.",
                number=str(number),
                load=str(by_number[number].undoes),
            )
        )
    if not loads:
        raise Correctable(message("Nothing is loaded yet. Load the CRM's exports first."))
    raise Correctable(
        message("There is no load {number}. The newest is {newest}.", number=str(number), newest=str(loads[-1].number))
    )
