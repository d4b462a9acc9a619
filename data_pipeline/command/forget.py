"""`forget`: erases a client from every snapshot and file; it is never loaded again."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline.command.console import Console
from data_pipeline.erasure import forget
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.settings import Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `forget`."""
    parser.add_argument("client", metavar="KUNDE-ID", help=say(N_("the client's Kunde-ID in the CRM")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Says how much was erased, and what is out of reach."""
    if not arguments.client.strip():
        raise Correctable(message("Name the client's Kunde-ID."))
    found = forget.forget(settings, arguments.client, tell=console.complain)
    if console.format == "json":
        console.json(
            {
                "rows": found.rows,
                "files": found.files,
                "originals": found.originals,
                "same_person": list(found.same_person),
                "out_of_reach": [note.say(console.language) for note in found.out_of_reach],
            }
        )
        return 0
    console.say(
        message(
            "{rows} rows erased from {files} landing files; {originals} originals deleted. The client is never loaded "
            "again.",
            rows=found.rows,
            files=found.files,
            originals=found.originals,
        )
    )
    if found.same_person:
        console.say(
            message(
                "Clients with the same CPR number, which were not erased: {clients}", clients=list(found.same_person)
            )
        )
    console.say(*found.out_of_reach)
    return 0
