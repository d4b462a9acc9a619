"""What a page says, gathered and sent to the browser in one piece: every element of Streamlit's costs a reader time.

`html` gathers, `box`, `columns` and `fold` arrange, `send` sends: at the end of a page, and before a widget that is to
stand below what was said. The piece travels as the text of one attribute, which `document.js` unfolds: so it may hold
SVG, and the browser does not read it twice. Nothing in it runs as a program: `safe` writes all text, and the gate's
policy forbids scripts in markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NoReturn

import streamlit as st

from ui import run
from ui.words import safe


class _Carried:
    """A piece as Streamlit takes it without looking into it for indents and file names."""

    def __init__(self, body: str) -> None:
        self._body = body

    def _repr_html_(self) -> str:
        return f'<div class="carried" data-html="{_quoted(self._body)}"></div>'


def html(body: str) -> None:
    """Nothing; `body` stands next on the page."""
    run.pieces().append(f'<div class="piece">{body}</div>')


def send(*, sidebar: bool = False) -> None:
    """Nothing; what is gathered stands on the page, or in the sidebar."""
    body = "".join(run.pieces())
    run.pieces().clear()
    if body:
        (st.sidebar if sidebar else st).html(_Carried(body))


def stop() -> NoReturn:
    """Sends what is gathered, and ends the page here."""
    send()
    st.stop()


@contextmanager
def box(kind: str) -> Iterator[None]:
    """What is said inside stands in a box that the style sheets know by its kind."""
    with _inside(f'<div class="box {kind}">', "</div>"):
        yield


@contextmanager
def columns(*widths: int) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Columns side by side, `widths` to each other; each is said inside a call of what is given, from the left."""
    tracks = " ".join(f"minmax(0,{width}fr)" for width in widths)
    with _inside(f'<div class="columns" style="--tracks:{tracks}">', "</div>"):
        yield lambda: _inside('<div class="column">', "</div>")


@contextmanager
def fold(title: str, kind: str = "") -> Iterator[None]:
    """What is said inside stands folded under its title until a reader opens it."""
    with _inside(f'<details class="fold {kind}"><summary>{safe(title)}</summary><div>', "</div></details>"):
        yield


@contextmanager
def _inside(start: str, end: str) -> Iterator[None]:
    run.pieces().append(start)
    try:
        yield
    finally:
        run.pieces().append(end)


def _quoted(body: str) -> str:
    return body.replace("&", "&amp;").replace('"', "&quot;")
