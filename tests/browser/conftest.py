"""A real Chromium before a real dashboard, filled with the sample exports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.installations import Installations

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
WAITS_MS = 30_000
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


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all tests of a process: what one has fetched, the next has at hand, which halves a page's cost."""
    page = browser.new_context().new_page()
    page.set_default_timeout(WAITS_MS)
    yield page
    page.context.close()


@pytest.fixture
def open_page(browser: Browser, window: Page) -> Iterator[Callable[..., Page]]:
    """Opens an address in a window that knows nothing of earlier tests and waits for the page's title.

    `theme`, `size` (px) and `motion` as asked. A test's second page is a window of its own, as somebody else's.
    """
    pages: list[Page] = []

    def opened(
        url: str, theme: str = "light", size: tuple[int, int] = (1440, 900), motion: str = "no-preference"
    ) -> Page:
        page = browser.new_context().new_page() if pages else window
        pages.append(page)
        page.set_default_timeout(WAITS_MS)
        page.emulate_media(media="null", color_scheme=theme, reduced_motion=motion)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.heard = listen(page)
        page.goto(url)
        settled(page)
        return page

    yield opened
    for page in pages[1:]:
        page.context.close()
    if pages:
        _forget(window)


def _forget(page: Page) -> None:
    """Leaves a window as if it had just been opened: no other beside it, nothing kept, nobody listening."""
    page.heard.stop()
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.mouse.move(0, 0)
    near = urljoin(page.url, "/_stcore/health")
    try:  # an address of the same place keeps the browser's process, and what it has made ready
        page.request.get(near)
        page.goto(near)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    except Error:  # the test has ended its dashboard
        page.goto("about:blank")
    page.context.clear_cookies()
    page.context.clear_permissions()


class Heard:
    """What a page asked for beyond this machine, and what it complained about."""

    def __init__(self, page: Page) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        self._page, self._ears = page, {"request": self._asked, "console": self._said, "pageerror": self._failed}
        for event, ear in self._ears.items():
            page.on(event, ear)

    def stop(self) -> None:
        """Listens no longer."""
        for event, ear in self._ears.items():
            self._page.remove_listener(event, ear)

    def _asked(self, asked: Request) -> None:
        if not asked.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")):
            self.outside.append(asked.url)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(f"{said.text} {said.location['url']}")

    def _failed(self, error: object) -> None:
        self.errors.append(str(error))


def listen(page: Page) -> Heard:
    """Listens to a page from its first request."""
    return Heard(page)


def settled(page: Page) -> None:
    """Waits until the page has its title and nothing is stale or running."""
    page.locator("h1:visible").first.wait_for()
    page.wait_for_function(
        """() => !document.querySelector('[data-stale="true"]')
              && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
              && [...document.images].every(image => image.complete)"""
    )


# The page's title is another's a moment before Streamlit runs, and a short run is never told of: its heading is.
LEAD = """url => new Promise(runs => {
  const [app, heading] = ['[data-testid="stApp"]', 'h1'].map(one => document.querySelector(one));
  const [title, said] = [document.title, heading.textContent];
  const watch = new MutationObserver(() => {
    const isNew = app.dataset.testScriptState === 'running' || document.querySelector('h1')?.textContent !== said;
    if (document.title === title || !isNew) return;
    watch.disconnect();
    runs();
  });
  watch.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  history.pushState({}, '', url);
  dispatchEvent(new PopStateEvent('popstate'));
})"""


def lead(page: Page, url: str) -> None:
    """Goes on to another page's address within the app, as its links do: at a third of what opening it costs."""
    page.evaluate(LEAD, url)
    settled(page)
