"""Settle a stretch of days: each once, in order, from one snapshot, and locked from then on (R7, §8, B2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal

from data_pipeline import figures, meetings
from data_pipeline.agreements import Agreement
from data_pipeline.arithmetic import workdays
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import audit
from data_pipeline.ledger.settlement_values import SettlementRecord
from data_pipeline.privacy import cpr, rights
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.reports.fees import stretch_ends
from data_pipeline.reports.view import View
from data_pipeline.settlements.reckoning import ExistingRows, Owed, Reckoned, claims_of, reckon
from data_pipeline.settlements.records import Book, book_of, from_record, terms_text, with_checksum
from data_pipeline.settlements.values import Settlement
from data_pipeline.storage.warehouse import Warehouse

# When a draft is settled: never.
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Basis:
    """What a settlement is worked out from: a snapshot seen through an agreement, of a meeting or of today."""

    store: Warehouse
    agreement: Agreement
    snapshot: int
    meeting: str | None

    def owed(self, day: dt.date) -> tuple[Owed, ...]:
        """Every fee owed by a day, in B2's order, then by day and client."""
        order = [fee.id for fee in self.agreement.fees]
        with figures.asking(self.store, self.agreement, day) as question:
            rows = question.rows("fee_basis")
        return tuple(Owed.of(row) for row in sorted(rows, key=lambda r: (order.index(r["fee_id"]), r["line_number"])))

    def existing_rows(self) -> ExistingRows:
        """Return the ids that are in the snapshot."""
        with self.store.asking() as question:
            rows = question.rows("standing_row")
        return ExistingRows(
            guided=frozenset(row["client_id"] for row in rows if not row["screening_id"]),
            screenings=frozenset(row["screening_id"] for row in rows if row["screening_id"]),
        )


def preview(
    board: Board,
    agreement: str,
    until: dt.date,
    *,
    by: Person,
    meeting: str | None = None,
    is_early: bool = False,
) -> Settlement:
    """Return what `settle` would settle now, written nowhere. Raises what `settle` raises."""
    rights.require(by, Role.PARTNER, agreement)
    draft, reckoned, book = _drafted(board, agreement, until, meeting=meeting, is_early=is_early, by=by)
    return from_record(draft, book.with_(draft, reckoned.settled_for), sees_ids=True, is_draft=True)


def settle(
    board: Board,
    agreement: str,
    until: dt.date,
    *,
    by: Person,
    meeting: str | None = None,
    is_early: bool = False,
    message_: str = "",
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Settlement:
    """Settle the stretch that ends with `until`; the lines never change after.

    After the agreement's last stretch any later day settles what was corrected since. Of a meeting: what it showed.
    Raises `NotAllowed`, and `Correctable` for a stretch that is settled, not the next one, or not over in the data
    (unless `is_early`).
    """
    rights.require(by, Role.ADMINISTRATOR, agreement)
    cpr.refuse_people(message_)
    draft, reckoned, book = _drafted(
        board, agreement, until, meeting=meeting, is_early=is_early, by=by, message_=message_, moment=now()
    )
    if not board.ledger.settlements.add(draft, reckoned.settled_for):
        raise Correctable(message("Somebody settled these days a moment ago. Look at it before you go on."))
    audit.record(
        board.ledger,
        by,
        "settle",
        agreement=agreement,
        settlement=draft.number,
        as_of=until.isoformat(),
        snapshot=draft.snapshot,
    )
    return from_record(draft, book.with_(draft, reckoned.settled_for), sees_ids=True)


def next_stretch(agreed: Agreement, book: Book) -> tuple[dt.date, dt.date | None]:
    """First and last day of what is settled next; without a last day once the agreement's own stretches are settled."""
    settled = book.last_day
    first = agreed.first_date if settled is None else settled + workdays.ONE_DAY
    return first, next((day for day in stretch_ends(agreed) if settled is None or day > settled), None)


def is_over(view: View, last_day: dt.date) -> bool:
    """Whether the data reach the last working day up to `last_day`."""
    return view.stamp.newest_day >= workdays.last_working_day(last_day, view.agreement.closed_days)


def draft_of(
    basis: Basis,
    book: Book,
    last_day: dt.date,
    *,
    author: str = "",
    message_: str = "",
    moment: dt.datetime = NEVER,
    late: Collection[str] = (),
) -> tuple[SettlementRecord, Reckoned]:
    """The next settlement after those in the book up to `last_day`, and whom its lines are about."""
    number = len(book.records) + 1
    first_day, _ = next_stretch(basis.agreement, book)
    claims = claims_of(book.records, book.settled_for)
    reckoned = reckon(
        number,
        first_day,
        claims=claims,
        now=basis.owed(last_day),
        before=basis.owed(book.last_day) if book.last_day else (),
        existing=basis.existing_rows() if claims else ExistingRows(frozenset(), frozenset()),
        late=late,
    )
    draft = SettlementRecord(
        agreement=basis.agreement.id,
        number=number,
        first_day=min(first_day, last_day),
        last_day=last_day,
        snapshot=basis.snapshot,
        meeting=basis.meeting,
        settled_at=moment,
        author=author,
        message=message_,
        terms=terms_text(basis.agreement),
        checksum="",
        lines=reckoned.lines,
    )
    return with_checksum(draft), reckoned


def _drafted(
    board: Board,
    agreement: str,
    until: dt.date,
    *,
    meeting: str | None,
    is_early: bool,
    by: Person,
    message_: str = "",
    moment: dt.datetime = NEVER,
) -> tuple[SettlementRecord, Reckoned, Book]:
    view = board.view(agreement, until, by=by)
    book = book_of(board.ledger, agreement)
    with _basis(board, view, meeting) as basis:
        _, last_day = next_stretch(basis.agreement, book)
        _require_next(basis.agreement, book, until, last_day)
        if book.records and basis.snapshot < book.records[-1].snapshot:
            raise Correctable(
                message(
                    "The meeting shows load {snapshot}, and load {newer} is settled already. Settle without the"
                    " meeting.",
                    snapshot=str(basis.snapshot),
                    newer=str(book.records[-1].snapshot),
                )
            )
        if meeting is None and not is_early:
            _require_over(view, until, is_after=last_day is None)
        late = late_clients(board, basis, book)
        draft, reckoned = draft_of(basis, book, until, author=by.name, message_=message_, moment=moment, late=late)
    if last_day is None and not draft.lines:
        raise Correctable(
            message(
                "Nothing has changed since settlement {number}: there is nothing to settle.", number=len(book.records)
            )
        )
    return draft, reckoned, book


def late_clients(board: Board, basis: Basis, book: Book) -> frozenset[str]:
    """Clients with a guidance of settled days that the snapshot has and the one they were settled from had not."""
    if not book.records or book.records[-1].snapshot == basis.snapshot:
        return frozenset()
    with closing(board.store_of(book.records[-1].snapshot)) as settled:
        known = frozenset(name for name, *_ in _guidances(settled))
    settled_day = book.records[-1].last_day
    return frozenset(
        client for name, client, day in _guidances(basis.store) if day <= settled_day and name not in known
    )


def _guidances(store: Warehouse) -> Iterator[tuple[str, str, dt.date]]:
    with store.asking() as question:
        rows = question.table("fct_guidance")
    return zip(*(rows.column(name).to_pylist() for name in ("guidance_id", "client_id", "guidance_date")), strict=True)


@contextmanager
def _basis(board: Board, view: View, meeting: str | None) -> Iterator[Basis]:
    """The newest snapshot, or what a frozen meeting showed: its snapshot through its agreement, to the øre."""
    if meeting is None:
        yield Basis(view.store, view.agreement, view.stamp.snapshot, None)
        return
    frozen = meetings.find(board.ledger, meeting)
    if frozen.agreement.id != view.agreement.id or frozen.as_of != view.as_of:
        raise Correctable(
            message(
                "The meeting {name} is about {agreement} as of {as_of}, so it settles no other days.",
                name=frozen.name,
                agreement=frozen.agreement.id,
                as_of=frozen.as_of,
            )
        )
    with closing(board.store_of(frozen.snapshot)) as store:
        basis = Basis(store, frozen.agreement, frozen.snapshot, frozen.name)
        shown, owed = frozen.figures["fee_total"], basis.owed(frozen.as_of)
        if (len(owed), sum((fee.amount_dkk for fee in owed), Decimal(0))) != (shown["count"], Decimal(shown["amount"])):
            raise Correctable(
                message(
                    "The fees that the meeting {name} showed can't be worked out again to the øre: rows were erased"
                    " or rules changed since. Settle without the meeting.",
                    name=frozen.name,
                )
            )
        yield basis


def _require_next(agreed: Agreement, book: Book, until: dt.date, last_day: dt.date | None) -> None:
    """Raise `Correctable` unless `until` ends the stretch that comes next."""
    settled = book.last_day
    if settled is not None and until <= settled:
        raise Correctable(
            message(
                "Fees up to {day} are settled already, in settlement {number}.", day=settled, number=len(book.records)
            )
        )
    if last_day is None or until == last_day:
        return
    if until in stretch_ends(agreed):
        raise Correctable(message("Settle the days up to {day} first: one stretch at a time.", day=last_day))
    raise Correctable(message("Fees are settled at the follow-ups; the next one is {day}.", day=last_day))


def _require_over(view: View, until: dt.date, *, is_after: bool) -> None:
    if is_after:
        loaded = view.stamp.loaded_at.date()
        if until > loaded:
            raise Correctable(
                message("The newest load is of {loaded}. Choose that day or an earlier one.", loaded=loaded)
            )
    elif not is_over(view, until):
        raise Correctable(
            message(
                "The newest day in the data is {newest}, and the stretch ends {last}. Load the rest first, or say that"
                " no more will come (--early).",
                newest=view.stamp.newest_day,
                last=until,
            )
        )
