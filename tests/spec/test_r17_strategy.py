"""R17: Strategy milestones and shared obligations

What the parties follow besides counted figures (§6, B3–B4): the agreement names it, people write where it stands.
"""

from __future__ import annotations

from tests.spec.drawing import Drawing


def test_nothing_written(drawn: Drawing) -> None:
    """A milestone or an obligation nobody has written about is shown without a value."""
    drawn.follows(
        strategy="""
        about             value  author  entries
        business_climate  -      -       0
        meetings          -      -       0
        """
    )


def test_every_entry_is_kept(drawn: Drawing) -> None:
    """Each entry is kept with its author and its day, and the one with the latest date stands."""
    drawn.writes("""
    written     author  about             value  date
    2014-09-15  Bo      business_climate  12     2014-09-01
    2014-10-01  Ida     business_climate  25     2013-09-01
    2014-06-30  Ida     meetings          1      2014-06-30
    """)
    drawn.follows(
        on="2014-06-30",
        strategy="""
        about             value  author  entries
        business_climate  25     Ida     1
        meetings          1      Ida     1
        """,
    )
    drawn.follows(
        on="2014-12-31",
        strategy="""
        about             value  author  entries
        business_climate  12     Bo      2
        meetings          1      Ida     1
        """,
    )


def test_correction(drawn: Drawing) -> None:
    """Of two entries for one date the one written last stands; the first is kept."""
    drawn.writes("""
    written     author  about             value  date
    2014-09-15  Bo      business_climate  12     2014-09-01
    2014-10-01  Ida     business_climate  11     2014-09-01
    """)
    drawn.follows(
        strategy="""
        about             value  author  entries
        business_climate  11     Ida     2
        meetings          -      -       0
        """
    )


def test_undated(drawn: Drawing) -> None:
    """An entry without a date holds from the day it was written; one dated after the date asked for does not yet."""
    drawn.writes("""
    written     author  about     value  date
    2014-06-30  Bo      meetings  1      -
    2014-06-30  Bo      meetings  2      2014-12-01
    """)
    for day, value, author, entries in (
        ("2014-06-29", "-", "-", 0),
        ("2014-06-30", "1", "Bo", 1),
        ("2014-12-01", "2", "Bo", 2),
    ):
        drawn.follows(
            on=day,
            strategy=f"""
            about             value    author    entries
            business_climate  -        -         0
            meetings          {value}  {author}  {entries}
            """,
        )
