"""R14: Completeness

What §5 asks to be registered about every client that is guided. What is missing is the debt to pay before the meeting.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_before_start(drawn: Drawing) -> None:
    """An entrepreneur without a CVR number needs CPR, name, address, phone, education and main content."""
    drawn.load(
        clients="""
        id  start       cpr  name  address  phone  education  contact  contact_education
        K1  2013-01-01  p1   yes   yes      yes    yes        no       no
        K2  2013-01-01  -    yes   yes      yes    yes        no       no
        K3  2013-01-01  p3   no    no       no     no         no       no
        """,
        guidances="""
        id      client  date        content
        V1..V2  K1..K2  2014-02-03  yes
        V3      K3      2014-02-03  no
        """,
    )
    drawn.shows(
        files="""
        client | missing
        K1     | nothing
        K2     | cpr
        K3     | name, address, phone, education, content
        """,
        completeness="""
        clients  complete  share
        3        1         1/3
        """,
    )


def test_after_start(drawn: Drawing) -> None:
    """Any other client needs CVR, name, address, industry, contact person, that person's education and main content."""
    drawn.load(
        clients="""
        id  cvr       start       name  address  industry  contact  contact_education  phone  education
        K1  90000004  2001-01-01  yes   yes      011100    yes      yes                no     no
        K2  90000012  2013-01-01  yes   yes      011100    yes      no                 no     no
        K3  90000020  2001-01-01  no    no       -         no       yes                yes    yes
        K4  -         2001-01-01  yes   yes      011100    yes      yes                yes    yes
        """,
        guidances="""
        id      client  date
        V1..V4  K1..K4  2014-02-03
        """,
    )
    drawn.shows(
        files="""
        client | missing
        K1     | nothing
        K2     | contact_education
        K3     | name, address, industry, contact
        K4     | cvr
        """,
        completeness="""
        clients  complete  share
        4        1         1/4
        """,
    )


def test_content(drawn: Drawing) -> None:
    """Main content is asked of every guidance of the client in the window, at any level, and of no other."""
    drawn.load(
        clients="""
        id  start       cpr
        K1  2013-01-01  p1
        K2  2013-01-01  p2
        """,
        guidances="""
        id  client  date        level        content
        V1  K1      2014-02-03  local        yes
        V2  K1      2014-03-03  specialised  no
        V3  K2      2013-12-31  local        no
        V4  K2      2014-02-03  focused      yes
        V5  K2      2015-01-01  local        no
        """,
    )
    drawn.shows(
        on="2015-06-30",
        files="""
        client | missing
        K1     | content
        K2     | nothing
        """,
    )


def test_whose_file(drawn: Drawing) -> None:
    """Each client guided in the window is one file, also when two are one party; who is not guided is not asked."""
    drawn.load(
        clients="""
        id  cpr  cvr       start       industry
        K1  p1   -         2013-01-01  -
        K2  p1   90000004  2013-01-01  011100
        K3  -    -         -           -
        """,
        guidances="""
        id      client  date
        V1..V2  K1..K2  2014-02-03
        """,
    )
    drawn.shows(
        parties="""
        client  party     segment
        K1      90000004  entrepreneur
        K2      90000004  entrepreneur
        K3      K3        -
        """,
        files="""
        client | missing
        K1     | nothing
        K2     | nothing
        """,
    )


def test_nobody_guided(drawn: Drawing) -> None:
    """While nobody is guided the share is unknown."""
    drawn.load(
        clients="""
        id
        K1
        """,
    )
    drawn.shows(
        completeness="""
        clients  complete  share
        0        0         -
        """
    )
