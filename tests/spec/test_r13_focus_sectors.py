"""R13: Focus sectors

B4's sectors, by what the CRM says and else by industry code. The specs' agreement has the sectors animation (codes
5821 and 59), green (38 and 3511) and experiences (90 and 591).
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_by_text(drawn: Drawing) -> None:
    """A focus area that names a sector, by its id or its name in either language, in any case, settles it."""
    drawn.load(
        clients="""
        id | focus
        K1 | animation
        K2 | ANIMATION OG NYE MEDIER
        K3 | green technology
        K4 | Grøn Teknologi
        K5 | Animation film
        K6 | -
        """,
    )
    drawn.shows(
        party_sectors="""
        party  sector
        K1     animation
        K2     animation
        K3     green
        K4     green
        K5     none
        K6     none
        """
    )


def test_by_code(drawn: Drawing) -> None:
    """Otherwise the longest code that begins the industry code settles it."""
    drawn.load(
        clients="""
        id  industry
        K1  582100
        K2  582900
        K3  591100
        K4  592000
        K5  351100
        K6  351200
        K7  -
        """,
    )
    drawn.shows(
        party_sectors="""
        party  sector
        K1     animation
        K2     none
        K3     experiences
        K4     animation
        K5     green
        K6     none
        K7     none
        """
    )


def test_text_before_code(drawn: Drawing) -> None:
    """Text goes before code; a text that names no sector leaves the word to the code."""
    drawn.load(
        clients="""
        id | focus          | industry
        K1 | green          | 591100
        K2 | something else | 591100
        """,
    )
    drawn.shows(
        party_sectors="""
        party  sector
        K1     green
        K2     experiences
        """
    )


def test_several_clients(drawn: Drawing) -> None:
    """A party's clients are asked in order of their numbers, all for their text first, then for the longest code."""
    drawn.load(
        clients="""
        id   cvr       focus      industry
        K10  90000004  green      -
        K2   90000004  animation  -
        K3   90000012  -          591100
        K4   90000012  green      -
        K5   90000020  -          592000
        K6   90000020  -          591100
        K7   90000039  -          381100
        K8   90000039  -          592000
        """,
    )
    drawn.shows(
        party_sectors="""
        party     sector
        90000004  green
        90000012  green
        90000020  experiences
        90000039  green
        """
    )


def test_figures(drawn: Drawing) -> None:
    """Each sector, and the parties in none, have the figures of the whole; every party is in one of them."""
    drawn.load(
        clients="""
        id  cvr       start       focus      ambition
        K1  90000004  2001-01-01  green      yes
        K2  -         2013-01-01  green      -
        K3  90000012  2014-01-01  animation  -
        K4  -         2001-01-01  -          -
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K1      2014-03-03  specialised
        V3  K2      2014-02-03  focused
        V4  K3      2014-02-03  specialised
        V5  K4      2014-02-03  local
        """,
        screenings="""
        id  client  date        tool          to
        S1  K1      2014-02-03  growth_wheel  none
        S2  K1      2014-02-04  growth_wheel  specialised
        S3  K2      2014-02-03  other         specialised
        """,
        programmes="""
        id  client  date
        F1  K1      2014-02-03
        F2  K1      2014-03-03
        F3  K4      2014-03-03
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2014-03-03  2014-03-10  5
        S2  K2      2014-03-03  2014-03-10  3
        S3  K4      2014-03-03  2014-03-10  5
        """,
        employment="""
        cvr       date        full_time
        90000004  2014-01-31  10
        90000004  2014-06-30  8
        90000012  2014-06-30  3
        """,
    )
    drawn.shows(
        sectors="""
        sector     guided  screened  programmes  satisfied  answered  share
        animation  1       0         0           0          0         -
        green      1       1         2           1          2         1/2
        none       1       0         1           0          0         -
        """,
        sector_jobs="""
        sector     created  lost  net    measured  not_measured
        animation  3.00     0.00  3.00   1         0
        green      0.00     2.00  -2.00  1         0
        """,
    )


def test_another_agreement(drawn: Drawing) -> None:
    """Which sectors there are stands in the agreement."""
    drawn.agree(
        "its only sector is food, code 10",
        sectors=[{"id": "food", "position": 1, "names": ["Fødevarer", "Food"], "codes": ["10"]}],
    )
    drawn.load(
        clients="""
        id  focus      industry
        K1  fødevarer  -
        K2  animation  -
        K3  -          101100
        """,
    )
    drawn.shows(
        party_sectors="""
        party  sector
        K1     food
        K2     none
        K3     food
        """
    )
