"""R10: First contact within two working days

Who is sent on to the specialised operator hears from it within two working days (§5).
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_due_day(drawn: Drawing) -> None:
    """Due is the second working day after the screening; Saturdays and Sundays are none, nor is the day itself."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date
        S1  K1      2014-03-03
        S2  K1      2014-03-06
        S3  K1      2014-03-07
        S4  K1      2014-03-08
        S5  K1      2014-03-09
        """,
    )
    drawn.shows(
        cases="""
        case  date        due
        S1    2014-03-03  2014-03-05
        S2    2014-03-06  2014-03-10
        S3    2014-03-07  2014-03-11
        S4    2014-03-08  2014-03-11
        S5    2014-03-09  2014-03-11
        """
    )


def test_holidays(drawn: Drawing) -> None:
    """Easter, Store Bededag, Whit Monday and Christmas are no working days, nor are the agreement's closing days."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date
        S1  K1      2014-04-16
        S2  K1      2014-05-15
        S3  K1      2014-05-28
        S4  K1      2014-06-04
        S5  K1      2014-12-23
        S6  K1      2014-12-30
        """,
    )
    drawn.shows(
        cases="""
        case  date        due
        S1    2014-04-16  2014-04-23
        S2    2014-05-15  2014-05-20
        S3    2014-05-28  2014-06-02
        S4    2014-06-04  2014-06-10
        S5    2014-12-23  2014-12-30
        S6    2014-12-30  2015-01-05
        """
    )


def test_kept_or_missed(drawn: Drawing) -> None:
    """Contact on the due day or earlier, even before the screening, keeps the deadline; contact later misses it."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-03-03  2014-02-28
        S2  K1      2014-03-03  2014-03-03
        S3  K1      2014-03-03  2014-03-05
        S4  K1      2014-03-03  2014-03-06
        """,
    )
    drawn.shows(
        cases="""
        case  due         done        outcome
        S1    2014-03-05  2014-02-28  kept
        S2    2014-03-05  2014-03-03  kept
        S3    2014-03-05  2014-03-05  kept
        S4    2014-03-05  2014-03-06  missed
        """,
        deadlines="""
        deadline       kept  missed  pending  share
        first_contact  3     1       0        3/4
        """,
    )


def test_pending(drawn: Drawing) -> None:
    """Without contact the case is open up to and including the due day and missed from the day after."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-03-03  -
        """,
    )
    drawn.shows(
        on="2014-03-05",
        deadlines="""
        deadline       kept  missed  pending  share
        first_contact  0     0       1        -
        """,
    )
    drawn.shows(
        on="2014-03-06",
        deadlines="""
        deadline       kept  missed  pending  share
        first_contact  0     1       0        0
        """,
    )


def test_contact_of_a_later_day(drawn: Drawing) -> None:
    """A contact after the date asked for is not known yet; one after the agreement's last day is read all the same."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-12-29  2015-01-02
        """,
    )
    drawn.shows(
        on="2014-12-31",
        cases="""
        case  due         done  outcome
        S1    2015-01-02  -     pending
        """,
    )
    drawn.shows(
        on="2015-01-02",
        cases="""
        case  due         done        outcome
        S1    2015-01-02  2015-01-02  kept
        """,
    )


def test_contact_too_late_and_unknown(drawn: Drawing) -> None:
    """A late contact that is not known yet leaves the case as one without contact."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date        contact
        S1  K1      2014-03-03  2014-03-07
        """,
    )
    drawn.shows(
        on="2014-03-05",
        cases="""
        case  done  outcome
        S1    -     pending
        """,
    )
    drawn.shows(
        on="2014-03-06",
        cases="""
        case  done  outcome
        S1    -     missed
        """,
    )


def test_who_has_a_deadline(drawn: Drawing) -> None:
    """Every screening that leads to the specialised operator has the deadline unless something else was agreed."""
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date        tool          to           agreed  contact
        S1  K1      2014-03-03  growth_wheel  specialised  -       2014-03-04
        S2  K1      2014-03-03  other         specialised  no      2014-03-04
        S3  K1      2014-03-03  growth_wheel  specialised  yes     -
        S4  K1      2014-03-03  growth_wheel  focused      -       -
        S5  K1      2014-03-03  growth_wheel  none         -       -
        S6  K1      2013-12-31  growth_wheel  specialised  -       -
        """,
    )
    drawn.shows(
        cases="""
        case  outcome
        S1    kept
        S2    kept
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """How many working days it is, and which days are closed, stand in the agreement."""
    drawn.agree(
        "contact within one working day, closed on 4 March and open on 5 June",
        contact_working_days=1,
        closing_days=("03-04",),
    )
    drawn.load(
        clients="""
        id
        K1
        """,
        screenings="""
        id  client  date
        S1  K1      2014-03-03
        S2  K1      2014-06-04
        """,
    )
    drawn.shows(
        cases="""
        case  date        due
        S1    2014-03-03  2014-03-05
        S2    2014-06-04  2014-06-05
        """
    )
