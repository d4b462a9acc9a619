"""A provider and a dashboard that trusts it, each a process of its own, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.browser.conftest import listen, settled
from tests.installations import Installations
from tests.signin.provider import CLIENT, SECRET

Secrets = tuple[int, tuple[str, ...]]

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{cookie}"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[vaeksttavlen]
claim = "groups"

[vaeksttavlen.roles]
g-observer = "observer"
g-partner = "partner"
g-administrator = "administrator"
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """An installation with both sample deliveries."""
    return shutil.copytree(installations.both_deliveries(), tmp_path_factory.mktemp("signin") / "home")


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """The address of a running identity provider."""
    port = serving.free_port()
    command = [sys.executable, "-m", "tests.signin.provider", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ))
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/jwks", timeout=2).close()
            break
        except OSError:
            assert process.poll() is None, "the provider ended at once"
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def secrets(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Secrets:
    """A port, and the options of a dashboard there that asks the provider who its readers are."""
    port = serving.free_port()
    file = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    file.write_text(
        SECRETS.format(port=port, cookie="c" * 40, client=CLIENT, secret=SECRET, provider=provider), encoding="utf-8"
    )
    return port, ("--secrets.files", str(file))


@pytest.fixture(scope="session")
def guarded(filled: Path, secrets: Secrets) -> Iterator[str]:
    """The address of a dashboard with sign-in, freshly started."""
    port, options = secrets
    with serving.dashboard(filled, *options, port=port) as running:
        yield running


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window of its own, and waits for a title."""
    contexts: list[BrowserContext] = []

    def visited(url: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.heard = listen(page)
        page.goto(url)
        page.locator("h1").first.wait_for()
        return page

    yield visited
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(visit) -> Callable[..., Page]:
    """Opens an address and signs in as one of the provider's people."""

    def signed_in(url: str, who: str) -> Page:
        page = visit(url)
        page.get_by_role("button", name="Log ind").click()
        page.get_by_role("link", name=who, exact=True).click()
        settled(page)
        return page

    return signed_in
