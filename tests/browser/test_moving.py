"""Moving about: from a figure to what it rests on and back, by keyboard and by Back; files; and the wall by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

DAY = "as_of=2014-06-30"


def test_from_a_number_to_its_rows_and_back_by_keyboard(address: str, open_page: Callable[..., Page], tmp_path: Path):
    page = open_page(f"{address}/targets?{DAY}")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name=re.compile("95 af 200.*Hvorfor.*vejledt lokalt")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kicker")).to_contain_text("Iværksættere vejledt lokalt · Hvorfor?")
    settled(page)
    assert sorted(page.url.partition("?")[2].split("&")) == [DAY, "figure=guided.local.entrepreneur"]
    shown = page.locator("h1").inner_text()
    with page.expect_download() as waited:
        page.locator(".st-key-takeaway").get_by_role("button", name="XLSX").click()
    saved = tmp_path / waited.value.suggested_filename
    waited.value.save_as(saved)
    assert saved.name == "why-guided.local.entrepreneur-viborg-2014-2014-06-30.xlsx"
    counted = openpyxl.load_workbook(saved).worksheets[0]["B4"].value
    assert shown.startswith(f"{counted} af ")
    page.reload()
    settled(page)
    assert page.locator("h1").inner_text() == shown, "a copied link shows the same"
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    assert page.heard.errors == []


def test_a_sector_has_an_address_and_back_restores_the_choice(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/focus_sectors?{DAY}")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Grøn teknologi").click()
    page.wait_for_function("() => location.search.includes('sector=green')")
    expect(page.get_by_role("radio", name="Grøn teknologi")).to_be_checked()
    settled(page)
    in_depth = page.locator("h1").inner_text()
    page.get_by_role("radio", name="Side om side").click(force=True)
    page.wait_for_function("() => !location.search.includes('sector')")
    page.go_back()
    page.wait_for_function("() => location.search.includes('sector=green')")
    expect(page.locator("h1")).to_have_text(in_depth)
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    # Twice round the languages: what one language says must not be answered by the other for ever.
    for language, name in (("English", "Focus sectors"), ("Dansk", "Fokusområder"), ("English", "Focus sectors")):
        page.get_by_role("radio", name=language).click(force=True)
        expect(page.locator(".kicker")).to_contain_text(name)


def test_the_wall_walks_waits_for_hands_and_leaves(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/?wall=overview,jobs&seconds=5&{DAY}", size=(1920, 1080))
    expect(page.locator(".wall-on")).to_contain_text("1 af 2")
    for hidden in ("stSidebar", "stHeader"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    expect(page.locator(".st-key-takeaway")).to_be_hidden()
    page.wait_for_function("() => location.pathname === '/jobs'", timeout=60_000)
    expect(page.locator(".wall-on")).to_contain_text("2 af 2")
    page.keyboard.press("a")
    expect(page.locator(".wall-on .waits")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".wall-on")).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert page.url == f"{address}/jobs?{DAY}"
