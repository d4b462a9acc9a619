"""The one address that takes files: for whom, from where, how large, and that nothing stays behind."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from data_pipeline.loading.incoming import MOST_BYTES
from data_pipeline.privacy.rights import Role
from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.security.wire import Wire, wire

CONTENT = b"Kunde-ID;Kundetype;Kommune;CPR-nr.\r\nK1;Virksomhed;Viborg;0107701234\r\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """An empty installation, served without sign-in to who may load."""
    home = tmp_path_factory.mktemp("incoming") / "home"
    with serving.dashboard(home, VAEKSTTAVLEN_ROLE=Role.ADMINISTRATOR) as address:
        yield address, home


@pytest.fixture
def reader(running) -> Iterator[tuple[Wire, str]]:
    """A reader with the page open, and where it sends files."""
    with wire(running[0]) as one:
        heard = one.open("data")
        yield one, re.search(rb"incoming/[\w-]{43}", heard)[0].decode()


def send(address: str, to: str, data: bytes = CONTENT, method: str = "PUT", **headers: str | None) -> tuple[int, str]:
    given = {"Origin": address, "x-file-name": "kunder.csv", "x-file-size": str(len(data))}
    given |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    for name in [name for name, value in headers.items() if value is None]:
        given.pop(name.replace("_", "-"), None)
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, f"/{to}", body=data, headers=given)
    answer = connection.getresponse()
    told = answer.read().decode()
    connection.close()
    return answer.status, told


def lying(home: Path) -> list[Path]:
    return [path for path in (home / "incoming").rglob("*") if path.is_file()]


def test_a_file_from_the_readers_own_page_is_taken_and_released(running, reader):
    address, home = running
    _, to = reader
    assert send(address, to)[0] == 204
    assert len(lying(home)) == 1
    assert send(address, to, b"", "DELETE")[0] == 204
    assert lying(home) == []


def test_what_is_sent_goes_when_the_reader_goes_on_to_another_page(running, reader):
    address, home = running
    one, to = reader
    assert send(address, to)[0] == 204
    one.open("data")
    assert len(lying(home)) == 1
    one.open("targets")
    assert lying(home) == []


def test_what_is_sent_never_comes_back_and_is_no_part_of_the_page(running, reader):
    address, home = running
    one, to = reader
    send(address, to)
    heard = one.open("data")
    assert b"0107701234" not in heard
    assert "0107701234" not in send(address, to, b"", "GET")[1]
    one.open("targets")
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    logged = b"".join(path.read_bytes() for path in home.parent.glob("dashboard-*.log"))
    assert b"0107701234" not in kept + logged


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://attacker.example"}, 403),
        ({"Origin": None}, 405),
        ({"Origin": "null"}, 403),
        ({"Host": "attacker.example", "Origin": "http://attacker.example"}, 403),
        ({"X-Forwarded-For": "192.0.2.7"}, 403),
        ({"x_file_name": "brev.docx"}, 422),
        ({"x_file_name": "..%2F..%2Fkey.exe"}, 422),
        ({"x_file_name": None}, 422),
        ({"x_file_size": str(MOST_BYTES + 1)}, 422),
    ],
)
def test_what_is_not_from_our_page_or_no_export_is_not_taken(running, reader, headers, status):
    address, home = running
    assert send(address, reader[1], **headers)[0] == status
    assert lying(home) == []


def test_a_path_in_a_name_leads_nowhere(running, reader):
    address, home = running
    before = set(home.rglob("*.csv"))
    assert send(address, reader[1], x_file_name="..%2F..%2F..%2Fevil.csv")[0] == 204
    (made,) = set(home.rglob("*.csv")) - before
    assert (made.name, made.parent.parent) == ("evil.csv", home / "incoming")
    send(address, reader[1], b"", "DELETE")


def test_a_key_that_nobody_was_given_opens_nothing(running):
    address, home = running
    assert send(address, "incoming/" + "A" * 43)[0] == 404
    for to in ("incoming/", "incoming/short", "incoming/" + "A" * 43 + "/more", "data", "files/x/y"):
        assert send(address, to)[0] == 405
    for method in ("POST", "PATCH"):
        assert send(address, "incoming/" + "A" * 43, method=method)[0] == 405
    assert lying(home) == []


def test_a_file_larger_than_was_said_is_cut_short(running, reader):
    address, home = running
    status, told = send(address, reader[1], bytes(MOST_BYTES + 1), x_file_size="1")
    assert (status, "50 MB" in told) == (422, True)
    assert lying(home) == []


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PARTNER])
def test_who_may_not_load_is_given_no_address(tmp_path, role):
    with serving.dashboard(tmp_path / "home", VAEKSTTAVLEN_ROLE=role) as address, wire(address) as one:
        heard = one.open("data") + one.open("data", "undo=1")
        assert b"incoming/" not in heard


def test_under_a_path_of_its_own_the_addresses_are_there_and_nowhere_else():
    """As `server.baseUrlPath` has it; what Streamlit serves there itself, it moves by itself."""
    code = (
        "from streamlit import config; config.set_option('server.baseUrlPath', '/vaekst/');"
        "from ui import files; from ui.loading import receive;"
        "print(files.ROUTE.path, receive.ROUTE.path, bool(receive.PATH.fullmatch('/incoming/' + 'A' * 43)))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["/vaekst/files/{key}/{name}", "/vaekst/incoming/{key}", "False"]


def test_the_files_go_with_the_server(tmp_path):
    home = tmp_path / "home"
    with serving.dashboard(home, VAEKSTTAVLEN_ROLE=Role.ADMINISTRATOR) as address, wire(address) as one:
        to = re.search(rb"incoming/[\w-]{43}", one.open("data"))[0].decode()
        assert send(address, to)[0] == 204
    end = time.monotonic() + 5
    while lying(home) and time.monotonic() < end:
        time.sleep(0.1)
    assert lying(home) == []
