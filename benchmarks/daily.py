"""`python -m benchmarks.daily [--days N]`: a complete export every day, and what the last load costs against the tenth.

20 000 guidances and 10 000 clients, all in one delivery with `--full`; every day 30 rows say something else and one is
new. Processor seconds count all processes of the command; the landing is what all days together take.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import measure, rows

GUIDANCES, CLIENTS, CHANGES = 20_000, 10_000, 30
DAYS = 365
TENTH = 10
# Days on either side whose median stands for a day: a single load is at the mercy of its neighbours on the machine.
AROUND = 2


@dataclass(frozen=True)
class Day:
    """One day's load: seconds on the wall and of processors, bytes of the export and of the landing after it."""

    seconds: float
    processor_seconds: float
    export_bytes: int
    landing_bytes: int


def deliveries(folder: Path, days: int) -> Iterator[list[Path]]:
    """The files of each day, written anew in `folder`."""
    chance = random.Random(1)
    clients = [[f"K{n}", "Virksomhed", "Viborg", "Ja"] for n in range(CLIENTS)]
    guidances = [_guidance(n, chance) for n in range(GUIDANCES)]
    for _ in range(days):
        yield [
            rows.write(folder / "kunder.csv", ("Kunde-ID", "Kundetype", "Kommune", "Vækstambition"), clients),
            rows.write(
                folder / "vejledninger.csv",
                ("Vejledning-ID", "Kunde-ID", "Dato", "Niveau", "Operatør", "Timer", "Timesats"),
                guidances,
            ),
        ]
        for row in chance.sample(guidances, CHANGES):
            row[5] = _hours(chance)
        guidances.append(_guidance(len(guidances), chance))


def _guidance(n: int, chance: random.Random) -> list[str]:
    held = rows.danish(rows.day(chance, dt.date(2014, 1, 1)))
    return [f"V{n}", f"K{chance.randrange(CLIENTS)}", held, chance.choice(rows.LEVELS), "VER", _hours(chance), "550,00"]


def _hours(chance: random.Random) -> str:
    return f"{chance.randrange(1, 96) / 4:.2f}".replace(".", ",")


def measured(folder: Path, days: int) -> Iterator[Day]:
    """Each day's load as a whole command, in a home of its own in `folder`."""
    home = folder / "home"
    loading = [sys.executable, "-m", "data_pipeline", "load", "--full", "--yes", "--format", "json"]
    for files in deliveries(folder, days):
        run = measure.command([*loading, *map(str, files)], {"VAEKSTTAVLEN_HOME": str(home)})
        exported, landed = (
            sum(path.stat().st_size for path in paths) for paths in (files, (home / "landing").iterdir())
        )
        yield Day(run.seconds, run.processor_seconds, exported, landed)


def around(days: list[Day], number: int) -> float:
    """Processor seconds of day `number`, counted from 1, as the median of the days around it."""
    first = max(number - 1 - AROUND, 0)
    return statistics.median(day.processor_seconds for day in days[first : number + AROUND])


def main() -> None:
    """Prints a line every ten days, and the ratios at the end."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.daily", description=__doc__)
    parser.add_argument("--days", type=int, default=DAYS)
    asked = parser.parse_args()
    print(f"load average before: {os.getloadavg()[0]:.1f}")
    days: list[Day] = []
    with tempfile.TemporaryDirectory(prefix="daily-") as folder:
        for day in measured(Path(folder), asked.days):
            days.append(day)
            if len(days) in (1, 2, asked.days) or not len(days) % TENTH:
                told = (
                    f"{day.seconds:.1f} s, of processors {day.processor_seconds:.2f}, {day.landing_bytes / 1e3:.0f} kB"
                )
                print(f"{len(days):4} {told}", flush=True)
    print(f"last against tenth, processor: {around(days, len(days)) / around(days, min(TENTH, len(days))):.2f}")
    print(f"landing against one export: {days[-1].landing_bytes / days[-1].export_bytes:.1f}")


if __name__ == "__main__":
    main()
