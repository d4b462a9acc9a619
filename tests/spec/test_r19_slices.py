"""R19: Slices

The figures of one focus sector, industry group or growth potential (B4). Every figure counts the slice's parties as it
counts all parties; a slice has no target, pace, status or budget of its own.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_first_client_that_says(drawn: Drawing) -> None:
    """Industry and potential are what a party's first client says, in order of their numbers, of those that do."""
    drawn.load(
        clients="""
        id   cvr       industry  growth
        K1   90000004  -         C
        K10  90000004  620100    -
        K2   90000004  011100    B
        K3   90000012  -         -
        K4   90000020  990000    A
        K5   90000039  400000    -
        """,
    )
    drawn.shows(
        party_slices="""
        party     sector  industry     potential
        90000004  none    information  C
        90000012  none    unknown      none
        90000020  none    culture      A
        90000039  none    unknown      none
        """
    )


def test_groups(drawn: Drawing) -> None:
    """Groups are Statistics Denmark's ten, by the first two digits of the industry code."""
    drawn.load(
        clients="""
        id   industry
        K1   032200
        K2   050000
        K3   399900
        K4   439900
        K5   450000
        K6   563000
        K7   639900
        K8   669900
        K9   683200
        K10  690000
        K11  829900
        K12  850000
        K13  889900
        K14  900110
        """,
    )
    drawn.shows(
        party_slices="""
        party  industry
        K1     agriculture
        K2     manufacturing
        K3     manufacturing
        K4     construction
        K5     trade
        K6     trade
        K7     information
        K8     finance
        K9     property
        K10    services
        K11    services
        K12    public
        K13    public
        K14    culture
        """
    )


def test_register_where_no_client_says(drawn: Drawing) -> None:
    """Where no client of a party says an industry, the register's latest by the date asked for does."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        """,
        employment="""
        cvr       date        source  industry
        90000004  2013-12-31  CVR     431100
        90000004  2014-06-30  CVR     620100
        """,
    )
    for day, industry in (("2013-12-30", "unknown"), ("2014-06-29", "construction"), ("2014-06-30", "information")):
        drawn.shows(
            on=day,
            party_slices=f"""
            party     industry
            90000004  {industry}
            """,
        )


def test_settled_first(drawn: Drawing) -> None:
    """Parties are settled on all rows, then the slice's are left with all they did; a programme's level is no slice."""
    drawn.load(
        clients="""
        id  cvr       start       industry  growth  ambition
        K1  90000004  2005-01-01  -         -       yes
        K2  90000004  -           620100    B       -
        K3  90000012  2005-01-01  620100    A       yes
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        V2  K3      2014-02-03
        """,
        programmes="""
        id  client  date        growth
        F1  K1      2014-03-03  A
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2014-03-03  2014-03-10  5
        S2  K3      2014-03-03  2014-03-10  2
        """,
    )
    drawn.shows(
        slices="""
        slice                 guided_locally  programmes_A  satisfied  answered  not_measured  files
        whole                 2               1             1          2         2             2
        sector.none           2               1             1          2         2             2
        industry.information  2               1             1          2         2             2
        potential.A           1               0             0          1         1             1
        potential.B           1               1             1          1         1             1
        """
    )


def test_nothing_agreed(drawn: Drawing) -> None:
    """A slice has no target, pace, status, budget or goal for jobs; its satisfaction is held against the goal."""
    drawn.load(
        clients="""
        id  start       focus  ambition
        K1  2001-01-01  green  yes
        """,
        guidances="""
        id  client  date        hours  rate
        V1  K1      2014-02-03  1      500
        """,
        screenings="""
        id  client  date        hours  rate  contact
        S1  K1      2014-02-03  1      500   2014-02-04
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2014-03-03  2014-03-10  5
        """,
    )
    drawn.shows(
        slices="""
        slice             guided_locally  target  status  payable  budget     met  goal  contacted_in_time
        whole             1               200     missed  500.00   90000.00  yes  275   1
        sector.green      1               -       none    500.00   -          yes  -     1
        industry.unknown  1               -       none    500.00   -          yes  -     1
        potential.none    1               -       none    500.00   -          yes  -     1
        """
    )


def test_against_the_rest(drawn: Drawing) -> None:
    """A share is held against the rest by Fisher's exact test: 5 of 12 beside 75 of 100 is low, 6 of 12 is inside."""
    drawn.load(
        clients="""
        id         focus      growth  ambition
        K1..K12    green      A       yes
        K13..K112  animation  A       yes
        """,
        guidances="""
        id         client     date
        V1..V112   K1..K112   2014-02-03
        """,
        answers="""
        id         client     sent        answered    score
        S1..S5     K1..K5     2014-03-03  2014-03-10  4
        S6..S12    K6..K12    2014-03-03  2014-03-10  2
        S13..S87   K13..K87   2014-03-03  2014-03-10  4
        S88..S112  K88..K112  2014-03-03  2014-03-10  2
        """,
    )
    shown = """
        slice             satisfied  answered  against_rest
        whole             {whole}         112       -
        sector.animation  75         100       {animation}
        sector.green      {green}          12        {word}
        industry.unknown  {whole}         112       -
        potential.A       {whole}         112       -
        """
    drawn.shows(slices=shown.format(whole=80, green=5, animation="high", word="low"))
    drawn.load(
        answers="""
        id  client  sent        answered    score
        S6  K6      2014-03-03  2014-03-10  4
        """
    )
    drawn.shows(slices=shown.format(whole=81, green=6, animation="inside", word="inside"))
