"""`python -m benchmarks.screen`: how fast the screen is, in a real browser, beside an empty Streamlit page.

What a reader waits for: a page after a click in the menu, warm; the first view after a start; a load seen on an open
page; the same click while 20 browsers are open, whose readers read between their clicks; and the same while all 20
click at once and without pause. Each beside the same of an app with two empty pages. Last what the server alone takes,
asked by programs that draw nothing.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.browser.conftest import SAMPLES
from tests.conftest import QUIET
from tests.security.wire import wire

PAGES = {
    "Aktivitetsmål": "targets",
    "Honorar": "fees",
    "Tilfredshed": "satisfaction",
    "Arbejdspladser": "jobs",
    "Fokusområder": "focus_sectors",
    "Overblik": "",
}
EMPTY_PAGES = {"Two": "two", "One": ""}
ROUNDS = 3
CROWD = 20
READING_SECONDS = 8  # between two clicks, on average; as random as people are (exponential)
EMPTY = """import streamlit as st
def one(): st.html("<h1>One</h1>")
def two(): st.html("<h1>Two</h1>")
st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")]).run()
"""
# Painted: the page's own title stands, nothing is stale, the script has ended, every picture is there. A page is told
# by its name in the tab, which the server writes: the address is another from the click on.
DONE = """([path, name]) => location.pathname === path && document.title.startsWith(name)
  && document.querySelector('h1')
  && !document.querySelector('[data-stale="true"]')
  && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  && [...document.images].every(image => image.complete)"""


@dataclass
class App:
    """An app that is measured, by its pages in the menu; `waited` are milliseconds by what was done."""

    address: str
    names: dict[str, str]
    waited: dict[str, list[float]] = field(default_factory=dict)

    def median(self, done: str) -> float:
        """The median of what was waited, in milliseconds."""
        return statistics.median(self.waited[done])


async def clicked(page: Page, name: str, path: str) -> float:
    """Milliseconds from a click in the menu until the page stands."""
    link = page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True)
    await link.wait_for()
    start = time.perf_counter()
    await link.click()
    await page.wait_for_function(DONE, arg=[f"/{path}", name], polling=10)
    return (time.perf_counter() - start) * 1000


async def visited(page: Page, names: dict[str, str]) -> list[float]:
    """Milliseconds of each click in the menu, one after the other."""
    return [await clicked(page, name, path) for name, path in names.items()]


async def read(page: Page, names: dict[str, str], times: int, reader: int) -> list[float]:
    """The same for a reader who looks at each page before the next click; every reader has pauses of their own."""
    pauses = random.Random(reader)
    found = []
    for name, path in islice(cycle(names.items()), times):
        await asyncio.sleep(pauses.expovariate(1 / READING_SECONDS))
        found.append(await clicked(page, name, path))
    return found


async def opened(browser: Browser, address: str) -> tuple[Page, float]:
    """A page in a fresh window, and milliseconds until it stands."""
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900})).new_page()
    page.set_default_timeout(120_000)
    start = time.perf_counter()
    await page.goto(address)
    await page.wait_for_function(DONE, arg=["/", ""], polling=10)
    return page, (time.perf_counter() - start) * 1000


async def one_reader(browser: Browser, apps: Sequence[App]) -> None:
    """Click without pause, the apps in turn so that whatever else the machine does meets both; then read."""
    pages = []
    for app in apps:
        page, first = await opened(browser, app.address)
        app.waited["first view"] = [first]
        await visited(page, app.names)
        pages.append(page)
    for _round in range(ROUNDS):
        for app, page in zip(apps, pages, strict=True):
            for _again in range(len(PAGES) // len(app.names)):
                app.waited.setdefault("warm click", []).extend(await visited(page, app.names))
    for app, page in zip(apps, pages, strict=True):
        app.waited["reading, alone"] = await read(page, app.names, 2 * len(PAGES), 0)
        await page.context.close()


async def crowd(browser: Browser, app: App) -> None:
    """Open many browsers whose readers read, and then all click at once."""
    pages = [(await opened(browser, app.address))[0] for _number in range(CROWD)]
    for page in pages:
        await visited(page, app.names)
    reading = (read(page, app.names, len(PAGES), number) for number, page in enumerate(pages))
    app.waited[f"reading, one of {CROWD}"] = [*chain(*await asyncio.gather(*reading))]
    at_once = (visited(page, app.names) for page in pages)
    app.waited[f"{CROWD} at once"] = [*chain(*await asyncio.gather(*at_once))]
    for page in pages:
        await page.context.close()


def served(address: str, readers: int, names: dict[str, str]) -> float:
    """The median milliseconds of a run as the server takes them, for so many programs that ask without pause."""
    found: list[float] = []

    def ask() -> None:
        with wire(address) as connection:
            connection.open("")
            for path in [path for _round in range(ROUNDS) for path in names.values()]:
                start = time.perf_counter()
                connection.open(path)
                found.append((time.perf_counter() - start) * 1000)

    askers = [threading.Thread(target=ask) for _number in range(readers)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    return statistics.median(found)


async def seen(browser: Browser, address: str, home: Path) -> float:
    """Seconds from the end of a real load until an open page shows it."""
    page, _first = await opened(browser, address)
    await page.wait_for_timeout(5000)
    await asyncio.to_thread(serving.load, home, SAMPLES[1])
    start = time.perf_counter()
    await page.locator(".stamp", has_text="indlæsning 2").wait_for()
    return time.perf_counter() - start


async def measured(folder: Path) -> None:
    """Print what was measured."""
    home = folder / "home"
    serving.load(home, SAMPLES[0])
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=serving.chromium_path(), args=list(QUIET))
        with serving.dashboard(home) as ours:
            print(f"a new load is seen after {await seen(browser, ours, home):.1f} s")
        with serving.dashboard(home) as ours, serving.dashboard(home, script=empty) as bare:
            apps = App(ours, PAGES), App(bare, EMPTY_PAGES)
            await one_reader(browser, apps)
            for app in apps:
                await crowd(browser, app)
            asked = [await asyncio.to_thread(served, ours, readers, PAGES) for readers in (1, CROWD)]
        await browser.close()
    mine, theirs = apps
    for done in mine.waited:
        one, other = mine.median(done), theirs.median(done)
        print(f"{done}: {one:.0f} ms; empty page {other:.0f} ms; ratio {one / other:.1f}")
    for label, app in (("", mine), ("empty page, ", theirs)):
        reading = app.median(f"reading, one of {CROWD}") / app.median("reading, alone")
        at_once = app.median(f"{CROWD} at once") / app.median("warm click")
        print(f"{label}{CROWD} against one: reading {reading:.1f}, at once {at_once:.1f}")
    print(f"the server alone: {asked[0]:.0f} ms a run; {CROWD} without pause {asked[1]:.0f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as found:
        os.chdir(ROOT)
        asyncio.run(measured(Path(found)))
