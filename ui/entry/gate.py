"""The gate before every request: without sign-in this machine alone is served, and what is kept is for who may see it.

Also the way back: who opens a link and must sign in first comes to that link afterwards.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from data_pipeline.errors import Correctable
from ui.entry import session
from ui.loading import receive

BACK = "vaeksttavlen_back"  # the cookie that knows the link, while its reader signs in
BACK_SECONDS = 600
LOCAL_NAMES = {"localhost", "testserver"}
# A proxy that passes requests on says so: then they come from elsewhere, however near the proxy is.
PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
# On every answer, whoever it is from. Nothing leaves the machine: whatever a page is made to ask for, the browser asks
# this server alone; nobody else shows it in a frame of theirs, opens it to talk to it, or reads a file of it.
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; script-src-attr 'none'; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), midi=(), "
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
        try:
            signs_in = session.signs_in()
        except Correctable:
            signs_in = False  # a file that can't be read opens nothing: this machine alone, where the page says so
        if not signs_in and not is_near(scope):
            await _refuse(scope, receive, send)
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
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return _is_loopback(client) and (host in LOCAL_NAMES or _is_loopback(host))


def back_to(referer: str, host: str) -> str | None:
    """The path and query one came from, when it is this house; None for everything else."""
    came = urlsplit(referer)
    if came.netloc != host or not came.path.startswith("/") or came.path.startswith("//") or "\\" in came.path:
        return None
    return came.path + (f"?{came.query}" if came.query else "")


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
    return bool(is_taken) and receive.is_own(Headers(scope=scope))


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(REFUSED, status_code=403)(scope, receive, _adding(send, HEADERS.items()))


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
