"""R8: Satisfaction

More than the agreed share of entrepreneurs and ambitious companies must be satisfied (§7). The specs' goal is 80 %.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_satisfied(drawn: Drawing) -> None:
    """A score of 4 or 5 is satisfied; 1, 2 and 3 are not."""
    drawn.load(
        clients="""
        id      start
        K1..K5  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V5  K1..K5  2014-02-03
        """,
        answers="""
        id      client  sent        answered    score
        S1..S5  K1..K5  2014-03-03  2014-03-10  1..5
        """,
    )
    drawn.shows(
        satisfaction="""
        level  satisfied  answered  share  met
        all    2          5         2/5    no
        """
    )


def test_80_of_100(drawn: Drawing) -> None:
    """The goal must be passed: 80 of 100 misses it."""
    drawn.load(
        clients="""
        id        start
        K1..K100  2013-01-01
        """,
        guidances="""
        id        client    date
        V1..V100  K1..K100  2014-02-03
        """,
        answers="""
        id         client     sent        answered    score
        S1..S80    K1..K80    2014-03-03  2014-03-10  4
        S81..S100  K81..K100  2014-03-03  2014-03-10  3
        """,
    )
    drawn.shows(
        satisfaction="""
        level  satisfied  answered  share  met  low     high    certainty
        all    80         100       4/5    no   ≈0.711  ≈0.867  open
        """
    )


def test_81_of_100(drawn: Drawing) -> None:
    """81 of 100 meets it, although by chance alone the true share may well be lower."""
    drawn.load(
        clients="""
        id        start
        K1..K100  2013-01-01
        """,
        guidances="""
        id        client    date
        V1..V100  K1..K100  2014-02-03
        """,
        answers="""
        id         client     sent        answered    score
        S1..S81    K1..K81    2014-03-03  2014-03-10  4
        S82..S100  K82..K100  2014-03-03  2014-03-10  3
        """,
    )
    drawn.shows(
        satisfaction="""
        level  satisfied  answered  share   met  low     high    certainty
        all    81         100       81/100  yes  ≈0.722  ≈0.875  open
        """
    )


def test_certainty(drawn: Drawing) -> None:
    """It is certain when Wilson's 95 % interval lies wholly above the goal, or wholly at or below it."""
    drawn.load(
        clients="""
        id       start
        K1..K40  2013-01-01
        """,
        guidances="""
        id       client   date
        V1..V40  K1..K40  2014-02-03
        """,
        answers="""
        id        client    level        sent        answered    score
        S1..S20   K1..K20   local        2014-03-03  2014-03-10  5
        S21..S40  K21..K40  specialised  2014-03-03  2014-03-10  1
        """,
    )
    drawn.shows(
        satisfaction="""
        level        satisfied  answered  met  low     high    certainty
        all          20         40        no   ≈0.352  ≈0.648  below
        local        20         20        yes  ≈0.839  1       above
        specialised  0          20        no   0       ≈0.161  below
        """
    )


def test_no_answers(drawn: Drawing) -> None:
    """Without a single voice the share, the verdict and the interval are unknown, not 0."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
        answers="""
        id  client  sent
        S1  K1      2014-03-03
        """,
    )
    drawn.shows(
        satisfaction="""
        level  satisfied  answered  share  met  low  high  certainty  invited  response_rate
        all    0          0         -      -    -    -     none       1        0
        """
    )


def test_population(drawn: Drawing) -> None:
    """Entrepreneurs are asked, and of companies those where any client of the party has growth ambition."""
    drawn.load(
        clients="""
        id  cvr       start       ambition
        K1  -         2013-01-01  no
        K2  -         2001-01-01  yes
        K3  -         2001-01-01  no
        K4  -         2001-01-01  -
        K5  90000004  2001-01-01  no
        K6  90000004  2001-01-01  yes
        """,
        guidances="""
        id      client  date
        V1..V6  K1..K6  2014-02-03
        """,
        answers="""
        id      client  sent        answered    score
        S1..S5  K1..K5  2014-03-03  2014-03-10  5
        """,
    )
    drawn.shows(
        voices="""
        party     score
        K1        5
        K2        5
        90000004  5
        """,
        satisfaction="""
        level  satisfied  answered  invited  response_rate  without_ambition
        all    3          3         3        1              2
        """,
    )


def test_never_guided(drawn: Drawing) -> None:
    """A party that nobody has guided by the date asked for is not asked; guidance before the agreement is enough."""
    drawn.load(
        clients="""
        id      start
        K1..K3  2013-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2013-06-03
        V2  K2      2014-07-01
        """,
        answers="""
        id      client  sent        answered    score
        S1..S3  K1..K3  2014-03-03  2014-03-10  5
        """,
    )
    drawn.shows(
        on="2014-06-30",
        satisfaction="""
        level  satisfied  answered  invited
        all    1          1         1
        """,
    )


def test_latest_answer(drawn: Drawing) -> None:
    """Of a party's answers the latest is its voice, and of several on one day the one with the greatest number."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2013-01-01
        K2  90000004  2013-01-01
        K3  -         2013-01-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        V3  K3      2014-02-03
        """,
        answers="""
        id   client  sent        answered    score
        S1   K1      2014-03-03  2014-03-11  5
        S2   K2      2014-03-03  2014-03-10  1
        S9   K3      2014-03-03  2014-03-10  2
        S10  K3      2014-03-03  2014-03-10  5
        """,
    )
    drawn.shows(
        voices="""
        party     answer  score
        90000004  S1      5
        K3        S9      2
        """
    )


def test_no_answer(drawn: Drawing) -> None:
    """“Ved ikke” (0), a score without a date and a date without a score are no answer and cancel no earlier one."""
    drawn.load(
        clients="""
        id      start
        K1..K4  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V4  K1..K4  2014-02-03
        """,
        answers="""
        id      client  sent        answered    score
        S1..S3  K1..K3  2014-03-03  2014-03-10  5
        S4      K1      2014-04-03  2014-04-10  0
        S5      K2      2014-04-03  -           1
        S6      K3      2014-04-03  2014-04-10  -
        S7      K4      2014-04-03  2014-04-10  0
        """,
    )
    drawn.shows(
        satisfaction="""
        level  satisfied  answered  invited  response_rate
        all    3          3         4        3/4
        """
    )


def test_window(drawn: Drawing) -> None:
    """The day of the answer must be in the window; the questionnaire may have been sent before it."""
    drawn.load(
        clients="""
        id      start
        K1..K4  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V4  K1..K4  2013-06-03
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2013-12-20  2013-12-31  5
        S2  K2      2013-12-20  2014-01-01  5
        S3  K3      2014-06-01  2014-06-30  5
        S4  K4      2014-06-01  2014-07-01  5
        """,
    )
    drawn.shows(
        on="2014-06-30",
        voices="""
        party  answer
        K2     S2
        K3     S3
        """,
    )


def test_response_rate(drawn: Drawing) -> None:
    """Invited are parties of the population to whom a questionnaire was sent in the window, each once."""
    drawn.load(
        clients="""
        id  start       ambition
        K1  2013-01-01  -
        K2  2013-01-01  -
        K3  2013-01-01  -
        K4  2001-01-01  no
        K5  2013-01-01  -
        """,
        guidances="""
        id      client  date
        V1..V5  K1..K5  2014-02-03
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2014-03-03  2014-03-10  5
        S2  K1      2014-04-03  -           -
        S3  K2      2014-03-03  -           -
        S4  K3      2013-12-20  2014-01-02  4
        S5  K4      2014-03-03  2014-03-10  1
        S6  K5      2015-01-02  -           -
        """,
    )
    drawn.shows(
        on="2015-06-30",
        satisfaction="""
        level  satisfied  answered  invited  response_rate
        all    2          2         2        1/2
        """,
    )


def test_levels(drawn: Drawing) -> None:
    """At a level a party's latest answer about that level counts; an answer about no level counts only in the whole."""
    drawn.load(
        clients="""
        id      start
        K1..K2  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
        answers="""
        id  client  level        sent        answered    score
        S1  K1      local        2014-03-03  2014-03-10  5
        S2  K1      specialised  2014-04-03  2014-04-10  2
        S3  K1      local        2014-04-03  2014-04-10  4
        S4  K2      local        2014-03-03  2014-03-10  1
        S5  K2      -            2014-04-03  2014-04-10  5
        """,
    )
    drawn.shows(
        satisfaction="""
        level        satisfied  answered  share  met
        all          2          2         1      yes
        local        1          2         1/2    no
        specialised  0          1         0      no
        focused      0          0         -      -
        """
    )


def test_segment_of_a_voice(drawn: Drawing) -> None:
    """Without guidance in the window a party is placed by the day of its voice, or else of the last questionnaire."""
    drawn.load(
        clients="""
        id      start
        K1..K4  2011-07-01
        """,
        guidances="""
        id      client  date
        V1..V4  K1..K4  2013-06-03
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2014-06-02  2014-06-30  5
        S2  K2      2014-06-02  2014-07-01  5
        S3  K3      2014-06-30  -           -
        S4  K4      2014-06-30  -           -
        S5  K4      2014-07-01  -           -
        """,
    )
    drawn.shows(
        voices="""
        party  answer
        K1     S1
        """,
        satisfaction="""
        level  answered  invited  response_rate
        all    1         2        1/2
        """,
    )


def test_segment_at_a_level(drawn: Drawing) -> None:
    """At a level such a party is placed by the day of the answer that counts there."""
    drawn.load(
        clients="""
        id  start
        K1  2011-07-01
        """,
        guidances="""
        id  client  date
        V1  K1      2013-06-03
        """,
        answers="""
        id  client  level        sent        answered    score
        S1  K1      local        2014-06-02  2014-06-30  5
        S2  K1      specialised  2014-06-02  2014-07-01  5
        """,
    )
    drawn.shows(
        satisfaction="""
        level        satisfied  answered  invited
        all          0          0         0
        local        1          1         -
        specialised  0          0         -
        """
    )


def test_segment_of_a_guided_voice(drawn: Drawing) -> None:
    """A party guided in the window keeps its segment, also when it answers after its third anniversary."""
    drawn.load(
        clients="""
        id  start
        K1  2011-07-01
        """,
        guidances="""
        id  client  date
        V1  K1      2014-06-30
        """,
        answers="""
        id  client  sent        answered    score
        S1  K1      2014-07-01  2014-09-01  5
        """,
    )
    drawn.shows(
        satisfaction="""
        level  answered  invited
        all    1         1
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """The goal stands in the agreement."""
    drawn.agree("more than 50 % must be satisfied", satisfaction_goal_percent=50)
    drawn.load(
        clients="""
        id      start
        K1..K3  2013-01-01
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-02-03
        """,
        answers="""
        id  client  level  sent        answered    score
        S1  K1      local  2014-03-03  2014-03-10  5
        S2  K2      local  2014-03-03  2014-03-10  1
        S3  K3      -      2014-03-03  2014-03-10  4
        """,
    )
    drawn.shows(
        satisfaction="""
        level  satisfied  answered  goal  met
        all    2          3         0.5   yes
        local  1          2         0.5   no
        """
    )
