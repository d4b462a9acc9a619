"""Which rows count

A row is known by the CRM's own number for it. What the CRM says last is what counts.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_newest_load_wins(drawn: Drawing) -> None:
    """Of two versions of one row the one loaded last counts, even when the CRM dates its change earlier."""
    drawn.load(
        clients="""
        id
        K1
        """,
        guidances="""
        id  client  date        level  changed
        V1  K1      2014-02-03  local  2014-02-20T10:00
        """,
    )
    drawn.load(
        guidances="""
        id  client  date        level        changed
        V1  K1      2014-02-03  specialised  2014-02-10T10:00
        """,
    )
    drawn.shows(
        activity="""
        measure             entrepreneur  company
        guided.specialised  0             1
        guided.total        0             1
        """
    )


def test_newest_change_within_a_load(drawn: Drawing) -> None:
    """Within one load the latest change counts, an undated change is the oldest, and of equals the later row counts."""
    drawn.load(
        clients="""
        id
        K1..K3
        """,
        guidances="""
        id  client  date        level        changed
        V1  K1      2014-02-03  local        2014-02-05T10:01
        V1  K1      2014-02-03  specialised  2014-02-05T10:00
        V2  K2      2014-02-03  local        2014-02-05T10:00
        V2  K2      2014-02-03  specialised  -
        V3  K3      2014-02-03  local        -
        V3  K3      2014-02-03  focused      -
        """,
    )
    drawn.shows(
        activity="""
        measure         entrepreneur  company
        guided.local    0             2
        guided.focused  0             1
        guided.total    0             2
        """
    )


def test_refused_correction(drawn: Drawing) -> None:
    """A correction that is refused leaves the version before it standing, also where the load is complete."""
    drawn.load(
        clients="""
        id
        K1
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        V2  K1      2014-02-04
        """,
    )
    drawn.load(
        full=True,
        refused="guidance V1",
        guidances="""
        id  client  date        level
        V2  K1      2014-02-04  specialised
        """,
    )
    drawn.shows(
        activity="""
        measure             entrepreneur  company
        guided.local        0             1
        guided.specialised  0             1
        guided.total        0             1
        """
    )


def test_waiting_joins(drawn: Drawing) -> None:
    """An event whose client is not known yet waits, and counts from the load that brings the client."""
    drawn.load(
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.shows(
        activity="""
        measure         entrepreneur  company
        """,
        waiting="""
        load  kind      rows
        1     guidance  1
        """,
    )
    drawn.load(
        clients="""
        id
        K1
        """,
    )
    drawn.shows(
        activity="""
        measure       entrepreneur  company
        guided.local  0             1
        guided.total  0             1
        """,
        waiting="""
        load  kind  rows
        """,
    )


def test_newer_version_waits(drawn: Drawing) -> None:
    """A newer version that names an unknown client waits, and the older version no longer counts."""
    drawn.load(
        clients="""
        id
        K1
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.load(
        guidances="""
        id  client  date
        V1  K9      2014-02-03
        """,
    )
    drawn.shows(
        activity="""
        measure  entrepreneur  company
        """,
        waiting="""
        load  kind      rows
        2     guidance  1
        """,
    )


def test_complete_load_withdraws(drawn: Drawing) -> None:
    """A complete load withdraws the rows of its kinds that it lacks, until a later load brings them back."""
    drawn.load(
        clients="""
        id
        K1..K2
        """,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        V2  K2      2014-02-03
        """,
        programmes="""
        id  client  date
        F2  K2      2014-02-03
        """,
    )
    drawn.load(
        full=True,
        guidances="""
        id  client  date
        V1  K1      2014-02-03
        """,
    )
    drawn.shows(
        activity="""
        measure          entrepreneur  company
        guided.local     0             1
        guided.total     0             1
        programme.A      0             1
        programme.total  0             1
        """
    )
    drawn.load(
        guidances="""
        id  client  date
        V2  K2      2014-02-03
        """,
    )
    drawn.shows(
        activity="""
        measure          entrepreneur  company
        guided.local     0             2
        guided.total     0             2
        programme.A      0             1
        programme.total  0             1
        """
    )


def test_withdrawn_client(drawn: Drawing) -> None:
    """The events of a withdrawn client wait again."""
    drawn.load(
        clients="""
        id
        K1..K2
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
    )
    drawn.load(
        full=True,
        clients="""
        id
        K1
        """,
    )
    drawn.shows(
        activity="""
        measure       entrepreneur  company
        guided.local  0             1
        guided.total  0             1
        """,
        waiting="""
        load  kind      rows
        1     guidance  1
        """,
    )


def test_employment_key(drawn: Drawing) -> None:
    """A figure for a company is corrected by one of the same day and source, however the source's name is written."""
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
        cvr       date        full_time  source
        90000004  2014-01-01  10         CVR
        90000004  2014-06-30  15         CVR
        """,
    )
    drawn.load(
        employment="""
        cvr       date        full_time  source
        90000004  2014-06-30  12         cvr
        """,
    )
    drawn.shows(
        jobs="""
        created  lost  net   measured
        2.00     0.00  2.00  1
        """
    )
