"""The ledger's records of settled fees: written once, never changed (ids of forgotten clients alone are taken out)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from data_pipeline.ledger.meeting_book import Transaction
from data_pipeline.ledger.settlement_values import SettledFor, SettlementLine, SettlementRecord
from data_pipeline.ledger.tables import Instant, fields_of

# Amounts are kept as whole øre: SQLite has no decimals, and kroner in floating point would not add up.
MONEY = ("cap", "uncapped", "cut", "amount", "before")
_ORE = Decimal("0.01")
# Ids that one statement of SQL names.
_MOST_IDS = 500

_PLAIN = ("agreement", "number", "snapshot", "meeting", "author", "message", "terms", "checksum")
SETTLEMENT = sa.table(
    "settlement",
    *(sa.column(name) for name in _PLAIN),
    *(sa.column(name, sa.Date) for name in ("first_day", "last_day")),
    sa.column("settled_at", Instant),
)
_LINE_PLAIN = ("number", "kind", "fee", "count", "first_settlement", "first_line")
LINE = sa.table(
    "settlement_line",
    *(sa.column(name) for name in ("agreement", "settlement", *_LINE_PLAIN)),
    *(sa.column(f"{name}_ore") for name in MONEY),
    sa.column("fee_date", sa.Date),
    sa.column("is_pending", sa.Boolean),
)
CLIENT = sa.table(
    "settlement_line_client",
    *(sa.column(name) for name in ("agreement", "settlement", "line", "position", "client_id", "row_id")),
)


class SettlementBook:
    """The records of settlements; every method is one transaction. Reached as `Ledger.settlements`."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading = reading
        self._writing = writing

    def all(self, agreement: str) -> tuple[SettlementRecord, ...]:
        """Every settlement of an agreement, the first one first."""
        heads = sa.select(SETTLEMENT).where(SETTLEMENT.c.agreement == agreement).order_by(SETTLEMENT.c.number)
        chosen = sa.select(LINE).where(LINE.c.agreement == agreement).order_by(LINE.c.settlement, LINE.c.number)
        lines: dict[int, list[SettlementLine]] = {}
        with self._reading() as connection:
            found = connection.execute(heads).all()
            for row in connection.execute(chosen):
                lines.setdefault(row.settlement, []).append(_line(row))
        return tuple(
            SettlementRecord(
                **{name: getattr(row, name) for name in SettlementRecord.__dataclass_fields__ if name != "lines"},
                lines=tuple(lines.get(row.number, ())),
            )
            for row in found
        )

    def agreements(self) -> tuple[str, ...]:
        """Every agreement that something is settled of."""
        with self._reading() as connection:
            found = connection.execute(sa.select(SETTLEMENT.c.agreement).distinct().order_by(SETTLEMENT.c.agreement))
            return tuple(row.agreement for row in found)

    def settled_for(self, agreement: str) -> tuple[SettledFor, ...]:
        """Whom the lines of an agreement's settlements are about, in their order."""
        columns = [CLIENT.c[name] for name in SettledFor.__dataclass_fields__]
        chosen = sa.select(*columns).where(CLIENT.c.agreement == agreement)
        with self._reading() as connection:
            rows = connection.execute(chosen.order_by(CLIENT.c.settlement, CLIENT.c.line, CLIENT.c.position))
            return tuple(SettledFor(*row) for row in rows)

    def add(self, settlement: SettlementRecord, settled_for: Iterable[SettledFor]) -> bool:
        """Add a settlement; False, and nothing is written, when another one came first.

        `settled_for` may name clients of earlier lines too: those who have come to their parties since.
        """
        head = {name: value for name, value in fields_of(settlement).items() if name != "lines"}
        place = {"agreement": settlement.agreement, "settlement": settlement.number}
        clients = [{"agreement": settlement.agreement, **fields_of(client)} for client in settled_for]
        try:
            with self._writing() as connection:
                connection.execute(sa.insert(SETTLEMENT).values(**head))
                if settlement.lines:
                    connection.execute(sa.insert(LINE), [{**place, **_values(line)} for line in settlement.lines])
                if clients:
                    connection.execute(sa.insert(CLIENT), clients)
        except sa.exc.IntegrityError:
            # Two that settle at once: the ledger's own keys (the number, the last day) let one of them through.
            if any(earlier.number == settlement.number for earlier in self.all(settlement.agreement)):
                return False
            raise
        return True


def erase_clients(connection: sa.Connection, client_ids: Iterable[str]) -> None:
    """Take the ids of clients out of the lines settled for them, in the erasure's own transaction."""
    ids = sorted(set(client_ids))
    for start in range(0, len(ids), _MOST_IDS):
        some = CLIENT.c.client_id.in_(ids[start : start + _MOST_IDS])
        connection.execute(sa.update(CLIENT).where(some).values(client_id=None, row_id=None))


def _line(row: Any) -> SettlementLine:
    plain = {name: getattr(row, name) for name in (*_LINE_PLAIN, "fee_date", "is_pending")}
    return SettlementLine(**plain, **{f"{name}_dkk": getattr(row, f"{name}_ore") * _ORE for name in MONEY})


def _values(line: SettlementLine) -> dict[str, Any]:
    plain = {name: getattr(line, name) for name in (*_LINE_PLAIN, "fee_date", "is_pending")}
    return plain | {f"{name}_ore": int(getattr(line, f"{name}_dkk") / _ORE) for name in MONEY}
