"""R15: Pace

Where a target should be by now, and where the year is likely to end. 2014 has 249 working days.
"""

from __future__ import annotations

import datetime as dt

from tests.spec.drawing import Drawing

LOCAL_200 = (("guided.local.entrepreneur", 200, "B1"),)
LOCAL_249 = (("guided.local.entrepreneur", 249, "B1"),)
LOCAL_2 = (("guided.local.entrepreneur", 2, "B1"),)


def test_half_year(drawn: Drawing) -> None:
    """Expected is the target's share of the working days that have passed; 121 of 249 by 30 June 2014."""
    drawn.agree("200 entrepreneurs are to be guided locally", targets=LOCAL_200)
    drawn.load(
        clients="""
        id       start
        K1..K95  2013-01-01
        """,
        guidances="""
        id       client   date
        V1..V95  K1..K95  2014-02-03
        """,
    )
    drawn.shows(
        on="2014-06-30",
        targets="""
        target_id                  actual  target  expected           status  median  low  high  p_target
        guided.local.entrepreneur  95      200     97.18875502008032  behind  196     178  215   ≈0.391693965058
        """,
    )


def test_first_and_last_day(drawn: Drawing) -> None:
    """Nothing is expected before the first working day, all of it on the last day and ever after."""
    drawn.agree("249 entrepreneurs are to be guided locally", targets=LOCAL_249)
    drawn.load()
    for day, expected, status in (
        ("2013-12-31", 0, "none"),
        ("2014-01-01", 0, "on_track"),
        ("2014-01-02", 1, "behind"),
        ("2014-12-30", 249, "behind"),
        ("2014-12-31", 249, "missed"),
        ("2015-06-30", 249, "missed"),
    ):
        drawn.shows(
            on=day,
            targets=f"""
            target_id                  actual  expected    status
            guided.local.entrepreneur  0       {expected}  {status}
            """,
        )


def test_weekend(drawn: Drawing) -> None:
    """A weekend adds nothing to what is expected."""
    drawn.agree("249 entrepreneurs are to be guided locally", targets=LOCAL_249)
    drawn.load()
    for day, expected in (("2014-01-10", 7), ("2014-01-12", 7), ("2014-01-13", 8)):
        drawn.shows(
            on=day,
            targets=f"""
            target_id                  expected
            guided.local.entrepreneur  {expected}
            """,
        )


def test_on_the_line(drawn: Drawing) -> None:
    """Exactly what is expected is on track; below it is behind."""
    drawn.agree("249 entrepreneurs are to be guided locally", targets=LOCAL_249)
    drawn.load(
        clients="""
        id      start
        K1..K2  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-01-02
        """,
    )
    drawn.shows(
        on="2014-01-03",
        targets="""
        target_id                  actual  expected  status
        guided.local.entrepreneur  2       2         on_track
        """,
    )
    drawn.shows(
        on="2014-01-06",
        targets="""
        target_id                  actual  expected  status
        guided.local.entrepreneur  2       3         behind
        """,
    )


def test_met(drawn: Drawing) -> None:
    """A target is met from the day the count reaches it, however early."""
    drawn.agree("2 entrepreneurs are to be guided locally", targets=LOCAL_2)
    drawn.load(
        clients="""
        id      start
        K1..K2  2013-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-01-02
        V2  K2      2014-01-03
        """,
    )
    drawn.shows(
        on="2014-01-02",
        targets="""
        target_id                  actual  target  status
        guided.local.entrepreneur  1       2       on_track
        """,
    )
    drawn.shows(
        on="2014-01-03",
        targets="""
        target_id                  actual  target  status
        guided.local.entrepreneur  2       2       met
        """,
    )


def test_missed(drawn: Drawing) -> None:
    """From the last date on, a working day or not, a target not reached is missed; the day before it is behind."""
    drawn.agree(
        "3 entrepreneurs and 2 companies are to be guided locally, none of the entrepreneurs by specialists",
        targets=(
            ("guided.local.entrepreneur", 3, "B1"),
            ("guided.local.company", 2, "B1"),
            ("guided.specialised.entrepreneur", 0, "B1"),
        ),
    )
    drawn.load(
        clients="""
        id      start
        K1..K3  2013-01-01
        K4..K5  2001-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        V3      K3      2015-01-02
        V4..V5  K4..K5  2014-12-31
        """,
    )
    for day, entrepreneurs, companies, reached in (
        ("2014-12-30", "behind", "behind", 0),
        ("2014-12-31", "missed", "met", 2),
        ("2015-01-02", "missed", "met", 2),
    ):
        drawn.shows(
            on=day,
            targets=f"""
            target_id                        actual     target  status
            guided.local.entrepreneur        2          3       {entrepreneurs}
            guided.local.company             {reached}  2       {companies}
            guided.specialised.entrepreneur  0          0       none
            """,
        )


def test_before_the_first_day(drawn: Drawing) -> None:
    """Before the agreement's first day nothing is counted and nothing is judged."""
    drawn.agree("2 entrepreneurs are to be guided locally", targets=LOCAL_2)
    drawn.load(
        clients="""
        id      start
        K1..K2  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2013-12-02
        """,
    )
    drawn.shows(
        on="2013-12-31",
        targets="""
        target_id                  actual  expected  status  median
        guided.local.entrepreneur  0       0         none    -
        """,
    )


def test_twenty_days(drawn: Drawing) -> None:
    """There is no forecast before 20 working days have passed; in 2014 the twentieth is 29 January."""
    drawn.agree("200 entrepreneurs are to be guided locally", targets=LOCAL_200)
    drawn.load(
        clients="""
        id       start
        K1..K20  2013-01-01
        """,
        guidances="""
        id       client   date
        V1..V20  K1..K20  2014-01-06
        """,
    )
    drawn.shows(
        on="2014-01-28",
        targets="""
        target_id                  actual  median  low  high  p_target
        guided.local.entrepreneur  20      -       -    -     -
        """,
    )
    drawn.shows(
        on="2014-01-29",
        targets="""
        target_id                  actual  median  low  high  p_target
        guided.local.entrepreneur  20      251     189  326   ≈0.8497
        """,
    )


def test_nothing_yet(drawn: Drawing) -> None:
    """A forecast from nothing is small but not certain: half an event is thought to have happened."""
    drawn.agree(
        "2 entrepreneurs are to be guided locally in eight weeks of 40 working days",
        targets=LOCAL_2,
        first_date=dt.date(2014, 1, 6),
        last_date=dt.date(2014, 2, 28),
    )
    drawn.load()
    drawn.shows(
        on="2014-01-31",
        targets="""
        target_id                  actual  target  expected  median  low  high  p_target
        guided.local.entrepreneur  0       2       1         0       0    2     ≈0.1161
        """,
    )


def test_nothing_remaining(drawn: Drawing) -> None:
    """When no working day remains the forecast is what has been counted."""
    drawn.agree("2 entrepreneurs are to be guided locally", targets=LOCAL_2)
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.shows(
        on="2014-12-31",
        targets="""
        target_id                  actual  target  status  median  low  high  p_target
        guided.local.entrepreneur  1       2       missed  1       1    1     0
        """,
    )


def test_reached_is_certain(drawn: Drawing) -> None:
    """A target that is reached stays reached, whatever the rest of the year brings."""
    drawn.agree("2 entrepreneurs are to be guided locally", targets=LOCAL_2)
    drawn.load(
        clients="""
        id      start
        K1..K2  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
    )
    drawn.shows(
        on="2014-06-30",
        targets="""
        target_id                  actual  target  status  p_target
        guided.local.entrepreneur  2       2       met     1
        """,
    )


def test_still_possible(drawn: Drawing) -> None:
    """What is still possible is said as the number each remaining month needs; when all is done it is nothing."""
    drawn.agree(
        "200 entrepreneurs and 5 companies are to be guided locally",
        targets=(*LOCAL_200, ("guided.local.company", 5, "B1")),
    )
    drawn.load(
        clients="""
        id          start
        K1..K95     2013-01-01
        K101..K105  2001-01-01
        """,
        guidances="""
        id          client      date
        V1..V95     K1..K95     2014-02-03
        V101..V105  K101..K105  2014-02-03
        """,
    )
    drawn.shows(
        on="2014-06-30",
        targets="""
        target_id                  actual  target  needed_per_month
        guided.local.entrepreneur  95      200     17.5
        guided.local.company       5       5       -
        """,
    )
    drawn.shows(
        on="2014-12-31",
        targets="""
        target_id                  actual  target  needed_per_month
        guided.local.entrepreneur  95      200     -
        guided.local.company       5       5       -
        """,
    )
