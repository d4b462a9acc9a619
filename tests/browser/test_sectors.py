"""From all focus sectors to one, to who is behind a number, and back: by clicks alone, the choice in the address."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

DAY = "as_of=2014-12-31"


def test_the_way_down_to_who_and_back(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/?{DAY}")
    page.locator("nav.menu").get_by_role("link", name="Fokusområder").click()
    sides = page.get_by_role("table", name="Side om side")
    expect(sides.get_by_role("row", name=re.compile("Store oplevelser"))).to_contain_text("Under i 1 af 3")
    expect(sides.get_by_role("row", name=re.compile("Store oplevelser"))).to_contain_text("mod 82")
    sides.get_by_role("link", name="Store oplevelser").click()
    expect(page.locator("h1")).to_contain_text("Store oplevelser")
    expect(page.locator(".kicker")).to_contain_text("Udsnit: Store oplevelser")
    expect(page.get_by_role("table", name="De virksomheder, der flyttede mest")).to_contain_text("−4,50")
    settled(page)
    in_depth = page.url
    assert "slice=sector.experiences" in in_depth

    page.get_by_role("link", name="Alle 11 målte virksomheder").click()
    expect(page.locator(".kicker")).to_contain_text("Udsnit: Store oplevelser")
    expect(page.locator("h1")).to_have_text("11 virksomheder giver 12,50 årsværk")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Store oplevelser")
    assert page.url == in_depth

    # The choice follows to another page and back, and the first crumb leads up.
    page.locator("nav.menu").get_by_role("link", name="Tilfredshed").click()
    expect(page.locator(".kicker")).to_contain_text("Udsnit: Store oplevelser")
    page.locator("nav.menu").get_by_role("link", name="Fokusområder").click()
    expect(page.locator(".kicker a")).to_have_text("Fokusområder")
    page.locator(".kicker a").click()
    expect(page.get_by_role("table", name="Side om side")).to_be_visible()
    assert "slice" not in page.url
    assert page.heard.errors == []


def test_headings_sort_and_back_takes_it_back(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/focus_sectors?{DAY}")
    numbers = page.get_by_role("table", name="Fokusområder")
    first = numbers.get_by_role("rowheader").first
    expect(first).to_have_text("Animation og nye medier")
    heading = numbers.get_by_role("link", name="Årsværk, netto")
    heading.click()
    expect(first).to_have_text("Store oplevelser")
    heading.click()
    expect(first).to_have_text("Uden fokusområde")
    expect(numbers.get_by_role("rowheader").last).to_have_text("I alt")
    page.go_back()
    expect(first).to_have_text("Store oplevelser")
    assert page.heard.errors == []
