"""What people write in: each form and the dialog that settles, opened, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.conftest import settled

DAY = "as_of=2014-06-30"
SIZES = ((1280, 720), (390, 844))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("form", ["meeting/freeze_box", "strategy/strategy_form_box"])
def test_a_form_is_open_to_all(theme: str, form: str, address: str, open_page: Callable[..., Page]):
    """Where nobody signs in, whoever asks may write."""
    page_name, box = form.split("/")
    page = open_page(f"{address}/{page_name}?{DAY}", theme=theme)
    page.locator(f".st-key-{box} summary").click()
    settled(page)
    for size in SIZES:
        at(page, size)
        assert screen.axe_faults(page) + screen.word_faults(page, "da") + page.evaluate(screen.LAYOUT) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_dialog_that_settles_is_open_to_all(theme: str, address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/fees?{DAY}", theme=theme)
    page.locator(".st-key-settle_open button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Afregn og lås").wait_for()
    for size in SIZES:
        at(page, size)
        faults = screen.axe_faults(page, screen.LAW)  # Streamlit hangs a dialog outside of all landmarks
        assert faults + screen.word_faults(page, "da") + page.evaluate(screen.OVERFLOW) == []
        box = dialog.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]


def at(page: Page, size: tuple[int, int]) -> None:
    """The same page in a window of another size, once nothing moves."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    screen.still(page)
