"""Files that readers made: each is handed to those alone who may see as much as the one it was made for.

Streamlit serves a file to whoever knows its address, so an address that was passed on would carry a partner's file to
a meeting. The gate (ui/gate.py) asks here first, by what is in the file: of large ones the address knows parts alone.
A file that nobody noted here is given to nobody.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from data_pipeline.errors import Correctable
from data_pipeline.rights import Person, Role
from ui import faults

MOST = 10_000  # files remembered; an older one is made anew by pressing again
_needed: OrderedDict[bytes, Role] = OrderedDict()  # by the SHA-256 of the content
_lock = threading.Lock()


def made_for(person: Person, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same `make`, that also notes whom its file is for: the `data` of a download."""

    def made() -> bytes:
        try:
            data = make()
        except Correctable:
            raise
        except Exception as fault:
            raise faults.noted(fault) from None
        note(data, person.role)
        return data

    return made


def note(data: bytes, role: Role) -> None:
    """Nothing; the file is for `role` from now on, or for the lower role that was given the very same before."""
    content = hashlib.sha256(data).digest()
    with _lock:
        before = _needed.pop(content, role)
        _needed[content] = min(role, before, key=list(Role).index)
        while len(_needed) > MOST:
            _needed.popitem(last=False)


def may_have(data: bytes, person: Person) -> bool:
    """Whether the person may have a file that a reader made: they, or somebody who may see no more, were given it."""
    content = hashlib.sha256(data).digest()
    with _lock:
        needed = _needed.get(content)
    return needed is not None and person.may(needed)
