"""`strategy`: what is written about the milestones and the parties' obligations (R17); every word of it is kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline import agreements, ledger
from data_pipeline.command.console import Console
from data_pipeline.command.options import add_agreement, day_in
from data_pipeline.language import N_, message
from data_pipeline.ledger import StrategyEntry, strategy
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings

FORMATS = ("text", "json", "csv")
COLUMNS = ("written_at", "author", "milestone", "value", "value_date", "source", "note")


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `strategy`."""
    parser.add_argument("point", nargs="?", metavar=say(N_("POINT")), help=say(N_("id of a milestone or obligation")))
    parser.add_argument("value", nargs="?", metavar=say(N_("VALUE")), help=say(N_("what is written; lists without it")))
    add_agreement(parser, say)
    parser.add_argument(
        "--date",
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("the day the value holds for; the day it is written without")),
    )
    parser.add_argument("--source", default="", metavar=say(N_("TEXT")), help=say(N_("where the value comes from")))
    parser.add_argument("--note", default="", metavar=say(N_("TEXT")), help=say(N_("a remark beside it")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Writes a value beside the earlier ones, or lists them all, oldest first."""
    agreement = agreements.load(settings.agreements, arguments.agreement)
    if arguments.point is not None:
        strategy.known(agreement, arguments.point)
    with ledger.open(settings.ledger) as book:
        if arguments.value is not None:
            entry = strategy.write(
                book,
                agreement,
                arguments.point,
                arguments.value,
                by=rights.owner(),
                day=arguments.date,
                source=arguments.source,
                note=arguments.note,
            )
            console.say(
                message(
                    "Written about {point}: {value}",
                    point=strategy.points(agreement)[entry.milestone].say(console.language),
                    value=entry.value,
                )
            )
            entries: tuple[StrategyEntry, ...] = (entry,)
        else:
            entries = tuple(
                written for written in book.strategy(agreement.id) if arguments.point in (None, written.milestone)
            )
    if console.format == "json":
        console.json({"agreement": agreement.id, "entries": [_as_json(written) for written in entries]})
    elif console.format == "csv":
        console.csv(COLUMNS, ([getattr(written, name) for name in COLUMNS] for written in entries))
    elif arguments.value is None and not entries:
        console.say(message("Nothing is written yet."))
    elif arguments.value is None:
        headings = [N_("Written"), N_("By"), N_("Point"), N_("Value"), N_("Date"), N_("Source"), N_("Note")]
        console.table(
            [message(heading) for heading in headings],
            [
                [written.written_at.date(), *(getattr(written, name) or None for name in COLUMNS[1:])]
                for written in entries
            ],
        )
    return 0


def _as_json(entry: StrategyEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in COLUMNS} | {"written_at": entry.written_at.isoformat()}
