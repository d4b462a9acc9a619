"""`python -m benchmarks.increment [--rows N …]`: one new row on top of so many, what it is made of, and an erasure.

In a home of its own per size: all kinds of exports are loaded, then one more guidance three times over, then a client
is erased and all figures of an agreement are asked, on the warehouse that is built for it. Processor seconds count all
processes of a command and are what a busy machine changes least.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks import measure, rows
from data_pipeline import agreements, ledger
from data_pipeline.figures import all_figures
from data_pipeline.settings import Settings
from data_pipeline.storage import increment, warehouse
from data_pipeline.storage.landing import Landing

SIZES = (100_000, 1_000_000, 3_000_000)
TIMES = 3


class Watch:
    """Processor seconds of a function of this process, whoever calls it."""

    def __init__(self, place: object, name: str) -> None:
        self.seconds = 0.0
        does = getattr(place, name)

        def timed(*arguments: object, **named: object) -> object:
            begun = time.process_time()
            try:
                return does(*arguments, **named)
            finally:
                self.seconds += time.process_time() - begun

        setattr(place, name, timed)


def measured(count: int, folder: Path) -> None:
    """Print what one size takes."""
    home = folder / "home"
    environment = {"VAEKSTTAVLEN_HOME": str(home)}
    command = [sys.executable, "-m", "data_pipeline"]
    loading = [*command, "load", "--yes", "--format", "json"]
    files = [*rows.clients_and_guidances(folder, count), *rows.others(folder, count)]
    first = measure.command([*loading, *map(str, files)], environment)
    told(count, "all rows at once", first)
    size = sum(path.stat().st_size for path in (home / "warehouse").iterdir())
    print(f"{count:>10,} the warehouse: {size / 1e6:.0f} MB", flush=True)
    one = []
    for number in range(TIMES):
        path = rows.write(
            folder / f"one{number}.csv",
            ("Vejledning-ID", "Kunde-ID", "Dato", "Niveau"),
            [(f"N{number}", f"K{number + 1}", "03-02-2014", "Lokal")],
        )
        one.append(measure.command([*loading, str(path)], environment))
    print(f"{count:>10,} one row more, median: {statistics.median(run.processor_seconds for run in one):.2f}")
    told(count, "one row more, last", one[-1])
    within(count, Settings.read(environment))
    erased = measure.command([*command, "forget", "K5", "--yes", "--format", "json"], environment)
    told(count, f"forget ({json.loads(erased.output)['rows']} rows)", erased)
    figures(count, Settings.read(environment))


def told(count: int, what: str, run: measure.Run) -> None:
    print(
        f"{count:>10,} {what}: {run.seconds:.1f} s, of processors {run.processor_seconds:.2f}, {run.memory_mb:.0f} MB",
        flush=True,
    )


def within(count: int, settings: Settings) -> None:
    """The newest snapshot made from the one before and made whole: in all, copying, promises."""
    with closing(ledger.open(settings.ledger)) as book:
        loads = book.loads()
    landing = Landing.open(settings.landing)
    with tempfile.TemporaryDirectory(dir=settings.home) as folder:
        copying, promises = Watch(warehouse.shutil, "copyfile"), Watch(increment, "check_promises")
        for what in ("made from the one before", "made whole"):
            copying.seconds = promises.seconds = 0.0
            begun = time.process_time()
            warehouse.make(settings.warehouses, loads, landing, Path(folder) / "made.duckdb")
            print(
                f"{count:>10,} warehouse {what}: {time.process_time() - begun:.2f}, of it "
                f"copying {copying.seconds:.2f}, promises {promises.seconds:.2f}",
                flush=True,
            )
            for path in settings.warehouses.glob("warehouse-*"):
                path.unlink()


def figures(count: int, settings: Settings) -> None:
    """All figures of an agreement, of which nothing is kept yet, and again."""
    agreement = next(iter(agreements.load_all(settings.agreements).values()))
    with closing(ledger.open(settings.ledger)) as book:
        path = warehouse.ensure(settings, book.loads(), Landing.open(settings.landing))
    with closing(warehouse.Warehouse(path)) as store:
        for what in ("first", "again"):
            begun, worked = time.perf_counter(), time.process_time()
            all_figures(store, agreement, agreement.last_date)
            took = time.perf_counter() - begun
            print(f"{count:>10,} all figures, {what}: {took:.2f} s, of processors {time.process_time() - worked:.2f}")


def main() -> None:
    """Measure each size, the machine's load before each beside it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.increment", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    for count in parser.parse_args().rows:
        print(f"load average before: {os.getloadavg()[0]:.1f}", flush=True)
        with tempfile.TemporaryDirectory(prefix="increment-") as folder:
            measured(count, Path(folder))


if __name__ == "__main__":
    main()
