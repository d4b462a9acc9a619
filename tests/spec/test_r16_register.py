"""R16 with the register: What CVR adds to the annual reports

Documents of the CVR register bring a company's industry, start and end beside its figures. The clients' own word goes
first; where no client of a party says anything, the register does.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_industry_of_the_register(drawn: Drawing) -> None:
    """A party without a client's industry has the one the register knew latest by the date asked for."""
    drawn.load(
        clients="""
        id  cvr       industry
        K1  90000004  -
        K2  90000012  431100
        K3  90000020  -
        K4  90000039  -
        K5  90000039  620100
        """,
        guidances="""
        id      client  date
        V1..V5  K1..K5  2014-02-03
        """,
        employment="""
        cvr       date        source  full_time  industry
        90000004  2013-12-31  CVR     4          431100
        90000004  2014-06-30  CVR     4          620100
        90000004  2014-09-30  CVR     4          -
        90000012  2013-12-31  CVR     2          011100
        90000020  2014-12-31  CVR     -          471110
        90000039  2013-12-31  CVR     1          011100
        """,
    )
    drawn.shows(
        on="2014-06-29",
        industries="""
        operator  industry_group  parties
        local     construction    2
        local     information     1
        local     unknown         1
        """,
    )
    drawn.shows(
        industries="""
        operator  industry_group  parties
        local     construction    1
        local     information     2
        local     trade           1
        """
    )


def test_end_of_the_register(drawn: Drawing) -> None:
    """A company of which no client has an end has ended when the register says so."""
    drawn.load(
        clients="""
        id  cvr       end
        K1  90000004  -
        K2  90000012  2014-08-31
        K3  90000020  -
        K4  90000020  2014-05-31
        K5  90000039  -
        K6  90000047  -
        """,
        guidances="""
        id      client  date
        V1..V6  K1..K6  2014-02-03
        """,
        employment="""
        cvr       date        source  full_time  start       end
        90000004  2013-12-31  CVR     4          2008-03-01  2014-06-30
        90000012  2013-12-31  CVR     4          2008-03-01  2014-04-30
        90000020  2013-12-31  CVR     4          2008-03-01  2014-04-30
        90000039  2013-12-31  CVR     4          2008-03-01  2014-01-31
        90000047  2013-12-31  CVR     4          2008-03-01  -
        """,
    )
    drawn.shows(
        on="2014-06-29",
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         5        4      4
        """,
    )
    drawn.shows(
        on="2014-06-30",
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         5        4      3
        """,
    )
    drawn.shows(
        on="2014-08-31",
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         5        4      2
        """,
    )


def test_newest_word_of_the_register(drawn: Drawing) -> None:
    """The newest load says whether a company has ended, whatever day its figures are of."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        K2  90000012
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
        employment="""
        cvr       date        source  full_time  start       end
        90000004  2014-06-30  CVR     -          2008-03-01  -
        90000012  2014-06-30  CVR     -          2008-03-01  2014-05-31
        """,
    )
    drawn.shows(
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         2        2      1
        """
    )
    drawn.load(
        employment="""
        cvr       date        source  full_time  start       end
        90000004  2013-12-31  CVR     3          2008-03-01  2014-05-31
        90000012  2013-12-31  CVR     3          2008-03-01  -
        90000004  2014-09-30  Other   3          -           -
        """
    )
    drawn.shows(
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         2        2      1
        """
    )
    drawn.load(
        employment="""
        cvr       date        source  full_time  start       end
        90000012  2013-12-31  CVR     3          2008-03-01  2014-07-31
        """
    )
    drawn.shows(
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         2        2      0
        """
    )


def test_register_start_is_no_baseline(drawn: Drawing) -> None:
    """The register's start makes no one an entrepreneur and no baseline of jobs."""
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
        cvr       date        source  full_time  start
        90000004  2014-06-30  CVR     4          2014-02-01
        """,
    )
    drawn.shows(
        jobs="""
        created  lost  net  measured  not_measured
        0.00     0.00  0.00  0         1
        """,
        profiles="""
        operator  profile      parties
        local     established  1
        """,
    )
