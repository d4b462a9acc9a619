"""R12: The road of a client

From local guidance to a growth programme: how many parties come how far.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_all_steps_before(drawn: Drawing) -> None:
    """A step counts the parties that took it and every step before it."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        K2  2001-01-01
        K3  2001-01-01
        K4  2001-01-01
        K5  2001-01-01
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K2      2014-02-03  local
        V3  K3      2014-02-03  local
        V4  K5      2014-02-03  local
        V5  K1      2014-06-02  specialised
        V6  K3      2014-06-02  specialised
        V7  K4      2014-06-02  specialised
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-03-03  2014-03-04
        S2  K2      2014-03-03  -
        S4  K4      2014-03-03  2014-03-04
        S5  K5      2014-03-03  2014-03-04
        """,
        programmes="""
        id  client  date
        F1  K1      2014-09-01
        F2  K2      2014-09-01
        F5  K5      2014-09-01
        """,
    )
    drawn.shows(
        road="""
        step                entrepreneur  company
        guided_local        1             3
        screened            1             2
        referred            1             2
        contacted           1             1
        guided_specialised  1             0
        programme           1             0
        """
    )


def test_any_order(drawn: Drawing) -> None:
    """The steps may come in any order in time."""
    drawn.load(
        clients="""
        id
        K1
        """,
        programmes="""
        id  client  date
        F1  K1      2014-02-03
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-03-03  specialised
        V2  K1      2014-09-01  local
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-06-02  2014-02-03
        """,
    )
    drawn.shows(
        road="""
        step                entrepreneur  company
        guided_local        0             1
        screened            0             1
        referred            0             1
        contacted           0             1
        guided_specialised  0             1
        programme           0             1
        """
    )


def test_two_screenings(drawn: Drawing) -> None:
    """Being screened and being referred may be two screenings; the contact must follow one that refers."""
    drawn.load(
        clients="""
        id
        K1..K3
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-02-03
        """,
        screenings="""
        id  client  date        tool          to           contact
        S1  K1      2014-03-03  growth_wheel  none         2014-03-04
        S2  K1      2014-03-03  other         specialised  -
        S3  K2      2014-03-03  growth_wheel  focused      2014-03-04
        S4  K3      2014-03-03  other         specialised  2014-03-04
        """,
    )
    drawn.shows(
        road="""
        step          entrepreneur  company
        guided_local  0             3
        screened      0             2
        referred      0             1
        """
    )


def test_window(drawn: Drawing) -> None:
    """A step outside the window is not taken, and a contact after the date asked for is not known yet."""
    drawn.load(
        clients="""
        id
        K1..K3
        """,
        guidances="""
        id  client  date
        V1  K1      2013-12-31
        V2  K2      2014-01-01
        V3  K3      2014-02-03
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-02-03  2014-02-04
        S2  K2      2013-12-31  2014-02-04
        S3  K3      2014-06-30  2014-07-01
        """,
    )
    drawn.shows(
        on="2014-06-30",
        road="""
        step          entrepreneur  company
        guided_local  0             2
        screened      0             1
        referred      0             1
        """,
    )


def test_referrals_are_beside(drawn: Drawing) -> None:
    """A referral to a problem solver is no step of the road."""
    drawn.load(
        clients="""
        id
        K1
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
        referrals="""
        id  client  date        solver
        H1  K1      2014-02-03  specialised
        """,
    )
    drawn.shows(
        road="""
        step          entrepreneur  company
        guided_local  0             1
        """
    )
