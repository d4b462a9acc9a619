"""What a reader is told when something is wrong, and what the log is told.

A fault of our own: the log gets where it happened under a number, the reader gets the number, nobody gets values. A
fault that can be mended: the reader gets the sentence without the places on the server it names; the log has those.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

from data_pipeline.errors import Correctable
from data_pipeline.language import Message

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


def told(fault: Correctable, language: str) -> str:
    """The sentences in the reader's language, one on each line, with the names of files but not where they lie."""
    shown = Correctable(*(_without_places(one) for one in fault.messages)).say(language)
    if shown != fault.say(language):
        _LOG.warning("told a reader, without the place: %s", fault)
    return shown


def _without_places(one: Message) -> Message:
    return replace(one, values={name: _named(value) for name, value in one.values.items()})


def _named(value: Any) -> Any:
    """A value of a sentence; of a path or an address its last name alone."""
    if isinstance(value, Message):
        return _without_places(value)
    if isinstance(value, list | tuple):
        return tuple(_named(one) for one in value)
    if isinstance(value, str) and ("://" in value or Path(value).is_absolute() or PureWindowsPath(value).is_absolute()):
        return PureWindowsPath(value.rpartition("://")[2]).name
    return value
