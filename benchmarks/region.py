"""`python -m benchmarks.region [--write]`: `compare` over nineteen municipalities and five years, measured now."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import measure
from data_pipeline.municipalities import NAMES
from data_pipeline.sample import region

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- region -->", "<!-- /region -->"
MUNICIPALITIES, FIRST_YEAR, LAST_YEAR = 19, 2011, 2015
COMPARED = ("--neighbours --as-of 2014-12-31", f"--series m{next(iter(NAMES))} --as-of {LAST_YEAR}-06-30")
TIMES = 3


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
    return lines


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
