"""R21: Next year

What the years so far make likely of a coming year: how many, the chance of reaching a target, and what the fees will
cost. Years differ by more than chance, by a swing nobody knows; so five swings from 5 % to 50 % are weighed.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_years_to_go_by(drawn: Drawing) -> None:
    """Pooled are the five latest years that are over and covered by data, each with its own working days."""
    drawn.load(
        clients="""
        id      start
        K1..K7  2007-06-01
        """,
        guidances="""
        id   client  date
        V1   K1      2008-02-01
        V2   K1      2008-12-01
        V3   K2      2009-02-02
        V4   K2      2009-12-01
        V5   K3      2010-02-01
        V6   K3      2010-05-03
        V7   K4      2011-02-01
        V8   K4      2011-12-01
        V9   K5      2012-02-01
        V10  K5      2012-12-03
        V11  K6      2013-02-01
        V12  K6      2013-12-02
        V13  K7      2014-02-03
        V14  K7      2014-12-01
        """,
    )
    drawn.shows(
        pooled="""
        year  day         days
        2009  2009-12-31  250
        2011  2011-12-31  253
        2012  2012-12-31  250
        2013  2013-12-31  249
        2014  2014-12-31  249
        """
    )


def test_running_year(drawn: Drawing) -> None:
    """The running year is pooled from three quarters of its working days on, the 187th of 249, with those alone."""
    drawn.load(
        clients="""
        id      start
        K1..K3  2012-06-01
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  1      400
        V2  K2      2014-09-29  -      -
        V3  K3      2014-10-01  1      400
        """,
    )
    drawn.shows(on="2014-09-29", pooled="year day days guided fees")
    drawn.shows(
        on="2014-09-30",
        pooled="""
        year  day         days  guided  fees
        2014  2014-09-30  187   2       2
        """,
    )


def test_coming_year(drawn: Drawing) -> None:
    """Half of the years are thought to pass the median, nine of ten the low; “in ten” is rounded half up."""
    drawn.reckons(
        coming_year="""
        counts       days         coming_days  median  low  high  target  p_target      in_ten
        171,187,196  250,249,249  250          185     151  222   210     ≈0.178669043  2
        0,0,11       250,249,249  250          3       1    9     12      ≈0.0385       0
        2,3,1        250,250,250  250          2       0    5     3       ≈0.362        4
        """
    )


def test_one_year(drawn: Drawing) -> None:
    """From one year alone the span is mostly the assumption of 5 to 50 %."""
    drawn.reckons(
        coming_year="""
        counts  days  coming_days  median  low  high  target  p_target  in_ten
        196     249   250          197     125  308   210     ≈0.40     4
        """
    )


def test_nothing_yet(drawn: Drawing) -> None:
    """Years without any promise few, not none; a target of 0 is no target."""
    drawn.reckons(
        coming_year="""
        counts  days         coming_days  median  low  high  target  p_target  in_ten
        0,0,0  250,249,249  250          0       0    1     1       ≈0.135    1
        0,0,0  250,249,249  250          0       0    1     0       -         -
        """
    )


def test_words(drawn: Drawing) -> None:
    """Under one of twenty years is 0 in ten, from nineteen of twenty 10 in ten."""
    drawn.reckons(
        coming_year="""
        counts       days         coming_days  target  p_target  in_ten
        171,187,196  250,249,249  250          137     ≈0.9516   10
        171,187,196  250,249,249  250          138     ≈0.9492   9
        171,187,196  250,249,249  250          241     ≈0.0490   0
        171,187,196  250,249,249  250          240     ≈0.0507   1
        """
    )


def test_price_of_a_fee(drawn: Drawing) -> None:
    """A fee is thought to cost what the priced ones would under the coming cap; fewer than five say the cap itself."""
    drawn.reckons(
        price_of_a_fee="""
        uncapped             cap  priced  mean  deviation
        400,400,500,600,700  500  5       460   ≈54.7723
        400,400,500,600      500  4       500   0
        -                    500  0       500   0
        """
    )


def test_coming_fees(drawn: Drawing) -> None:
    """The year's fees mix how many there will be with what each costs; limits are whole kroner that are enough."""
    drawn.reckons(
        coming_fees="""
        counts       days         coming_days  priced  mean    deviation  median  low    high   budget  p_within
        171,187,196  250,249,249  250          538     398.01  102.34     73458   59809  88612  105000  ≈0.97449
        0,0,11       250,249,249  250          11      1900    0          5700    1900   17100  30000   ≈0.98838
        0,0,0        250,249,249  250          0       2500    0          0       0      2500   30000   ≈0.999999
        """
    )
