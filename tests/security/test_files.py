"""A file is made for whoever follows its link, from what they may see; what goes wrong is a sentence."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.requests import Request
from starlette.responses import Response

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.privacy.rights import Person, Role
from ui import files
from ui.entry import session
from ui.files import File


def offered(make, name: str = "fees.csv", what: object = "fees") -> str:
    """The address in a link to a file."""
    link = files.link("<CSV>", File(name, "text/csv", "da", make), what)
    assert link.endswith(">&lt;CSV&gt;</a>")
    return re.search(r'href="([^"]+)"', link).group(1)


def followed(address: str) -> Response:
    """The answer to one who follows the address."""
    _files, key, _name = address.split("/")
    request = Request({"type": "http", "headers": [], "path_params": {"key": key}})
    with ThreadPoolExecutor(1) as apart:  # Playwright keeps this thread's event loop running
        return apart.submit(lambda: asyncio.run(files.ROUTE.endpoint(request))).result()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch):
    """Makes somebody the sender of what follows."""

    def sends(role: Role) -> None:
        monkeypatch.setattr(session, "sender", lambda cookies: Person("x", role))

    return sends


def test_each_gets_what_their_role_may_see_from_one_address(reader):
    address = offered(lambda by: f"for {by.role.value}".encode())
    for role in (Role.PARTNER, Role.OBSERVER, Role.ADMINISTRATOR):
        reader(role)
        answer = followed(address)
        assert (answer.status_code, answer.body) == (200, f"for {role.value}".encode())
        assert answer.headers["content-disposition"] == 'attachment; filename="fees.csv"'
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-type"].startswith("text/csv")


def test_who_may_not_have_it_is_told_and_given_nothing(reader, monkeypatch):
    def make(by: Person) -> bytes:
        raise Correctable(message("Sign in"))

    reader(Role.OBSERVER)
    answer = followed(offered(make))
    assert (answer.status_code, answer.body.decode()) == (403, "Log ind")
    assert "content-disposition" not in answer.headers
    monkeypatch.setattr(session, "sender", make)
    assert followed(offered(lambda by: b"secret")).status_code == 403


def test_a_fault_of_ours_tells_a_number_and_no_value(reader, caplog):
    reader(Role.OBSERVER)
    answer = followed(offered(lambda by: [][int("7")]))
    assert answer.status_code == 500
    number = re.search(r"[0-9a-f]{8}", answer.body.decode()).group()
    assert f"fault {number}: IndexError" in caplog.text


def test_an_address_nobody_gave_is_too_old(reader):
    reader(Role.ADMINISTRATOR)
    answer = followed(f"files/{'0' * 64}/fees.csv")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")
    assert answer.body.decode().startswith("Linket er for gammelt")


def test_one_file_has_one_address_and_another_has_another():
    first = offered(lambda by: b"")
    assert offered(lambda by: b"") == first
    others = [offered(lambda by: b"", what="jobs"), offered(lambda by: b"", name="fees.xlsx")]
    assert len({first, *others}) == 3
