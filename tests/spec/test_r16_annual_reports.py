"""R16: Annual reports

Each operator reports once a year on whom it has guided (B3): the specialised one on industry, revenue, export and jobs,
the local one on industry, survival, export and jobs, both on who they are.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_by_industry(drawn: Drawing) -> None:
    """Parties with a CVR number guided by the operator in the window are reported by industry group."""
    drawn.load(
        clients="""
        id  cvr       industry
        K1  90000004  431100
        K2  90000012  432100
        K3  90000020  620100
        K4  90000039  -
        K5  -         431100
        K6  90000047  431100
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K1      2014-03-03  specialised
        V3  K2      2014-02-03  local
        V4  K3      2014-02-03  specialised
        V5  K4      2014-02-03  local
        V6  K5      2014-02-03  local
        V7  K6      2014-02-03  focused
        V8  K6      2013-12-31  local
        """,
    )
    drawn.shows(
        industries="""
        operator     industry_group  parties
        local        construction    2
        local        unknown         1
        specialised  construction    1
        specialised  information     1
        """
    )


def test_survival(drawn: Drawing) -> None:
    """Of the companies alive at their first guidance those survive that have not closed by the date asked for."""
    drawn.load(
        clients="""
        id  cvr       end
        K1  90000004  -
        K2  90000012  2014-07-01
        K3  90000020  2014-06-30
        K4  90000039  2014-01-31
        """,
        guidances="""
        id      client  date
        V1..V4  K1..K4  2014-02-03
        """,
    )
    drawn.shows(
        on="2014-06-30",
        industries="""
        operator  industry_group  parties  alive  surviving
        local     unknown         4        3      2
        """,
    )


def test_latest_figures(drawn: Drawing) -> None:
    """Revenue, export and full-time equivalents are the latest known by the date asked for, each on its own."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        K2  90000012
        K3  90000020
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-02-03
        """,
        employment="""
        cvr       date        full_time  revenue  export
        90000004  2013-12-31  10         1000000  200000
        90000004  2014-06-30  12         -        300000
        90000004  2015-01-31  99         9000000  900000
        90000012  2014-06-30  5          500000   0
        """,
    )
    drawn.shows(
        industries="""
        operator  industry_group  parties  full_time  revenue  export  export_known  exporting
        local     unknown         3        17         1500000  300000  2             1
        """
    )


def test_profile(drawn: Drawing) -> None:
    """On the day of its first guidance a party is before its start, an entrepreneur or, once a company, established."""
    drawn.load(
        clients="""
        id  type          start       cvr
        K1  company       2014-02-04  90000004
        K2  company       2014-02-03  90000012
        K3  company       2011-02-04  90000020
        K4  company       2011-02-03  90000039
        K5  before_start  -           -
        """,
        guidances="""
        id      client  date
        V1..V5  K1..K5  2014-02-03
        """,
    )
    drawn.shows(
        profiles="""
        operator  profile       parties
        local     before_start  2
        local     entrepreneur  2
        local     established   1
        """
    )
