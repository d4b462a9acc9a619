"""Region og år with a region around the sample year: read at four sizes, sorted, tried, taken along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from data_pipeline import agreements
from tests.browser import screen, serving
from tests.browser.conftest import settled
from tests.installations import Installations

SIZES = ((1920, 1080), (1280, 720), (1024, 768), (390, 844))


@pytest.fixture(scope="module")
def region(installations: Installations) -> Iterator[str]:
    """The address of a dashboard with the made-up region; nothing in it is changed."""
    home, folder = installations.region()
    with serving.dashboard(home, VAEKSTTAVLEN_AGREEMENTS=str(folder)) as running:
        yield running


def test_a_region_is_read_sorted_tried_and_taken_along(region: str, open_page: Callable[..., Page]):
    page = open_page(f"{region}/compare?agreement=viborg-2014&as_of=2014-12-31")
    faults = []
    for language, theme in (("da", "light"), ("en", "dark")):
        if language == "en":
            page.set_viewport_size({"width": 1280, "height": 720})
            page.get_by_role("link", name="English").click()
            page.emulate_media(color_scheme="dark")
            expect(page.locator("h1")).to_have_text("Randers 2014 (made up): satisfied clients far under the goal")
            settled(page)
        screen.unfold(page)
        for size in SIZES:
            faults += [f"{size} {one}" for one in screen.layout_faults(page, size)]
        faults += [f"{theme} {one}" for one in screen.axe_faults(page)]
        faults += screen.word_faults(page, language)
    assert faults == []

    page.set_viewport_size({"width": 1280, "height": 720})
    neighbours = page.get_by_role("table", name=re.compile("Neighbours"))
    neighbours.get_by_role("link", name="Satisfied", exact=True).click()
    expect(neighbours.get_by_role("rowheader").first).to_contain_text("Samsø")

    # A number that is tried is said at once, keeps the hand where it was, and Back takes it back.
    often = page.locator(".said_of_it")
    expect(often).to_contain_text("200 is reached in")
    tried = page.get_by_role("spinbutton", name="New target: Entrepreneurs guided locally")
    tried.fill("120")
    tried.press("Tab")
    expect(often).to_contain_text("120 is reached in more than 19 of 20 years")
    assert "guided.local.entrepreneur=120" in page.url
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Draft agreement (TOML)").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "count = 120" in text
    assert 'clause = ""' in text
    assert agreements.parse("viborg-2015", text.replace('clause = ""', 'clause = "B1"')).targets[0].count == 120
    page.go_back()
    expect(often).to_contain_text("200 is reached in")

    # A name leads to the same page as that agreement sees it.
    neighbours.get_by_role("link", name="Randers 2014").click()
    expect(page.locator(".kicker")).to_contain_text("Randers 2014")
    expect(page.locator(".choices select[name=agreement]")).to_have_value("randers-2014")
    assert page.heard.errors == []
    assert page.heard.outside == []
