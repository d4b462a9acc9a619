"""Pages on paper: A4 without menu and controls, tables as tables, charts whole, and at the foot for whom they are."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PAGES, lead

A4_WIDTH = 703  # px between the margins
MOST_PAGES = 3
# What is printed beside the paper, a chart that is cut, or a control.
FAULTS = f"""() => [...document.querySelectorAll('table, p, h1, h2, dl, svg, button, select, input')]
  .filter(one => one.getClientRects().length && getComputedStyle(one).clipPath === 'none'
      && !one.closest('.unseen, #portal'))
  .filter(one => one.matches('button, select, input') || one.getBoundingClientRect().right > {A4_WIDTH} + 1)
  .map(one => one.outerHTML.slice(0, 120))"""


def printed(page: Page) -> list[str]:
    """The text of each sheet, blanks joined."""
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def test_every_page_fits_on_paper(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/?as_of=2014-12-31", size=(1280, 720))
    found = {}
    for name in PAGES:
        lead(page, f"{address}/{name}?as_of=2014-12-31")
        sheets = printed(page)
        faults = [f"{len(sheets)} sheets"] if len(sheets) > MOST_PAGES else []
        faults += [f"no foot: {sheet[:80]}" for sheet in sheets if "Fortroligt: kun for aftalens parter" not in sheet]
        faults += [word for word in ("Følg aftalen", "Status pr.", "Hent siden") if word in " ".join(sheets)]
        if faults:
            found[name] = faults
    assert found == {}


@pytest.mark.parametrize("name", ["fees", "satisfaction", "deadlines"])
def test_nothing_is_cut_off_by_the_paper_s_edge(name: str, address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/{name}?as_of=2014-12-31", size=(1440, 900))
    page.locator("svg.main-svg").first.wait_for()
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
    assert page.evaluate(FAULTS) == []


def test_an_open_list_is_printed_as_a_table_and_a_closed_one_not_at_all(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/jobs?as_of=2014-12-31&rows=lost", theme="dark")
    text = " ".join(printed(page))
    assert "Tabt pr. virksomhed" in text
    assert "K-10101 96361742 6,00" in text
    assert "Skabt pr. virksomhed" not in text
