"""A settlement as a value: what one operator owes the other for a stretch of days, line by line (§8, B2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from data_pipeline.agreements import Words
from data_pipeline.language import N_
from data_pipeline.ledger.settlement_values import SettlementLine

ZERO = Decimal("0.00")


class Why(StrEnum):
    """Why a line stands in a settlement. Of this stretch: FEE, a fee that is new, and FURTHER, hours that raise one.

    The others correct what belongs to earlier stretches: LATE, a fee or hours that were not there when they were
    settled; LAPSED, its rows stand but give no fee any more; WITHDRAWN, the rows are gone.
    """

    FEE = "fee"
    LATE = "late"
    FURTHER = "further"
    TIMESHEET = "timesheet"
    CORRECTED = "corrected"
    MOVED = "moved"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The reason in a word or two, as a message id."""
        return _LABELS[self]

    @property
    def is_correction(self) -> bool:
        """Whether it belongs to days that are settled."""
        return self not in (Why.FEE, Why.FURTHER)


_LABELS = {
    Why.FEE: N_("New"),
    Why.LATE: N_("Registered late"),
    Why.FURTHER: N_("Further hours"),
    Why.TIMESHEET: N_("Timesheet arrived"),
    Why.CORRECTED: N_("Corrected"),
    Why.MOVED: N_("Moved to the other group"),
    Why.LAPSED: N_("No longer gives a fee"),
    Why.WITHDRAWN: N_("Withdrawn"),
}


@dataclass(frozen=True)
class Sums:
    """Several lines in one: fees they add, and kroner."""

    count: int = 0
    uncapped_dkk: Decimal = ZERO
    cut_dkk: Decimal = ZERO
    amount_dkk: Decimal = ZERO

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.count + other.count,
            self.uncapped_dkk + other.uncapped_dkk,
            self.cut_dkk + other.cut_dkk,
            self.amount_dkk + other.amount_dkk,
        )

    @property
    def is_nothing(self) -> bool:
        """Whether the lines add nothing at all."""
        return self == Sums()


def sums_of(lines: Iterable[SettlementLine]) -> Sums:
    """The lines' sums."""
    found = Sums()
    for line in lines:
        found += Sums(line.count, line.uncapped_dkk, line.cut_dkk, line.amount_dkk)
    return found


@dataclass(frozen=True)
class Line(SettlementLine):
    """A locked line with whom it is about: `client_id` None when the client was forgotten, `row_id` a Visitation-ID."""

    client_id: str | None = None
    row_id: str | None = None

    @property
    def why(self) -> Why:
        """Why it stands here."""
        return Why(self.kind)


@dataclass(frozen=True)
class FeeTerms:
    """A fee as it was agreed when it was settled."""

    id: str
    label: Words
    clause: str
    cap_dkk: Decimal
    budget_dkk: Decimal


@dataclass(frozen=True)
class Terms:
    """What the paper says beside its lines, as it was when it was settled."""

    title: Words
    document: Words
    payer: str
    payee: str
    fees: tuple[FeeTerms, ...]


@dataclass(frozen=True)
class Earlier:
    """An earlier settlement of the same agreement."""

    number: int
    last_day: dt.date
    amount_dkk: Decimal


@dataclass(frozen=True)
class FeeSums:
    """What a settlement adds to one fee of B2: its `own` days, and `corrections` of days settled before."""

    fee: str
    own: Sums
    corrections: Sums

    @property
    def total(self) -> Sums:
        """Both."""
        return self.own + self.corrections


@dataclass(frozen=True)
class Settlement:
    """What is settled for a stretch of days, or would be: then `settled_at` (UTC) is None and so is the checksum.

    `lines` and `awaiting` (the last line of every fee that awaits a timesheet after it) are empty for those who may
    not see ids; `awaiting_count` and the sums are for all. `meeting`: whose frozen figures were settled.
    """

    agreement: str
    number: int
    first_day: dt.date
    last_day: dt.date
    snapshot: int
    meeting: str | None
    settled_at: dt.datetime | None
    author: str
    message: str
    checksum: str | None
    terms: Terms
    by_fee: tuple[FeeSums, ...]
    awaiting_count: int
    earlier: tuple[Earlier, ...]
    lines: tuple[Line, ...] = ()
    awaiting: tuple[Line, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether it is locked."""
        return self.settled_at is not None

    @property
    def corrected(self) -> tuple[Line, ...]:
        """Its lines about days that were settled before."""
        return tuple(line for line in self.lines if line.why.is_correction)

    def label(self, fee: str, language: str) -> str:
        """The fee's name, as it was agreed when this was settled."""
        return next((terms.label.say(language) for terms in self.terms.fees if terms.id == fee), fee)

    @property
    def own(self) -> Sums:
        """What the stretch's own days add."""
        return sum((fee.own for fee in self.by_fee), Sums())

    @property
    def corrections(self) -> Sums:
        """What is added to days settled before, or taken back."""
        return sum((fee.corrections for fee in self.by_fee), Sums())

    @property
    def total(self) -> Sums:
        """What is to be paid, below zero when the payee owes the payer."""
        return self.own + self.corrections
