"""A fault of our own: the log gets where it happened under a number, the reader gets the number, nobody gets values."""

from __future__ import annotations

import logging
import secrets
import traceback

_LOG = logging.getLogger("vaeksttavlen")


class OwnFault(Exception):
    """Stands for the fault that was logged under `number`: the original's own text may quote a row."""

    def __init__(self, number: str) -> None:
        super().__init__(f"see the log, number {number}")
        self.number = number


def noted(fault: Exception) -> OwnFault:
    """The fault to raise in its place; the original's kind and the lines of code it went through are in the log."""
    number = secrets.token_hex(4)
    lines = "".join(traceback.format_list(traceback.extract_tb(fault.__traceback__)))
    _LOG.error("fault %s: %s\n%s", number, type(fault).__name__, lines)
    return OwnFault(number)
