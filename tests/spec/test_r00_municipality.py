"""R0: Whom it concerns

The agreement is about the clients of one municipality.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_other_municipality(drawn: Drawing) -> None:
    """Only clients of the agreement's municipality count, and only their events."""
    drawn.load(
        clients="""
        id  municipality
        K1  791
        K2  661
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
        screenings="""
        id      client  date        hours  rate
        S1..S2  K1..K2  2014-02-03  1      800
        """,
        programmes="""
        id      client  date
        F1..F2  K1..K2  2014-02-03
        """,
    )
    drawn.shows(
        activity="""
        measure          entrepreneur  company
        guided.local     0             1
        guided.total     0             1
        programme.A      0             1
        programme.total  0             1
        """,
        fees="""
        fee                count  amount
        screening.company  1      800.00
        """,
    )


def test_nothing_there(drawn: Drawing) -> None:
    """Where nothing is loaded every count is 0 and every share is unknown."""
    drawn.load()
    drawn.shows(
        activity="""
        measure  entrepreneur  company
        """,
        fees="""
        fee    count  amount
        total  0      0.00
        """,
        satisfaction="""
        level  satisfied  answered  share  met  invited  response_rate
        all    0          0         -      -    0        -
        """,
        jobs="""
        created  lost  net   measured  not_measured
        0.00     0.00  0.00  0         0
        """,
        completeness="""
        clients  complete  share
        0        0         -
        """,
    )


def test_same_company_elsewhere(drawn: Drawing) -> None:
    """A client of another municipality lends nothing to a party here, even when they share a CVR number."""
    drawn.load(
        clients="""
        id  cvr       municipality  start       ambition
        K1  90000004  791           2013-01-01  -
        K2  90000004  661           2001-01-01  yes
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  local
        V2  K2      2014-01-10  specialised
        """,
    )
    drawn.shows(
        parties="""
        client  party     start       first       segment
        K1      90000004  2013-01-01  2014-02-03  entrepreneur
        """,
        activity="""
        measure       entrepreneur  company
        guided.local  1             0
        guided.total  1             0
        """,
    )


def test_same_person_elsewhere(drawn: Drawing) -> None:
    """A CPR number does not turn into a CVR number that only another municipality's client has."""
    drawn.load(
        clients="""
        id  cpr  cvr       municipality
        K1  p1   -         791
        K2  p1   90000004  661
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K1      p1
        """,
    )


def test_client_moves(drawn: Drawing) -> None:
    """A client that is corrected to another municipality takes its whole history with it."""
    drawn.load(
        clients="""
        id  municipality
        K1  791
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.load(
        clients="""
        id  municipality
        K1  661
        """,
    )
    drawn.shows(
        activity="""
        measure  entrepreneur  company
        """
    )


def test_another_agreement(drawn: Drawing) -> None:
    """Which municipality it is stands in the agreement."""
    drawn.agree("the municipality is 661", municipality_code="661")
    drawn.load(
        clients="""
        id  municipality
        K1  791
        K2  661
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K2      K2
        """
    )
