"""`python -m benchmarks.screen`: how fast the screen is, in a real browser, beside an empty Streamlit page.

What a reader waits for: a page after a click in the menu, warm; the first view after a start; a load seen on an open
page; and the same click while 20 browsers click at once. Each beside the same of an app with two empty pages.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.browser.conftest import SAMPLES
from tests.conftest import QUIET

PAGES = {
    "Aktivitetsmål": "targets",
    "Honorar": "fees",
    "Tilfredshed": "satisfaction",
    "Arbejdspladser": "jobs",
    "Fokusområder": "focus_sectors",
    "Overblik": "",
}
ROUNDS = 3
CROWD = 20
EMPTY = """import streamlit as st
def one(): st.html("<h1>One</h1>")
def two(): st.html("<h1>Two</h1>")
st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")]).run()
"""
# Painted: the page's own title stands, nothing is stale, the script has ended, every picture is there.
DONE = """path => location.pathname === path && document.querySelector('h1')
  && !document.querySelector('[data-stale="true"]')
  && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  && [...document.images].every(image => image.complete)"""


async def visited(page: Page, names: dict[str, str]) -> list[float]:
    """Milliseconds from each click in the menu until the page stands."""
    found = []
    for name, path in names.items():
        link = page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True)
        await link.wait_for()
        start = time.perf_counter()
        await link.click()
        await page.wait_for_function(DONE, arg=f"/{path}", polling=10)
        found.append((time.perf_counter() - start) * 1000)
    return found


async def opened(browser: Browser, address: str) -> tuple[Page, float]:
    """A page in a fresh window, and milliseconds until it stands."""
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900})).new_page()
    page.set_default_timeout(120_000)
    start = time.perf_counter()
    await page.goto(address)
    await page.wait_for_function(DONE, arg="/", polling=10)
    return page, (time.perf_counter() - start) * 1000


async def clicks(browser: Browser, address: str, names: dict[str, str]) -> tuple[float, float, float]:
    """First view after the start, the median warm click of one browser, and that of a crowd, in milliseconds."""
    page, first = await opened(browser, address)
    await visited(page, names)
    alone = [one for _round in range(ROUNDS) for one in await visited(page, names)]
    await page.context.close()
    pages = [(await opened(browser, address))[0] for _number in range(CROWD)]
    crowd = await asyncio.gather(*(visited(one, names) for one in pages))
    for one in pages:
        await one.context.close()
    return first, statistics.median(alone), statistics.median(one for times in crowd for one in times)


async def seen(browser: Browser, address: str, home: Path) -> float:
    """Seconds from the end of a real load until an open page shows it."""
    page, _first = await opened(browser, address)
    await page.wait_for_timeout(5000)
    await asyncio.to_thread(serving.load, home, SAMPLES[1])
    start = time.perf_counter()
    await page.locator(".stamp", has_text="indlæsning 2").wait_for()
    return time.perf_counter() - start


async def measured(folder: Path) -> None:
    """Nothing; prints what was measured."""
    home = folder / "home"
    serving.load(home, SAMPLES[0])
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=serving.chromium_path(), args=list(QUIET))
        with serving.dashboard(home) as ours:
            print(f"a new load is seen after {await seen(browser, ours, home):.1f} s")
        with serving.dashboard(home) as ours:
            mine = await clicks(browser, ours, PAGES)
        with serving.dashboard(home, script=empty) as bare:
            theirs = await clicks(browser, bare, {"Two": "two", "One": ""})
        await browser.close()
    for label, one, other in zip(("first view", "warm click", f"{CROWD} at once"), mine, theirs, strict=True):
        print(f"{label}: {one:.0f} ms; empty page {other:.0f} ms; ratio {one / other:.1f}")
    print(f"{CROWD} at once / one alone: {mine[2] / mine[1]:.1f}; empty page {theirs[2] / theirs[1]:.1f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as found:
        os.chdir(ROOT)
        asyncio.run(measured(Path(found)))
