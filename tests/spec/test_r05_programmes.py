"""R5: Growth programmes

B1's programmes at level A, B and C: here the programme is counted, not the party.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_unit_is_the_programme(drawn: Drawing) -> None:
    """Each programme counts, also several of one party, and the total is their sum."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        K2  2001-01-01
        """,
        programmes="""
        id  client  growth  date
        F1  K1      A       2014-02-03
        F2  K1      A       2014-03-03
        F3  K1      B       2014-02-03
        F4  K2      C       2014-02-03
        """,
    )
    drawn.shows(
        activity="""
        measure          entrepreneur  company
        programme.A      2             0
        programme.B      1             0
        programme.C      0             1
        programme.total  3             1
        """
    )


def test_start_in_the_window(drawn: Drawing) -> None:
    """A programme counts when it starts in the window, whenever it ends."""
    drawn.load(
        clients="""
        id
        K1
        """,
        programmes="""
        id  client  date        end
        F1  K1      2013-12-31  2014-06-30
        F2  K1      2014-01-01  2014-06-30
        F3  K1      2014-12-31  2016-12-31
        F4  K1      2015-01-01  2015-06-30
        """,
    )
    drawn.shows(
        on="2015-06-30",
        programmes="""
        programme  growth  segment
        F2         A       company
        F3         A       company
        """,
    )


def test_cofinancing(drawn: Drawing) -> None:
    """Co-financing stands beside the programme it belongs to; where it is unknown it is not 0."""
    drawn.load(
        clients="""
        id
        K1
        """,
        programmes="""
        id  client  date        cofinancing
        F1  K1      2014-02-03  100000.00
        F2  K1      2014-02-03  0.00
        F3  K1      2014-02-03  -
        """,
    )
    drawn.shows(
        programmes="""
        programme  cofinancing
        F1         100000.00
        F2         0.00
        F3         -
        """
    )
