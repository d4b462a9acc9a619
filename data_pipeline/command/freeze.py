"""`freeze`: a meeting's figures, kept as they are today and never changed after."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from data_pipeline import meetings, reports
from data_pipeline.command.console import Console
from data_pipeline.command.options import add_agreement, day_in
from data_pipeline.language import N_, message
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `freeze`."""
    parser.add_argument("name", metavar=say(N_("NAME")), help=say(N_("what the meeting is called from now on")))
    add_agreement(parser, say)
    parser.add_argument(
        "--as-of",
        required=True,
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("only events up to and including this date count (2014-06-30)")),
    )
    parser.add_argument("--message", default="", metavar=say(N_("TEXT")), help=say(N_("why: kept with the meeting")))


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Freezes the newest snapshot's figures and tells under which checksum."""
    board = reports.open_board(settings)
    meeting = meetings.freeze(
        board,
        arguments.name,
        arguments.agreement,
        arguments.as_of,
        by=rights.owner(),
        message_=arguments.message,
    )
    head = meeting.head
    if console.format == "json":
        console.json(
            {
                "meeting": head.name,
                "agreement": head.agreement,
                "as_of": head.as_of.isoformat(),
                "snapshot": head.snapshot,
                "frozen_at": head.frozen_at.isoformat(),
                "author": head.author,
                "message": head.message,
                "definitions": meeting.definitions,
                "checksum": head.checksum,
            }
        )
    console.say(
        message(
            "The meeting {name} is frozen: {agreement} as of {as_of}, load {snapshot}.",
            name=head.name,
            agreement=meeting.agreement.title.say(console.language),
            as_of=head.as_of,
            snapshot=str(head.snapshot),
        ),
        message("Checksum {checksum}", checksum=head.checksum),
    )
    return 0
