"""What the gate lets in, where it sends people back to, and which headers every answer carries."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.responses import PlainTextResponse
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from data_pipeline.privacy.rights import Role
from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.security.wire import wire
from ui.entry import gate, session

NEAR, FAR = "127.0.0.1", "192.0.2.7"


def scope(client: str = NEAR, host: str = "127.0.0.1:8501", **headers: str) -> dict:
    given = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    pairs = [(name.encode(), value.encode()) for name, value in given.items()]
    return {"type": "http", "path": "/", "query_string": b"", "client": (client, 5000), "headers": pairs}


def through_the_gate(app, asked: dict, send, receive=None) -> None:
    """One request; in a thread of its own, since Playwright keeps this one's event loop running."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(gate.Gate(app)(asked, receive, send))).result()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8501", "[::1]:8501", "127.0.0.9:80"])
def test_this_machine_is_near(host):
    assert gate.is_near(scope(host=host))
    assert gate.is_near(scope(client="::1", host=host))


@pytest.mark.parametrize(
    "asked",
    [
        scope(client=FAR),
        scope(host="vaeksttavlen.example:8501"),
        scope(host="192.0.2.7"),
        scope(host=""),
        scope(host="127.0.0.1.attacker.example"),
        scope(host="localhost@attacker.example"),
        scope(host="testserver"),
        scope(x_forwarded_for=NEAR),
        scope(forwarded="for=127.0.0.1"),
        scope(x_real_ip=NEAR),
        {**scope(), "client": None},
    ],
)
def test_everything_else_is_far(asked):
    """Other machines, names that a hostile page may point here, and proxies, which always speak for others."""
    assert not gate.is_near(asked)


@pytest.mark.parametrize(
    "host", ["", "[bad", "[]", "a b", "a.dk:port", "a.dk:123456", "a.dk/fees", "me@a.dk", "a.dk?x", "\u00e6.dk"]
)
def test_a_host_that_is_none_is_told(host):
    assert not gate.is_well_formed(scope(host=host))
    assert not gate.is_well_formed({**scope(), "headers": []})


@pytest.mark.parametrize("host", ["a.dk", "A-b.dk:8501", "192.0.2.7:80", "[2001:db8::1]:8501", "vaekst_1"])
def test_names_and_addresses_are_hosts(host):
    assert gate.is_well_formed(scope(host=host))


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        ("http://localhost:8501", True),
        ("https://localhost:8501", True),
        ("http://localhost:3000", False),
        ("http://localhost", False),
        ("http://127.0.0.1:8501", False),
        ("http://localhost:8501@attacker.example", False),
        ("http://[bad", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_pages_of_this_very_server_ask_it(origin, is_own):
    """A page of another program on this machine has the name, but not the port."""
    assert gate.is_from_here(scope(host="localhost:8501", origin=origin)) is is_own
    assert gate.is_from_here(scope(host="localhost:8501"))


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("http://a.dk/fees?as_of=2014-06-30", "/fees?as_of=2014-06-30"),
        ("https://a.dk/", "/"),
        ("http://b.dk/fees", None),
        ("http://a.dk//b.dk/fees", None),
        ("http://a.dk/\\b.dk", None),
        ("//a.dk", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_the_way_back_stays_in_the_house(came, back):
    assert gate.back_to(came, "a.dk") == back


def test_over_https_cookies_are_for_https_alone(monkeypatch):
    """Streamlit leaves the flag out, because HTTP on a developer's machine has to work."""

    async def app(scope, receive, send):
        cookies = [(b"set-cookie", b"_streamlit_user=x; Path=/"), (b"set-cookie", b"a=b; Secure")]
        await send({"type": "http.response.start", "status": 302, "headers": [*cookies, (b"location", b"/")]})

    def cookies_at(redirect_uri: str) -> list[bytes]:
        sent = []

        async def send(message):
            sent.append(message)

        held = {"auth": {"redirect_uri": redirect_uri}}
        monkeypatch.setattr(session, "secrets", lambda: held)
        asked = {**scope(host="a.dk"), "path": "/oauth2callback", "method": "GET"}
        through_the_gate(app, asked, send)
        return [value for name, value in sent[0]["headers"] if name == b"set-cookie"]

    assert all(value.lower().count(b"; secure") == 1 for value in cookies_at("https://a.dk/oauth2callback"))
    assert cookies_at("http://127.0.0.1/oauth2callback")[0] == b"_streamlit_user=x; Path=/"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):
    """An empty installation, served without sign-in."""
    home: Path = tmp_path_factory.mktemp("gate") / "home"
    with serving.dashboard(home, VAEKSTTAVLEN_ROLE=Role.OBSERVER) as address:
        yield address, home


def ask(address: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize(
    "path",
    ["/", "/fees", "/_stcore/health", "/_stcore/host-config", "/media/none.csv", "/app/static/fonts/none", "/%00"],
)
def test_every_answer_carries_the_headers(running, path):
    answer = ask(running[0], path)
    for name, value in gate.HEADERS.items():
        assert [re.sub(r" 'sha256-[^']+'", "", one) for one in answer.headers.get_all(name)] == [value], name
    assert "access-control-allow-origin" not in answer.headers
    assert b"Traceback" not in answer.body


def test_the_policy_is_as_strict_as_told():
    held = dict(one.split(" ", 1) for one in gate.POLICY.format(scripts="").split("; "))
    assert {held[name] for name in ("default-src", "script-src", "form-action", "frame-ancestors")} == {"'self'"}
    assert {held[name] for name in ("script-src-attr", "frame-src", "object-src", "base-uri")} == {"'none'"}
    assert gate.HEADERS["content-security-policy"] == gate.POLICY.format(scripts="")


def test_a_foreign_name_or_a_proxy_gets_nothing(running):
    address, _ = running
    for headers in ({"Host": "attacker.example"}, {"X-Forwarded-For": "192.0.2.7"}):
        answer = ask(address, "/fees", **headers)
        assert (answer.status, b"<script" in answer.body) == (403, False)
        assert answer.headers["x-content-type-options"] == "nosniff"
    socket = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    with pytest.raises(InvalidStatus, match="403"):
        connect(socket, additional_headers={"X-Forwarded-For": "192.0.2.7"}, subprotocols=["streamlit"])
    for origin in ("http://attacker.example", "http://localhost:3000", "http://127.0.0.1:3000", "null"):
        with pytest.raises(InvalidStatus, match="403"):
            connect(socket, origin=origin, subprotocols=["streamlit"])
    malformed = ask(address, "/fees", Host="[bad")
    assert (malformed.status, b"Traceback" in malformed.body) == (400, False)


@pytest.mark.parametrize(("asked", "status"), [(scope(host="a.dk", x_forwarded_for=FAR), 404), (scope(), 200)])
def test_how_much_is_read_is_for_whoever_runs_it(asked, status, monkeypatch):
    """Streamlit's numbers of sessions and of cached answers, asked for through a proxy, and on the machine itself."""
    sent = []

    async def app(scope, receive, send):
        await PlainTextResponse("numbers")(scope, receive, send)

    async def send(message):
        sent.append(message)

    monkeypatch.setattr(session, "secrets", lambda: {"auth": {"redirect_uri": "https://a.dk/oauth2callback"}})
    through_the_gate(app, {**asked, "path": "/_stcore/metrics", "method": "GET"}, send)
    assert sent[0]["status"] == status


def test_pictures_of_data_lie_within_the_page():
    """What Streamlit gives an address is handed to everybody: the logo, and nothing else."""
    sources = [path.read_text(encoding="utf-8") for place in ("ui", "pages") for path in (ROOT / place).glob("*.py")]
    assert not [text for text in sources if re.search(r"st\.(image|audio|video|pdf|download_button)\(", text)]


def test_other_doors_are_shut(running):
    address, _ = running
    assert ask(address, "/_stcore/agent/interact", "POST").status == 405
    assert ask(address, "/_stcore/agent/interact").status in (403, 404, 405)
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert ask(address, "/_stcore/upload_file/session/file", method).status == 405
    for path in ("/app/static/../../.streamlit/config.toml", "/app/static/%2e%2e/dashboard.py", "//etc/passwd"):
        answer = ask(address, path)
        assert b"[server]" not in answer.body
        assert b"import streamlit" not in answer.body
        assert b"root:" not in answer.body
    host = json.loads(ask(address, "/_stcore/host-config").body)
    assert (host["useExternalAuthToken"], host["allowedOrigins"], host["metricsUrl"]) == (False, [], "")


def test_a_garbled_word_ends_nothing(running):
    with wire(running[0]) as reader:
        reader.open("fees")
        reader.say(b"\xff\xff\xff")
        assert reader.open("fees")


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        (BackMsg(clear_cache=True), False),
        (BackMsg(load_git_info=True), False),
        (BackMsg(set_run_on_save=True), False),
        (BackMsg(file_urls_request={"request_id": "1"}), False),
        (BackMsg(stop_script=True), True),
        (BackMsg(rerun_script={"page_name": "fees"}), True),
        (BackMsg(backend_operation_request={"request_id": "1"}), True),
    ],
)
def test_only_what_pages_need_comes_over_the_websocket(said: BackMsg, passes: bool):
    """The next message after one that is left out is the one that is heard."""
    coming = [said.SerializeToString(), BackMsg(app_heartbeat=True).SerializeToString()]
    heard = []

    async def app(scope, receive, send):
        heard.append((await receive())["bytes"])

    async def receive():
        return {"type": "websocket.receive", "bytes": coming.pop(0)}

    asked = {**scope(), "type": "websocket"}
    through_the_gate(app, asked, None, receive)
    assert (heard[0] == said.SerializeToString()) is passes


def test_a_page_that_fails_says_nothing_of_how(running):
    """A ledger that can't be read is the owner's matter: the reader is told so in a sentence."""
    address, home = running
    with wire(address) as reader:
        reader.open("fees")
        for path in home.glob("ledger.sqlite*"):
            path.write_bytes(b"no database, but K-12345 0101700000 stands here " * 99)
        heard = reader.open("fees") + reader.open("data")
    logged = b"".join(path.read_bytes() for path in home.parent.glob("dashboard-*.log"))
    for secret in (b"K-12345", b"0101700000"):
        assert secret not in heard
        assert secret not in logged
    assert str(home).encode() not in heard, "where things lie on the server is for the log"
    assert str(home).encode() in logged
    assert b"Traceback" not in heard
    assert b"sqlalchemy" not in heard
