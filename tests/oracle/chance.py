"""R20's scale a second time: whole-number and exact sums of probabilities, term by term."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

FAR, LIKELY = Fraction(1, 1000), Fraction(25, 1000)


def binomial(n: int, p: Fraction) -> list[Fraction]:
    """The probability of 0 to `n` of `n`, exactly."""
    return [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]


def poisson(mean: float) -> list[float]:
    """The probability of 0, 1, 2, … as far as floats tell them from 0."""
    most = int(mean + 40 * math.sqrt(mean) + 60)
    return [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(most)]


def word(chances: Sequence[Fraction] | Sequence[float], count: int) -> str:
    """R20's word for `count`, whose probabilities are `chances`."""
    fewer, more = sum(chances[: count + 1]), sum(chances[count:])
    for limit, prefix in ((FAR, "very_"), (LIKELY, "")):
        if fewer <= limit or more <= limit:
            return prefix + ("low" if fewer <= limit else "high")
    return "inside"


def count_word(count: int, expected: float) -> str:
    """A count against what was expected."""
    return word(poisson(expected), count)


def change_word(count: int, days: int, before: int, days_before: int) -> str:
    """A count against the year before."""
    return word(binomial(count + before, Fraction(days, days + days_before)), count)


def share_word(satisfied: int, answered: int, goal_percent: int) -> str | None:
    """The satisfied against the goal."""
    return word(binomial(answered, Fraction(goal_percent, 100)), satisfied) if answered else None


def limits(answered: int, goal_percent: int) -> dict[str, list[int]] | None:
    """The fewest and most satisfied that are `inside` ("95") and not `very_` ("99.8"), found one by one."""
    if not answered:
        return None
    words = [share_word(count, answered, goal_percent) or "" for count in range(answered + 1)]
    inside = [count for count, said in enumerate(words) if said == "inside"]
    not_very = [count for count, said in enumerate(words) if not said.startswith("very_")]
    return {"95": [inside[0], inside[-1]], "99.8": [not_very[0], not_very[-1]]}
