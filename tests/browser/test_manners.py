"""How every page behaves in a real browser: quiet, whole, accessible, and asking this machine alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from data_pipeline.settings import ROOT
from tests.browser.conftest import ADDRESSES

SIZES = [(1920, 1080), (1280, 720), (1024, 768), (390, 844), (320, 640)]
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.max(0, document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
}"""
# Text that its own box cuts off: what is drawn is narrower than what is said.
CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *, [data-testid="stSidebar"] *')]
  .filter(one => one.childElementCount === 0 && one.textContent.trim() && one.getClientRects().length)
  .filter(one => !one.closest('[data-testid="stSidebar"][data-collapsed="true"]'))
  .filter(one => !one.closest('.unseen, svg, [aria-hidden=true]') && getComputedStyle(one).clipPath === 'none')
  .filter(one => {
    for (let box = one; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.clipPath !== 'none' || style.overflowX === 'auto' || style.overflowX === 'scroll') return false;
      if (style.overflowX === 'hidden' || style.overflowX === 'clip') {
        const range = document.createRange();
        range.selectNodeContents(one);
        if (range.getBoundingClientRect().right > box.getBoundingClientRect().right + 1) return true;
      }
    }
    return false;
  })
  .map(one => one.textContent.trim().slice(0, 60))"""
# Words on top of each other: two texts whose boxes share more than a hair.
CROWDED = """() => {
  const words = [...document.querySelectorAll('.stHtml *')]
    .filter(one => one.childElementCount === 0 && one.textContent.trim() && one.getClientRects().length)
    .filter(one => getComputedStyle(one).clipPath === 'none' && !one.closest('.unseen, .live, details:not([open])'))
    .filter(one => { for (let up = one; up; up = up.parentElement)
        if (getComputedStyle(up).clipPath !== 'none' || getComputedStyle(up).visibility === 'hidden') return false;
      return true; })
    .map(one => { const range = document.createRange(); range.selectNodeContents(one);
      return [one.textContent.trim(), range.getBoundingClientRect()]; });
  const found = [];
  for (let i = 0; i < words.length; i++) for (let j = i + 1; j < words.length; j++) {
    const [a, one] = words[i], [b, other] = words[j];
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 1 && high > 4) found.push(`${a} / ${b}`);
  }
  return found;
}"""


def unfold(page: Page) -> None:
    """Opens everything that is folded."""
    for expander in page.get_by_test_id("stExpander").locator("summary").all():
        expander.click()
    still(page)


def still(page: Page) -> None:
    """Waits until nothing on the page moves: its boxes stand where they stood a moment ago, three times over."""
    page.evaluate("() => { window.before = ''; window.alike = 0; }")
    page.wait_for_function(
        """() => {
          const boxes = [...document.querySelectorAll('.stElementContainer')].map(one => one.getBoundingClientRect());
          const now = JSON.stringify(boxes.map(box => [box.x, box.y, box.width, box.height]));
          window.alike = now === window.before ? window.alike + 1 : 0;
          window.before = now;
          return window.alike >= 3;
        }""",
        polling=150,
    )


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_is_cut_off_crowded_or_pushed_aside(
    name: str, language: str, address: str, open_page: Callable[..., Page]
):
    page = open_page(f"{address}/{name}?lang={language}&as_of=2014-06-30")
    unfold(page)
    found = {}
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        still(page)
        found[size] = [f"{page.evaluate(OVERFLOW)} px too wide", *page.evaluate(CUT), *page.evaluate(CROWDED)]
    assert found == {size: ["0 px too wide"] for size in SIZES}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(name: str, theme: str, address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/{name}?as_of=2014-06-30", theme=theme)
    unfold(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = []
    for size in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        still(page)
        answer = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert answer["passes"]
        violations += [
            f"{size} {one['id']}: {node['html'][:200]} {node['failureSummary']}"
            for one in answer["violations"]
            for node in one["nodes"]
        ]
    assert violations == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_is_quiet_and_the_houses_own(name: str, address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/{name}")
    for leftover in ("stMainMenu", "stAppDeployButton", "stStatusWidget", "stDecoration"):
        assert not page.get_by_test_id(leftover).is_visible()
    assert "Streamlit" not in page.title()
    assert "Made with" not in page.locator("body").inner_text()
    loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    shapes = {"Symboler"} if page.locator(".shape").count() else set()
    assert {"IBM Plex Sans"} | shapes <= {one.strip("\"'") for one in loaded}
    if not name:
        page.wait_for_timeout(2500)  # the look for a new load, the same on every page
    assert page.heard.outside == []
    assert page.heard.errors == []
