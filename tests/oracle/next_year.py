"""R21 a second time: the coming year drawn again and again from the model that the rule describes.

Nothing of the closed form is used: a level is drawn from what the counts leave of it, a year's own rate from a gamma
distribution around the level, its count from Poisson; each swing as often as it is likely by the counts there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

SWINGS = (0.05, 0.10, 0.20, 0.30, 0.50)


def weights(counts: Sequence[int], parts: Sequence[float]) -> list[float]:
    """How likely each swing is: the chance of these counts given their sum, a product of sums of logarithms."""
    logs = []
    for swing in SWINGS:
        a = 1 / swing**2
        # Γ(x + k) / Γ(x) is x (x + 1) … (x + k − 1).
        log = -sum(math.log(a * sum(parts) + step) for step in range(sum(counts)))
        for count, part in zip(counts, parts, strict=True):
            log += sum(math.log(a * part + step) for step in range(count))
        logs.append(log)
    likely = [math.exp(log - max(logs)) for log in logs]
    return [one / sum(likely) for one in likely]


@dataclass(frozen=True)
class Simulated:
    """Coming years, drawn."""

    counts: list[int]
    amounts: list[float]

    def reaches(self, target: int) -> float:
        """The share of the drawn years with `target` or more."""
        return sum(count >= target for count in self.counts) / len(self.counts)

    def pays(self, kroner: float) -> float:
        """The share of them whose fees come to so much or less."""
        return sum(amount <= kroner for amount in self.amounts) / len(self.amounts)

    def error(self, share: float) -> float:
        """Four standard errors of a share of the drawn years."""
        return 4 * math.sqrt(max(share * (1 - share), 1 / len(self.counts)) / len(self.counts))


def simulate(
    counts: Sequence[int], parts: Sequence[float], price: tuple[int, float, float], times: int, random: Random
) -> Simulated:
    """So many coming years; `price`: how many fees are priced, their mean and their deviation.

    With a = 1 / swing², K events in E years leave the level a·q / (1 − q), q from a beta distribution of K + ½
    (Jeffreys) and a·E.
    """
    known, exposure = sum(counts), sum(parts)
    drawn = random.choices(SWINGS, weights(counts, parts), k=times)
    found, amounts = [], []
    priced, mean, deviation = price
    for swing in drawn:
        a = 1 / swing**2
        q = random.betavariate(known + 0.5, a * exposure)
        level = a * q / (1 - q)
        rate = random.gammavariate(a, level / a)
        count = _poisson(rate, random)
        found.append(count)
        average = mean + (random.gauss(0, deviation / math.sqrt(priced)) if deviation else 0)
        amounts.append(count * average + (random.gauss(0, deviation * math.sqrt(count)) if deviation else 0))
    return Simulated(found, amounts)


def _poisson(mean: float, random: Random) -> int:
    """A Poisson count: how many exponential waits fit, ten at a time so that nothing underflows."""
    count = 0
    while mean > 10:
        # The tenth of the waits is gamma distributed.
        tenth = random.gammavariate(10, 1)
        if tenth > mean:
            return count + sum(random.random() < mean / tenth for _ in range(9))
        count, mean = count + 10, mean - tenth
    limit, product = math.exp(-mean), random.random()
    while product > limit:
        count, product = count + 1, product * random.random()
    return count
