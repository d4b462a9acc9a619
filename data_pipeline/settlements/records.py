"""The ledger's record of settlements, checked, and each as a value for readers."""

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
from data_pipeline.ledger.settlement_values import KeptSettlement, SettledFor, SettlementLine
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settlements.values import (
    Earlier,
    FeeSums,
    FeeTerms,
    Line,
    Settlement,
    Terms,
    Why,
    sums_of,
)

_UNSEALED = ("checksum", "lines", "settled_at")


@dataclass(frozen=True)
class Book:
    """What is settled of an agreement, checked to be what was settled."""

    kept: tuple[KeptSettlement, ...]
    settled_for: tuple[SettledFor, ...]

    @property
    def last_day(self) -> dt.date | None:
        """The last day that is settled."""
        return self.kept[-1].last_day if self.kept else None

    def with_(self, draft: KeptSettlement, settled_for: Sequence[SettledFor]) -> Book:
        """The book as if a draft were settled."""
        return Book((*self.kept, draft), (*self.settled_for, *settled_for))


def book_of(ledger: Ledger, agreement: str) -> Book:
    """What is settled of an agreement. Raises `Correctable` when a record is no longer what was settled."""
    kept = ledger.settlements.all(agreement)
    for one in kept:
        if _checksum(one) != one.checksum:
            raise Correctable(
                message(
                    "The record of settlement {number} is not what was settled: its checksum differs. Bring back a"
                    " backup of the ledger.",
                    number=one.number,
                )
            )
    return Book(kept, ledger.settlements.settled_for(agreement))


def of(ledger: Ledger, agreement: str, *, by: Person) -> tuple[Settlement, ...]:
    """Every settlement of an agreement, the first one first; lines with their ids only for who may see them."""
    book = book_of(ledger, agreement)
    return tuple(opened(one, book, sees_ids=by.may(Role.PARTNER)) for one in book.kept)


def opened(kept: KeptSettlement, book: Book, *, sees_ids: bool, is_draft: bool = False) -> Settlement:
    """A kept settlement for readers."""
    until_then = [one for one in book.kept if one.number <= kept.number]
    last: dict[tuple[int, int], tuple[int, SettlementLine]] = {}
    for one in until_then:
        for line in one.lines:
            last[line.first_settlement, line.first_line] = (one.number, line)
    awaiting = [(number, line) for number, line in last.values() if line.is_pending]
    about = {(one.settlement, one.line): one for one in reversed(book.settled_for)}
    terms = _terms_of(kept.terms)
    return Settlement(
        agreement=kept.agreement,
        number=kept.number,
        first_day=kept.first_day,
        last_day=kept.last_day,
        snapshot=kept.snapshot,
        meeting=kept.meeting,
        settled_at=None if is_draft else kept.settled_at,
        author=kept.author,
        message=kept.message,
        checksum=None if is_draft else kept.checksum,
        terms=terms,
        by_fee=tuple(
            FeeSums(
                fee,
                sums_of(line for line in kept.lines if line.fee == fee and not Why(line.kind).is_correction),
                sums_of(line for line in kept.lines if line.fee == fee and Why(line.kind).is_correction),
            )
            for fee in dict.fromkeys([*(fee.id for fee in terms.fees), *(line.fee for line in kept.lines)])
        ),
        awaiting_count=len(awaiting),
        earlier=tuple(
            Earlier(one.number, one.last_day, sums_of(one.lines).amount_dkk) for one in until_then if one is not kept
        ),
        lines=tuple(_line(line, about.get((kept.number, line.number))) for line in kept.lines) if sees_ids else (),
        awaiting=tuple(_line(line, about.get((number, line.number))) for number, line in awaiting) if sees_ids else (),
    )


def _line(line: SettlementLine, about: SettledFor | None) -> Line:
    values = {name: getattr(line, name) for name in SettlementLine.__dataclass_fields__}
    return Line(**values, client_id=about.client_id if about else None, row_id=about.row_id if about else None)


def sealed(kept: KeptSettlement) -> KeptSettlement:
    """The settlement with the checksum over all of it."""
    return replace(kept, checksum=_checksum(kept))


def _checksum(kept: KeptSettlement) -> str:
    """SHA-256 (hex) over all that was settled; not over ids, which may be erased."""
    head = {name: getattr(kept, name) for name in KeptSettlement.__dataclass_fields__ if name not in _UNSEALED}
    head["settled_at"] = kept.settled_at.astimezone(dt.UTC).isoformat()
    lines = [[str(getattr(line, name)) for name in SettlementLine.__dataclass_fields__] for line in kept.lines]
    return hashlib.sha256(json.dumps([head, lines], default=str, sort_keys=True).encode()).hexdigest()


def terms_text(agreed: Agreement) -> str:
    """What a paper says beside its lines, as JSON text."""
    payer, payee = agreed.party("payer"), agreed.party("payee")
    told: dict[str, Any] = {
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
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _terms_of(text: str) -> Terms:
    told = json.loads(text)
    return Terms(
        title=Words(**told["title"]),
        document=Words(**told["document"]),
        payer=told["payer"],
        payee=told["payee"],
        fees=tuple(
            FeeTerms(
                fee["id"], Words(**fee["label"]), fee["clause"], Decimal(fee["cap_dkk"]), Decimal(fee["budget_dkk"])
            )
            for fee in told["fees"]
        ),
    )
