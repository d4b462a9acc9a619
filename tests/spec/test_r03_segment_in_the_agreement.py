"""R3: Segment in the agreement

The first guidance of the agreement's period settles a party's segment for all of it.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_first_guidance_decides(drawn: Drawing) -> None:
    """A party keeps the segment it had on the day of its first guidance in the window, whatever the level of that."""
    drawn.load(
        clients="""
        id  start
        K1  2011-03-01
        K2  2011-03-01
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-28  focused
        V2  K1      2014-06-02  local
        V3  K2      2014-03-01  local
        """,
        programmes="""
        id  client  date
        F1  K1      2014-09-01
        """,
    )
    drawn.shows(
        activity="""
        measure          entrepreneur  company
        guided.local     1             1
        guided.focused   1             0
        guided.total     1             1
        programme.A      1             0
        programme.total  1             0
        """
    )


def test_guidance_before_the_window(drawn: Drawing) -> None:
    """Guidance before the agreement began does not settle the segment."""
    drawn.load(
        clients="""
        id  start
        K1  2011-03-01
        """,
        guidances="""
        id  client  date
        V1  K1      2013-12-31
        V2  K1      2014-03-03
        """,
    )
    drawn.shows(
        parties="""
        client  first       segment
        K1      2014-03-03  company
        """
    )


def test_without_guidance(drawn: Drawing) -> None:
    """Events of a party that is not guided in the window are each placed by their own day."""
    drawn.load(
        clients="""
        id  start
        K1  2011-03-01
        """,
        programmes="""
        id  client  date
        F1  K1      2014-02-28
        F2  K1      2014-03-01
        """,
    )
    drawn.shows(
        programmes="""
        programme  segment
        F1         entrepreneur
        F2         company
        """
    )


def test_guided_later(drawn: Drawing) -> None:
    """When its first guidance comes later, a party's earlier events follow it into that segment."""
    drawn.load(
        clients="""
        id  start
        K1  2011-03-01
        """,
        programmes="""
        id  client  date
        F1  K1      2014-02-03
        """,
        guidances="""
        id  client  date
        V1  K1      2014-04-01
        """,
    )
    drawn.shows(
        on="2014-03-31",
        programmes="""
        programme  segment
        F1         entrepreneur
        """,
    )
    drawn.shows(
        on="2014-04-01",
        programmes="""
        programme  segment
        F1         company
        """,
    )
