"""As much of Amazon's S3 as pyarrow asks of it, in memory on 127.0.0.1."""

from __future__ import annotations

import io
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Bucket:
    """A running server; `objects` are the bytes it holds, by bucket/key."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.is_down = False
        self.stalls = threading.Event()  # while it is set, nothing is answered
        self.unanswered = 0  # how often it was asked then
        bucket = self

        class Handler(_Handler):
            held = bucket

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def address(self, prefix: str) -> str:
        """The landing address of a folder in the bucket `test`."""
        return f"s3://test/{prefix}?endpoint_override={self.host}&scheme=http&region=eu"

    @property
    def host(self) -> str:
        """Where it listens, as `127.0.0.1:port`."""
        return f"127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        """Shut the server down."""
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    held: Bucket
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        return unquote(parts.path).strip("/"), parse_qs(parts.query, keep_blank_values=True)

    def _body(self) -> bytes:
        """What was sent: HTTP's own pieces put together, then those of Amazon inside them."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = _joined(self.rfile)
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return _joined(io.BytesIO(body)) if "aws-chunked" in self.headers.get("Content-Encoding", "") else body

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.held.unanswered += self.held.stalls.is_set()
        while self.held.stalls.is_set():
            time.sleep(0.05)
        if self.held.is_down:
            status, body = 403, b"<Error><Code>AccessDenied</Code></Error>"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        name, _ = self._asked()
        found = self.held.objects.get(name)
        if found is None:
            self._answer(200 if "/" not in name else 404)
        else:
            self._answer(200, Content_Length=str(len(found)), Last_Modified="Mon, 23 Nov 2026 22:00:00 GMT")

    def do_GET(self) -> None:
        name, query = self._asked()
        if "list-type" in query:
            self._list(name, query.get("prefix", [""])[0])
            return
        found = self.held.objects.get(name)
        if found is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        asked = self.headers.get("Range")
        if not asked:
            self._answer(200, found, Last_Modified="Mon, 23 Nov 2026 22:00:00 GMT")
            return
        first, last = (int(one) for one in asked.removeprefix("bytes=").split("-"))
        piece = found[first : last + 1]
        self._answer(206, piece, Content_Range=f"bytes {first}-{first + len(piece) - 1}/{len(found)}")

    def _list(self, bucket: str, prefix: str) -> None:
        start = f"{bucket}/{prefix}"
        rows = "".join(
            f"<Contents><Key>{escape(name.removeprefix(f'{bucket}/'))}</Key><Size>{len(content)}</Size>"
            "<LastModified>2026-11-23T22:00:00.000Z</LastModified></Contents>"
            for name, content in sorted(self.held.objects.items())
            if name.startswith(start)
        )
        xml = (
            f"<ListBucketResult><Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>"
        )
        self._answer(200, f"{xml}{rows}</ListBucketResult>".encode())

    def do_PUT(self) -> None:
        name, query = self._asked()
        body = self._body()
        copied = self.headers.get("x-amz-copy-source")
        if copied is not None:
            self.held.objects[name] = self.held.objects[unquote(copied).strip("/")]
            self._answer(200, b"<CopyObjectResult><ETag>e</ETag></CopyObjectResult>")
            return
        if "partNumber" in query:
            self.held.parts[name][int(query["partNumber"][0])] = body
        elif not self.held.is_down and "/" in name:
            self.held.objects[name] = body
        self._answer(200, ETag='"e"')

    def do_POST(self) -> None:
        name, query = self._asked()
        self._body()
        if "uploads" in query:
            self.held.parts[name] = {}
            xml = "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>"
        else:
            self.held.objects[name] = b"".join(part for _, part in sorted(self.held.parts.pop(name).items()))
            xml = "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>"
        self._answer(200, xml.encode())

    def do_DELETE(self) -> None:
        name, _ = self._asked()
        if not self.held.is_down:
            self.held.objects.pop(name, None)
        self._answer(204)


def _joined(raw: BinaryIO) -> bytes:
    """The pieces of a chunked body; trailers are passed over."""
    body = b""
    while size := int(raw.readline().split(b";")[0], 16):
        body += raw.read(size)
        raw.readline()
    while raw.readline().strip():
        pass
    return body
