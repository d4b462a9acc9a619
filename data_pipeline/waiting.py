"""Who was asked something and has not answered yet: a ledger or a landing on another machine."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from data_pipeline.language import Message, message

# After so long somebody at a terminal begins to wonder; who does not answer at all is given up after a minute.
SILENT_SECONDS = 5.0
UNANSWERED = "no answer in time"  # what an error says that ends the waiting
_asked: dict[object, tuple[str, float]] = {}


@contextmanager
def asking(whom: str) -> Iterator[None]:
    """Ask something of `whom`, named as it may be shown, inside the `with` block."""
    question = object()
    _asked[question] = whom, time.monotonic()
    try:
        yield
    finally:
        del _asked[question]


@contextmanager
def telling(tell: Callable[[Message], None]) -> Iterator[None]:
    """Tell, once for each, who is asked something inside the `with` block and has not answered for a while."""
    is_over = threading.Event()

    def look() -> None:
        told = set()
        while not is_over.wait(SILENT_SECONDS / 5):
            for whom, since in tuple(_asked.values()):
                if whom not in told and time.monotonic() - since > SILENT_SECONDS:
                    told.add(whom)
                    tell(message("{whom} has not answered yet; it is given a minute at most.", whom=whom))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        is_over.set()
        looking.join()
