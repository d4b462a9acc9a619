"""`python -m benchmarks [--rows N …] [--write]`: the table of benchmarks/README.md, measured now."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks import measure, rows
from data_pipeline import agreements
from data_pipeline.command import snapshots
from data_pipeline.figures import all_figures
from data_pipeline.settings import Settings

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
SIZES = (10_000, 100_000, 1_000_000)

# One plain aggregate over every fact table: parties, rows and sums by month.
SCAN = """
select level, date_trunc('month', guidance_date), count(*), count(distinct party_key), sum(uncapped_dkk)
from fct_guidance group by all
union all
select tool, date_trunc('month', screening_date), count(*), count(distinct party_key), sum(uncapped_dkk)
from fct_screening group by all
union all
select growth_level, date_trunc('month', start_date), count(*), count(distinct party_key), sum(cofinancing_dkk)
from fct_programme group by all
union all
select level, date_trunc('month', sent_date), count(*), count(distinct party_key), sum(score)
from fct_answer group by all
union all
select data_source_key, date_trunc('month', measured_date), count(*), count(distinct party_key),
    sum(full_time_equivalents)
from fct_employment group by all
"""


@dataclass(frozen=True)
class Line:
    """Seconds and MB of one size."""

    guidance_count: int
    load: measure.Run
    bare: measure.Run
    figures_seconds: float
    scan_seconds: float

    def as_markdown(self) -> str:
        bare_seconds, bare_worked = map(float, self.bare.output.split())
        return (
            f"| {self.guidance_count:,} | {self.load.seconds:.1f} | {bare_seconds:.2f} "
            f"| {self.load.seconds / bare_seconds:.1f} | {self.load.processor_seconds:.1f} | {bare_worked:.2f} "
            f"| {self.load.processor_seconds / bare_worked:.1f} "
            f"| {self.load.memory_mb:.0f} | {self.bare.memory_mb:.0f} "
            f"| {self.figures_seconds * 1000:.0f} | {self.scan_seconds * 1000:.0f} "
            f"| {self.figures_seconds / self.scan_seconds:.1f} |"
        )


def measured(guidance_count: int, folder: Path) -> Line:
    """One size, from files to figures, in a home of its own."""
    home = folder / "home"
    environment = {"VAEKSTTAVLEN_HOME": str(home)}
    files = [str(path) for path in rows.clients_and_guidances(folder, guidance_count)]
    bare = measure.command([sys.executable, "-m", "benchmarks.bare", str(folder), *files], {})
    loading = [sys.executable, "-m", "data_pipeline", "load", "--format", "json"]
    load = measure.command([*loading, *files], environment)
    received = {file["kind"]: file["accepted"] for file in json.loads(load.output)["files"]}
    if received["vejledninger"] != guidance_count:
        raise RuntimeError(f"{received} of {guidance_count}")
    measure.command([*loading, *map(str, rows.others(folder, guidance_count))], environment)
    return Line(guidance_count, load, bare, *figures_and_scan(Settings.read(environment)))


def figures_and_scan(settings: Settings) -> tuple[float, float]:
    """Seconds of all figures of an agreement together, and of one plain aggregate over the facts."""
    agreement = next(iter(agreements.load_all(settings.agreements).values()))
    with snapshots.opened(settings, snapshots.loads(settings)) as store:
        figures_seconds = measure.best_seconds(lambda: all_figures(store, agreement, agreement.last_date))
    with duckdb.connect(str(store.path), read_only=True) as connection:
        scan_seconds = measure.best_seconds(lambda: connection.execute(SCAN).fetchall())
    return figures_seconds, scan_seconds


def table(lines: list[Line], others: float) -> str:
    """The measured lines as Markdown, with the machine and how many `others` wanted it (its load before)."""
    return "\n".join(
        [
            f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {os.cpu_count()} cores, "
            f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB, {platform.system()}; "
            f"load average before: {others:.1f}.",
            "",
            "| guidances | load, s | bare, s | ratio | load, processor s | bare, processor s | ratio | load, MB "
            "| bare, MB | all figures, ms | one aggregate, ms | ratio |",
            "| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
            *(line.as_markdown() for line in lines),
        ]
    )


def main() -> None:
    """Measures, prints, and with `--write` puts the table into the README."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, metavar="N", help="guidance rows, one run each")
    parser.add_argument("--write", action="store_true", help="into benchmarks/README.md too")
    asked = parser.parse_args()
    lines = []
    others = os.getloadavg()[0]
    for guidance_count in asked.rows:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            lines.append(measured(guidance_count, Path(folder)))
            print(lines[-1].as_markdown(), file=sys.stderr, flush=True)
    text = table(lines, others)
    print(text)
    if asked.write:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
