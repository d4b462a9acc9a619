"""`python -m benchmarks.screen`: how fast the screen is, in a real browser, beside Dash and an empty Streamlit page.

What a reader waits for: the first view with an empty browser cache; a page after a click in the menu, warm; the same
click while 20 browsers are open whose readers read between their clicks, beside one reader alone; a load seen on an
open page. `benchmarks.peers.dash_app` shows the same pages, an app of two empty pages what Streamlit itself takes; all
are up in the same run and asked in turns. Last what the server alone takes, asked by programs that draw nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.conftest import QUIET
from tests.installations import DELIVERIES
from tests.security.wire import wire

# What is clicked, the path, and how many charts stand there.
PAGES = (
    ("Aktivitetsmål", "targets", 2),
    ("Tilfredshed", "satisfaction", 1),
    ("Fokusområder", "focus_sectors", 0),
    ("Overblik", "", 0),
)
EMPTY_PAGES = (("Two", "two", 0), ("One", "", 0))
ROUNDS = 5
CROWD = 20
READING_SECONDS = 8  # between two clicks, on average; as random as people are (exponential)
READ_ALONE, READ_IN_CROWD = 6, 3  # clicks
EMPTY = """import streamlit as st
def one(): st.html("<h1>One</h1>")
def two(): st.html("<h1>Two</h1>")
st.navigation([st.Page(one, title="One", default=True), st.Page(two, title="Two")]).run()
"""
HEAD = ["| median, ms | Væksttavlen | Dash | empty page | against Dash |", "| --- | --: | --: | --: | --: |"]
# Painted: the page's own title stands (an empty page has it in the tab alone), nothing is stale, the script has ended,
# every picture and chart is there.
DONE = """([path, name, charts]) => location.pathname === path && document.querySelector('h1')
  && (document.querySelector('.kicker')?.textContent ?? document.title).startsWith(name)
  && !document.querySelector('[data-stale="true"], [data-dash-is-loading="true"]')
  && (document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState ?? 'notRunning') === 'notRunning'
  && document.querySelectorAll('.js-plotly-plot .cartesianlayer > .subplot').length === charts
  && [...document.images].every(image => image.complete)"""


@dataclass
class App:
    """An app that is measured, by its pages in the menu; `waited` are milliseconds by what was done."""

    address: str
    menu: str
    pages: Sequence[tuple[str, str, int]]
    waited: dict[str, list[float]] = field(default_factory=dict)

    def note(self, done: str, *milliseconds: float) -> None:
        """Keep what was waited."""
        self.waited.setdefault(done, []).extend(milliseconds)

    def median(self, done: str) -> float:
        """The median of what was waited, in milliseconds."""
        return statistics.median(self.waited[done])


async def stands(page: Page, path: str, name: str, charts: int) -> None:
    """Wait until a page stands whole."""
    await page.wait_for_function(DONE, arg=[f"/{path}", name, charts], polling=10)


async def clicked(page: Page, app: App, name: str, path: str, charts: int) -> float:
    """Milliseconds from a click in the menu until the page stands."""
    link = page.locator(app.menu).get_by_role("link", name=name, exact=True)
    await link.wait_for()
    start = time.perf_counter()
    await link.click()
    await stands(page, path, name, charts)
    return (time.perf_counter() - start) * 1000


async def visited(page: Page, app: App) -> list[float]:
    """Milliseconds of each click in the menu, one after the other."""
    return [await clicked(page, app, *one) for one in app.pages]


async def read(page: Page, app: App, times: int, reader: int) -> list[float]:
    """The same for a reader who looks at each page before the next click; every reader has pauses of their own."""
    pauses = random.Random(reader)
    found = []
    for one in islice(cycle(app.pages), times):
        await asyncio.sleep(pauses.expovariate(1 / READING_SECONDS))
        found.append(await clicked(page, app, *one))
    return found


async def opened(browser: Browser, app: App, one: tuple[str, str, int]) -> tuple[Page, float]:
    """A page in a fresh window, whose cache is empty, and milliseconds until it stands."""
    page = await (await browser.new_context(viewport={"width": 1440, "height": 900})).new_page()
    page.set_default_timeout(120_000)
    name, path, charts = one
    start = time.perf_counter()
    await page.goto(f"{app.address}/{path}")
    await stands(page, path, name, charts)
    return page, (time.perf_counter() - start) * 1000


async def one_reader(browser: Browser, apps: Sequence[App]) -> None:
    """First views, then clicks without pause, the apps in turn so that whatever else the machine does meets all."""
    for _round in range(ROUNDS):
        for app in apps:
            for done, one in (("first view", app.pages[-1]), ("first view, charts", app.pages[0])):
                page, first = await opened(browser, app, one)
                app.note(done, first)
                await page.context.close()
    pages = [(await opened(browser, app, app.pages[-1]))[0] for app in apps]
    for number in range(ROUNDS + 1):
        for app, page in zip(apps, pages, strict=True):
            found = [await visited(page, app) for _again in range(len(PAGES) // len(app.pages))]
            if number:  # the first round warms
                app.note("warm click", *chain(*found))
    for page in pages:
        await page.context.close()


async def alone(browser: Browser, app: App) -> None:
    """One reader who reads."""
    page, _first = await opened(browser, app, app.pages[-1])
    await visited(page, app)
    app.note("reading, alone", *await read(page, app, READ_ALONE, 0))
    await page.context.close()


async def crowd(browser: Browser, app: App) -> None:
    """Many readers who read, each in a browser of their own."""
    pages = [(await opened(browser, app, app.pages[-1]))[0] for _number in range(CROWD)]
    for page in pages:
        await visited(page, app)
    reading = (read(page, app, READ_IN_CROWD, number) for number, page in enumerate(pages))
    app.note(f"reading, one of {CROWD}", *chain(*await asyncio.gather(*reading)))
    for page in pages:
        await page.context.close()


def ours_asked(address: str) -> list[float]:
    """Milliseconds of runs of our pages, as a program waits for them that draws nothing."""
    found = []
    with wire(address) as connection:
        connection.open("")
        for _name, path, _charts in PAGES * ROUNDS:
            start = time.perf_counter()
            connection.open(path)
            found.append((time.perf_counter() - start) * 1000)
    return found


def dash_asked(address: str) -> list[float]:
    """The same of the Dash app: its one callback."""
    with urllib.request.urlopen(f"{address}/_dash-layout") as answer:
        lists = json.loads(answer.read())["props"]["children"][1]["props"]["children"][1:]
    chosen = [{"id": one["props"]["id"], "property": "value", "value": one["props"]["value"]} for one in lists]
    found = []
    for _name, path, _charts in PAGES * ROUNDS:
        inputs = [{"id": "address", "property": "pathname", "value": f"/{path}"}, *chosen]
        output = {"id": "page", "property": "children"}
        asked = {"output": "page.children", "outputs": output, "inputs": inputs, "changedPropIds": ["address.pathname"]}
        request = urllib.request.Request(
            f"{address}/_dash-update-component", json.dumps(asked).encode(), {"content-type": "application/json"}
        )
        start = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            answer.read()
        found.append((time.perf_counter() - start) * 1000)
    return found


def served(ask: Callable[[str], list[float]], address: str, askers: int) -> float:
    """The median milliseconds of a run, for so many programs that ask without pause."""
    found: list[float] = []
    threads = [threading.Thread(target=lambda: found.extend(ask(address))) for _number in range(askers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statistics.median(found)


async def seen(browser: Browser, address: str, home: Path) -> float:
    """Seconds from the end of a real load until an open page shows it."""
    page, _first = await opened(browser, App(address, "", PAGES), PAGES[-1])
    await page.wait_for_timeout(5000)
    await asyncio.to_thread(serving.load, home, DELIVERIES[1])
    start = time.perf_counter()
    await page.locator(".stamp", has_text="indlæsning 2").wait_for()
    taken = time.perf_counter() - start
    await page.context.close()
    return taken


@contextmanager
def dash(home: Path) -> Iterator[str]:
    """The address of the Dash app on the same figures; it is ended by its process id."""
    port = serving.free_port()
    command = [sys.executable, "-m", "benchmarks.peers.dash_app", str(port)]
    with (home.parent / "dash.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=serving.environment(home), stdout=log, stderr=log)
        try:
            address, end = f"http://127.0.0.1:{port}", time.monotonic() + serving.START_SECONDS
            while time.monotonic() < end:
                try:
                    urllib.request.urlopen(address, timeout=2).close()
                    break
                except (urllib.error.URLError, OSError):
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


async def measured(folder: Path) -> None:
    """Print what was measured."""
    home = folder / "home"
    serving.load(home, DELIVERIES[0])
    empty = folder / "empty.py"
    empty.write_text(EMPTY, encoding="utf-8")
    print(f"load average before: {os.getloadavg()[0]:.1f}", flush=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=serving.chromium_path(), args=list(QUIET))
        with serving.dashboard(home) as ours:
            print(f"a new load is seen after {await seen(browser, ours, home):.1f} s", flush=True)
        with serving.dashboard(home) as ours, dash(home) as peer, serving.dashboard(home, script=empty) as bare:
            sidebar = '[data-testid="stSidebar"]'
            apps = App(ours, sidebar, PAGES), App(peer, "#menu", PAGES), App(bare, sidebar, EMPTY_PAGES)
            await one_reader(browser, apps)
            print(table(apps), flush=True)
            await asyncio.gather(*(alone(browser, app) for app in apps[:2]))  # with pauses they hardly meet
            for app in apps[:2]:
                await crowd(browser, app)
            print(table(apps, reading=True))
            runs = [await asyncio.to_thread(served, ours_asked, ours, number) for number in (1, CROWD)]
            theirs = await asyncio.to_thread(served, dash_asked, peer, 1)
        await browser.close()
    print(f"| the server alone, ms a run | {runs[0]:.0f} | {theirs:.0f} | – | {runs[0] / theirs:.2f} |")
    print(f"| the server, {CROWD} without pause | {runs[1]:.0f} | – | – | |")


def table(apps: Sequence[App], *, reading: bool = False) -> str:
    """Medians in milliseconds as Markdown, ours against Dash's; `reading`: what came since the table before."""
    lines = [] if reading else HEAD
    for done in (one for one in apps[0].waited if one.startswith("reading") == reading):
        medians = [app.median(done) for app in apps if done in app.waited]
        cells = [f"{one:.0f}" for one in medians] + ["–"] * (len(apps) - len(medians))
        lines = [*lines, f"| {done} | {' | '.join(cells)} | {medians[0] / medians[1]:.2f} |"]
    if reading:
        ratios = [app.median(f"reading, one of {CROWD}") / app.median("reading, alone") for app in apps[:2]]
        lines = [*lines, f"| one of {CROWD} against alone | {ratios[0]:.1f} | {ratios[1]:.1f} | – | |"]
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as found:
        os.chdir(ROOT)
        asyncio.run(measured(Path(found)))
