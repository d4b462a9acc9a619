"""Who has signed out before their token was over: it opens nothing any more, in no window and from no copied cookie.

Streamlit takes the cookie away and nothing else, so a window that was open would go on until the token ends. Kept in
memory: after a restart every window shows its cookie anew, and that is gone.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Hashable, Mapping
from typing import Any

# What tells one sign-in from the next; a person signed in elsewhere stays signed in there.
_ABOUT = ("iss", "sub", "sid", "iat", "exp", "nonce")
_over: dict[Hashable, float] = {}  # until when (seconds since 1970) the sign-in would have lasted
_lock = threading.Lock()


def note(claims: Mapping[str, Any], now: dt.datetime) -> None:
    """Remember that the sign-in with these claims is over, unless its time is up."""
    until = claims.get("exp")
    if not isinstance(until, int | float):
        return
    with _lock:
        for one in [one for one, end in _over.items() if end <= now.timestamp()]:
            del _over[one]
        _over[_of(claims)] = until


def is_noted(claims: Mapping[str, Any]) -> bool:
    """Whether somebody signed out of the sign-in with these claims."""
    with _lock:
        return _of(claims) in _over


def _of(claims: Mapping[str, Any]) -> Hashable:
    return tuple(str(claims.get(name)) for name in _ABOUT)
