"""R18: Small cells

Breakdowns may not point at anybody (§6). The agreement's own tables and totals are the parties' figures and are shown.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_counts(drawn: Drawing) -> None:
    """A count of 1 to 4 parties is shown as “1–4”; 0 and 5 are shown."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     0      0
        b     1      1–4
        c     4      1–4
        d     5      5
        """
    )


def test_lone_cell(drawn: Drawing) -> None:
    """When one small count would follow from the total, the next smallest is hidden with it."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     3      1–4
        b     20     20
        c     10     hidden
        """
    )


def test_all_ones(drawn: Drawing) -> None:
    """So it is when several small counts can only be 1 each, or only 4 each."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     4      1–4
        b     4      1–4
        c     10     hidden
        d     20     20
        """
    )


def test_amounts(drawn: Drawing) -> None:
    """An amount needs five parties, and the two largest of them may hold at most 85 % of it."""
    drawn.hides(
        amounts="""
        cell  parties  amount  two_largest  shown
        a     0        0       0            0
        b     4        100     60           hidden
        c     5        100     85           100
        d     5        100     86           hidden
        """
    )


def test_lone_amount(drawn: Drawing) -> None:
    """A lone hidden amount takes the one with the fewest parties along, so that it does not follow from the total."""
    drawn.hides(
        amounts="""
        cell  parties  amount  two_largest  shown
        a     4        100     60           hidden
        b     9        200     90           200
        c     6        300     90           hidden
        """
    )


def test_shares(drawn: Drawing) -> None:
    """A share is hidden where it, its rest or the whole is 1 to 4 parties: 7 of 8 would name the eighth."""
    drawn.hides(
        shares="""
        cell  part  whole  shown
        a     0     0      -
        b     8     8      1
        c     7     8      hidden
        d     4     10     hidden
        e     5     10     1/2
        f     0     4      hidden
        """
    )


def test_answers(drawn: Drawing) -> None:
    """In a distribution of answers a small count is joined with its neighbour on the same side of the goal."""
    drawn.hides(
        answers="""
        dissatisfied | neutral | satisfied | very_satisfied | shown
        5            | 6       | 7         | 8              | 5 + 6 + 7 + 8
        1            | 6       | 7         | 8              | 7 + 7 + 8
        5            | 6       | 2         | 8              | 5 + 6 + 10
        1            | 2       | 7         | 8              | hidden
        """
    )
