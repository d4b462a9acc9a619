"""How sure a share is: Wilson's interval and the two verdicts on it (R8)."""

from __future__ import annotations

from math import sqrt

from scipy.special import ndtri

CONFIDENCE = 0.95


def wilson(satisfied: int, answered: int) -> tuple[float, float] | None:
    """The 95 % interval of a share, as ratios 0–1 (Wilson 1927); None without answers."""
    if answered == 0:
        return None
    z, share = float(ndtri((1 + CONFIDENCE) / 2)), satisfied / answered
    whole = 2 * (answered + z**2)
    centre = (2 * answered * share + z**2) / whole
    reach = z / whole * sqrt(4 * answered * share * (1 - share) + z**2)
    return centre - reach if satisfied else 0.0, centre + reach if satisfied < answered else 1.0


def certainty(interval: tuple[float, float] | None, goal: float) -> str:
    """`above` (the whole interval above the goal), `below` (at or below it), `open`, or `none` without answers."""
    if interval is None:
        return "none"
    low, high = interval
    if low > goal:
        return "above"
    return "below" if high <= goal else "open"
