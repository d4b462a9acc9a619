"""R7: fees, capped, and what the caps cut away. Decimals throughout, half an øre away from zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.oracle.parties import Case
from tests.oracle.rows import Guidance, Screening

CENT = Decimal("0.01")


def two_decimals(number: Decimal) -> Decimal:
    """Rounded to two decimals, half away from zero; never minus zero."""
    return number.quantize(CENT, ROUND_HALF_UP) + Decimal("0.00")


def fees(case: Case) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The lines of B2 in the agreement's order, and their total (`fee_total`)."""
    lines = []
    for fee in case.terms.fees:
        costs = owed(case, fee["id"])
        known = [cost for cost in costs if cost is not None]
        uncapped = sum(known, Decimal("0.00"))
        amount = sum((min(fee["cap_dkk"], cost) for cost in known), Decimal("0.00"))
        lines.append(
            {
                "id": fee["id"],
                "count": len(costs),
                "pending": len(costs) - len(known),
                "amount": amount,
                "uncapped": uncapped,
                "cut": uncapped - amount,
                "budget": fee["fee_count"] * fee["cap_dkk"],
            }
        )
    money = ("amount", "uncapped", "cut", "budget")
    total: dict[str, Any] = {name: sum((line[name] for line in lines), Decimal(0)) for name in money}
    total |= {name: sum(line[name] for line in lines) for name in ("count", "pending")}
    for line in [*lines, total]:
        line |= {name: str(two_decimals(line[name])) for name in money}
    return lines, total


def owed(case: Case, fee_id: str) -> list[Decimal | None]:
    """Hours times rate of each fee of one line, before the cap; None while it awaits a timesheet."""
    _, what, segment = fee_id.split(".")
    if what == "registration":
        rows_of: dict = defaultdict(list)
        for row in case.guidance_in_window:
            if row.level == "local":
                rows_of[case.party_of[row.client_id]].append(row)
        return [_cost(rows) for party, rows in rows_of.items() if case.segment(party, rows[0].guidance_date) == segment]
    assert what == "screening"
    return [
        _cost([row])
        for row in case.screening_in_window
        if row.tool == "growth_wheel"
        and row.screened_to == "specialised"
        and case.segment(case.party_of[row.client_id], row.screening_date) == segment
    ]


def _cost(rows: Iterable[Guidance | Screening]) -> Decimal | None:
    """Sum of hours times rate, rounded for each row, over rows that have both; None when no row has."""
    costs = [
        two_decimals(row.work_hours * row.hourly_rate_dkk)
        for row in rows
        if row.work_hours is not None and row.hourly_rate_dkk is not None
    ]
    return sum(costs, Decimal(0)) if costs else None
