"""How sure a share is: Wilson's interval and the two verdicts on it (R8)."""

from __future__ import annotations

from scipy.stats import binomtest

CONFIDENCE = 0.95


def wilson(satisfied: int, answered: int) -> tuple[float, float] | None:
    """The 95 % interval of a share, as ratios 0–1 (Wilson 1927); None without answers."""
    if answered == 0:
        return None
    interval = binomtest(satisfied, answered).proportion_ci(CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


def certainty(interval: tuple[float, float] | None, goal: float) -> str:
    """`above` (the whole interval above the goal), `below` (at or below it), `open`, or `none` without answers."""
    if interval is None:
        return "none"
    low, high = interval
    if low > goal:
        return "above"
    return "below" if high <= goal else "open"
