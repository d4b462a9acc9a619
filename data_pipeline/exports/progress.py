"""How far a load is, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Doing(Enum):
    """What a load is doing: READING files into the landing, then BUILDING the warehouse of the snapshot."""

    READING = auto()
    BUILDING = auto()


@dataclass(frozen=True)
class Step:
    """A moment of a load: `done` of `total` bytes of all files while reading, of the warehouse's tables while building.

    `rows` of `all_rows` of `file` are read; `all_rows` is 0 until they are counted.
    """

    doing: Doing
    done: int
    total: int
    file: str = ""
    rows: int = 0
    all_rows: int = 0


Progress = Callable[[Step], None]
# Called while one file or one building proceeds: so many done, of so many.
Counting = Callable[[int, int], None]


def ignore_progress(done: int, total: int) -> None:
    """Do nothing with a count, where nobody watches."""


def ignore_steps(step: Step) -> None:
    """Do nothing with a step, where nobody watches."""
