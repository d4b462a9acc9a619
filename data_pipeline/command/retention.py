"""`retention`: erases what is older than the agreed months, or tells what would go."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline.command.console import Console
from data_pipeline.erasure import retention
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.settings import MOST_MONTHS, Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `retention`."""
    parser.add_argument(
        "--months",
        type=int,
        metavar=say(N_("NUMBER")),
        help=say(N_("months after the last activity; VAEKSTTAVLEN_RETENTION_MONTHS without it")),
    )
    parser.add_argument("--dry-run", action="store_true", help=say(N_("tell what would go; erase nothing")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Says how much was erased, or would be."""
    months = settings.retention_months if arguments.months is None else arguments.months
    if months is None:
        raise Correctable(
            message("How many months are kept is not set. Write --months NUMBER, or set VAEKSTTAVLEN_RETENTION_MONTHS.")
        )
    if not 1 <= months <= MOST_MONTHS:
        raise Correctable(message("--months is a whole number from 1 to {most}.", most=MOST_MONTHS))
    found = retention.keep(settings, months, dry_run=arguments.dry_run)
    if console.format == "json":
        console.json(
            {
                "months": months,
                "first_kept": found.first_kept.isoformat(),
                "dry_run": arguments.dry_run,
                "clients": found.clients,
                "rows": found.rows,
                "files": found.files,
                "originals": found.originals,
            }
        )
        return 0
    counts = {"rows": found.rows, "clients": found.clients, "originals": found.originals}
    console.say(message("What was last active before {day} is too old.", day=found.first_kept))
    if found.is_nothing:
        console.say(message("Nothing is that old."))
    elif arguments.dry_run:
        console.say(
            message("{rows} rows of {clients} clients and {originals} originals would be erased.", **counts),
            message("Nothing was erased. Without --dry-run it is."),
        )
    else:
        console.say(message("{rows} rows of {clients} clients and {originals} originals were erased.", **counts))
    return 0
