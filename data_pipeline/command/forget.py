"""`forget`: erases a client from every snapshot and file; it is never loaded again."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline.command.console import Console
from data_pipeline.command.options import add_erasing
from data_pipeline.erasure import forget
from data_pipeline.erasure.forget import Forgotten
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.settings import Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `forget`."""
    parser.add_argument("client", metavar="KUNDE-ID", help=say(N_("the client's Kunde-ID in the CRM")))
    add_erasing(parser, say)


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Says what it takes and asks twice; exit code 2 when nobody said yes."""
    if not arguments.client.strip():
        raise Correctable(message("Name the client's Kunde-ID."))

    def consent(found: Forgotten) -> bool:
        if arguments.dry_run or arguments.yes:
            return not arguments.dry_run
        _tell(found, console)
        return console.ask_twice(message("Erase the client for good?"))

    found = forget.forget(settings, arguments.client, tell=console.complain, consent=consent)
    if console.format == "json":
        console.json(
            {
                "erased": found.is_done,
                "rows": found.rows,
                "files": found.files,
                "originals": found.originals,
                "same_person": list(found.same_person),
                "out_of_reach": [note.say(console.language) for note in found.out_of_reach],
            }
        )
    elif found.is_done:
        _tell(found, console)
        console.say(*found.out_of_reach)
    elif arguments.dry_run:
        _tell(found, console)
        console.say(message("Nothing was erased. Without --dry-run it is."))
    else:
        console.say(message("Nothing was erased. With --yes it is."))
    return 0 if found.is_done or arguments.dry_run else 2


def _tell(found: Forgotten, console: Console) -> None:
    counts = {"rows": found.rows, "files": found.files, "originals": found.originals}
    console.say(
        message(
            "{rows} rows erased from {files} landing files; {originals} originals deleted. The client is never loaded "
            "again.",
            **counts,
        )
        if found.is_done
        else message(
            "{rows} rows of {files} landing files and {originals} originals would be erased, and the client never "
            "loaded again.",
            **counts,
        )
    )
    if found.same_person:
        console.say(message("Clients with the same CPR number, which stay: {clients}", clients=list(found.same_person)))
