"""R7: Fees

What the specialised operator pays the local one (§8, B2): hours × rate for each registration and each screening, up
to the agreement's cap. The specs' agreement caps a registration at 500 and a screening at 2000 kroner.
"""

from __future__ import annotations

from decimal import Decimal

from tests.spec.drawing import Drawing


def test_registration(drawn: Drawing) -> None:
    """Each entrepreneur guided locally in the window gives one registration fee for all its local hours together."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        K2  2013-01-01
        K3  2001-01-01
        """,
        guidances="""
        id  client  date        level        hours  rate
        V1  K1      2014-02-03  local        0.50   400
        V2  K1      2014-03-03  local        0.25   400
        V3  K1      2014-03-03  specialised  1      400
        V4  K2      2014-02-03  specialised  1      400
        V5  K3      2014-02-03  local        1      400
        """,
    )
    drawn.shows(
        fee_lines="""
        fee                        party  uncapped  amount  pending
        registration.entrepreneur  K1     300       300     no
        """,
        fees="""
        fee                        count  pending  uncapped  amount  cut
        registration.entrepreneur  1      0        300.00    300.00  0.00
        """,
    )


def test_two_clients_one_registration(drawn: Drawing) -> None:
    """A party with two clients is registered once."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2013-01-01
        K2  90000004  2013-01-01
        """,
        guidances="""
        id      client  date        hours  rate
        V1..V2  K1..K2  2014-02-03  1      400
        """,
    )
    drawn.shows(
        fees="""
        fee                        count  uncapped  amount  cut
        registration.entrepreneur  1      800.00    500.00  300.00
        """,
    )


def test_cap(drawn: Drawing) -> None:
    """A fee below or exactly on its cap is paid in full; above it the cap is paid and the rest is cut."""
    drawn.load(
        clients="""
        id      start
        K1..K3  2013-01-01
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  1      499.99
        V2  K2      2014-02-03  1      500.00
        V3  K3      2014-02-03  1      500.01
        """,
        screenings="""
        id  client  date        hours  rate
        S1  K1      2014-02-03  2      1000
        S2  K1      2014-02-03  3      1000
        """,
    )
    drawn.shows(
        fee_lines="""
        fee                        party  screening  uncapped  amount
        registration.entrepreneur  K1     -          499.99    499.99
        registration.entrepreneur  K2     -          500       500
        registration.entrepreneur  K3     -          500.01    500
        screening.entrepreneur     K1     S1         2000      2000
        screening.entrepreneur     K1     S2         3000      2000
        """,
        fees="""
        fee                        count  uncapped  amount   cut
        registration.entrepreneur  3      1500.00   1499.99  0.01
        screening.entrepreneur     2      5000.00   4000.00  1000.00
        total                      5      6500.00   5499.99  1000.01
        """,
    )


def test_half_an_oere(drawn: Drawing) -> None:
    """Hours × rate is rounded to whole øre row by row, half an øre away from zero."""
    drawn.load(
        clients="""
        id      start
        K1..K3  2013-01-01
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  0.50   333.33
        V2  K2      2014-02-03  0.25   0.02
        V3  K2      2014-02-03  0.25   0.02
        V4  K3      2014-02-03  0.20   0.02
        """,
    )
    drawn.shows(
        fee_lines="""
        party  uncapped  amount  pending
        K1     166.67    166.67  no
        K2     0.02      0.02    no
        K3     0         0       no
        """
    )


def test_unknown_hours(drawn: Drawing) -> None:
    """Where no row has both hours and rate the fee is pending: counted, with the amount 0 and not the cap."""
    drawn.load(
        clients="""
        id      start
        K1..K4  2013-01-01
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  -      400
        V2  K2      2014-02-03  1      -
        V3  K3      2014-02-03  1      -
        V4  K3      2014-02-04  -      400
        V5  K4      2014-02-03  1      400
        V6  K4      2014-02-04  -      -
        """,
        screenings="""
        id  client  date        hours  rate
        S1  K1      2014-02-03  -      1000
        S2  K2      2014-02-03  1      -
        S3  K3      2014-02-03  1      1000
        """,
    )
    drawn.shows(
        fee_lines="""
        fee                        party  screening  amount  pending
        registration.entrepreneur  K1     -          0       yes
        registration.entrepreneur  K2     -          0       yes
        registration.entrepreneur  K3     -          0       yes
        registration.entrepreneur  K4     -          400     no
        screening.entrepreneur     K1     S1         0       yes
        screening.entrepreneur     K2     S2         0       yes
        screening.entrepreneur     K3     S3         1000    no
        """,
        fees="""
        fee                        count  pending  amount   cut
        registration.entrepreneur  4      3        400.00   0.00
        screening.entrepreneur     3      2        1000.00  0.00
        total                      7      5        1400.00  0.00
        """,
    )


def test_zero_hours(drawn: Drawing) -> None:
    """Zero hours, or a rate of zero, is a value: the fee is 0 and awaits nothing."""
    drawn.load(
        clients="""
        id      start
        K1..K2  2013-01-01
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  0      400
        V2  K2      2014-02-03  1      0
        """,
        screenings="""
        id  client  date        hours  rate
        S1  K1      2014-02-03  0      1000
        """,
    )
    drawn.shows(
        fees="""
        fee                        count  pending  uncapped  amount
        registration.entrepreneur  2      0        0.00      0.00
        screening.entrepreneur     1      0        0.00      0.00
        """
    )


def test_window(drawn: Drawing) -> None:
    """Hours outside the window, or after the date asked for, are not in the fee."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2013-12-31  1      10
        V2  K1      2014-01-01  1      20
        V3  K1      2014-06-30  1      40
        V4  K1      2014-07-01  1      80
        """,
        screenings="""
        id  client  date        hours  rate
        S1  K1      2013-12-31  1      10
        S2  K1      2014-06-30  1      20
        S3  K1      2014-07-01  1      40
        """,
    )
    drawn.shows(
        on="2014-06-30",
        fees="""
        fee                        count  amount
        registration.entrepreneur  1      60.00
        screening.entrepreneur     1      20.00
        """,
    )


def test_screening(drawn: Drawing) -> None:
    """Each screening with Væksthjulet that leads to the specialised operator gives a fee, whoever is ambitious."""
    drawn.load(
        clients="""
        id  start       ambition
        K1  2013-01-01  no
        K2  2001-01-01  yes
        """,
        screenings="""
        id  client  date        tool          to           hours  rate
        S1  K1      2014-02-03  growth_wheel  specialised  1      800
        S2  K1      2014-03-03  growth_wheel  specialised  1      900
        S3  K1      2014-02-03  other         specialised  1      800
        S4  K1      2014-02-03  growth_wheel  focused      1      800
        S5  K1      2014-02-03  growth_wheel  none         1      800
        S6  K2      2014-02-03  growth_wheel  specialised  1      800
        """,
    )
    drawn.shows(
        fee_lines="""
        fee                     party  screening  uncapped  amount
        screening.entrepreneur  K1     S1         800       800
        screening.entrepreneur  K1     S2         900       900
        screening.company       K2     S6         800       800
        """
    )


def test_budget(drawn: Drawing) -> None:
    """The budget is the agreed number times the cap; what goes beyond it is shown and not cut."""
    drawn.agree(
        "it expects 1 screening of a company, at most 2000 kroner",
        fees=[{"id": "fee.screening.company", "cap_dkk": Decimal("2000.00"), "fee_count": 1}],
    )
    drawn.load(
        clients="""
        id
        K1..K3
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  1      400
        """,
        screenings="""
        id      client  date        hours  rate
        S1..S3  K1..K3  2014-02-03  2      1000
        """,
    )
    drawn.shows(
        fees="""
        fee                count  amount   cut   budget
        screening.company  3      6000.00  0.00  2000.00
        total              3      6000.00  0.00  2000.00
        """
    )


def test_budget_of_all(drawn: Drawing) -> None:
    """The total budget is the sum of the fees' budgets."""
    drawn.load()
    drawn.shows(
        fees="""
        fee                        count  budget
        registration.entrepreneur  0      50000.00
        screening.entrepreneur     0      20000.00
        screening.company          0      20000.00
        total                      0      90000.00
        """
    )


def test_negative_month(drawn: Drawing) -> None:
    """A month is its end less the end of the month before, so a fee that moves to another segment takes itself back."""
    drawn.load(
        clients="""
        id  start
        K1  2011-03-01
        """,
        screenings="""
        id  client  date        hours  rate
        S1  K1      2014-02-03  1      1000
        """,
        guidances="""
        id  client  date
        V1  K1      2014-04-01
        """,
    )
    drawn.shows(
        on="2014-03-31",
        fees="""
        fee                     count  amount
        screening.entrepreneur  1      1000.00
        """,
    )
    drawn.shows(
        on="2014-04-30",
        fees="""
        fee                     count  amount
        screening.entrepreneur  0      0.00
        screening.company       1      1000.00
        """,
    )
