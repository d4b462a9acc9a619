"""The address that takes a file from a reader's page: `PUT incoming/<key>`, and `DELETE` when the page is left.

The gate lets these two through and nothing else that writes. Whoever sends must come from our own page, be the reader
whose page has the key, and hold the right to load now; size and name are judged before anything is read.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from data_pipeline.errors import Correctable
from data_pipeline.language import DEFAULT_LANGUAGE, LANGUAGES, message
from data_pipeline.loading import incoming
from data_pipeline.loading.desk import Desk
from data_pipeline.loading.incoming import Incoming
from data_pipeline.settings import Settings
from ui import address, faults, messages
from ui.entry import session

METHODS = ("PUT", "DELETE")
PATH = re.compile(re.escape(address.base()) + r"/incoming/[\w-]{43}")
_OLD = message("This page is too old to send files from. Open it again and choose them there.")


async def _taken(request: Request) -> Response:
    language = request.query_params.get("lang", DEFAULT_LANGUAGE)
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    try:
        mine = await run_in_threadpool(lambda: _of(request))
        if mine is None:
            return PlainTextResponse(_OLD.say(language), status_code=404)
        if request.method == "DELETE":
            await run_in_threadpool(mine.release)
        else:
            await _write(request, mine)
    except ClientDisconnect:
        return PlainTextResponse("", status_code=400)
    except Correctable as fault:
        return PlainTextResponse(faults.told(fault, language), status_code=422)
    except Exception as fault:
        own = faults.noted(fault)
        return PlainTextResponse(messages.own_fault_told(own.number).say(language), status_code=500)
    return Response(status_code=204)


def _of(request: Request) -> Incoming | None:
    """Where the sender's files go; None for who is not the reader that has the key, or may not load."""
    found = incoming.named(request.path_params["key"])
    by = session.sender(request.cookies)
    return found if found and found.by == by and Desk(Settings.read(), by).may_load else None


async def _write(request: Request, mine: Incoming) -> None:
    # A file that is too large is announced without its content.
    size = max(_number(request.headers, "content-length"), _number(request.headers, "x-file-size"))
    with mine.receiving(unquote(request.headers.get("x-file-name", "")), size) as file:
        async for chunk in request.stream():
            await run_in_threadpool(file.write, chunk)


def _number(headers: Headers, name: str) -> int:
    given = headers.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0


ROUTE = Route(f"{address.base()}/incoming/{{key}}", _taken, methods=list(METHODS))
