"""Lists go on on the next slide in the same letters: nothing is lost, nothing is squeezed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from data_pipeline.slides import paging
from data_pipeline.views.chart import Line

WORDS = st.lists(st.text("abcdefghijklmnoprstuvæøå", min_size=1, max_size=18), min_size=1, max_size=80).map(" ".join)
LINES = st.lists(
    st.builds(
        Line,
        text=WORDS.map(lambda text: text[:500].strip()),
        value=st.text("abc 1234", max_size=60),
        remark=st.text("abc ", max_size=200),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.text("abc ", max_size=90), st.text("abc ", max_size=90))
def test_every_word_stands_on_a_slide_that_has_room_for_it(lines: list[Line], title: str, subtitle: str):
    pages = paging.pages(lines, title, subtitle)
    room = paging._room(title, subtitle)
    for page in pages:
        assert sum(map(paging.tallest, page)) <= room or len(page) == 1
    told = " ".join(str(one.text) for page in pages for one in page).replace(f"{paging.GOES_ON} {paging.GOES_ON} ", "")
    assert told.split() == " ".join(str(one.text) for one in lines).split()
    assert [one.remark for page in pages for one in page if one.remark] == [one.remark for one in lines if one.remark]


def test_the_longest_note_goes_on_and_a_short_list_stays_together():
    note = Line("Vi tager fat om det samlede forløb sammen. " * 11, "Beslutning")
    (first, *rest) = paging.pages([note, note], "Hvad beslutter vi?", "Beslutninger")
    assert rest
    assert str(first[-1].text).endswith(paging.GOES_ON) or len(first) == 1
    five = [Line("Vejledte iværksættere", "93 → 190", "+2 sent indberettet og +95 nye")] * 5
    assert len(paging.pages(five, "Alle fem hovedtal har flyttet sig", "Hovedtal pr. 30. juni 2014")) == 1
    assert len(paging.pages([replace(five[0], value="")] * 6, "Kort", "Kort")) == 2
    assert paging.pages([], "Kort", "Kort") == [[]]
