"""A real Chromium before a real dashboard, filled with the sample exports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.installations import Installations

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ADDRESSES = ["" if name == "overview" else name for name in PAGES]


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """An installation with both sample deliveries."""
    return shutil.copytree(installations.both_deliveries(), tmp_path_factory.mktemp("filled") / "home")


@pytest.fixture(scope="session")
def address(filled_home: Path) -> Iterator[str]:
    """A dashboard with the sample figures."""
    with serving.dashboard(filled_home) as running:
        yield running


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh window and waits for the page's title; `theme` and `size` (px) as asked."""
    contexts: list[BrowserContext] = []

    def opened(url: str, theme: str = "light", size: tuple[int, int] = (1440, 900)) -> Page:
        context = browser.new_context(color_scheme=theme, viewport={"width": size[0], "height": size[1]})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.heard = listen(page)
        page.goto(url)
        settled(page)
        return page

    yield opened
    for context in contexts:
        context.close()


class Heard:
    """What a page asked for beyond this machine, and what it complained about."""

    def __init__(self) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []


def listen(page: Page) -> Heard:
    """Listens to a page from its first request."""
    heard = Heard()

    def request(asked) -> None:
        if not asked.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            heard.outside.append(asked.url)

    page.on("request", request)
    page.on(
        "console",
        lambda said: heard.errors.append(f"{said.text} {said.location['url']}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: heard.errors.append(str(error)))
    return heard


def settled(page: Page) -> None:
    """Waits until the page has its title and nothing is stale or running."""
    page.locator("h1:visible").first.wait_for()
    page.wait_for_function(
        """() => !document.querySelector('[data-stale="true"]')
              && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
              && [...document.images].every(image => image.complete)"""
    )
