"""R9: Jobs

How many full-time equivalents the guided companies have gained and lost since they were first guided (§7). The
agreement gives the number to reach, not how to count; this is how.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_change(drawn: Drawing) -> None:
    """A company's change is its latest figure less the latest one on or before its first guidance in the window."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        K2  90000012  2001-01-01
        K3  90000020  2001-01-01
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-03-03  local
        V2  K2      2014-03-03  focused
        V3  K3      2014-03-03  specialised
        V4  K1      2014-09-01  local
        """,
        employment="""
        cvr       date        full_time
        90000004  2012-12-31  7
        90000004  2014-01-31  10
        90000004  2014-06-30  13
        90000004  2014-09-30  15
        90000012  2014-03-03  8
        90000012  2014-09-30  6
        90000020  2014-01-31  4
        90000020  2014-09-30  4
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline_date  baseline  current_date  current  change
        90000004  2014-01-31     10        2014-09-30    15       5
        90000012  2014-03-03     8         2014-09-30    6        -2
        90000020  2014-01-31     4         2014-09-30    4        0
        """,
        jobs="""
        created  lost  net   measured  not_measured
        5.00     2.00  3.00  3         0
        """,
    )


def test_who_is_measured(drawn: Drawing) -> None:
    """Only parties with a CVR number that are guided in the window can be measured, two clients of one party once."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        K2  90000004  2001-01-01
        K3  90000012  2001-01-01
        K4  -         2001-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-03-03
        V2  K2      2014-02-03
        V3  K3      2013-12-31
        V4  K4      2014-02-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-01-31  10
        90000004  2014-09-30  12
        90000012  2013-01-31  10
        90000012  2014-09-30  20
        """,
    )
    drawn.shows(
        jobs="""
        created  lost  net   measured  not_measured
        2.00     0.00  2.00  1         0
        """
    )


def test_started_in_the_year(drawn: Drawing) -> None:
    """A company without an earlier figure that started on or after the agreement's first day started from 0."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2014-01-01
        K2  90000012  2013-12-31
        K3  90000020  -
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-03-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-09-30  3
        90000012  2014-09-30  3
        90000020  2014-09-30  3
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline_date  baseline  current  change
        90000004  2014-01-01     0         3        3
        90000012  -              -         -        -
        90000020  -              -         -        -
        """,
        jobs="""
        created  lost  net   measured  not_measured
        3.00     0.00  3.00  1         2
        """,
    )


def test_guided_before_start(drawn: Drawing) -> None:
    """The 0 of a company that started after it was guided is dated at its start; only later figures are current."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2014-05-01
        K2  90000012  2014-05-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-03-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-04-30  1
        90000004  2014-05-01  2
        90000012  2014-05-02  3
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline_date  baseline  current_date  current  change
        90000004  2014-05-01     0         -             -        -
        90000012  2014-05-01     0         2014-05-02    3        3
        """
    )


def test_no_current_figure(drawn: Drawing) -> None:
    """A company without a figure after its baseline is not measured; its change is unknown and not 0."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        K2  90000012  2001-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-03-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-03-03  10
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline_date  baseline  current  change
        90000004  2014-03-03     10        -        -
        90000012  -              -         -        -
        """,
        jobs="""
        created  lost  net   measured  not_measured
        0.00     0.00  0.00  0         2
        """,
    )


def test_figure_of_a_later_day(drawn: Drawing) -> None:
    """A figure dated after the date asked for does not exist yet; one dated after the agreement ended still counts."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-03-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-01-31  10
        90000004  2014-06-30  12
        90000004  2015-01-31  20
        """,
    )
    drawn.shows(
        on="2014-06-29",
        jobs="""
        created  lost  net   measured  not_measured
        0.00     0.00  0.00  0         1
        """,
    )
    drawn.shows(
        on="2014-12-31",
        jobs="""
        created  lost  net   measured  not_measured
        2.00     0.00  2.00  1         0
        """,
    )
    drawn.shows(
        on="2015-01-31",
        jobs="""
        created  lost  net    measured  not_measured
        10.00    0.00  10.00  1         0
        """,
    )


def test_blank_figure(drawn: Drawing) -> None:
    """A row without full-time equivalents does not exist for this rule."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-03-03
        """,
        employment="""
        cvr       date        full_time  revenue
        90000004  2014-01-31  10         -
        90000004  2014-02-28  -          1000000
        90000004  2014-06-30  12         -
        90000004  2014-09-30  -          2000000
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline_date  baseline  current_date  current  change
        90000004  2014-01-31     10        2014-06-30    12       2
        """
    )


def test_two_sources(drawn: Drawing) -> None:
    """Of several sources on one day the agreement's most trusted counts, then others by name, a blank one last."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        K2  90000012  2001-01-01
        K3  90000020  2001-01-01
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-03-03
        """,
        employment="""
        cvr       date        full_time  source
        90000004  2014-01-31  10         CVR
        90000004  2014-06-30  99         Indberettet
        90000004  2014-06-30  98         Register
        90000004  2014-06-30  11         cvr
        90000012  2014-01-31  99         Avis
        90000012  2014-01-31  10         Indberettet
        90000012  2014-06-30  12         CVR
        90000020  2014-01-31  10         CVR
        90000020  2014-06-30  99         -
        90000020  2014-06-30  98         Brev
        90000020  2014-06-30  13         Avis
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline  current  change
        90000004  10        11       1
        90000012  10        12       2
        90000020  10        13       3
        """
    )


def test_trusted_but_blank(drawn: Drawing) -> None:
    """A trusted source that gives no figure that day leaves the word to the next."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-03-03
        """,
        employment="""
        cvr       date        full_time  source
        90000004  2014-01-31  10         CVR
        90000004  2014-06-30  -          CVR
        90000004  2014-06-30  12         Register
        """,
    )
    drawn.shows(
        changes="""
        cvr       baseline  current  change
        90000004  10        12       2
        """
    )


def test_rounding(drawn: Drawing) -> None:
    """Created, lost and net are summed exactly and each rounded once, half away from zero."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2014-01-01
        K2  90000012  2014-01-01
        K3  90000020  2001-01-01
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-03-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-06-30  1.002
        90000012  2014-06-30  1.003
        90000020  2014-01-31  1.004
        90000020  2014-06-30  1.000
        """,
    )
    drawn.shows(
        jobs="""
        created  lost  net   measured
        2.01     0.00  2.00  3
        """
    )


def test_bands(drawn: Drawing) -> None:
    """A figure known only as a band is not measured, but shows how low and how high the net may be."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2001-01-01
        K2  90000012  2001-01-01
        K3  90000020  2001-01-01
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-03-03
        """,
        employment="""
        cvr       date        full_time  low  high  source
        90000004  2014-01-31  10         -    -     CVR
        90000004  2014-06-30  12         -    -     CVR
        90000012  2014-01-31  -          5    9     CVR
        90000012  2014-06-30  -          10   19    CVR
        90000020  2014-01-31  10         -    -     CVR
        90000020  2014-06-30  -          10   19    CVR
        90000020  2014-06-30  13         -    -     Register
        """,
    )
    drawn.shows(
        changes="""
        cvr       change  change_low  change_high
        90000004  2       2           2
        90000012  -       1           14
        90000020  3       3           3
        """,
        jobs="""
        created  lost  net   measured  not_measured  net_low  net_high
        5.00     0.00  5.00  2         1             6.00     19.00
        """,
    )


def test_no_bands(drawn: Drawing) -> None:
    """Where every figure is exact there is no lower and upper net."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2014-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-03-03
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-06-30  2
        """,
    )
    drawn.shows(
        jobs="""
        net   net_low  net_high
        2.00  -        -
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """Goal, measure and whom to trust stand in the agreement."""
    drawn.agree(
        "the goal is 50 jobs created and Register is trusted before CVR",
        jobs_goal=50,
        jobs_measure="created",
        employment_sources=["Register", "CVR"],
    )
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2014-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-03-03
        """,
        employment="""
        cvr       date        full_time  source
        90000004  2014-06-30  2          CVR
        90000004  2014-06-30  4          Register
        """,
    )
    drawn.shows(
        jobs="""
        created  lost  net   goal  measure
        4.00     0.00  4.00  50    created
        """
    )
