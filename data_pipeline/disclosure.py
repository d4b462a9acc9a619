"""What may be shown of small numbers (R18, §6): pure functions over counts, shares and amounts.

A breakdown is shown with its total, so whatever is hidden must not follow from what is shown: when one cell of a
breakdown is hidden, a second one is hidden with it, and so on until the hidden cells keep each other's secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeVar

# A count below this, but not zero, could point at people; sums and shares need this many contributors (R18).
SMALL = 5
# For amounts the two largest contributors may hold at most this part of the sum (R18).
LARGEST_TWO = Decimal("0.85")

K = TypeVar("K")
V = TypeVar("V")


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


def counts(cells: Mapping[K, int]) -> dict[K, Count]:
    """The counts of a breakdown whose total is known to the reader, small ones hidden so that none follows.

    A hidden count of 1–4 follows when it is the only hidden one, or when the hidden ones' sum leaves each but one
    value (all 1, or all 4): then the smallest count that is still shown is hidden too.
    """
    hidden = {key for key, count in cells.items() if is_small(count)}
    shown: dict[K, Count] = {key: Hidden.FEW if key in hidden else count for key, count in cells.items()}
    if not hidden:
        return shown
    for key in _next_to_hide(cells, hidden):
        if not _follows(cells, shown):
            break
        shown[key] = Hidden.PROTECTED
    return shown


def share(part: int, whole: int) -> Share:
    """part / whole, hidden where part, the rest or the whole is small; None when there is nothing to share."""
    if whole == 0:
        return None
    if whole < SMALL or is_small(part) or is_small(whole - part):
        return Hidden.PROTECTED
    return part / whole


def shares(parts: Mapping[K, tuple[int, int]]) -> dict[K, Share]:
    """The shares of a breakdown whose total share is known, by (part, whole); a lone hidden one takes another along."""
    shown = {key: share(part, whole) for key, (part, whole) in parts.items()}
    return in_company(shown, {key: whole for key, (_, whole) in parts.items()})


def amounts(sums: Mapping[K, Sum]) -> dict[K, Amount]:
    """The amounts of a breakdown whose total is known: hidden with fewer than five contributors or dominance.

    An amount nobody contributes to is a zero and is shown. A lone hidden one takes the next smallest along.
    """
    shown: dict[K, Amount] = {key: one.amount if may_show(one) else Hidden.PROTECTED for key, one in sums.items()}
    return in_company(shown, {key: one.contributors for key, one in sums.items()})


def may_show(one: Sum) -> bool:
    """Whether a sum stands alone: nobody contributes, or at least five do and the two largest hold at most 85 %."""
    if one.contributors == 0:
        return True
    return one.contributors >= SMALL and one.largest <= LARGEST_TWO * one.absolute


def answers(dissatisfied: int, neutral: int, satisfied: int, very_satisfied: int) -> dict[str, int] | Hidden:
    """A distribution of answers, from the worst to the best; hidden as a whole when it can't be merged to be safe.

    A count of 1–4 merges with its neighbour on the same side of the goal: `not_satisfied` holds the dissatisfied and
    the neutral, `satisfied_or_very` both kinds of satisfied.
    """
    low = {"dissatisfied": dissatisfied, "neutral": neutral}
    high = {"satisfied": satisfied, "very_satisfied": very_satisfied}
    if any(map(is_small, low.values())):
        low = {"not_satisfied": dissatisfied + neutral}
    if any(map(is_small, high.values())):
        high = {"satisfied_or_very": satisfied + very_satisfied}
    groups = low | high
    return Hidden.PROTECTED if any(map(is_small, groups.values())) else groups


def _next_to_hide(cells: Mapping[K, int], hidden: set[K]) -> list[K]:
    others = [key for key in cells if key not in hidden]
    return sorted(others, key=lambda key: (cells[key] == 0, cells[key]))


def _follows(cells: Mapping[K, int], shown: Mapping[K, Count]) -> bool:
    """Whether a hidden count is fixed by the shown ones and the total."""
    few = [cells[key] for key, cell in shown.items() if cell is Hidden.FEW]
    protected = [cells[key] for key, cell in shown.items() if cell is Hidden.PROTECTED]
    if protected:
        return False
    return len(few) == 1 or sum(few) in (len(few), len(few) * (SMALL - 1))


def in_company(shown: dict[K, V | Hidden], sizes: Mapping[K, int]) -> dict[K, V | Hidden]:
    """The cells, where a lone hidden one takes along the smallest other that anybody contributes to."""
    hidden = [key for key, cell in shown.items() if cell is Hidden.PROTECTED]
    candidates = [key for key, cell in shown.items() if not isinstance(cell, Hidden) and sizes[key] > 0]
    if len(hidden) == 1 and candidates:
        return shown | {min(candidates, key=lambda key: sizes[key]): Hidden.PROTECTED}
    return shown
