"""What the years so far make likely of a coming one (R21): a count, and the fees that follow from one.

Years differ by more than chance: they swing around their level by a coefficient of variation that nobody knows. So
several swings are weighed by how well they explain the years there are, and the coming year is a mixture of them all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy.special import betaln, gammaln, ndtr

from data_pipeline.arithmetic.pace import PRIOR_EVENTS

# Coefficients of variation between years, equally likely before anything is seen.
SWINGS = (0.05, 0.1, 0.2, 0.3, 0.5)
# Counts are looked at until no more than this probability is left, or there are so many.
LEFT_OUT, MOST_COUNTS = 1e-9, 2**22
# What no count beyond can add to a probability that is asked to 1e-6.
NEGLIGIBLE = 1e-12
# Fewer priced fees than these say too little: each is then thought to cost its cap.
FEWEST_PRICED = 5
LOW, MEDIAN, HIGH = 0.1, 0.5, 0.9
ALWAYS_FROM, NEVER_UNDER = 0.95, 0.05


class Outlook:
    """How often something happens in the coming year.

    `counts`: of each earlier year; `parts`: its working days over those of the coming one, more than 0.
    """

    def __init__(self, counts: Sequence[int], parts: Sequence[float]) -> None:
        swings = np.array(SWINGS) ** -2.0
        known, exposure = sum(counts), sum(parts)
        weights = _weights(swings, counts, parts)
        chances = np.empty(0)
        while len(chances) < MOST_COUNTS and 1 - chances.sum() > LEFT_OUT:
            further = np.arange(len(chances), max(2 * len(chances), 1024))
            shares = (_negative_binomial(further, a, exposure, known) for a in swings)
            chances = np.append(chances, sum(w * share for w, share in zip(weights, shares, strict=True)))
        self._chances = chances

    @property
    def quantiles(self) -> tuple[int, int, int]:
        """Low, median and high: the smallest counts that are not passed with 0.1, 0.5 and 0.9."""
        low, median, high = np.searchsorted(self._chances.cumsum(), (LOW, MEDIAN, HIGH))
        return int(low), int(median), int(high)

    def reaches(self, target: int) -> float | None:
        """The probability of `target` or more; None for 0, which is no target."""
        return float(1 - self._chances[:target].sum()) if target else None

    def pays(self, fee: FeePrice, kroner: Decimal | int) -> float:
        """The probability that the fees of the year come to so many kroner or less."""
        most = 1024
        while most < len(self._chances) and fee.within(np.array([most]), float(kroner))[0] > NEGLIGIBLE:
            most *= 2
        chances = self._chances[:most]
        return float(chances @ fee.within(np.arange(len(chances)), float(kroner)))

    def fees(self, fee: FeePrice) -> tuple[int, int, int]:
        """Low, median and high of the year's fees: the smallest whole kroner that are enough with 0.1, 0.5, 0.9."""

        def enough(probability: float) -> int:
            return _smallest(lambda kroner: self.pays(fee, kroner) >= probability)

        return enough(LOW), enough(MEDIAN), enough(HIGH)


@dataclass(frozen=True)
class FeePrice:
    """What one fee costs in kroner: `mean` and `deviation` of the `priced` ones; its cap where they are few."""

    priced: int
    mean: float
    deviation: float

    @classmethod
    def of(cls, priced: Sequence[Decimal], cap: Decimal) -> FeePrice:
        """From what the earlier ones would cost under the coming cap, and that cap."""
        if len(priced) < FEWEST_PRICED:
            return cls(len(priced), float(cap), 0.0)
        mean = sum(priced, Decimal(0)) / len(priced)
        variance = sum(((one - mean) ** 2 for one in priced), Decimal(0)) / (len(priced) - 1)
        return cls(len(priced), float(mean), float(variance.sqrt()))

    def within(self, counts: np.ndarray, kroner: float) -> np.ndarray:
        """The probability that so many fees come to so many kroner or less, for each of `counts`."""
        if not self.deviation:
            # Every fee costs the same: compared in whole øre.
            return np.rint(counts * (self.mean * 100)) <= round(kroner * 100)
        spread = self.deviation * np.sqrt(counts + counts**2 / self.priced)
        return np.where(counts > 0, ndtr((kroner - counts * self.mean) / np.maximum(spread, self.deviation)), 1.0)


def in_ten(probability: float | None) -> int | None:
    """In how many years of ten: 0 means under one of twenty, 10 more than nineteen of twenty."""
    if probability is None:
        return None
    if probability < NEVER_UNDER:
        return 0
    return 10 if probability >= ALWAYS_FROM else math.floor(probability * 10 + 0.5)


def _weights(a: np.ndarray, counts: Sequence[int], parts: Sequence[float]) -> np.ndarray:
    """How likely each swing is by the counts there are, given their sum; `a` is 1 / swing²."""
    logs = gammaln(a * sum(parts)) - gammaln(a * sum(parts) + sum(counts))
    for count, part in zip(counts, parts, strict=True):
        logs = logs + gammaln(a * part + count) - gammaln(a * part)
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()


def _negative_binomial(counts: np.ndarray, a: float, exposure: float, known: int) -> np.ndarray:
    """The probability of each of `counts` where years swing by 1 / √a and the level has Jeffreys' prior.

    scipy's `betanbinom` is this one for whole `a` alone.
    """
    level = betaln(a * exposure + a, known + PRIOR_EVENTS + counts) - betaln(a * exposure, known + PRIOR_EVENTS)
    return np.exp(gammaln(a + counts) - gammaln(counts + 1) - gammaln(a) + level)


def _smallest(is_enough: Callable[[int], bool]) -> int:
    """The smallest whole number from 0 that is enough, where every greater one is too."""
    most = 1
    while not is_enough(most):
        most *= 2
    least = most // 2 + 1 if most > 1 else 0
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if is_enough(middle) else (middle + 1, most)
    return most
