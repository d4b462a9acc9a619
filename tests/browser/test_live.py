"""A load that lands while a page is open is seen within seconds, with place and choices kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import serving
from tests.installations import DELIVERIES, Installations

# Pages look for a new load every few seconds; a busy machine may take longer to draw, and no test asserts speed.
SEEN_WITHIN_MS = 60_000


def test_an_empty_house_says_what_to_do_then_follows_the_first_load(tmp_path: Path, open_page: Callable[..., Page]):
    home = tmp_path / "home"
    with serving.dashboard(home) as fresh:
        page = open_page(f"{fresh}/targets")
        assert page.locator("h1").inner_text() == "Der er ikke indlæst noget endnu"
        assert "python -m data_pipeline load" in page.locator(".message").inner_text()
        assert page.heard.errors == []
        serving.load(home, DELIVERIES[0])
        expect(page.locator(".stamp")).to_contain_text("indlæsning 1", timeout=SEEN_WITHIN_MS)


def test_a_new_load_is_seen_with_choices_kept(
    tmp_path: Path, installations: Installations, open_page: Callable[..., Page]
):
    home = shutil.copytree(installations.first_delivery(), tmp_path / "home")
    with serving.dashboard(home) as running:
        page = open_page(f"{running}/targets?lang=en&as_of=2014-05-31")
        assert "load 1" in page.locator(".stamp").inner_text()
        serving.load(home, DELIVERIES[1])
        expect(page.locator(".stamp")).to_contain_text("load 2", timeout=SEEN_WITHIN_MS)
        expect(page.get_by_role("status").filter(has_text="load 2")).to_be_visible()
        assert "Data up to 31 May 2014" in page.locator(".stamp").inner_text()
        assert sorted(page.url.partition("?")[2].split("&")) == ["as_of=2014-05-31", "lang=en"]
