"""What people write in: each form and the dialog that settles, opened, in both themes and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import screen, serving
from tests.browser.conftest import settled

SIZES = ((1280, 720), (390, 844))


@pytest.fixture(scope="module")
def administrators(filled_home: Path) -> Iterator[str]:
    """The sample figures for somebody who may write."""
    with serving.dashboard(filled_home, VAEKSTTAVLEN_ROLE="administrator") as running:
        yield running


def opened_form(page: Page, name: str) -> None:
    page.locator(f".st-key-{name} summary").click()
    settled(page)


def dialog(page: Page, _name: str) -> None:
    page.locator(".st-key-settle_open button").click()
    page.get_by_role("dialog").get_by_role("button", name="Afregn og lås").wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("place", "name", "opens"),
    [
        ("meeting?as_of=2014-06-30", "freeze_box", opened_form),
        ("strategy?as_of=2014-06-30", "strategy_form_box", opened_form),
        ("fees?as_of=2014-06-30", "", dialog),
    ],
)
def test_what_is_written_in_is_open_to_all(
    theme: str, place: str, name: str, opens: Callable, administrators: str, open_page: Callable[..., Page]
):
    for size in SIZES:
        page = open_page(f"{administrators}/{place}", theme=theme, size=size)
        opens(page, name)
        screen.still(page)
        # Streamlit hangs a dialog outside of all landmarks.
        faults = screen.axe_faults(page, screen.LAW if opens is dialog else screen.RULES)
        assert faults + screen.word_faults(page, "da") + page.evaluate(screen.LAYOUT) == []
