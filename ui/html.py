"""Our own HTML on a page, sent to the browser in few pieces: every element of Streamlit's costs a reader time.

`append` gathers; `flush` sends what is gathered, before a chart, a widget or a file and at the end of a page. A piece
travels as the text of one attribute, which `document.js` unfolds: so it may hold SVG, which `st.html` would take out.
Nothing in it runs as a program: `safe` writes all text, and the gate's policy forbids scripts in markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NoReturn

import streamlit as st

from data_pipeline.views.chart import Text
from data_pipeline.views.headline import Aside
from ui import page_run
from ui.words import plain, safe


class _Carried:
    """A piece as Streamlit takes it without looking into it for indents and file names."""

    def __init__(self, body: str) -> None:
        self._body = body

    def _repr_html_(self) -> str:
        return f'<div class="carried" data-html="{_quoted(self._body)}"></div>'


def append(body: str) -> None:
    """Put `body` next on the page."""
    page_run.html_parts().append(f'<div class="piece">{body}</div>')


def note(*texts: Text) -> None:
    """Put a view's sentences next on the page, small."""
    append(f'<p class="note">{safe(" ".join(map(plain, texts)))}</p>')


def aside(shown: Aside) -> None:
    """Put a view's paragraphs next on the page, small and under their title."""
    paragraphs = "".join(f"<p>{safe(plain(text))}</p>" for text in shown.paragraphs)
    append(f'<section class="aside"><h2>{safe(plain(shown.title))}</h2>{paragraphs}</section>')


def flush(*, sidebar: bool = False) -> None:
    """Send what is gathered to the page, or to the sidebar."""
    body = "".join(page_run.html_parts())
    page_run.html_parts().clear()
    if body:
        (st.sidebar if sidebar else st).html(_Carried(body))


def stop() -> NoReturn:
    """Send what is gathered, and end the page here."""
    flush()
    st.stop()


@contextmanager
def box(kind: str) -> Iterator[None]:
    """Put what is appended inside into a box that the style sheets know by its kind; no chart or widget in it."""
    with _inside(f'<div class="box {kind}">', "</div>"):
        yield


@contextmanager
def columns(*widths: int) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Put columns of HTML side by side, `widths` to each other: each is said inside a call of what is given."""
    tracks = " ".join(f"minmax(0,{width}fr)" for width in widths)
    with _inside(f'<div class="columns" style="--tracks:{tracks}">', "</div>"):
        yield lambda: _inside('<div class="column">', "</div>")


@contextmanager
def fold(title: str) -> Iterator[None]:
    """Fold what is appended inside under its title until a reader opens it; no chart or widget in it."""
    with _inside(f'<details class="fold"><summary>{safe(title)}</summary><div>', "</div></details>"):
        yield


def code(title: str, text: str) -> None:
    """Put some program text next, as it is written, under its title."""
    append(f'<h3 class="part">{safe(title)}</h3><pre class="sql">{safe(text)}</pre>')


@contextmanager
def chart_columns(*widths: int) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Put columns side by side, `widths` to each other, in which charts and widgets may stand: Streamlit's own."""
    flush()
    # Under the page's name, so that the browser makes them anew on another page: else it moves those that stand there.
    columns_left = iter(st.container(key=page_run.next_block()).columns(widths, gap="large"))
    yield lambda: _flushed(next(columns_left))


@contextmanager
def _flushed(column: AbstractContextManager[object]) -> Iterator[None]:
    with column:
        yield
        flush()


@contextmanager
def _inside(start: str, end: str) -> Iterator[None]:
    page_run.html_parts().append(start)
    try:
        yield
    finally:
        page_run.html_parts().append(end)


def _quoted(body: str) -> str:
    return body.replace("&", "&amp;").replace('"', "&quot;")
