"""Files that readers take away: made when somebody asks for one, from what they may see, and for nobody else (R18).

A page gives a file an address; who follows it is asked who they are, and gets what their role may see. So an address
that is passed on carries nothing from one reader to another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.privacy.rights import Person
from ui import address, faults, messages
from ui.entry import session
from ui.words import safe

MOST = 10_000  # addresses remembered; an older page that is opened again gives its files new ones
_own = secrets.token_bytes(32)  # of this process: no address is guessed
_lock = threading.Lock()


@dataclass(frozen=True)
class File:
    """What has an address. `make` is given who asks; it raises `Correctable` for who may not have the file."""

    name: str
    mime: str
    language: str
    make: Callable[[Person], bytes]


_offered: OrderedDict[str, File] = OrderedDict()


def link(label: str, file: File, what: object) -> str:
    """A link to the file as HTML. `what`: all that the file is made of besides its reader, told by its `repr`."""
    told = repr((what, file.name, file.mime, file.language))
    key = hmac.new(_own, told.encode(), hashlib.sha256).hexdigest()
    with _lock:
        _offered[key] = file
        _offered.move_to_end(key)
        while len(_offered) > MOST:
            _offered.popitem(last=False)
    return f'<a class="file" href="files/{key}/{safe(file.name)}">{safe(label)}</a>'


async def _handed(request: Request) -> Response:
    with _lock:
        file = _offered.get(request.path_params["key"])
    if file is None:
        told = message("This link is too old. Open the page again and follow the link there.")
        return _refused(told.say(), 404)
    try:
        made = await run_in_threadpool(lambda: file.make(session.sender(request.cookies)))
    except Correctable as fault:
        return _refused(faults.told(fault, file.language), 403)
    except Exception as fault:
        own = faults.noted(fault)
        return _refused(messages.own_fault_told(own.number).say(file.language), 500)
    disposition = f'attachment; filename="{file.name}"'
    return Response(made, media_type=file.mime, headers={**_KEPT_NOWHERE, "content-disposition": disposition})


def _refused(told: str, status: int) -> Response:
    return PlainTextResponse(told, status_code=status, headers=_KEPT_NOWHERE)


_KEPT_NOWHERE = {"cache-control": "no-store"}
ROUTE = Route(f"{address.base()}/files/{{key}}/{{name}}", _handed)
