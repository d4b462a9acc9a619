"""What chance explains: one scale of five words for exact tests (R19, R20)."""

from __future__ import annotations

from typing import Any

from scipy.stats import binom, hypergeom, poisson

FAR = 0.001  # of each tail: a title may name it
LIKELY = 0.025  # of each tail
# Where a tail is exactly the limit (none of 3 where 90 % were due), its last binary digit must not decide.
ROUNDING = 1 + 1e-9
# How sure a funnel's two pairs of limits are, in per cent, and the tail beyond each of their ends.
FUNNEL = {"95": LIKELY, "99.8": FAR}


def word(fewer: float, more: float) -> str:
    """`very_low`, `low`, `inside`, `high` or `very_high`, by P(this count or fewer) and P(this or more)."""
    for limit, prefix in ((FAR, "very_"), (LIKELY, "")):
        if fewer <= limit * ROUNDING:
            return f"{prefix}low"
        if more <= limit * ROUNDING:
            return f"{prefix}high"
    return "inside"


def against_rest(part: int, whole: int, part_in_all: int, all_: int) -> str | None:
    """Whether `part` of `whole` differs from the rest of `part_in_all` of `all_` (Fisher's exact test).

    None where there is nothing to hold against each other: the slice or the rest is empty.
    """
    if not whole or whole == all_:
        return None
    return _said(part, hypergeom(all_, part_in_all, whole))


def against_expected(count: int, expected: float) -> str:
    """Whether a count differs from the number that was expected of it by now (Poisson)."""
    return _said(count, poisson(expected))


def against_goal(satisfied: int, answered: int, goal_percent: int) -> str | None:
    """Whether the satisfied differ from the goal's share of those who answered (binomial); None without answers."""
    return _said(satisfied, binom(answered, goal_percent / 100)) if answered else None


def against_before(count: int, days: int, before: int, days_before: int) -> str:
    """Whether a count differs from an earlier one, each in so many working days (binomial, given both together)."""
    return _said(count, binom(count + before, days / (days + days_before)))


def funnel(answered: int, goal_percent: int) -> dict[str, tuple[int, int]] | None:
    """The fewest and the most satisfied that are still `inside` ("95"), or at least not `very_` ("99.8").

    None without answers. `against_goal` of every count says the same: both look at the same tails.
    """
    if not answered:
        return None
    due = binom(answered, goal_percent / 100)
    counts = range(answered + 1)
    fewer, more = due.cdf(counts), due.sf([count - 1 for count in counts])
    limits = {}
    for name, tail in FUNNEL.items():
        held = ((fewer > tail * ROUNDING) & (more > tail * ROUNDING)).nonzero()[0]
        limits[name] = int(held[0]), int(held[-1])
    return limits


def _said(count: int, due: Any) -> str:
    return word(due.cdf(count), due.sf(count - 1))
