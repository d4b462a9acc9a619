"""Whatever stands in an export, a real browser runs none of it, asks nobody for it, and shows it (trust §2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data_pipeline.load import load
from data_pipeline.rights import Role
from data_pipeline.settings import Settings
from tests.browser import serving
from tests.browser.conftest import ADDRESSES, listen, settled
from tests.security.hostile import STRINGS, deliver

# Where rows, ids, files and what people wrote are shown; `make soak` opens them all, as every role.
WITH_ROWS = ["data", "fees"]
DONE_TO_US = """() => ({
  ran: window.__pwned ?? null,
  outside: [...document.querySelectorAll('[src], [href]')].map(one => one.src || one.href)
    .filter(url => typeof url === 'string' && (url.startsWith('javascript:') || url.includes('192.0.2.7'))),
  born: [...document.querySelectorAll('script, img, svg, a')]
    .filter(one => /__pwned|beacon/.test(one.outerHTML) && one.closest('[data-testid="stApp"]')).length,
  wide: document.documentElement.scrollWidth - innerWidth,
})"""


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("hostile")
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(base / "home")})
    load(settings, [deliver(base / "crm")], message=STRINGS["image"], author=STRINGS["script"])
    return settings.home


@pytest.fixture(scope="module")
def hostile(hostile_home: Path) -> Iterator[str]:
    """A dashboard with hostile exports, for whoever sees most."""
    with serving.dashboard(hostile_home, VAEKSTTAVLEN_ROLE=Role.ADMINISTRATOR) as running:
        yield running


def look(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(40_000)
    page.heard = listen(page)
    page.said = []
    page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
    page.goto(url)
    settled(page)
    for folded in page.get_by_test_id("stExpander").locator("summary").all():
        folded.click()
    settled(page)
    return page


def is_harmless(page: Page) -> None:
    found = page.evaluate(DONE_TO_US)
    assert found == {"ran": None, "outside": [], "born": 0, "wide": found["wide"]}
    assert found["wide"] <= 0, "a long text makes the page wider than the window"
    assert page.said == []
    assert page.heard.outside == []


@pytest.mark.parametrize("name", WITH_ROWS)
def test_nothing_in_the_data_does_anything(name: str, browser: Browser, hostile: str):
    page = look(browser, f"{hostile}/{name}")
    is_harmless(page)
    if name == "data":
        shown = page.get_by_test_id("stMain").inner_text()
        for word in ("script", "image", "beacon", "link", "style", "template", "formula", "command", "sql"):
            assert STRINGS[word] in shown, word
    page.context.close()


@pytest.mark.soak
@pytest.mark.parametrize("role", list(Role))
def test_nothing_in_the_data_does_anything_on_any_page(role: Role, browser: Browser, hostile_home: Path):
    with serving.dashboard(hostile_home, VAEKSTTAVLEN_ROLE=role) as running:
        for name in ADDRESSES:
            for language in ("da", "en"):
                page = look(browser, f"{running}/{name}?lang={language}&as_of=2014-06-30")
                is_harmless(page)
                page.context.close()


def test_the_lookout_sees_what_it_is_for(browser: Browser):
    """Were a page to take a string for markup, the tests above would fail."""
    for word in ("image", "script", "style"):
        page = browser.new_context().new_page()
        page.heard, page.said = listen(page), []
        page.route("http://192.0.2.7/**", lambda route: route.abort())
        page.set_content(f'<div data-testid="stApp">{STRINGS[word].replace("</style>", "")}</div>')
        page.wait_for_function("window.__pwned")
        with pytest.raises(AssertionError):
            is_harmless(page)
        page.context.close()
