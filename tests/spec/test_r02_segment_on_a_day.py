"""R2: Segment on a day

Before its start and until its third anniversary a party is an entrepreneur, after that a company.
"""

from __future__ import annotations

import datetime as dt

from tests.spec.drawing import Drawing


def test_third_anniversary(drawn: Drawing) -> None:
    """A party is an entrepreneur until the day before its third anniversary, and a company from that day on."""
    drawn.load(
        clients="""
        id  start
        K1  2011-06-03
        K2  2011-06-02
        K3  2011-06-01
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-06-02
        """,
    )
    drawn.shows(
        parties="""
        client  start       first       segment
        K1      2011-06-03  2014-06-02  entrepreneur
        K2      2011-06-02  2014-06-02  company
        K3      2011-06-01  2014-06-02  company
        """
    )


def test_before_start(drawn: Drawing) -> None:
    """A party that is guided before it starts is an entrepreneur."""
    drawn.load(
        clients="""
        id  start
        K1  2014-09-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  segment
        K1      entrepreneur
        """
    )


def test_leap_day(drawn: Drawing) -> None:
    """Who starts on 29 February has the anniversary on 28 February when the year has no 29th."""
    drawn.agree("it runs in 2015", first_date=dt.date(2015, 1, 1), last_date=dt.date(2015, 12, 31))
    drawn.load(
        clients="""
        id  start
        K1  2012-02-29
        K2  2012-02-29
        K3  2012-03-01
        """,
        guidances="""
        id  client  date
        V1  K1      2015-02-27
        V2  K2      2015-02-28
        V3  K3      2015-02-28
        """,
    )
    drawn.shows(
        on="2015-12-31",
        parties="""
        client  start       first       segment
        K1      2012-02-29  2015-02-27  entrepreneur
        K2      2012-02-29  2015-02-28  company
        K3      2012-03-01  2015-02-28  entrepreneur
        """,
    )


def test_leap_day_in_a_leap_year(drawn: Drawing) -> None:
    """Where the anniversary's year has a 29 February, that day it is."""
    drawn.agree(
        "it runs in 2016 and an entrepreneur is one for four years",
        first_date=dt.date(2016, 1, 1),
        last_date=dt.date(2016, 12, 31),
        entrepreneur_years=4,
    )
    drawn.load(
        clients="""
        id  start
        K1  2012-02-29
        K2  2012-02-29
        """,
        guidances="""
        id  client  date
        V1  K1      2016-02-28
        V2  K2      2016-02-29
        """,
    )
    drawn.shows(
        on="2016-12-31",
        parties="""
        client  first       segment
        K1      2016-02-28  entrepreneur
        K2      2016-02-29  company
        """,
    )


def test_start_unknown(drawn: Drawing) -> None:
    """A party whose start is unknown is a company if any of its clients is registered as one, else an entrepreneur."""
    drawn.load(
        clients="""
        id  type          cvr
        K1  before_start  -
        K2  entrepreneur  -
        K3  company       -
        K4  entrepreneur  90000004
        K5  company       90000004
        """,
        guidances="""
        id      client  date
        V1..V5  K1..K5  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  start  segment
        K1      -      entrepreneur
        K2      -      entrepreneur
        K3      -      company
        K4      -      company
        K5      -      company
        """
    )


def test_start_before_type(drawn: Drawing) -> None:
    """A known start outweighs how the client is registered."""
    drawn.load(
        clients="""
        id  type          start
        K1  company       2013-01-01
        K2  entrepreneur  2001-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  segment
        K1      entrepreneur
        K2      company
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """How many years it is stands in the agreement."""
    drawn.agree("an entrepreneur is one for one year", entrepreneur_years=1)
    drawn.load(
        clients="""
        id  start
        K1  2013-02-04
        K2  2013-02-03
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  segment
        K1      entrepreneur
        K2      company
        """
    )
