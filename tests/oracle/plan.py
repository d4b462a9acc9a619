"""R21 a second time: which years are pooled, what they counted and cost, and the odds summed count by count."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.money import owed
from tests.oracle.next_year import SWINGS, weights
from tests.oracle.parties import Case
from tests.oracle.rows import History
from tests.oracle.targets import count
from tests.oracle.terms import Terms
from tests.oracle.years import covered, elapsed, length, unlike

MOST_YEARS, FEWEST_PRICED = 5, 5


def plan(history: History, agreed: Sequence[Terms], as_of: dt.date, coming: Terms) -> dict[str, Any] | None:
    """The JSON of `plan` from `years` on, without the fees' amounts; None where there is no year to go by."""
    pooled = list(_pooled(history, agreed, as_of, coming))
    if not pooled:
        return None
    parts = [elapsed(terms, day) / length(coming) for terms, day in pooled]
    cases = [Case(history, _with_fees_of(terms, coming), day) for terms, day in pooled]
    return {
        "years": [
            {"agreement": terms.id, "day": day.isoformat(), "days": elapsed(terms, day), "part": part}
            for (terms, day), part in zip(pooled, parts, strict=True)
        ],
        "targets": [
            _odds(name, [count(case, name) for case in cases], parts, target) for name, target, _ in coming.targets
        ],
        "fees": [_fee(fee, cases, parts) for fee in coming.fees],
    }


def _pooled(
    history: History, agreed: Sequence[Terms], as_of: dt.date, coming: Terms
) -> Iterator[tuple[Terms, dt.date]]:
    over, running = [], []
    for terms in agreed:
        if {"period", "segments.entrepreneur_years"} & set(unlike(terms, coming)):
            continue
        if terms.last_date <= as_of:
            over.append((terms, terms.last_date))
        elif terms.first_date <= as_of and Fraction(elapsed(terms, as_of), length(terms)) >= Fraction(3, 4):
            running.append((terms, as_of))
    yield from [one for one in over if covered(history, *one)][-MOST_YEARS:]
    yield from [one for one in running if covered(history, *one)]


def _with_fees_of(terms: Terms, coming: Terms) -> Terms:
    return Terms({**terms.parameters, "fees": coming.fees}, terms.targets, terms.jobs_goal, terms.closing_days)


def chances(counts: Sequence[int], parts: Sequence[float]) -> Iterator[float]:
    """The probability of 0, 1, 2, …: each from the one before it, by the ratio of the two."""
    known, exposure = sum(counts), sum(parts)
    a = [1 / swing**2 for swing in SWINGS]
    each = []
    for weight, one in zip(weights(counts, parts), a, strict=True):
        log = math.lgamma(one * exposure + one) + math.lgamma(one * exposure + known + 0.5)
        log -= math.lgamma(one * exposure) + math.lgamma(one * exposure + one + known + 0.5)
        each.append(weight * math.exp(log))
    n = 0
    while True:
        yield sum(each)
        each = [
            chance * (one + n) / (n + 1) * (known + 0.5 + n) / (one * exposure + one + known + 0.5 + n)
            for chance, one in zip(each, a, strict=True)
        ]
        n += 1


def _odds(name: str, counts: list[int], parts: Sequence[float], target: int) -> dict[str, Any]:
    found: dict[str, Any] = {"id": name, "counts": counts, "median": None, "low": None, "high": None, "target": target}
    below = 0.0
    for n, chance in enumerate(chances(counts, parts)):
        if n == target:
            found["p_target"] = 1 - below if target else None
        below += chance
        for share, end in ((0.1, "low"), (0.5, "median"), (0.9, "high")):
            if found[end] is None and below >= share:
                found[end] = n
        if found["high"] is not None and n >= target:
            break
    return {**found, "in_ten": in_ten(found["p_target"])}


def in_ten(p: float | None) -> int | None:
    """R21's words as a number."""
    if p is None:
        return None
    return 0 if p < 0.05 else 10 if p >= 0.95 else int(Decimal(p * 10).quantize(Decimal(1), "ROUND_HALF_UP"))


def _fee(fee: Mapping[str, Any], cases: Sequence[Case], parts: Sequence[float]) -> dict[str, Any]:
    costs = [owed(case, fee["id"]) for case in cases]
    priced = [min(fee["cap_dkk"], cost) for of_year in costs for cost in of_year if cost is not None]
    mean, deviation = Fraction(fee["cap_dkk"]), 0.0
    if len(priced) >= FEWEST_PRICED:
        mean = sum(map(Fraction, priced), Fraction(0)) / len(priced)
        deviation = math.sqrt(sum((Fraction(one) - mean) ** 2 for one in priced) / (len(priced) - 1))
    found = _odds(fee["id"], [len(of_year) for of_year in costs], parts, fee["fee_count"])
    budget = float(fee["fee_count"] * fee["cap_dkk"])
    p_within = within(found["counts"], parts, (len(priced), float(mean), deviation), budget)
    del found["p_target"], found["in_ten"]
    return {
        **found,
        "priced": len(priced),
        "mean": float(mean),
        "deviation": deviation,
        "budget": str(Decimal(fee["fee_count"] * fee["cap_dkk"]).quantize(Decimal("0.01"))),
        "p_within": p_within,
        "in_ten": in_ten(p_within),
    }


def within(counts: Sequence[int], parts: Sequence[float], price: tuple[int, float, float], kroner: float) -> float:
    """The probability that a year's fees come to so much or less, to nine decimals of the count's."""
    priced, mean, deviation = price
    found = seen = 0.0
    for n, chance in enumerate(chances(counts, parts)):
        seen += chance
        spread = deviation * math.sqrt(n + n * n / priced) if priced else 0.0
        if spread:
            found += chance * (1 + math.erf((kroner - n * mean) / spread / math.sqrt(2))) / 2
        else:
            found += chance * (round(n * mean, 2) <= kroner)
        if seen > 1 - 1e-9 or n > 50_000:
            return found
    raise AssertionError
