"""How every page behaves in a real browser: quiet, whole, accessible, in one language, and asking this machine alone.

A page is looked at twice, as what differs most: loaded in Danish by day, at every size, and gone on to in English by
night, at a desk and on a phone, for those who want no motion: axe looks by day at both, by night, for the colours, at
the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page

from tests.browser import screen
from tests.browser.conftest import ADDRESSES, lead

DESK, PHONE = (1440, 900), (390, 844)
# 640 px is a small laptop at 200 %, 320 px a phone held close.
SIZES = [(1920, 1080), DESK, (1280, 720), (1024, 768), (640, 360), PHONE, (320, 640)]
AS_OF = "as_of=2014-06-30"
# Every page, and the one that a choice makes another.
PAGES = (*(f"{name}?" for name in ADDRESSES), "focus_sectors?slice=sector.none")
FILES = ("data",)  # pages that tell of the CRM's files in its own words
MOST_TABS = 40  # from here on a page's links are more of the same
# What has the focus, unless it had it a moment ago, and whether a ring of any kind goes with it: how it and those
# around it look, with the focus and without; a widget of Streamlit's takes its ring away with the next picture, and
# transitions would take longer.
FOCUS = """async () => { const one = document.activeElement;
  if (one === window.before) return null;
  window.before = one;
  if (one === document.body) return "";
  const look = () => { const looks = [];
    for (let up = one, far = 0; up && far < 4; up = up.parentElement, far++) {
      const style = getComputedStyle(up);
      looks.push([style.outlineStyle + style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor]);
    }
    return JSON.stringify(looks); };
  const focused = look();
  document.body.focus({preventScroll: true});
  await new Promise(requestAnimationFrame);
  const bare = look();
  one.focus({preventScroll: true});
  return (focused === bare ? "no ring: " : "") + one.outerHTML.slice(0, 120); }"""
WITHOUT_TRANSITIONS = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important; }");
  document.adoptedStyleSheets.push(sheet);
  document.body.tabIndex = -1;
  document.body.focus(); }"""
MOVING = """() => document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 10)
  .map(one => `moves: ${one.effect.target?.outerHTML.slice(0, 100)}`)"""


def faults_at(page: Page, sizes: Sequence[tuple[int, int]]) -> list[str]:
    """Faults of layout at each size, and axe's at a desk and on a phone."""
    found = []
    for size in sizes:
        found += screen.layout_faults(page, size)
        if size in (DESK, PHONE):
            found += screen.axe_faults(page)
    return found


def leftovers(page: Page) -> list[str]:
    """What is Streamlit's own or another's: marks, words, type."""
    marks = ("stMainMenu", "stAppDeployButton", "stStatusWidget", "stDecoration")
    found = [mark for mark in marks if page.get_by_test_id(mark).is_visible()]
    found += [word for word in ("Streamlit", "Made with") if word in screen.said(page)]
    loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    shapes = {"Symboler"} if page.locator(".shape").count() else set()
    return found + sorted(({"IBM Plex Sans"} | shapes) - {one.strip("\"'") for one in loaded})


def unseen_focus(page: Page) -> list[str]:
    """What the Tab key reaches without one seeing where it is."""
    page.evaluate(WITHOUT_TRANSITIONS)
    reached: list[str] = []
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUS)
        if one is None:
            continue  # a date has a place for the keyboard within it, too
        if not one:
            break
        reached.append(one)
    assert len(reached) > 10, "the keyboard reaches nothing"
    return [one for one in reached if one.startswith("no ring")]


@pytest.mark.parametrize("name", PAGES)
def test_a_danish_page_by_day(name: str, address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/{name}&{AS_OF}", size=DESK)
    screen.unfold(page)
    found = leftovers(page) + screen.word_faults(page, "da", name.rstrip("?") in FILES) + unseen_focus(page)
    found += faults_at(page, SIZES)
    assert found + page.heard.outside + page.heard.errors == []


def test_every_english_page_by_night(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/data?{AS_OF}&lang=en", theme="dark", size=DESK, motion="reduce")
    found: list[str] = []
    for name in PAGES:
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        lead(page, f"{address}/{name}&{AS_OF}&lang=en")
        screen.unfold(page)
        faults = leftovers(page) + screen.word_faults(page, "en", name.rstrip("?") in FILES) + page.evaluate(MOVING)
        faults += faults_at(page, [DESK]) + screen.layout_faults(page, PHONE)
        found += [f"{name} {one}" for one in faults]
    assert found + page.heard.outside + page.heard.errors == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_menu_of_a_phone(theme: str, address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/road?{AS_OF}", theme=theme, size=PHONE)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.locator(".menu").wait_for()
    screen.still(page)
    assert screen.axe_faults(page) == []
