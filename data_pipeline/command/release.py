"""`release`: lets others than the parties see a meeting, small cells hidden (R18)."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline import meetings, reports
from data_pipeline.command.console import Console
from data_pipeline.language import N_, message
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the options of `release`."""
    parser.add_argument("name", metavar=say(N_("NAME")), help=say(N_("the meeting that others may see from now on")))
    parser.add_argument(
        "--with-notes",
        action="store_true",
        help=say(N_("also its decisions, actions and remarks, with who wrote them")),
    )
    parser.add_argument(
        "--with-stories",
        action="store_true",
        help=say(N_("also the stories and marks on its figures, with who wrote them")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Release the meeting and say what others see of it."""
    meeting = meetings.release(
        reports.open_board(settings).ledger,
        arguments.name,
        by=rights.owner(),
        has_notes=arguments.with_notes,
        has_stories=arguments.with_stories,
    )
    if console.format == "json":
        audience = meeting.audience
        console.json({"meeting": meeting.name, "notes": audience.has_notes, "stories": audience.has_stories})
    console.say(message("The meeting {name} is released: others see it, small numbers hidden.", name=meeting.name))
    return 0
