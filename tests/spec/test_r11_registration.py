"""R11: Registration within two working days

Who meets an expert before the local operator is registered for it within two working days (§5).
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_kept_or_missed(drawn: Drawing) -> None:
    """Registered by the second working day after the first focused or specialised guidance is kept, later is missed."""
    drawn.load(
        clients="""
        id
        K1..K3
        """,
        guidances="""
        id  client  date        level        registered
        V1  K1      2014-03-06  specialised  2014-03-10
        V2  K2      2014-03-06  focused      2014-03-11
        V3  K3      2014-03-06  focused      2014-03-05
        """,
    )
    drawn.shows(
        cases="""
        case  date        due         done        outcome
        V1    2014-03-06  2014-03-10  2014-03-10  kept
        V2    2014-03-06  2014-03-10  2014-03-11  missed
        V3    2014-03-06  2014-03-10  2014-03-05  kept
        """,
        deadlines="""
        deadline      kept  missed  pending  share
        registration  2     1       0        2/3
        """,
    )


def test_pending(drawn: Drawing) -> None:
    """Unregistered by the date asked for is open up to and including the due day and missed from the day after."""
    drawn.load(
        clients="""
        id
        K1..K2
        """,
        guidances="""
        id  client  date        level        registered
        V1  K1      2014-03-03  specialised  -
        V2  K2      2014-03-03  specialised  2014-03-07
        """,
    )
    drawn.shows(
        on="2014-03-05",
        cases="""
        case  due         done  outcome
        V1    2014-03-05  -     pending
        V2    2014-03-05  -     pending
        """,
    )
    drawn.shows(
        on="2014-03-06",
        cases="""
        case  due         done  outcome
        V1    2014-03-05  -     missed
        V2    2014-03-05  -     missed
        """,
    )


def test_known_locally(drawn: Drawing) -> None:
    """There is no case when the local operator guided or screened the party that day or before."""
    drawn.load(
        clients="""
        id
        K1..K6
        """,
        guidances="""
        id   client  date        level
        V1   K1      2014-03-03  specialised
        V2   K1      2014-03-03  local
        V3   K2      2014-03-03  specialised
        V4   K2      2014-03-04  local
        V5   K3      2014-03-03  specialised
        V6   K4      2014-03-03  specialised
        V7   K5      2014-03-03  specialised
        V8   K5      2013-06-03  local
        V9   K6      2014-03-03  local
        """,
        screenings="""
        id  client  date        to
        S3  K3      2014-03-03  none
        S4  K4      2014-03-04  none
        """,
    )
    drawn.shows(
        cases="""
        case  date
        V3    2014-03-03
        V6    2014-03-03
        """
    )


def test_first_ever(drawn: Drawing) -> None:
    """Only a party's first focused or specialised guidance ever makes a case, and only when that lies in the window."""
    drawn.load(
        clients="""
        id
        K1..K3
        """,
        guidances="""
        id  client  date        level        registered
        V1  K1      2013-12-31  specialised  2013-12-31
        V2  K1      2014-03-03  focused      -
        V3  K2      2014-01-01  focused      2014-01-03
        V4  K2      2014-03-03  specialised  -
        V5  K3      2015-01-01  specialised  -
        """,
    )
    drawn.shows(
        on="2015-06-30",
        cases="""
        case  date        due         outcome
        V3    2014-01-01  2014-01-03  kept
        """,
    )


def test_several_that_day(drawn: Drawing) -> None:
    """Of several such guidances that day the one registered first counts, whichever client of the party it was."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        K2  90000004
        """,
        guidances="""
        id  client  date        level        registered
        V1  K1      2014-03-03  specialised  2014-03-07
        V2  K2      2014-03-03  focused      2014-03-05
        V3  K1      2014-03-03  focused      -
        """,
    )
    drawn.shows(
        cases="""
        case  done        outcome
        V2    2014-03-05  kept
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """How many working days it is stands in the agreement."""
    drawn.agree("registration within one working day", registration_working_days=1)
    drawn.load(
        clients="""
        id
        K1
        """,
        guidances="""
        id  client  date        level        registered
        V1  K1      2014-03-03  specialised  2014-03-05
        """,
    )
    drawn.shows(
        cases="""
        case  due         outcome
        V1    2014-03-04  missed
        """
    )
