"""One run of a page: the HTML it has gathered, and what it asks once and then knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class PageRun:
    """What is gathered and known so far."""

    html_parts: list[str] = field(default_factory=list)
    page: str = ""
    blocks: int = 0
    source: str = ""
    answers: dict[Callable[[], Any], Any] = field(default_factory=dict)


_current: ContextVar[PageRun | None] = ContextVar("page_run", default=None)


@contextmanager
def begun() -> Iterator[None]:
    """Begin a run that lasts as long as the frame; a callback or a fragment stands outside and asks anew."""
    token = _current.set(PageRun())
    try:
        yield
    finally:
        _current.reset(token)


def html_parts() -> list[str]:
    """Return the HTML gathered for the page. Raises `RuntimeError` outside a run, where nobody would send it."""
    return _written().html_parts


def next_block() -> str:
    """Return a name for the page's next block, which no block of another page has. Raises as `html_parts`."""
    current = _written()
    current.blocks += 1
    return f"{current.page}_{current.blocks}"


def set_page(name: str) -> None:
    """Keep the name of the page that runs."""
    _run().page = name


def source() -> str:
    """Return which data the page rests on, as its head says it."""
    return _run().source


def set_source(told: str) -> None:
    """Keep what the page's head says of its data: a picture of a chart says it too."""
    _run().source = told


def once(ask: Callable[[], T]) -> T:
    """Return what `ask` answers, asked once a run: who may see what, and what is loaded, is one answer for a page."""
    answers = _run().answers
    if ask not in answers:
        answers[ask] = ask()
    return answers[ask]  # type: ignore[no-any-return]


def is_known(ask: Callable[[], Any]) -> bool:
    """Return whether `ask` has been asked in this run."""
    return ask in _run().answers


def forget(ask: Callable[[], Any]) -> None:
    """Ask anew what `ask` answered."""
    _run().answers.pop(ask, None)


def _run() -> PageRun:
    """The run that goes on; outside of one, a run of which nothing is kept."""
    return _current.get() or PageRun()


def _written() -> PageRun:
    current = _current.get()
    if current is None:
        raise RuntimeError("a page is written within a run of the frame")
    return current
