"""What is loaded or erased while a page is open is seen within seconds, and a server may begin under open pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, expect

from data_pipeline.erasure.forget import forget
from data_pipeline.loading.load import load
from tests.browser import serving
from tests.browser.conftest import ADDRESSES, settled
from tests.installations import DELIVERIES, Installations, on_one_machine
from tests.postgres import PostgreSQL
from tests.security.wire import wire

# Pages look for a new load every few seconds; a busy machine may take longer to draw, and no test asserts speed.
SEEN_WITHIN_MS = 60_000
CROWD = 30


def test_open_pages_follow_the_first_load_the_next_one_and_an_erasure(tmp_path: Path, open_page: Callable[..., Page]):
    """One house from empty on: what to do stands there first, choices are kept, and what is erased leaves the lists."""
    home = tmp_path / "home"
    with serving.dashboard(home) as running:
        empty = open_page(f"{running}/targets")
        assert empty.locator("h1").inner_text() == "Der er ikke indlæst noget endnu"
        assert "python -m data_pipeline load" in empty.locator(".message").inner_text()
        assert empty.heard.errors == []
        serving.load(home, DELIVERIES[0])
        expect(empty.locator(".stamp")).to_contain_text("indlæsning 1", timeout=SEEN_WITHIN_MS)

        page = open_page(f"{running}/targets?lang=en&as_of=2014-05-31")
        assert "load 1" in page.locator(".stamp").inner_text()
        serving.load(home, DELIVERIES[1])
        expect(page.locator(".stamp")).to_contain_text("load 2", timeout=SEEN_WITHIN_MS)
        expect(page.get_by_role("status").filter(has_text="load 2")).to_be_visible()
        assert "Data up to 31 May 2014" in page.locator(".stamp").inner_text()
        assert sorted(page.url.partition("?")[2].split("&")) == ["as_of=2014-05-31", "lang=en"]

        page.goto(f"{running}/why?figure=guided.local.entrepreneur&as_of=2014-03-31&rows=counted")
        settled(page)
        client = page.get_by_text("K-10001").first
        expect(client).to_be_attached()
        forget(on_one_machine(home), "K-10001")
        expect(client).not_to_be_attached(timeout=SEEN_WITHIN_MS)
        expect(page.locator("h1")).to_be_visible()


def test_an_open_page_waits_for_a_ledger_that_is_away(
    tmp_path: Path, own_postgres: PostgreSQL, open_page: Callable[..., Page]
):
    """What stands stays; what can't be shown says so beside the menu, and comes by itself when there is an answer."""
    house = replace(on_one_machine(tmp_path / "home"), ledger=own_postgres.ledger())
    load(house, [DELIVERIES[0]])
    with serving.dashboard(house.home, VAEKSTTAVLEN_LEDGER=house.ledger) as running:
        page = open_page(f"{running}/targets")
        own_postgres.stop()
        expect(page.get_by_role("status").filter(has_text="Intet svar")).to_be_visible(timeout=SEEN_WITHIN_MS)
        expect(page.locator(".stamp")).to_contain_text("indlæsning 1")
        menu = page.get_by_test_id("stSidebar").locator(".menu")
        menu.get_by_text("Arbejdspladser").click()
        expect(page.locator(".message")).to_contain_text("svarer ikke", timeout=SEEN_WITHIN_MS)
        expect(menu).to_be_visible()
        own_postgres.start()
        expect(page.locator(".stamp")).to_contain_text("indlæsning 1", timeout=SEEN_WITHIN_MS)


def test_open_pages_come_back_after_a_new_start(
    tmp_path: Path, installations: Installations, open_page: Callable[..., Page]
):
    home = shutil.copytree(installations.first_delivery(), tmp_path / "home")
    port = serving.free_port()
    names = ("", "targets", "data")
    with serving.dashboard(home, port=port) as running:
        pages = [open_page(f"{running}/{name}") for name in names]
        titles = [page.title() for page in pages]
    serving.load(home, DELIVERIES[1])
    with serving.dashboard(home, port=port):
        for page, title in zip(pages, titles, strict=True):
            expect(page.locator(".stamp")).to_contain_text("indlæsning 2", timeout=SEEN_WITHIN_MS)
            settled(page)
            assert page.title() == title


def test_a_crowd_before_a_new_start_gets_its_pages(tmp_path: Path, installations: Installations):
    home = shutil.copytree(installations.first_delivery(), tmp_path / "home")

    def heard(name: str) -> bytes:
        with wire(running) as one:
            return one.open(name)

    with serving.dashboard(home) as running, ThreadPoolExecutor(CROWD) as crowd:
        found = list(crowd.map(heard, [ADDRESSES[place % len(ADDRESSES)] for place in range(CROWD)]))
    assert [place for place, one in enumerate(found) if b"<h1" not in one and b"&lt;h1" not in one] == []
    (log,) = home.parent.glob("dashboard-*.log")
    assert "Traceback" not in log.read_text(encoding="utf-8")
