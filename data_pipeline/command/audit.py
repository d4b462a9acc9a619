"""`audit`: who did what and when, the newest first."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline import ledger
from data_pipeline.command.console import Console
from data_pipeline.language import N_, message
from data_pipeline.ledger import audit
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings
from data_pipeline.storage import receipts

FORMATS = ("text", "json", "csv")
SHOWN = 200
COLUMNS = ("written_at", "author", "action", "details")


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `audit`."""
    parser.add_argument(
        "--newest",
        type=int,
        default=SHOWN,
        metavar=say(N_("NUMBER")),
        help=say(N_("how many entries, the newest first; 200 without, 0 for all of them")),
    )
    parser.add_argument(
        "--gone",
        metavar=say(N_("PLACE")),
        help=say(N_("note that this machine is no more, and its files with it: it owes no erasure")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Lists the audit trail, and which machines owe an erasure."""
    with ledger.open(settings.ledger) as book:
        if arguments.gone:
            receipts.write_off(book, arguments.gone)
            audit.record(book, rights.owner(), "gone", place=arguments.gone)
        owed = receipts.owed(book)
        entries = audit.trail(book, max(arguments.newest, 0) or None, by=rights.owner())
    if console.format == "json":
        console.json(
            [
                {"written_at": entry.written_at.isoformat(), "author": entry.author, "action": entry.action}
                | {"details": dict(entry.details)}
                for entry in entries
            ]
        )
    elif console.format == "csv":
        console.csv(
            COLUMNS,
            ([entry.written_at, entry.author, entry.action, _details(dict(entry.details))] for entry in entries),
        )
    elif not entries:
        console.say(message("Nothing is written yet."))
    else:
        console.table(
            [message(heading) for heading in (N_("Time"), N_("By"), N_("What"), N_("About"))],
            [
                [entry.written_at, entry.author, message(audit.label(entry)), _details(dict(entry.details))]
                for entry in entries
            ],
        )
    console.complain(*(one.sentence for one in owed))
    return 0


def _details(details: dict[str, object]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(details.items()))
