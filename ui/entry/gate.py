"""The gate before every request: without sign-in this machine alone is served, and what is kept is for who may see it.

Also the way back: who opens a link and must sign in first comes to that link afterwards.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, quote, unquote, urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from data_pipeline.errors import Correctable
from ui.entry import session
from ui.loading import receive

BACK = "vaeksttavlen_back"  # the cookie that knows the link, while its reader signs in
BACK_SECONDS = 600
LOCAL_NAMES = {"localhost"}
# A proxy that passes requests on says so: then they come from elsewhere, however near the proxy is.
PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
# Nothing leaves the machine: whatever a page is made to ask for, the browser asks this server alone; nobody else shows
# it in a frame of theirs, opens it to talk to it, or reads a file of it. Scripts are files of ours and the few that a
# document holds itself, by their hash (`served.py`): markup that got in runs none, in a frame or a link either.
POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; script-src-attr 'none'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-src 'none'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# On every answer, whoever it is from.
HEADERS = {
    "content-security-policy": POLICY.format(scripts=""),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), "
        "display-capture=(), browsing-topics=()"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "x-permitted-cross-domain-policies": "none",
}
# How many read what, and how much memory their answers take, is for whoever runs it, on the machine itself.
OWNERS = ("/_stcore/metrics", "/_stcore/script-health-check")
# What writes has one address, where files that a page sends are taken; it judges them itself (`receive`).
READING = ("GET", "HEAD", "OPTIONS")
# What the program in the browser needs to say over the websocket. The other words empty the caches of all readers, ask
# about the repository, or for a place to put a file.
NEEDED = ("rerun_script", "stop_script", "app_heartbeat", "backend_operation_request")
HOST = re.compile(r"([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
MALFORMED = "Anmodningen nævner ingen gyldig vært.\nThe request names no valid host.\n"
COOKIES_MOST = 7500  # bytes of what a browser brings along with every request; a websocket is refused from 8192 on
NOT_CARRIED = (
    "Du kom ikke ind: Log ind blev ikke gennemført, eller din konto er i for mange grupper til at bære dem med. Åbn "
    "Væksttavlen igen, og log ind. Sker det igen, så bed den, der driver Væksttavlen, om at se docs/sign-in.md.\n"
    "You did not get in: the sign-in was not completed, or your account is in too many groups to carry along. Open "
    "Væksttavlen again and sign in. Should it happen again, ask whoever runs Væksttavlen to read docs/sign-in.md.\n"
)
NOT_REACHED = (
    "Du kan ikke logge ind lige nu: Log ind-tjenesten svarede ikke Væksttavlen. Prøv igen om lidt. Sker det igen, så "
    "bed den, der driver Væksttavlen, om at se dens log og docs/sign-in.md.\n"
    "You can't sign in right now: the sign-in service did not answer Væksttavlen. Try again in a while. Should it "
    "happen again, ask whoever runs Væksttavlen to read its log and docs/sign-in.md.\n"
)
REFUSED = (
    "Her er intet at se: Uden log ind svarer Væksttavlen kun på den maskine, den kører på (docs/sign-in.md).\n"
    "Nothing to see here: without sign-in Væksttavlen answers on its own machine only (docs/sign-in.md).\n"
)


class Gate:
    """Middleware around everything: lets a request in or answers it itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request or one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if not is_well_formed(scope):
            await _refuse(scope, receive, send, MALFORMED, 400)
            return
        try:
            signs_in = session.signs_in()
        except Correctable:
            signs_in = False  # a file that can't be read opens nothing: this machine alone, where the page says so
        if not is_from_here(scope) or (not signs_in and not is_near(scope)):
            await _refuse(scope, receive, send, REFUSED, 403)
            return
        if scope["type"] == "http":
            send = _adding(send, HEADERS.items())
            if scope["method"] not in READING and not _is_sent_by_own_page(scope):
                await PlainTextResponse("Method not allowed", status_code=405)(scope, receive, send)
                return
            if signs_in:
                if scope["path"].endswith("/auth/logout"):
                    session.leave(_cookies(scope))
                send = _remembering(scope, _secured(send) if session.is_https() else send)
                if scope["path"].endswith("/oauth2callback") and b"code=" in scope["query_string"]:
                    send = _unless(_is_lost, NOT_CARRIED, 403, send)
                elif scope["path"].endswith("/auth/login"):
                    send = _unless(_is_error, NOT_REACHED, 502, send)
            if scope["path"].endswith(OWNERS) and not is_near(scope):
                await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
                return
        await self.app(scope, receive if scope["type"] == "http" else _needed(receive), send)


def is_near(scope: Scope) -> bool:
    """Whether a request comes from this machine, was sent to it by that name, and passed through nobody else."""
    headers = Headers(scope=scope)
    if any(name in headers for name in PASSED_ON):
        return False
    client = (scope.get("client") or ("",))[0]
    host = _parts(f"//{headers.get('host', '')}").hostname or ""
    return _is_loopback(client) and (host in LOCAL_NAMES or _is_loopback(host))


def is_well_formed(scope: Scope) -> bool:
    """Whether a request names one host: letters, digits, dots and hyphens, or an IPv6 address, and perhaps a port."""
    hosts = Headers(scope=scope).getlist("host")
    return len(hosts) == 1 and HOST.fullmatch(hosts[0]) is not None


def is_from_here(scope: Scope) -> bool:
    """Whether a request that says which page it comes from comes from one of this very server, port included."""
    headers = Headers(scope=scope)
    return all(_parts(origin).netloc == headers["host"] for origin in headers.getlist("origin"))


def back_to(referer: str, host: str) -> str | None:
    """The path and query one came from, when it is this house; None for everything else."""
    came = _parts(referer)
    if came.netloc != host or not came.path.startswith("/") or came.path.startswith("//") or "\\" in came.path:
        return None
    return came.path + (f"?{came.query}" if came.query else "")


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # brackets that hold no address
        return urlsplit("")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _needed(receive: Receive) -> Receive:
    """The same `receive`, of a websocket, without the words no page needs."""

    async def received() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or _is_needed(message.get("bytes")):
                return message

    return received


def _is_needed(said: bytes | None) -> bool:
    try:
        return BackMsg.FromString(said or b"").WhichOneof("type") in NEEDED
    except DecodeError:
        return False


def _is_sent_by_own_page(scope: Scope) -> bool:
    """Whether a request that writes is one that a page of ours makes, to the address that takes it."""
    is_taken = scope["method"] in receive.METHODS and receive.PATH.fullmatch(scope["path"])
    return bool(is_taken) and "origin" in Headers(scope=scope)  # and it is our own, or it was refused before


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))


async def _refuse(scope: Scope, receive: Receive, send: Send, told: str, status: int) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(told, status_code=status)(scope, receive, _adding(send, HEADERS.items()))


def _remembering(scope: Scope, send: Send) -> Send:
    """The same `send`, that keeps the link on the way out to sign in, and takes it up again on the way in."""
    path, headers = scope["path"], Headers(scope=scope)
    if path.endswith("/auth/login"):
        back = back_to(headers.get("referer", ""), headers.get("host", ""))
        cookie = f"{BACK}={quote(back or '', safe='')}; Path=/; Max-Age={BACK_SECONDS}; HttpOnly; SameSite=Lax"
        return _adding(send, [("set-cookie", cookie)])
    if path.endswith("/oauth2callback"):
        kept = unquote(_cookies(scope).get(BACK, ""))
        own = f"//{headers.get('host', '')}"
        return _adding(
            send,
            [("set-cookie", f"{BACK}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")],
            back_to(f"{own}{kept}", own[2:]),
        )
    return send


def _secured(send: Send) -> Send:
    """The same `send`; what it lets a browser keep is sent back over HTTPS alone."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
                for name, value in message["headers"]
            ]
        await send(message)

    return sent


def _unless(is_wrong: Callable[[Message], bool], told: str, status: int, send: Send) -> Send:
    """The same `send`, that says what is told instead of an answer whose beginning is wrong."""
    is_told = False

    async def sent(message: Message) -> None:
        nonlocal is_told
        if message["type"] == "http.response.start" and is_wrong(message):
            is_told = True
            answer = PlainTextResponse(told, status_code=status)
            await send({"type": "http.response.start", "status": status, "headers": answer.raw_headers})
            await send({"type": "http.response.body", "body": answer.body})
        if not is_told:
            await send(message)

    return sent


def _is_lost(answer: Message) -> bool:
    """Whether a sign-in ends in nothing that a browser could bring along."""
    cookies = [value for name, value in answer["headers"] if name == b"set-cookie"]
    is_in = any(one.startswith(f"{USER_COOKIE_NAME}=".encode()) and b"Max-Age=0;" not in one for one in cookies)
    return not is_in or sum(len(one.partition(b";")[0]) + 2 for one in cookies) > COOKIES_MOST


def _is_error(answer: Message) -> bool:
    """Whether the way to the sign-in is none, since nothing is known of the provider."""
    return bool(answer["status"] >= 400)


def _adding(send: Send, more: Iterable[tuple[str, str]], location: str | None = None) -> Send:
    """The same `send`, with more headers where they are not set, and another place to go on to."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in more:
                if name == "set-cookie":
                    headers.append(name, value)
                else:
                    headers.setdefault(name, value)
            if location and message["status"] == 302:
                headers["location"] = location
        await send(message)

    return sent
