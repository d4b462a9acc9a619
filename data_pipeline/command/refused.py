"""`refused`: what could not be read for certain: file, line, column and reason, never the value."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from data_pipeline.command import snapshots
from data_pipeline.command.console import Console
from data_pipeline.language import N_, Message, message
from data_pipeline.ledger import Load, standing
from data_pipeline.loading import refusals as rows
from data_pipeline.settings import Settings
from data_pipeline.storage.landing import Landing

FORMATS = ("text", "json", "csv")


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `refused`."""
    parser.add_argument("--snapshot", type=int, metavar="N", help=say(N_("as of load N; the newest without")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Every refused file and row of loads 1..N that stand, in the order they came."""
    loads = snapshots.loads(settings, arguments.snapshot)
    found = [row for load in standing(loads) for row in refusals(load, settings)]
    if console.format == "json":
        names = ("load", "file", "kind", "line", "column", "id", "reason")
        told = [dict(zip(names, (*row[:-1], row[-1].say(console.language)), strict=True)) for row in found]
        console.json({"snapshot": loads[-1].number if loads else 0, "refused": told})
    elif console.format == "csv":
        console.csv(
            ("load", "file", "kind", "line", "column", "id", "reason"),
            ((*row[:-1], row[-1].say(console.language)) for row in found),
        )
    elif not found:
        console.say(message("Nothing was refused."))
    else:
        console.table(
            [message("Load"), message("File"), message("Line"), message("Column"), message("Id"), message("Reason")],
            [(str(load), file, line, column, row_id, reason) for load, file, _, line, column, row_id, reason in found],
        )
        console.say(message("{count} reason in all.", "{count} reasons in all.", count=len(found)))
    return 0


Refusal = tuple[int, str, str | None, int | None, str | None, str | None, Message]


def refusals(load: Load, settings: Settings) -> Iterator[Refusal]:
    """Load, file, kind, line, column, id and reason of all that a load refused, whole files first."""
    for file in load.files:
        if file.status == "refused" and file.reason is not None:
            yield load.number, file.file, file.kind, None, None, None, file.reason
    names = {file.position: file.file for file in load.files}
    landing = Landing.open(settings.landing)
    for part in load.parts:
        if part.table == "refused":
            for row in rows.refusals(landing.read(part), names):
                yield load.number, row.file, row.kind, row.line, row.heading, row.row_id, row.reason
