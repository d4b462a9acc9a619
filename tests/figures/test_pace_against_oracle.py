"""R15's forecast against the second calculation, which reckons in exact fractions, where scipy reckons in floats."""

from __future__ import annotations

from dataclasses import asdict
from random import Random

import pytest

from data_pipeline.arithmetic import pace
from tests.oracle import targets

TOTALS = (249, 252, 124, 100, 80)
ACTUALS = (0, 1, 2, 3, 5, 12, 40)
TARGETS = (1, 4, 12, 30, 0)


def agree(actual: int, target: int, elapsed: int, total: int) -> None:
    """Quantiles exactly, the probability within 1e-12."""
    theirs = pace.forecast(actual, target, elapsed, total)
    ours = targets.forecast(actual, target, elapsed, total - elapsed)
    where = f"{actual} of {target} after {elapsed} of {total} working days"
    if ours is None or theirs is None:
        assert ours is theirs, where
        return
    assert asdict(theirs) == ours | {"p_target": pytest.approx(ours["p_target"], abs=1e-12)}, where


def test_quarter_gone_and_nothing_yet() -> None:
    """P(0) = sqrt(1/4) = 0.5 exactly: the median is 0; floats must not make it 1."""
    for total in (124, 252, 80, 100):
        agree(0, 1, total // 4, total)


def test_forecasts() -> None:
    """A thousand at random, the edges among them."""
    random = Random(15)
    for _ in range(1000):
        total = random.choice(TOTALS)
        elapsed = random.choice((0, 19, 20, 21, total - 1, total, random.randint(20, total)))
        agree(random.choice(ACTUALS), random.choice(TARGETS), elapsed, total)


@pytest.mark.soak
def test_every_day() -> None:
    """Every working day of every period."""
    for total in TOTALS:
        for elapsed in range(total + 1):
            for actual in ACTUALS:
                for target in TARGETS:
                    agree(actual, target, elapsed, total)
