"""R20: Years and neighbours

Years of one cooperation are compared at the same share of their working days, neighbours on one day. Whether a count or
a share differs is said on one scale, from very low to very high, by exact tests of what chance explains.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_count_and_expected(drawn: Drawing) -> None:
    """A count is held against what was expected by now (Poisson): 2.5 % of each tail is low or high, 0.1 % very."""
    drawn.reckons(
        count_and_expected="""
        count  expected  chance
        95     97.19     inside
        110    97.19     inside
        78     97.19     inside
        77     97.19     low
        68     97.19     low
        67     97.19     very_low
        117    97.19     inside
        118    97.19     high
        129    97.19     high
        130    97.19     very_high
        0      3         inside
        0      4         low
        0      7         very_low
        3      0.5       high
        """
    )


def test_count_and_year_before(drawn: Drawing) -> None:
    """A count is held against the year before by what falls in each of their days, given both together (binomial)."""
    drawn.reckons(
        count_and_year_before="""
        count  days  before  days_before  change
        95     121   110     121          inside
        75     121   105     121          low
        60     121   110     121          very_low
        110    121   60      121          very_high
        0      121   0       121          inside
        5      121   0       121          inside
        6      121   0       121          high
        """
    )


def test_satisfied_and_goal(drawn: Drawing) -> None:
    """The satisfied are held against the goal itself (binomial); without answers nothing is said."""
    drawn.reckons(
        satisfied_and_goal="""
        satisfied  answered  goal_percent  chance
        46         60        80            inside
        41         60        80            low
        37         60        80            very_low
        16         16        80            inside
        17         17        80            high
        0          3         90            very_low
        0          0         80            -
        """
    )


def test_funnel(drawn: Drawing) -> None:
    """The funnel shows the fewest and the most satisfied that are inside (95 %), or not very low or high (99.8 %)."""
    drawn.reckons(
        funnel="""
        answered  goal_percent  fewest_95  most_95  fewest_998  most_998
        60        80            42         54       38          57
        10        80            5          10       4           10
        1         80            0          1        0           1
        17        80            10         16       8           17
        5         100           5          5        5           5
        0         80            -          -        -           -
        """
    )


def test_same_share(drawn: Drawing) -> None:
    """Another year is read on the last day on which no greater a share of its working days had passed, never later."""
    drawn.load(
        clients="""
        id      start
        K1..K6  2012-06-01
        """,
        guidances="""
        id  client  date
        V1  K1      2013-02-01
        V2  K2      2013-06-28
        V3  K3      2013-07-01
        V4  K4      2014-02-03
        V5  K5      2014-06-30
        V6  K6      2014-07-01
        """,
    )
    drawn.shows(
        on="2014-06-30",
        years="""
        year  read        day         days  covered  actual  target
        2013  same_share  2013-06-30  121   yes      2       200
        2013  whole       2013-12-31  249   no       3       200
        2014  same_share  2014-06-30  121   yes      2       200
        """,
    )


def test_whole(drawn: Drawing) -> None:
    """A year that is over stands whole too, on its last date; one that has not begun stands with its period alone."""
    drawn.load(
        clients="""
        id      start
        K1..K2  2012-06-01
        """,
        guidances="""
        id  client  date
        V1  K1      2013-02-01
        V2  K2      2014-12-31
        V3  K2      2015-01-02
        """,
    )
    drawn.shows(
        on="2014-12-31",
        years="""
        year  read        day         days  actual
        2013  same_share  2013-12-31  249   1
        2013  whole       2013-12-31  249   1
        2014  same_share  2014-12-31  249   1
        2014  whole       2014-12-31  249   1
        """,
    )
    drawn.shows(
        on="2015-01-02",
        years="""
        year  read        day         days  actual
        2013  whole       2013-12-31  249   1
        2014  whole       2014-12-31  249   1
        2015  same_share  2015-01-02  1     1
        """,
    )


def test_no_data(drawn: Drawing) -> None:
    """A year without an event in it has no data, and no row of zeros; figures of companies are no event."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2013-03-31  5
        """,
    )
    drawn.shows(
        on="2014-02-28",
        years="""
        year  read        day         days  covered  actual
        2014  same_share  2014-02-28  42    yes      0
        """,
    )


def test_covered(drawn: Drawing) -> None:
    """Data cover a year where no more than 40 working days pass before its first event, nor after its last."""
    for first, covered in (("2014-02-27", "yes"), ("2014-02-28", "no")):
        drawn.load(
            full=True,
            clients="""
            id
            K1
            """,
            guidances=f"""
            id  client  date
            V1  K1      {first}
            """,
        )
        drawn.shows(
            on="2014-03-03",
            years=f"""
            year  read        day         days  covered
            2014  same_share  2014-03-03  43    {covered}
            """,
        )
    drawn.load(
        full=True,
        guidances="""
        id  client  date
        V1  K1      2014-01-02
        """,
    )
    for day, days, covered in (("2014-02-27", 41, "yes"), ("2014-02-28", 42, "no")):
        drawn.shows(
            on=day,
            years=f"""
            year  read        day    days    covered
            2014  same_share  {day}  {days}  {covered}
            """,
        )


def test_tested(drawn: Drawing) -> None:
    """Counts are tested from the twentieth working day on, in years that are covered; the first has none before it."""
    drawn.load(
        clients="""
        id        start
        K1..K30   2012-06-01
        K31..K36  2012-06-01
        """,
        guidances="""
        id        client    date
        V1..V30   K1..K30   2013-01-15
        V31..V36  K31..K36  2014-01-15
        """,
    )
    drawn.shows(
        on="2014-01-28",
        years="""
        year  read        day         days  covered  actual  chance  change
        2013  same_share  2013-01-28  19    yes      30      -       -
        2013  whole       2013-12-31  249   no       30      -       -
        2014  same_share  2014-01-28  19    yes      6       -       -
        """,
    )
    drawn.shows(
        on="2014-01-29",
        years="""
        year  read        day         days  covered  actual  expected   chance     change
        2013  same_share  2013-01-29  20    yes      30      ≈16.06426  high       -
        2013  whole       2013-12-31  249   no       30      200        -          -
        2014  same_share  2014-01-29  20    yes      6       ≈16.06426  low        very_low
        """,
    )


def test_neighbours(drawn: Drawing) -> None:
    """Neighbours are the agreements whose period holds the day, all read on it; one without data is named alone."""
    drawn.load(
        clients="""
        id       start       municipality
        K1..K30  2013-06-01  791
        K31      2013-06-01  779
        """,
        guidances="""
        id       client   date
        V1..V30  K1..K30  2014-01-15
        V31      K31      2014-01-15
        """,
    )
    drawn.shows(
        on="2014-01-29",
        neighbours="""
        agreement  day         days  covered  actual  expected   status    chance
        skive      2014-01-29  20    yes      1       ≈16.06426  behind    very_low
        viborg     2014-01-29  20    yes      30      ≈16.06426  on_track  high
        samsoe     -           -     -        -       -          -         -
        """,
    )
