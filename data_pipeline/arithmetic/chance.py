"""What chance explains: one scale of five words for exact tests (R19, R20)."""

from __future__ import annotations

from scipy.stats import hypergeom

FAR = 0.001  # of each tail: a title may name it
LIKELY = 0.025  # of each tail


def word(fewer: float, more: float) -> str:
    """`very_low`, `low`, `inside`, `high` or `very_high`, by P(this count or fewer) and P(this or more)."""
    for limit, prefix in ((FAR, "very_"), (LIKELY, "")):
        if fewer <= limit:
            return f"{prefix}low"
        if more <= limit:
            return f"{prefix}high"
    return "inside"


def against_rest(part: int, whole: int, part_in_all: int, all_: int) -> str | None:
    """Whether `part` of `whole` differs from the rest of `part_in_all` of `all_` (Fisher's exact test).

    None where there is nothing to hold against each other: the slice or the rest is empty.
    """
    if not whole or whole == all_:
        return None
    chance = hypergeom(all_, part_in_all, whole)
    return word(chance.cdf(part), chance.sf(part - 1))
