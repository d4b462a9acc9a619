"""R6: Focused initiatives and targets of 0

B1 has a line for focused initiatives with the number 0.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_focused(drawn: Drawing) -> None:
    """Parties in focused initiatives are counted as those of any other level."""
    drawn.load(
        clients="""
        id  start
        K1  2013-01-01
        K2  2001-01-01
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  focused
        V2  K1      2014-02-04  focused
        V3  K2      2014-02-03  focused
        """,
    )
    drawn.shows(
        activity="""
        measure         entrepreneur  company
        guided.focused  1             1
        """
    )


def test_target_0(drawn: Drawing) -> None:
    """A target of 0 is no target: nothing is expected, nothing is judged, nothing is forecast."""
    drawn.agree(
        "the only targets are 0 focused companies and 1 local company",
        targets=(("guided.focused.company", 0, "B1"), ("guided.local.company", 1, "B1")),
    )
    drawn.load(
        clients="""
        id
        K1
        """,
        guidances="""
        id  client  date        level
        V1  K1      2014-02-03  focused
        V2  K1      2014-02-03  local
        """,
    )
    drawn.shows(
        targets="""
        target_id               actual  target  expected  status  median  p_target
        guided.local.company    1       1       1         met     1       1
        guided.focused.company  1       0       0         none    -       -
        """
    )
