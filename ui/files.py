"""Files that readers made: each is handed to those alone who may see as much as the one it was made for.

Streamlit serves a file to whoever knows its address, so an address that was passed on would carry a partner's file to
a meeting. The gate (ui/gate.py) asks here first; a file that nobody noted here is given to nobody.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from streamlit.runtime.memory_media_file_storage import _calculate_file_id  # private: tests/security holds it

from data_pipeline.errors import Correctable
from data_pipeline.rights import Person, Role
from ui import faults

MOST = 10_000  # files remembered; an older one is made anew by pressing again
_needed: OrderedDict[str, Role] = OrderedDict()
_lock = threading.Lock()


def made_for(person: Person, make: Callable[[], bytes], mime: str, name: str) -> Callable[[], bytes]:
    """The same `make`, that also notes whom its file is for: the `data` of a download with that mime and name."""

    def made() -> bytes:
        try:
            data = make()
        except Correctable:
            raise
        except Exception as fault:
            raise faults.noted(fault) from None
        note(_calculate_file_id(data, mime, name), person.role)
        return data

    return made


def note(file_id: str, role: Role) -> None:
    """Nothing; the file is for `role` from now on, or for the higher role that it was for before."""
    with _lock:
        before = _needed.pop(file_id, role)
        _needed[file_id] = max(role, before, key=list(Role).index)
        while len(_needed) > MOST:
            _needed.popitem(last=False)


def may_have(file_id: str, person: Person) -> bool:
    """Whether the person may have the file that a reader made."""
    with _lock:
        needed = _needed.get(file_id)
    return needed is not None and person.may(needed)
