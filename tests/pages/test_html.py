"""What is gathered for a page: in order, whole, and within one run of the frame."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from tests.pages.conftest import carried
from ui import html, page_run


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is sent within a run, as Streamlit is given it."""
    found: list[str] = []
    monkeypatch.setattr(st, "html", lambda piece: found.append(piece._repr_html_()))
    with page_run.begun():
        yield found


def test_what_is_said_arrives_as_it_was_said(sent: list[str]):
    said = '<p title="a&quot;b &amp;amp;">1 < 2 & "3" --&gt; \N{NO-BREAK SPACE}æøå</p>'
    html.append(said)
    html.flush()
    html.flush()
    assert [carried(one) for one in sent] == [f'<div class="piece">{said}</div>']


def test_boxes_columns_and_folds_close_what_they_open(sent: list[str]):
    with html.box("fees"), html.columns(3, 2) as column:
        with column():
            html.append("left")
        with column(), html.fold("More & more"):
            html.append("right")
    html.flush()
    (piece,) = map(carried, sent)
    assert piece.count("<div") == piece.count("</div>")
    assert piece.index("left") < piece.index("<summary>More &amp; more</summary>") < piece.index("right")
    assert "minmax(0,3fr) minmax(0,2fr)" in piece


def test_a_fault_in_a_box_leaves_it_closed(sent: list[str]):
    with pytest.raises(ZeroDivisionError), html.box("fees"):
        raise ZeroDivisionError
    html.append("fault")
    html.flush()
    assert carried(sent[0]) == '<div class="box fees"></div><div class="piece">fault</div>'


def test_outside_a_run_nothing_is_gathered_and_everything_is_asked_anew():
    with pytest.raises(RuntimeError, match="run of the frame"):
        html.append("lost")
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    assert (page_run.once(ask), page_run.once(ask)) == (1, 2)
    with page_run.begun():
        assert (page_run.once(ask), page_run.once(ask)) == (3, 3)
        page_run.forget(ask)
        assert page_run.once(ask) == 4
    with page_run.begun():
        assert page_run.once(ask) == 5


def test_who_asks_is_not_remembered_when_asking_failed():
    def refuse() -> None:
        raise PermissionError

    with page_run.begun():
        for _again in range(2):
            with pytest.raises(PermissionError):
                page_run.once(refuse)
