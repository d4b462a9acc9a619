"""R4–R6 and R15: actual against target, what was expected by now, and where the year ends."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from tests.oracle.parties import Case

FORECAST_FROM_WORKING_DAYS = 20  # R15: no forecast before so many have passed


def targets(case: Case) -> list[dict[str, Any]]:
    """All targets of the agreement, in its order."""
    terms = case.terms
    period = terms.working_days(terms.first_date, terms.last_date)
    elapsed = terms.working_days(terms.first_date, case.window_last)
    rows = []
    for target_id, target, clause in terms.targets:
        actual = count(case, target_id)
        rows.append(
            {
                "id": target_id,
                "actual": actual,
                "target": target,
                "expected": target * elapsed / period,
                "status": _status(case, actual, target, elapsed, period),
                "forecast": forecast(actual, target, elapsed, period - elapsed),
                "clause": clause,
            }
        )
    return rows


def count(case: Case, target_id: str) -> int:
    """The actual of one target: distinct parties (R4, R6) or programmes (R5) in its segment."""
    measure, which, segment = target_id.split(".")
    if measure == "guided":
        levels = ("local", "specialised") if which == "total" else (which,)
        days = {row.guidance_date for row in case.guidance_in_window}
        parties = case.guided_parties(*levels)
        return sum(case.segment(party, max(days)) == segment for party in parties)
    assert measure == "programme"
    return sum(
        case.segment(case.party_of[row.client_id], row.start_date) == segment
        for row in case.programme_in_window
        if which in ("total", row.growth_level)
    )


def _status(case: Case, actual: int, target: int, elapsed: int, period: int) -> str:
    if target == 0 or case.as_of < case.terms.first_date:
        return "none"
    if actual >= target:
        return "met"
    if case.as_of >= case.terms.last_date:
        return "missed"
    return "on_track" if actual * period >= target * elapsed else "behind"


def forecast(actual: int, target: int, elapsed: int, remaining: int) -> dict[str, Any] | None:
    """R15: remaining ~ NegBin(r = actual + 1/2, p = elapsed / (elapsed + remaining)), reckoned in exact fractions.

    With S(k) = p^actual * sum of the first k + 1 terms, the cumulative probability is S(k) * sqrt(p), so it reaches
    q just when S(k)^2 * p >= q^2: no rounding decides a quantile.
    """
    if target == 0 or elapsed < FORECAST_FROM_WORKING_DAYS:
        return None
    if remaining == 0:
        return {"median": actual, "low": actual, "high": actual, "p_target": float(actual >= target)}
    p = Fraction(elapsed, elapsed + remaining)
    r = actual + Fraction(1, 2)
    wanted = {"low": Fraction(1, 10), "median": Fraction(1, 2), "high": Fraction(9, 10)}
    found: dict[str, int] = {}
    missing = target - actual
    below_target = Fraction(0)  # S(missing - 1)
    term = p**actual
    cumulative = Fraction(0)
    number = 0
    while len(found) < len(wanted) or number < missing:
        cumulative += term
        if number == missing - 1:
            below_target = cumulative
        for name, level in wanted.items():
            if name not in found and cumulative**2 * p >= level**2:
                found[name] = number
        term *= (r + number) / (number + 1) * (1 - p)
        number += 1
    return {
        "median": actual + found["median"],
        "low": actual + found["low"],
        "high": actual + found["high"],
        "p_target": 1 - float(below_target) * math.sqrt(p),
    }
