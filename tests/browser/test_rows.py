"""Lists of rows in a real browser: closed until asked for, sorted by value, searched, copied, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import screen
from tests.browser.conftest import settled

LISTS = "jobs?as_of=2014-12-31"
SETTLES_MS = 300  # so long after a move the grid tells where it is
MENU = {
    "da": ["Sortér stigende", "Sortér faldende", "Tilpas bredden", "Lås kolonnen"],
    "en": ["Sort ascending", "Sort descending", "Autosize", "Pin column"],
}
HEAD, ROW = 16, 48  # px from the grid's top: the middle of the headings, and of the first row
COLUMNS = "grid => [...grid.querySelectorAll('th')].map(one => one.textContent)"
FIRST_ROW = "grid => [...grid.querySelectorAll('tbody tr:first-child td')].map(one => one.textContent)"


def opened(open_page: Callable[..., Page], url: str, **more: object) -> tuple[Page, Locator]:
    page = open_page(url, **more)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    grid = page.get_by_test_id("stDataFrame").first
    grid.locator("td").first.wait_for(state="attached")
    grid.evaluate("one => one.scrollIntoView({block: 'center'})")
    screen.still(page)
    return page, grid


def press(page: Page, grid: Locator, x: int, y: int) -> None:
    box = grid.locator("canvas").first.bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_a_list_costs_nothing_until_it_is_opened_and_keeps_the_hand(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/{LISTS}")
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    assert "K-10101" not in page.content()
    page.get_by_role("link", name="Tabt pr. virksomhed").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stDataFrame")).to_have_count(1)
    page.wait_for_function("() => document.activeElement.textContent === 'Tabt pr. virksomhed'")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("k-101 2014")
    page.keyboard.press("Enter")
    expect(page.locator(".note", has_text="af 47 rækker")).to_be_visible()
    page.wait_for_function("() => document.activeElement.type === 'search'")
    page.go_back()
    page.go_back()
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)


def test_a_heading_sorts_by_value_and_cells_are_copied_in_danish(address: str, open_page: Callable[..., Page]):
    page, grid = opened(open_page, f"{address}/{LISTS}&rows=lost")
    id_, _cvr, *_rest, change = grid.evaluate(FIRST_ROW)
    assert float(change) == -4.5
    press(page, grid, 20, ROW)
    expect(page.locator(".live", has_text=f"Kopieret: {id_}")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == id_
    for _step in range(8):
        page.keyboard.press("ArrowRight")
    grid.locator("tbody tr:first-child td:last-child[aria-selected=true]").wait_for(state="attached")
    page.keyboard.press("Control+c")
    expect(page.locator(".live", has_text="Kopieret: -4,5")).to_be_visible()
    place = grid.evaluate(COLUMNS).index("Til")
    left = grid.locator("canvas").first.bounding_box()["width"] * 0.56
    press(page, grid, int(left), HEAD)
    page.wait_for_function("one => one.querySelectorAll('th')[5].textContent.includes('↑')", arg=grid.element_handle())
    page.wait_for_timeout(SETTLES_MS)
    values = grid.evaluate(
        "(grid, place) => [...grid.querySelectorAll('tbody tr')].map(row => +row.children[place].textContent)", place
    )
    assert values == sorted(values)


@pytest.mark.parametrize(("lang", "theme"), [("da", "light"), ("en", "dark")])
def test_an_open_list_is_in_the_reader_s_language_and_for_everybody(
    lang: str, theme: str, address: str, open_page: Callable[..., Page]
):
    page, grid = opened(open_page, f"{address}/{LISTS}&rows=lost,not_measured&lang={lang}", theme=theme)
    found = screen.axe_faults(page) + screen.layout_faults(page, (1280, 720)) + screen.layout_faults(page, (390, 844))
    page.set_viewport_size({"width": 1280, "height": 720})
    grid.evaluate("one => one.scrollIntoView({block: 'center'})")
    screen.still(page)
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    press(page, grid, 70, HEAD)
    expect(menu.get_by_role("menuitem")).to_contain_text(MENU[lang])
    found += screen.word_faults(page, lang)
    page.keyboard.press("Escape")
    press(page, grid, 20, ROW)
    page.keyboard.press("Control+f")
    page.keyboard.press("Enter")
    page.mouse.dblclick(*(grid.bounding_box()[side] + 60 for side in "xy"))
    page.wait_for_timeout(600)
    expect(page.locator("[id^=gdg-overlay], [data-testid^=search]")).to_have_count(0)
    assert found + page.heard.errors + page.heard.outside == []
