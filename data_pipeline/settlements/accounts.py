"""The account between the two operators: what is settled, what would be, and what was corrected since (§8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from data_pipeline import meetings
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View
from data_pipeline.settlements.records import Book, book_of, from_record
from data_pipeline.settlements.settling import Basis, draft_of, is_over, late_clients, next_stretch
from data_pipeline.settlements.values import Settlement, Sums


@dataclass(frozen=True)
class Period:
    """A stretch with its settlement, locked or as it would be now. `last_day` is the stretch's own, also where the
    settlement goes no further than as-of.
    """

    first_day: dt.date
    last_day: dt.date
    settlement: Settlement

    @property
    def is_over(self) -> bool:
        """Whether the settlement reaches the stretch's last day."""
        return self.settlement.last_day >= self.last_day


@dataclass(frozen=True)
class Next:
    """What may be settled now: up to which day, and which meetings' figures may be settled beside the newest load's."""

    until: dt.date
    meetings: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """Every stretch that had begun by as-of. `waiting`: what was corrected in settled fees, for the next settlement.

    `next` is None for who may not settle, and while nothing can be settled.
    """

    stamp: Stamp
    periods: tuple[Period, ...]
    waiting: Sums
    next: Next | None

    @property
    def settled(self) -> tuple[Settlement, ...]:
        """The locked settlements."""
        return tuple(period.settlement for period in self.periods if period.settlement.is_settled)

    @property
    def shows_ids(self) -> bool:
        """Whether ids of the CRM stand in it."""
        return any(period.settlement.lines for period in self.periods)


def account(board: Board, agreement: str, as_of: dt.date, *, by: Person) -> Account:
    """The account as of a date in the newest snapshot; lines with their ids only for who may see them."""
    view = board.view(agreement, as_of, by=by)
    book = book_of(board.ledger, agreement)
    sees_ids = by.may(Role.PARTNER, agreement)
    periods = [
        Period(record.first_day, record.last_day, from_record(record, book, sees_ids=sees_ids))
        for record in book.records
        if record.first_day <= as_of
    ]
    drafts = _drafts(board, view, book, sees_ids=sees_ids)
    waiting = drafts[0].settlement.corrections if drafts and book.records else Sums()
    return Account(
        stamp=view.stamp,
        periods=(*periods, *(draft for draft in drafts if draft.last_day != book.last_day)),
        waiting=waiting,
        next=_next(view, book, has_changes=bool(drafts) and not drafts[0].settlement.total.is_nothing),
    )


def _drafts(board: Board, view: View, book: Book, *, sees_ids: bool) -> list[Period]:
    """The open stretches that have begun, each as if the one before it were settled.

    Where all that had begun is settled: one more without days of its own, for what was corrected since.
    """
    basis = Basis(view.store, view.agreement, view.stamp.snapshot, None)
    found: list[Period] = []
    while True:
        first_day, last_day = next_stretch(view.agreement, book)
        is_open = last_day is not None and first_day <= view.as_of
        if not is_open and (found or not book.records or book.records[-1].last_day > view.as_of):
            return found
        until = min(last_day, view.as_of) if is_open and last_day else book.records[-1].last_day
        draft, reckoned = draft_of(basis, book, until, late=late_clients(board, basis, book))
        book = book.with_(draft, reckoned.settled_for)
        settlement = from_record(draft, book, sees_ids=sees_ids, is_draft=True)
        found.append(Period(draft.first_day, last_day if is_open and last_day else until, settlement))
        if not is_open or last_day is None or until < last_day:
            return found


def _next(view: View, book: Book, *, has_changes: bool) -> Next | None:
    if not view.person.may(Role.ADMINISTRATOR, view.agreement.id):
        return None
    _, last_day = next_stretch(view.agreement, book)
    if last_day is None:
        loaded = view.stamp.loaded_at.date()
        is_later = bool(book.records) and loaded > book.records[-1].last_day
        return Next(loaded, ()) if has_changes and is_later else None
    heads = meetings.all_heads(view.ledger, view.agreement.id)
    shown = tuple(head.name for head in heads if head.as_of == last_day)
    return Next(last_day, shown) if is_over(view, last_day) else None
