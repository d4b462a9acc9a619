"""`undo`: takes a load back, having shown which headline figures that moves."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline.command import effect
from data_pipeline.command.console import Console
from data_pipeline.language import N_, message
from data_pipeline.loading.effect import Effect
from data_pipeline.loading.undo import undo
from data_pipeline.settings import Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `undo`."""
    parser.add_argument("load", type=int, metavar=say(N_("LOAD")), help=say(N_("the load's number")))
    parser.add_argument("--message", default="", metavar=say(N_("TEXT")), help=say(N_("why: kept with the load")))
    parser.add_argument("--yes", action="store_true", help=say(N_("do it without asking")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Exit code 2 when it was shown and nobody said yes."""

    def consent(found: Effect) -> bool:
        if console.is_text:
            effect.tell(found, console)
        return arguments.yes or bool(console.ask(message("Take load {load} back?", load=str(arguments.load))))

    found = undo(settings, arguments.load, why=arguments.message, tell=console.complain, consent=consent)
    if console.format == "json":
        undone = arguments.load if found.is_committed else None
        console.json({"snapshot": found.snapshot, "undone": undone, "effect": effect.as_json(found.effect)})
    elif found.is_committed:
        console.say(
            message(
                "Load {load} is taken back: its rows no longer count. The newest snapshot is {snapshot}.",
                load=str(arguments.load),
                snapshot=str(found.snapshot),
            )
        )
    else:
        console.say(message("Nothing was changed. With --yes load {load} is taken back.", load=str(arguments.load)))
    return 0 if found.is_committed else 2
