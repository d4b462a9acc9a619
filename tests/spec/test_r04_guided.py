"""R4: Guided

B1's first lines: how many parties each level has guided.
"""

from __future__ import annotations

import datetime as dt

from tests.spec.drawing import Drawing


def test_once_at_each_level(drawn: Drawing) -> None:
    """A party counts once at each level that has guided it, however often that was."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        K2  2001-01-01
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K1      2014-02-04  local
        V3  K1      2014-02-05  specialised
        V4  K2      2014-02-03  local
        """,
    )
    drawn.shows(
        activity="""
        measure             entrepreneur  company
        guided.local        1             1
        guided.specialised  1             0
        guided.total        1             1
        """
    )


def test_total_is_no_sum(drawn: Drawing) -> None:
    """The total is parties guided locally or by specialists, each once; focused guidance alone is not in it."""
    drawn.load(
        clients="""
        id
        K1..K4
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K1      2014-02-03  specialised
        V3  K2      2014-02-03  specialised
        V4  K3      2014-02-03  local
        V5  K4      2014-02-03  focused
        """,
    )
    drawn.shows(
        activity="""
        measure             entrepreneur  company
        guided.local        0             2
        guided.specialised  0             2
        guided.focused      0             1
        guided.total        0             3
        """
    )


def test_edges_of_the_window(drawn: Drawing) -> None:
    """The agreement's first and last day are in the window; the day before and the day after are not."""
    drawn.load(
        clients="""
        id
        K1..K4
        """,
        guidances="""
        id  client  date        level
        V1  K1      2013-12-31  local
        V2  K2      2014-01-01  focused
        V3  K3      2014-12-31  specialised
        V4  K4      2015-01-01  local
        """,
    )
    drawn.shows(
        on="2015-06-30",
        activity="""
        measure             entrepreneur  company
        guided.specialised  0             1
        guided.focused      0             1
        guided.total        0             1
        """,
    )


def test_as_of(drawn: Drawing) -> None:
    """Only what had happened by the date asked for counts, that day included."""
    drawn.load(
        clients="""
        id
        K1..K2
        """,
        guidances="""
        id  client  date
        V1  K1      2014-06-30
        V2  K2      2014-07-01
        """,
    )
    drawn.shows(
        on="2014-06-29",
        activity="""
        measure  entrepreneur  company
        """,
    )
    drawn.shows(
        on="2014-06-30",
        activity="""
        measure       entrepreneur  company
        guided.local  0             1
        guided.total  0             1
        """,
    )
    drawn.shows(
        on="2014-07-01",
        activity="""
        measure       entrepreneur  company
        guided.local  0             2
        guided.total  0             2
        """,
    )


def test_two_clients_two_levels(drawn: Drawing) -> None:
    """A party guided through different clients still counts once in the total."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        K2  90000004
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K2      2014-02-03  specialised
        """,
    )
    drawn.shows(
        activity="""
        measure             entrepreneur  company
        guided.local        0             1
        guided.specialised  0             1
        guided.total        0             1
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """When the window opens and closes stands in the agreement."""
    drawn.agree(
        "it runs from 1 July 2014 to 30 June 2015", first_date=dt.date(2014, 7, 1), last_date=dt.date(2015, 6, 30)
    )
    drawn.load(
        clients="""
        id
        K1..K4
        """,
        guidances="""
        id  client  date
        V1  K1      2014-06-30
        V2  K2      2014-07-01
        V3  K3      2015-06-30
        V4  K4      2015-07-01
        """,
    )
    drawn.shows(
        on="2015-12-31",
        activity="""
        measure       entrepreneur  company
        guided.local  0             2
        guided.total  0             2
        """,
    )
