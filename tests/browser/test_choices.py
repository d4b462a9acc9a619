"""The sidebar by keyboard and on a phone: a choice keeps the hand where it was, a page folds the menu away."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import screen

DAY = "as_of=2014-06-30"
HAND = "() => document.activeElement.name || document.activeElement.textContent"


def test_the_keyboard_keeps_its_place_when_the_sidebar_is_written_anew(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/targets?{DAY}")
    page.get_by_role("combobox", name="Status pr.").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".stamp")).to_contain_text("31. maj 2014")
    page.wait_for_function(f"() => ({HAND})() === 'as_of'")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".stamp")).to_contain_text("30. april 2014")
    link = page.locator(".menu").get_by_role("link", name="Honorar")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kicker")).to_contain_text("Honorar ·")
    page.wait_for_function(f"() => ({HAND})() === 'Honorar'")
    expect(link).to_have_attribute("aria-current", "page")
    page.keyboard.press("Tab")
    assert page.evaluate(HAND) == "Tilfredshed"


def test_a_page_s_own_choice_keeps_the_hand_too(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/focus_sectors?{DAY}")
    page.locator(".pills").get_by_role("link", name="Store oplevelser").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pills [aria-current]")).to_have_text("Store oplevelser")
    page.wait_for_function(f"() => ({HAND})() === 'Store oplevelser'")


def test_a_link_opened_beside_shows_what_was_chosen(address: str, open_page: Callable[..., Page]):
    """Every link holds the choices, so a new tab and a copied link have them."""
    page = open_page(f"{address}/targets?as_of=2014-05-31&lang=en")
    asked = page.locator(".menu").get_by_role("link", name="Fees").get_attribute("href")
    other = open_page(f"{address}/{asked}")
    assert other.locator(".stamp").inner_text().startswith("Data up to 31 May 2014")


def test_on_a_phone_a_page_folds_the_menu_away(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/?{DAY}", size=(390, 844))
    page.get_by_test_id("stExpandSidebarButton").click()
    page.locator(".menu").get_by_role("link", name="Frister").click()
    expect(page.locator(".kicker")).to_contain_text("Frister")
    expect(page.locator(".menu").get_by_role("link", name="Frister")).not_to_be_in_viewport()
    page.locator("h1").click()


def test_any_day_may_be_chosen(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/road?{DAY}")
    page.get_by_label("En anden dag").fill("2014-05-17")
    expect(page.locator(".stamp")).to_contain_text("17. maj 2014")
    expect(page.get_by_role("combobox", name="Status pr.").locator(":checked")).to_have_text("17. maj 2014")
    page.get_by_label("En anden dag").fill("0002-05-17")  # half typed
    assert "as_of=2014-05-17" in page.url
    page.go_back()
    expect(page.locator(".stamp")).to_contain_text("30. juni 2014")


def test_a_slice_follows_along(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/satisfaction?{DAY}")
    page.get_by_role("combobox", name="Udsnit").select_option("sector.green")
    expect(page.locator(".kicker")).to_contain_text("Udsnit: Grøn teknologi")
    found = screen.axe_faults(page)
    for size in ((1280, 720), (390, 844)):
        found += screen.layout_faults(page, size)
    assert found == []
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".menu").get_by_role("link", name="Honorar").click()
    expect(page.locator(".kicker")).to_contain_text("Honorar ·")
    expect(page.locator(".kicker")).to_contain_text("Udsnit: Grøn teknologi")
    page.go_back()
    expect(page.locator(".kicker")).to_contain_text("Tilfredshed ·")
    page.get_by_role("combobox", name="Udsnit").select_option("")
    expect(page.locator(".kicker")).not_to_contain_text("Udsnit")
