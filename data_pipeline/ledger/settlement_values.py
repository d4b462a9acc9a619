"""What the ledger keeps of settled fees, as values: settlements, their lines, and whom each line is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class SettlementLine:
    """One locked line of a settlement: what it adds to the fee it is about, in kroner.

    `first_settlement` and `first_line` name the line that settled the fee first, the line itself for a new fee.
    `before_dkk`: what was settled on the fee until then. `is_pending`: the fee still awaits a timesheet after it.
    """

    number: int
    kind: str
    fee: str
    fee_date: dt.date
    count: int
    cap_dkk: Decimal
    uncapped_dkk: Decimal
    cut_dkk: Decimal
    amount_dkk: Decimal
    before_dkk: Decimal
    is_pending: bool
    first_settlement: int
    first_line: int

    @property
    def after_dkk(self) -> Decimal:
        """What is settled on the fee with this line, in kroner."""
        return self.before_dkk + self.amount_dkk


@dataclass(frozen=True)
class SettlementRecord:
    """A settlement as it is kept, `number` from 1 within the agreement.

    `terms` is JSON text: parties, fees, their names and caps as they were. `checksum`: SHA-256 (hex) of all of it.
    """

    agreement: str
    number: int
    first_day: dt.date
    last_day: dt.date
    snapshot: int
    meeting: str | None
    settled_at: dt.datetime
    author: str
    message: str
    terms: str
    checksum: str
    lines: tuple[SettlementLine, ...]


@dataclass(frozen=True)
class SettledFor:
    """A client that a line is about, by the CRM's ids; None once the client was forgotten. `line` is its number.

    `row_id`: the Visitation-ID of a screening, '' for a registration. The first client of a line stands on its paper.
    """

    settlement: int
    line: int
    position: int
    client_id: str | None
    row_id: str | None
