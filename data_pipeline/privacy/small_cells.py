"""What may be shown of one small number, share or amount (R18, §6): pure functions.

What must be hidden beside it, so that it does not follow from others, is worked out in `courses`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

# A count below this, but not zero, could point at people; sums and shares need this many contributors (R18).
SMALL = 5
# For amounts the two largest contributors may hold at most this part of the sum (R18).
LARGEST_TWO = Decimal("0.85")


class Hidden(Enum):
    """Why a cell is not shown. `FEW`: a count of 1–4, shown as that range. `PROTECTED`: shown as a word alone."""

    FEW = "few"
    PROTECTED = "protected"


Count = int | Hidden
Share = float | None | Hidden
Amount = Decimal | Hidden


@dataclass(frozen=True)
class Sum:
    """An amount with what decides whether it may be shown: its contributors, and the two largest of them added.

    `largest` is of absolute values, and so is the whole they are held against.
    """

    amount: Decimal
    contributors: int
    largest: Decimal
    absolute: Decimal


def is_small(count: int) -> bool:
    """Whether a count points at so few that it is hidden (1–4)."""
    return 0 < count < SMALL


def share(part: int, whole: int) -> Share:
    """part / whole, hidden where part, the rest or the whole is small; None when there is nothing to share."""
    if whole == 0:
        return None
    if whole < SMALL or is_small(part) or is_small(whole - part):
        return Hidden.PROTECTED
    return part / whole


def may_show(one: Sum) -> bool:
    """Whether a sum stands alone: nobody contributes, or at least five do and the two largest hold at most 85 %."""
    if one.contributors == 0:
        return True
    return one.contributors >= SMALL and one.largest <= LARGEST_TWO * one.absolute
