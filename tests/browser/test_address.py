"""The address holds what the reader chose and no more; a copied link, a reload and Back show the same."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def test_defaults_leave_the_address(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/?lang=da&agreement=viborg-2014")
    page.wait_for_function("() => !location.search")
    assert page.url.rstrip("/") == address


def test_what_is_no_choice_falls_back_to_the_default(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/targets?lang=xx&as_of=2014-06-31&agreement=nowhere")
    page.wait_for_function("() => !location.search")
    assert page.locator("h1").inner_text()


def test_choices_follow_from_page_to_page_and_survive_a_reload(address: str, open_page: Callable[..., Page]):
    page = open_page(address)
    page.get_by_role("combobox", name="Status pr.").select_option("31. maj 2014")
    expect(page.locator(".stamp")).to_contain_text("31. maj 2014")
    page.get_by_role("link", name="English").click()
    expect(page.locator(".kicker")).to_contain_text("Overview")
    page.locator(".menu").get_by_role("link", name="Activity targets").click()
    expect(page.locator(".kicker")).to_contain_text("Activity targets")
    settled(page)
    assert "lang=en" in page.url
    assert "as_of=2014-05-31" in page.url
    title = page.locator("h1").inner_text()
    page.reload()
    settled(page)
    assert page.locator("h1").inner_text() == title
    page.get_by_role("link", name="Dansk").click()
    expect(page.locator(".kicker")).to_contain_text("Aktivitetsmål")
    page.wait_for_function("() => !location.search.includes('lang')")
    page.go_back()
    expect(page.locator(".kicker")).to_contain_text("Activity targets")


def test_the_language_of_the_document_follows(address: str, open_page: Callable[..., Page]):
    page = open_page(address)
    assert page.evaluate("document.documentElement.lang") == "da"
    assert page.title() == "Overblik · Væksttavlen"
    page.get_by_role("link", name="English").click()
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    expect(page).to_have_title("Overview · Væksttavlen")
