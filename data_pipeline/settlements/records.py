"""The ledger's records of settlements, checked, and each as a value to show."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data_pipeline.agreements import Agreement, Words
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import Ledger
from data_pipeline.ledger.settlement_values import SettledFor, SettlementLine, SettlementRecord
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settlements.values import Earlier, FeeSums, FeeTerms, Line, Settlement, Terms, Why, sums_of

_UNSEALED = ("checksum", "lines", "settled_at")


@dataclass(frozen=True)
class Book:
    """What is settled of an agreement, checked to be what was settled."""

    records: tuple[SettlementRecord, ...]
    settled_for: tuple[SettledFor, ...]

    @property
    def last_day(self) -> dt.date | None:
        """The last day that is settled."""
        return self.records[-1].last_day if self.records else None

    def with_(self, draft: SettlementRecord, settled_for: Sequence[SettledFor]) -> Book:
        """The book as if a draft were settled."""
        return Book((*self.records, draft), (*self.settled_for, *settled_for))


def book_of(ledger: Ledger, agreement: str) -> Book:
    """What is settled of an agreement. Raises `Correctable` when a record is no longer what was settled."""
    records = ledger.settlements.all(agreement)
    for record in records:
        if _checksum(record) != record.checksum:
            raise Correctable(
                message(
                    "The record of settlement {number} is not what was settled: its checksum differs. Bring back a"
                    " backup of the ledger.",
                    number=record.number,
                )
            )
    return Book(records, ledger.settlements.settled_for(agreement))


def of(ledger: Ledger, agreement: str, *, by: Person) -> tuple[Settlement, ...]:
    """Every settlement of an agreement, the first one first; lines with their ids only for who may see them."""
    book = book_of(ledger, agreement)
    return tuple(from_record(record, book, sees_ids=by.may(Role.PARTNER, agreement)) for record in book.records)


def from_record(record: SettlementRecord, book: Book, *, sees_ids: bool, is_draft: bool = False) -> Settlement:
    """Return the settlement of a record, with lines and ids where `sees_ids`."""
    until_then = [earlier for earlier in book.records if earlier.number <= record.number]
    last: dict[tuple[int, int], tuple[int, SettlementLine]] = {}
    for earlier in until_then:
        for line in earlier.lines:
            last[line.first_settlement, line.first_line] = (earlier.number, line)
    awaiting = [(number, line) for number, line in last.values() if line.is_pending]
    about = {(client.settlement, client.line): client for client in reversed(book.settled_for)}
    terms = _terms_of(record.terms)
    return Settlement(
        agreement=record.agreement,
        number=record.number,
        first_day=record.first_day,
        last_day=record.last_day,
        snapshot=record.snapshot,
        meeting=record.meeting,
        settled_at=None if is_draft else record.settled_at,
        author=record.author,
        message=record.message,
        checksum=None if is_draft else record.checksum,
        terms=terms,
        by_fee=tuple(
            FeeSums(
                fee,
                sums_of(line for line in record.lines if line.fee == fee and not Why(line.kind).is_correction),
                sums_of(line for line in record.lines if line.fee == fee and Why(line.kind).is_correction),
            )
            for fee in dict.fromkeys([*(fee.id for fee in terms.fees), *(line.fee for line in record.lines)])
        ),
        awaiting_count=len(awaiting),
        earlier=tuple(
            Earlier(earlier.number, earlier.last_day, sums_of(earlier.lines).amount_dkk)
            for earlier in until_then
            if earlier is not record
        ),
        lines=tuple(_line(line, about.get((record.number, line.number))) for line in record.lines) if sees_ids else (),
        awaiting=tuple(_line(line, about.get((number, line.number))) for number, line in awaiting) if sees_ids else (),
    )


def _line(line: SettlementLine, about: SettledFor | None) -> Line:
    values = {name: getattr(line, name) for name in SettlementLine.__dataclass_fields__}
    return Line(**values, client_id=about.client_id if about else None, row_id=about.row_id if about else None)


def with_checksum(record: SettlementRecord) -> SettlementRecord:
    """The settlement with the checksum over all of it."""
    return replace(record, checksum=_checksum(record))


def _checksum(record: SettlementRecord) -> str:
    """SHA-256 (hex) over all that was settled; not over ids, which may be erased."""
    head = {name: getattr(record, name) for name in SettlementRecord.__dataclass_fields__ if name not in _UNSEALED}
    head["settled_at"] = record.settled_at.astimezone(dt.UTC).isoformat()
    lines = [[str(getattr(line, name)) for name in SettlementLine.__dataclass_fields__] for line in record.lines]
    return hashlib.sha256(json.dumps([head, lines], default=str, sort_keys=True).encode()).hexdigest()


def terms_text(agreed: Agreement) -> str:
    """What a paper says beside its lines, as JSON text."""
    payer, payee = agreed.party("payer"), agreed.party("payee")
    terms: dict[str, Any] = {
        "title": agreed.title.model_dump(),
        "document": agreed.document.model_dump(),
        "payer": payer.name if payer else "",
        "payee": payee.name if payee else "",
        "fees": [
            {
                "id": fee.id,
                "label": fee.label.model_dump(),
                "clause": fee.clause,
                "cap_dkk": str(fee.cap_dkk),
                "budget_dkk": str(fee.budget_dkk),
            }
            for fee in agreed.fees
        ],
    }
    return json.dumps(terms, ensure_ascii=False, sort_keys=True)


def _terms_of(text: str) -> Terms:
    terms = json.loads(text)
    return Terms(
        title=Words(**terms["title"]),
        document=Words(**terms["document"]),
        payer=terms["payer"],
        payee=terms["payee"],
        fees=tuple(
            FeeTerms(
                fee["id"], Words(**fee["label"]), fee["clause"], Decimal(fee["cap_dkk"]), Decimal(fee["budget_dkk"])
            )
            for fee in terms["fees"]
        ),
    )
