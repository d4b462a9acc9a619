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


def test_quarters(drawn: Drawing) -> None:
    """A number is hidden where 1 to 4 have come since a quarter end that showed it; another is hidden with it."""
    drawn.hides(
        counts="""
        cell | count      | shown
        a    | 7, 9, 12   | 7, hidden, 12
        b    | 15, 21, 40 | 15, hidden, 40
        c    | 72, 99, 99 | 72, 99, 99
        """
    )


def test_return(drawn: Drawing) -> None:
    """What was hidden beside a small number is shown again when 5 more have come: it tells nothing backwards."""
    drawn.hides(
        counts="""
        cell | count      | shown
        a    | 4, 9, 14   | 1–4, hidden, 14
        b    | 8, 8, 13   | hidden, hidden, 13
        c    | 20, 30, 36 | 20, 30, 36
        """
    )


def test_loads(drawn: Drawing) -> None:
    """A number is hidden where it is 1 to 4 from what it was before the newest load: that load brought those few."""
    drawn.hides(
        counts="""
        cell | before | count | shown
        a    | 12     | 13    | hidden
        b    | 20     | 20    | 20
        c    | 30     | 36    | hidden
        """
    )


def test_amounts(drawn: Drawing) -> None:
    """An amount needs five parties, and the two largest of them may hold at most 85 % of it."""
    drawn.hides(
        amounts="""
        cell | amounts                | shown
        a    | -                      | 0
        b    | 30, 30, 20, 20         | hidden
        c    | 45, 40, 5, 5, 5        | 100
        d    | 46, 40, 5, 5, 4        | hidden
        e    | 50, 40, 50, 60, 50, 50 | 300
        """
    )


def test_lone_amount(drawn: Drawing) -> None:
    """A hidden amount takes the one with the fewest parties along, so that it does not follow from the total."""
    drawn.hides(
        amounts="""
        cell | amounts                | shown
        a    | 30, 30, 20, 20         | hidden
        b    | 50, 40, 50, 60, 50, 50 | 300
        c    | 10, 20, 30, 20, 20     | hidden
        """
    )


def test_moved_amount(drawn: Drawing) -> None:
    """So is an amount that fewer than five parties have moved since a quarter end at which it was shown."""
    drawn.hides(
        amounts="""
        cell | first              | amounts                    | shown
        a    | 20, 20, 20, 20, 20 | 20, 20, 20, 20, 25         | hidden
        b    | 30, 30, 30, 30, 30 | 40, 40, 40, 40, 40         | hidden
        c    | 10, 10, 10, 10, 10 | 12, 13, 12, 13, 12, 10, 10 | 82
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
