"""R1: The one who is counted

Clients that are the same company or the same person are one party, and a party is counted once.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_one_cvr_is_one_party(drawn: Drawing) -> None:
    """Clients with the same CVR number are one party."""
    drawn.load(
        clients="""
        id  cvr
        K1  90000004
        K2  90000004
        K3  90000012
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K1      90000004
        K2      90000004
        K3      90000012
        """,
        activity="""
        measure       entrepreneur  company
        guided.local  0             2
        guided.total  0             2
        """,
    )


def test_cpr_turns_into_cvr(drawn: Drawing) -> None:
    """A client without a CVR number is the company of another client with the same CPR number."""
    drawn.load(
        clients="""
        id  cpr  cvr
        K1  p1   -
        K2  p1   90000004
        K3  p2   -
        """,
        guidances="""
        id      client  date
        V1..V3  K1..K3  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K1      90000004
        K2      90000004
        K3      p2
        """,
        activity="""
        measure       entrepreneur  company
        guided.local  0             2
        guided.total  0             2
        """,
    )


def test_one_cpr_two_cvrs(drawn: Drawing) -> None:
    """Of several companies of one person the one with the earliest start is taken, unknown last, then the smallest."""
    drawn.load(
        clients="""
        id  cpr  cvr       start
        K1  p1   -         -
        K2  p1   90000004  2012-01-01
        K3  p1   90000012  2010-01-01
        K4  p2   -         -
        K5  p2   90000020  2011-01-01
        K6  p2   90000012  2011-01-01
        K7  p3   -         -
        K8  p3   90000004  -
        K9  p3   90000020  2013-01-01
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K1      90000012
        K2      90000004
        K3      90000012
        K4      90000012
        K5      90000020
        K6      90000012
        K7      90000020
        K8      90000004
        K9      90000020
        """
    )


def test_own_start_does_not_matter(drawn: Drawing) -> None:
    """Only client rows with both the CPR and the CVR number say how old that person's company is."""
    drawn.load(
        clients="""
        id  cpr  cvr       start
        K1  p1   -         -
        K2  p1   90000004  2012-01-01
        K3  p1   90000012  2011-01-01
        K4  -    90000004  2001-01-01
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K1      90000012
        K2      90000004
        K3      90000012
        K4      90000004
        """
    )


def test_cpr_then_client(drawn: Drawing) -> None:
    """Without any CVR number the CPR number is the party, and without that the client itself."""
    drawn.load(
        clients="""
        id  cpr
        K1  p1
        K2  p1
        K3  -
        K4  -
        """,
        guidances="""
        id      client  date
        V1..V4  K1..K4  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  party
        K1      p1
        K2      p1
        K3      K3
        K4      K4
        """,
        activity="""
        measure       entrepreneur  company
        guided.local  0             3
        guided.total  0             3
        """,
    )


def test_cvr_in_a_later_load(drawn: Drawing) -> None:
    """When a person gets a company, what the person did before is the company's."""
    drawn.load(
        clients="""
        id  cpr
        K1  p1
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.load(
        clients="""
        id  cpr  cvr
        K2  p1   90000004
        """,
        guidances="""
        id  client  date
        V2  K2      2014-09-01
        """,
    )
    drawn.shows(
        parties="""
        client  party     first
        K1      90000004  2014-02-03
        K2      90000004  2014-02-03
        """,
        activity="""
        measure       entrepreneur  company
        guided.local  0             1
        guided.total  0             1
        """,
    )


def test_start_of_a_party(drawn: Drawing) -> None:
    """A party started when the earliest of its clients did; unknown starts are passed over."""
    drawn.load(
        clients="""
        id  cvr       start
        K1  90000004  2013-01-01
        K2  90000004  2010-06-01
        K3  90000012  2013-01-01
        K4  90000012  -
        K5  90000020  -
        """,
    )
    drawn.shows(
        parties="""
        client  start
        K1      2010-06-01
        K2      2010-06-01
        K3      2013-01-01
        K4      2013-01-01
        K5      -
        """
    )
