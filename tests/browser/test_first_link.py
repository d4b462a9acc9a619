"""After a server start any link shows its page inside the frame, in the language it asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import serving
from tests.browser.conftest import PAGES
from ui import menu

LISTED = [name for name in PAGES if name not in menu.HIDDEN]


def test_the_first_link_after_a_start_shows_the_frame_in_its_language(
    filled_home: Path, open_page: Callable[..., Page]
):
    """Any page stands for the rest: none goes inside the frame by itself (test_live.py asks for all of them)."""
    with serving.dashboard(filled_home) as fresh:
        page = open_page(f"{fresh}/focus_sectors?lang=en&as_of=2014-06-30")
        assert page.locator(".menu").get_by_role("link").count() == len(LISTED)
        assert page.locator(".either [aria-current]").inner_text() == "English"
        assert page.get_by_role("combobox", name="Status as of").locator(":checked").inner_text() == "30 June 2014"
        assert "Data up to 30 June 2014" in page.locator(".stamp").inner_text()
        assert page.evaluate("document.documentElement.lang") == "en"
        assert not page.get_by_text("Page not found").count()
        assert sorted(page.url.partition("?")[2].split("&")) == ["as_of=2014-06-30", "lang=en"]


def test_an_address_that_is_no_page_shows_the_frame(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/nowhere")
    assert page.locator(".menu").get_by_role("link").count() == len(LISTED)
