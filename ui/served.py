"""How the document leaves the server: in the reader's language, and knowing where its server and its programs are."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from data_pipeline.language import DEFAULT_LANGUAGE, LANGUAGES
from ui import address, style
from ui.entry import gate
from ui.meeting import show

# Without this the browser first asks for the server under the page's own address and gets two 404s.
BASE = "<script>window.__streamlit={BACKEND_BASE_URL:location.origin+%s}</script>"

# Programs of Streamlit's that every page asks for once it has heard from the server, and those that draw charts.
PROGRAMS, CHARTS = (
    ("Html", "purify.es"),
    ("PlotlyChart", "withFullScreenWrapper", "printWidthCap", "resolveDefaultExport"),
)
CHARTED = ("changes", "compare", "deadlines", "fees", "jobs", "satisfaction", "targets")  # pages that begin with them
# A face that Streamlit begins with and no page of ours has.
FACE = re.compile(rb'<link\s+rel="preload"\s+href="[^"]*SourceSans[^"]*"[^>]*>')
FONTS = ("IBMPlexSans-Regular", "IBMPlexSans-SemiBold")


class Document:
    """Middleware: writes the language and the server's address into every HTML document; else it lets all pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        if scope["path"] == f"/{address.FIRST}":
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse("/" + ("?" + query if query else ""))(scope, receive, send)
            return
        await self.app(_plain(scope), receive, _Rewriting(send, _language(scope), _early(_page(scope))))


def _page(scope: Scope) -> str:
    return str(scope["path"]).rpartition("/")[2]


@lru_cache(maxsize=32)
def _early(page: str) -> bytes:
    """Links by which the browser fetches at once what it would ask for later, one after the other."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    names = (*PROGRAMS, *(CHARTS if page in CHARTED else ()))
    files = [path.name for name in names for path in sorted(folder.glob(f"{name}.*.js"))]
    programs = "".join(f'<link rel="modulepreload" href="./static/js/{name}">' for name in files)
    fonts = "".join(
        f'<link rel="preload" href="./app/static/fonts/{name}.woff2" as="font" type="font/woff2" crossorigin>'
        for name in FONTS
    )
    return (fonts + programs).encode()


def _base() -> str:
    return BASE % json.dumps(f"{address.base()}/")


def _language(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get(address.LANGUAGE, [""])[0]
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _plain(scope: Scope) -> Scope:
    """The request without "only if changed" and "compressed" where a document may be meant: it is written anew."""
    if "." in scope["path"].rpartition("/")[2] or scope["path"].startswith(("/_stcore", "/media")):
        return scope
    left_out = (b"if-none-match", b"if-modified-since", b"accept-encoding")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in left_out]}


@lru_cache(maxsize=8)
def _policy(body: bytes) -> str:
    """The gate's policy, which knows by their hash the scripts that the document holds and those of the show."""
    inline = [script.decode() for script in re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)]
    hashes = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in (*inline, show.script()))
    return gate.POLICY.format(scripts="".join(f" 'sha256-{one}'" for one in hashes))


class _Rewriting:
    """A `send` that holds an HTML answer back until it is whole and rewritten."""

    def __init__(self, send: Send, language: str, early: bytes) -> None:
        self.send = send
        self.language = language
        self.early = early
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = MutableHeaders(raw=message["headers"]).get("content-type", "")
            if kind.startswith("text/html"):
                self.start = message
                return
        if self.start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body", False):
            return
        body = self.body.replace(b'<html lang="en">', f'<html lang="{self.language}">'.encode(), 1)
        body = FACE.sub(self.early, body.replace(b"<head>", b"<head>" + _base().encode(), 1), count=1)
        body = body.replace(b"</body>", style.document().encode() + b"</body>", 1)
        headers = MutableHeaders(raw=self.start["headers"])
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = _policy(body)
        del headers["etag"], headers["last-modified"]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})
