"""Tables on a page of A4: nothing wider than the page, long texts get the room, and what is empty is left out."""

from __future__ import annotations

import pytest

from data_pipeline.papers.sheets import SIZES, WIDTH, sheets
from data_pipeline.views.table import Kind, Table, columns

LONG = "Parterne gennemgår listen over virksomheder måned for måned, så hver har en navngiven tovholder."


def test_a_table_takes_the_whole_page_and_its_long_texts_what_numbers_leave():
    (one,) = sheets(Table("T", columns(Kind.TEXT, "Handling", "Ansvarlig"), ((LONG, "Viborg Kommune"),)), "da")
    assert sum(one.widths) == pytest.approx(WIDTH, abs=0.1)
    assert one.widths[0] > 3 * one.widths[1] > 0
    assert one.size == SIZES[0]


def test_an_empty_column_is_left_out():
    table = Table("T", columns(Kind.TEXT, "Navn", "Note", Kind.COUNT, "Antal"), (("a", None, 1), ("b", "", 0)))
    (one,) = sheets(table, "da")
    assert one.heads == ("Navn", "Antal")


@pytest.mark.parametrize("count", [8, 12, 30])
def test_a_wide_table_is_told_in_parts_that_name_its_rows(count: int):
    heads = [f"Kolonne{number}" for number in range(count)]
    table = Table("T", columns(Kind.TEXT, "Navn", Kind.MONEY, *heads), (("Honorar", *[123456.78] * count),))
    parts = sheets(table, "da")
    assert all(sum(one.widths) <= WIDTH + 0.1 for one in parts)
    assert {one.heads[0] for one in parts} == {"Navn"}
    assert [head for one in parts for head in one.heads[1:]] == heads
    if len(parts) > 1:
        assert [one.title for one in parts][:2] == [f"T, 1 af {len(parts)}", f"T, 2 af {len(parts)}"]
