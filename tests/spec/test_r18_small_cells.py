"""R18: Small cells

The parties see every number. Breakdowns may not point at anybody to others (§6): for them these are hidden. The
agreement's own tables and headline totals are shown to everybody.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_counts(drawn: Drawing) -> None:
    """A count of 1 to 4 parties is shown as “1–4”, with the next smallest hidden where it would follow; 0 is shown."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     0      0
        b     4      1–4
        c     5      hidden
        d     9      9
        """
    )


def test_doubt(drawn: Drawing) -> None:
    """Two small counts keep each other's secret where they can be shared out in more than one way."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     1      1–4
        b     4      1–4
        c     30     30
        """
    )


def test_no_doubt(drawn: Drawing) -> None:
    """They do not where both can only be 4: then the smallest count shown above 0 is hidden with them."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     4      1–4
        b     4      1–4
        c     0      0
        d     30     hidden
        """
    )


def test_nothing_left(drawn: Drawing) -> None:
    """Where there is none above 0 left to hide, every cell is hidden, zeros too."""
    drawn.hides(
        counts="""
        cell  count  shown
        a     3      hidden
        b     0      hidden
        c     0      hidden
        """
    )


def test_events(drawn: Drawing) -> None:
    """What counts are the parties behind: six programmes of two are hidden, and not said to be “1–4”."""
    drawn.hides(
        counts="""
        cell  count  parties  shown
        a     6      2        hidden
        b     9      7        hidden
        c     12     12       12
        """
    )


def test_two_ways(drawn: Drawing) -> None:
    """In a table that adds up both ways, one that stands in another sum with a hidden one is hidden first."""
    drawn.hides(
        by_two="""
        cell | x  | y  | z  | shown
        a    | 2  | 20 | 30 | 1–4, hidden, 30
        b    | 20 | 20 | 30 | hidden, hidden, 30
        c    | 40 | 50 | 60 | 40, 50, 60
        """
    )


def test_time(drawn: Drawing) -> None:
    """In time the step from one point to the next is a cell: from 20 to 22 tells that two have come."""
    drawn.hides(
        in_time="""
        cell | counts | shown
        a    | 20, 22 | hidden, 22
        b    | 40, 60 | hidden, 60
        c    | 70, 90 | 70, 90
        """
    )


def test_road(drawn: Drawing) -> None:
    """On the road those who leave before a step are a cell: 7 contacted of 8 referred names the eighth."""
    drawn.hides(
        road="""
        step        count  shown
        guided      90     90
        screened    30     30
        referred    8      8
        contacted   7      hidden
        specialised 0      0
        """
    )


def test_shares(drawn: Drawing) -> None:
    """A share is hidden where it is of fewer than five or has 1 to 4 on one side; all or none of eight are shown."""
    drawn.hides(
        shares="""
        cell  part  whole  shown
        a     0     0      -
        b     8     8      1
        c     7     8      hidden
        d     4     10     hidden
        e     5     10     1/2
        f     0     4      hidden
        g     0     8      0
        """
    )


def test_lone_share(drawn: Drawing) -> None:
    """A hidden share takes the one of fewest answers along, as long as the hidden ones together would be hidden."""
    drawn.hides(
        shares_and_their_total="""
        cell  part  whole  shown
        a     3     8      hidden
        b     30    40     30/40
        c     8     8      hidden
        d     9     9      9/9
        """
    )


def test_amounts(drawn: Drawing) -> None:
    """An amount needs five contributors, and the two largest of them may hold at most 85 % of it; nothing is shown."""
    drawn.hides(
        amounts="""
        cell | amounts                | shown
        a    | -                      | 0
        b    | 30, 30, 20, 20         | hidden
        c    | 45, 40, 5, 5, 5        | 100
        d    | 46, 40, 5, 5, 4        | hidden
        e    | 50, 40, 50, 60, 50, 50 | 300
        f    | 9, 9, 9, 9, 9, -40     | hidden
        """
    )


def test_lone_amount(drawn: Drawing) -> None:
    """A hidden amount takes the one of fewest contributors along, so that it does not follow from the total."""
    drawn.hides(
        amounts_and_their_total="""
        cell | amounts                | shown
        a    | 30, 30, 20, 20         | hidden
        b    | 50, 40, 50, 60, 50, 50 | 300
        c    | 10, 20, 30, 20, 20     | hidden
        """
    )


def test_others(drawn: Drawing) -> None:
    """Two or more industries of 1 to 4 companies are joined where they are over half of those that have any."""
    drawn.hides(
        industries="""
        industry      companies  shown
        trade         3          Øvrige
        construction  0          0
        services      2          Øvrige
        manufacturing 12         12
        """
    )


def test_few_others(drawn: Drawing) -> None:
    """While they are 1 to 4 together, the smallest of the others joins them; half is not over half."""
    drawn.hides(
        industries="""
        industry      companies  shown
        trade         1          Øvrige
        services      2          Øvrige
        manufacturing 12         Øvrige
        """
    )
    drawn.hides(
        industries="""
        industry      companies  shown
        trade         1          1
        services      2          2
        manufacturing 12         12
        construction  15         15
        """
    )
