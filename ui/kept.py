"""Answers that are kept for all readers, as long as the state they were given in is the newest."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from data_pipeline.privacy.rights import Person

P = ParamSpec("P")
T = TypeVar("T")

# Answers worked out at a time: after a load all open pages ask at once, and the first are there while others wait.
_few = threading.BoundedSemaphore(os.cpu_count() or 1)
_changing = threading.Lock()
_states: deque[str] = deque(maxlen=10)  # those seen last: who was slow to ask comes with an earlier one
_all: list[Any] = []


def keep(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep so many answers of a function, by what it is asked; of a `Person` by rights.

    So nobody is handed what somebody who may see more asked for.
    """

    def kept(answer: Callable[P, T]) -> Callable[P, T]:
        @wraps(answer)
        def one_of_few(*asked: P.args, **choices: P.kwargs) -> T:
            with _few:
                return answer(*asked, **choices)

        cached = st.cache_resource(
            max_entries=most, show_spinner=False, hash_funcs={Person: lambda person: person.rights}
        )(one_of_few)
        _all.append(cached)
        return cached

    return kept


def let_go(state: str) -> None:
    """Forget all answers when the state is a new one: nobody asks in an earlier one again."""
    with _changing:
        if state not in _states:
            _states.append(state)
            for answers in _all:
                answers.clear()
