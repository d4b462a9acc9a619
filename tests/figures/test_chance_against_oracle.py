"""R20's words and R21's probabilities against the second calculation: exact fractions, and years drawn by lot."""

from __future__ import annotations

from random import Random

import pytest

from data_pipeline.arithmetic import chance, next_year
from tests.oracle import chance as again
from tests.oracle import next_year as drawn

YEARS_DRAWN = 15_000
CASES = [
    ((171, 187, 196), (1.0, 0.996, 0.996), (538, 398.01, 102.34)),
    ((40, 12), (1.0, 0.8), (30, 1900.0, 400.0)),
    ((0, 0, 11), (1.0, 0.996, 0.996), (11, 1900.0, 0.0)),
    ((2, 3, 1), (1.0, 1.0, 1.0), (5, 450.0, 60.0)),
    ((196,), (0.996,), (180, 400.0, 90.0)),
    ((900, 1100, 1400, 800, 1000), (1.0,) * 5, (4000, 300.0, 120.0)),
]


def test_counts() -> None:
    """Every count near each end of the scale, for many expected numbers."""
    for expected in (0.2, 1.0, 5.5, 12.0, 97.18875502008032, 275.4):
        for count in range(int(expected * 2 + 20)):
            assert chance.against_expected(count, expected) == again.count_word(count, expected), (count, expected)


def test_changes() -> None:
    """Two years' counts at random."""
    random = Random(20)
    for _ in range(200):
        days = random.randint(20, 253)
        before, days_before = random.randint(0, 160), round(days * random.uniform(0.95, 1.05))
        count = min(160, int(before * random.uniform(0.3, 1.7)) + random.randint(0, 8))
        ours = again.change_word(count, days, before, days_before)
        assert chance.against_before(count, days, before, days_before) == ours, (count, days, before, days_before)


def test_shares_and_funnel() -> None:
    """Every number of satisfied of up to thirty answers, and of some greater numbers; limits and words agree."""
    for goal in (0, 50, 80, 90, 99, 100):
        for answered in (*range(31), 60, 97):
            ours = again.limits(answered, goal)
            found = chance.funnel(answered, goal)
            assert found == (ours and {name: tuple(ends) for name, ends in ours.items()}), (answered, goal)
            for satisfied in range(answered + 1):
                said = chance.against_goal(satisfied, answered, goal)
                assert said == again.share_word(satisfied, answered, goal), (satisfied, answered, goal)


@pytest.mark.parametrize(("counts", "parts", "price"), CASES)
def test_coming_year(counts: tuple[int, ...], parts: tuple[float, ...], price: tuple[int, float, float]) -> None:
    """Probabilities within four standard errors of so many years drawn, at both ends and in the middle."""
    outlook = next_year.Outlook(counts, parts)
    years = drawn.simulate(counts, parts, price, YEARS_DRAWN, Random(21))
    fee = next_year.FeePrice(*price)
    for target in {*outlook.quantiles, 1, 2 * outlook.quantiles[1] + 1}:
        found = outlook.reaches(target)
        assert found is None or found == pytest.approx(years.reaches(target), abs=years.error(found)), target
    for share, kroner in zip((0.1, 0.5, 0.9), outlook.fees(fee), strict=True):
        for enough in (kroner, int(kroner * 1.2)):
            found = outlook.pays(fee, enough)
            assert found == pytest.approx(years.pays(enough), abs=years.error(found)), enough
        assert outlook.pays(fee, kroner) >= share
        assert kroner == 0 or outlook.pays(fee, kroner - 1) < share


def test_as_years_swing_less_it_is_the_forecast() -> None:
    """Without a swing R21 is R15's Gamma–Poisson: a year of tiny counts is told the same by both."""
    from scipy.stats import nbinom

    outlook = next_year.Outlook((2, 3, 1), (1.0, 1.0, 1.0))
    assert outlook.reaches(3) == pytest.approx(float(nbinom(6.5, 3 / 4).sf(2)), abs=0.004)
