"""What people write in: each form and the dialog that settles, opened, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import screen, serving
from tests.browser.conftest import settled

DAY = "as_of=2014-06-30"
SIZES = ((1280, 720), (390, 844))


@pytest.fixture(scope="module")
def administrators(filled_home: Path) -> Iterator[str]:
    """The sample figures for somebody who may write."""
    with serving.dashboard(filled_home, VAEKSTTAVLEN_ROLE="administrator") as running:
        yield running


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("form", ["meeting/freeze_box", "strategy/strategy_form_box"])
def test_a_form_is_open_to_all(theme: str, form: str, administrators: str, open_page: Callable[..., Page]):
    page_name, box = form.split("/")
    for size in SIZES:
        page = open_page(f"{administrators}/{page_name}?{DAY}", theme=theme, size=size)
        page.locator(f".st-key-{box} summary").click()
        settled(page)
        screen.still(page)
        assert screen.axe_faults(page) + screen.word_faults(page, "da") + page.evaluate(screen.LAYOUT) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_dialog_that_settles_is_open_to_all(theme: str, administrators: str, open_page: Callable[..., Page]):
    for size in SIZES:
        page = open_page(f"{administrators}/fees?{DAY}", theme=theme, size=size)
        page.locator(".st-key-settle_open button").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Afregn og lås").wait_for()
        faults = screen.axe_faults(page, screen.LAW)  # Streamlit hangs a dialog outside of all landmarks
        assert faults + screen.word_faults(page, "da") + page.evaluate(screen.OVERFLOW) == []
        box = dialog.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
