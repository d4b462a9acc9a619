"""`retention`: erases what is older than the agreed months, or tells what would go."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline.command.console import Console
from data_pipeline.command.options import add_erasing
from data_pipeline.erasure import retention
from data_pipeline.erasure.retention import Cleared
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
    add_erasing(parser, say)


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Says what goes and asks twice; exit code 2 when nobody said yes."""
    months = settings.retention_months if arguments.months is None else arguments.months
    if months is None:
        raise Correctable(
            message("How many months are kept is not set. Write --months NUMBER, or set VAEKSTTAVLEN_RETENTION_MONTHS.")
        )
    if not 1 <= months <= MOST_MONTHS:
        raise Correctable(message("--months is a whole number from 1 to {most}.", most=MOST_MONTHS))

    def consent(found: Cleared) -> bool:
        if arguments.yes:
            return True
        _tell(found, console)
        return console.ask_twice(message("Erase all this for good?"))

    found = retention.keep(settings, months, dry_run=arguments.dry_run, consent=consent)
    if console.format == "json":
        console.json(
            {
                "months": months,
                "first_kept": found.first_kept.isoformat(),
                "dry_run": arguments.dry_run,
                "erased": found.is_done,
                "clients": found.clients,
                "rows": found.rows,
                "files": found.files,
                "originals": found.originals,
            }
        )
    elif found.is_done or found.is_nothing:
        _tell(found, console)
    elif arguments.dry_run:
        _tell(found, console)
        console.say(message("Nothing was erased. Without --dry-run it is."))
    else:
        console.say(message("Nothing was erased. With --yes it is."))
    return 0 if found.is_done or found.is_nothing or arguments.dry_run else 2


def _tell(found: Cleared, console: Console) -> None:
    counts = {"rows": found.rows, "clients": found.clients, "originals": found.originals}
    console.say(message("What was last active before {day} is too old.", day=found.first_kept))
    if found.is_nothing:
        console.say(message("Nothing is that old."))
    elif found.is_done:
        console.say(message("{rows} rows of {clients} clients and {originals} originals were erased.", **counts))
    else:
        console.say(message("{rows} rows of {clients} clients and {originals} originals would be erased.", **counts))
