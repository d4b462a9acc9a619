"""One run of the frame: what it has gathered for the page, and what it asks once and then knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass
class Run:
    """What is known and gathered so far."""

    pieces: list[str] = field(default_factory=list)
    known: dict[Callable[[], Any], Any] = field(default_factory=dict)


_current: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def whole() -> Iterator[None]:
    """The frame from its first line to its last; a callback or a fragment stands outside and asks anew."""
    token = _current.set(Run())
    try:
        yield
    finally:
        _current.reset(token)


def pieces() -> list[str]:
    """What is gathered for the page. Raises `RuntimeError` outside a run, where nobody would send it."""
    current = _current.get()
    if current is None:
        raise RuntimeError("a page speaks within a run of the frame")
    return current.pieces


def once(ask: Callable[[], T]) -> T:
    """What `ask` answers, asked once a run. Who may see what, and what is loaded, is one answer for a whole page."""
    current = _current.get()
    if current is None:
        return ask()
    if ask not in current.known:
        current.known[ask] = ask()
    return current.known[ask]  # type: ignore[no-any-return]


def forget(ask: Callable[[], Any]) -> None:
    """Nothing; what `ask` answered is asked anew."""
    current = _current.get()
    if current is not None:
        current.known.pop(ask, None)
