"""`python -m benchmarks.region [--write]`: nineteen municipalities and five years, as `compare` and as a page, now."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks import measure
from data_pipeline import reports
from data_pipeline.meetings import compare_report
from data_pipeline.municipalities import NAMES
from data_pipeline.privacy import rights
from data_pipeline.sample import region
from data_pipeline.settings import Settings
from tests.browser import serving
from tests.conftest import QUIET

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- region -->", "<!-- /region -->"
MUNICIPALITIES, FIRST_YEAR, LAST_YEAR = 19, 2011, 2015
COMPARED = ("--neighbours --as-of 2014-12-31", f"--series m{next(iter(NAMES))} --as-of {LAST_YEAR}-06-30")
TIMES = 3
STANDS = """name => document.querySelector('.kicker')?.textContent.startsWith(name)
  && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'"""


def years() -> list[region.Year]:
    """A thousand clients a year in each municipality; the sample year's agreement is among the files anyway."""
    others = [code for code in NAMES if code != "791"][: MUNICIPALITIES - 1]
    return [
        region.Year(f"m{code}", code, "8000", year, 480, 520, 500, 0.8, dt.date(year, 12, 31))
        for code in (*others, "791")
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        if (code, year) != ("791", 2014)
    ]


def measured(folder: Path) -> list[str]:
    """The table's lines, in Markdown."""
    region.write(folder, 2014, years())
    agreements = str(folder / region.AGREEMENTS)
    environment = {"VAEKSTTAVLEN_HOME": str(folder / "home"), "VAEKSTTAVLEN_AGREEMENTS": agreements}
    program = [sys.executable, "-m", "data_pipeline"]
    measure.command([*program, "load", str(folder / region.EXPORT)], environment)
    lines = ["| `compare` | wall, s | processor, s | MB |", "| --- | --: | --: | --: |"]
    for asked in COMPARED:
        runs = [
            measure.command([*program, "compare", *asked.split(), "--format", "json"], environment)
            for _ in range(TIMES)
        ]
        best = min(runs, key=lambda run: run.seconds)
        lines.append(f"| {asked} | {best.seconds:.1f} | {best.processor_seconds:.1f} | {best.memory_mb:.0f} |")
    return [*lines, "", *page(folder / "home", agreements)]


def page(home: Path, agreements: str) -> list[str]:
    """The table's lines of Region og år: what its answers cost, and what a reader waits for in a browser."""
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": agreements})
    board = reports.open_board(settings)
    first = board.agreements("da")[0]
    lines = ["| Region og år | wall, s | processor, s |", "| --- | --: | --: |"]
    for part in (compare_report.years, compare_report.neighbours, compare_report.next_year):
        started, worked = time.perf_counter(), time.process_time()
        part(board, first.id, first.as_of[0], by=rights.owner())
        spent = time.perf_counter() - started, time.process_time() - worked
        lines.append(f"| `{part.__name__}`, asked for the first time | {spent[0]:.2f} | {spent[1]:.2f} |")
    board.ledger.close()
    with serving.dashboard(home, VAEKSTTAVLEN_AGREEMENTS=agreements) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=serving.chromium_path(), args=list(QUIET))
        shown = browser.new_page()
        shown.set_default_timeout(120_000)
        shown.goto(address)
        stands(shown, "Overblik")
        lines.append(f"| page, first view | {clicked(shown, 'Region og år'):.2f} | |")
        again = []
        for _ in range(TIMES):
            clicked(shown, "Overblik")
            again.append(clicked(shown, "Region og år"))
        lines.append(f"| page, seen before (the shortest of {TIMES}) | {min(again):.2f} | |")
        browser.close()
    return lines


def clicked(shown: Page, name: str) -> float:
    """Seconds from a click in the menu until the page stands."""
    started = time.perf_counter()
    shown.locator("nav.menu").get_by_role("link", name=name, exact=True).click()
    stands(shown, name)
    return time.perf_counter() - started


def stands(shown: Page, name: str) -> None:
    """Wait until the page of that name stands, and the run that made it has ended."""
    shown.wait_for_function(STANDS, arg=name, polling=10)


def main() -> None:
    """Print the table; put it into README.md with `--write`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into benchmarks/README.md")
    load = os.getloadavg()[0]
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join([f"Load average before: {load:.1f}.", "", *measured(Path(folder))])
    print(text)
    if arguments.write:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
