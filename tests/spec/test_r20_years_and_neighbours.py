"""R20: Years and neighbours

Years of one cooperation are compared at the same share of their working days, neighbours on one day. Whether a count or
a share differs is said on one scale, from very low to very high, by exact tests of what chance explains.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_count_and_expected(drawn: Drawing) -> None:
    """A count is held against what was expected by now (Poisson): 2.5 % of each tail is low or high, 0.1 % very."""
    drawn.reckons(
        count_and_expected="""
        count  expected  chance
        95     97.19     inside
        110    97.19     inside
        78     97.19     inside
        77     97.19     low
        68     97.19     low
        67     97.19     very_low
        117    97.19     inside
        118    97.19     high
        129    97.19     high
        130    97.19     very_high
        0      3         inside
        0      4         low
        0      7         very_low
        3      0.5       high
        """
    )


def test_count_and_year_before(drawn: Drawing) -> None:
    """A count is held against the year before by what falls in each of their days, given both together (binomial)."""
    drawn.reckons(
        count_and_year_before="""
        count  days  before  days_before  change
        95     121   110     121          inside
        75     121   105     121          low
        60     121   110     121          very_low
        110    121   60      121          very_high
        0      121   0       121          inside
        5      121   0       121          inside
        6      121   0       121          high
        """
    )


def test_satisfied_and_goal(drawn: Drawing) -> None:
    """The satisfied are held against the goal itself (binomial); without answers nothing is said."""
    drawn.reckons(
        satisfied_and_goal="""
        satisfied  answered  goal_percent  chance
        46         60        80            inside
        41         60        80            low
        37         60        80            very_low
        16         16        80            inside
        17         17        80            high
        0          3         90            very_low
        0          0         80            -
        """
    )


def test_funnel(drawn: Drawing) -> None:
    """The funnel shows the fewest and the most satisfied that are inside (95 %), or not very low or high (99.8 %)."""
    drawn.reckons(
        funnel="""
        answered  goal_percent  fewest_95  most_95  fewest_998  most_998
        60        80            42         54       38          57
        10        80            5          10       4           10
        1         80            0          1        0           1
        17        80            10         16       8           17
        5         100           5          5        5           5
        0         80            -          -        -           -
        """
    )
