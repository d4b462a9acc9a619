"""What we stand on: licences that are listed and free, and advisories that are asked for and read."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.supply import advisories, licences
from tests.supply.pins import pins

FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|LGPL|Lesser|HPND|CMU|Zlib|Unlicense|0BSD", re.I)


@pytest.fixture
def service() -> Iterator[str]:
    """A service that knows one advisory, about numpy."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            names = [query["package"]["name"] for query in asked["queries"]]
            results = [{"vulns": [{"id": "GHSA-1"}]} if name == "numpy" else {} for name in names]
            body = json.dumps({"results": results}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_list_of_licences_is_what_is_installed():
    assert licences.DOCUMENT.read_text(encoding="utf-8") == licences.document()


@pytest.mark.parametrize("package", pins())
def test_every_licence_is_free(package: str):
    assert FREE.search(licences.licence(package)), licences.licence(package)


def test_an_advisory_is_told_and_fails_unless_a_notice_is_enough(service, capsys):
    assert advisories.main([], service) == 1
    assert "numpy" in capsys.readouterr().out
    assert advisories.main(["--notice"], service) == 0
    assert "https://osv.dev/GHSA-1" in capsys.readouterr().out


def test_without_a_network_it_says_so_and_fails_nothing(capsys):
    assert advisories.main([], "http://127.0.0.1:9/") == 0
    assert "not asked for" in capsys.readouterr().out
