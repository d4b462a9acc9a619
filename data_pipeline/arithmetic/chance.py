"""What chance explains: one scale of five words for exact tests (R19, R20)."""

from __future__ import annotations

import numpy as np
from scipy.special import bdtr, bdtrc, pdtr, pdtrc

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
    from scipy.stats import hypergeom  # as long in coming as all else of a page; of slices alone

    due = hypergeom(all_, part_in_all, whole)
    return word(due.cdf(part), due.sf(part - 1))


def against_expected(count: int, expected: float) -> str:
    """Whether a count differs from the number that was expected of it by now (Poisson)."""
    return word(pdtr(count, expected), pdtrc(count - 1, expected) if count else 1)


def against_goal(satisfied: int, answered: int, goal_percent: int) -> str | None:
    """Whether the satisfied differ from the goal's share of those who answered (binomial); None without answers."""
    return _of_drawn(satisfied, answered, goal_percent / 100) if answered else None


def against_before(count: int, days: int, before: int, days_before: int) -> str:
    """Whether a count differs from an earlier one, each in so many working days (binomial, given both together)."""
    return _of_drawn(count, count + before, days / (days + days_before))


def funnel(answered: int, goal_percent: int) -> dict[str, tuple[int, int]] | None:
    """The fewest and the most satisfied that are still `inside` ("95"), or at least not `very_` ("99.8").

    None without answers. `against_goal` of every count says the same: both look at the same tails.
    """
    if not answered:
        return None
    counts, goal = np.arange(answered + 1), goal_percent / 100
    fewer, more = bdtr(counts, answered, goal), bdtrc(counts - 1, answered, goal)
    limits = {}
    for name, tail in FUNNEL.items():
        held = ((fewer > tail * ROUNDING) & (more > tail * ROUNDING)).nonzero()[0]
        limits[name] = int(held[0]), int(held[-1])
    return limits


def _of_drawn(count: int, drawn: int, chance: float) -> str:
    """The word for a count of so many drawn (binomial)."""
    return word(bdtr(count, drawn, chance), bdtrc(count - 1, drawn, chance))
