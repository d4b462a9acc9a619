"""Options that several commands have, each with its sentence in the reader's language."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable

from data_pipeline.language import N_


def day_in(say: Callable[[str], str]) -> Callable[[str], dt.date]:
    """Reads a day from the command line; the sentence when it is none is in the reader's language."""

    def day(text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(say(N_("write the date as 2014-06-30"))) from None

    return day


def add_agreement(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--agreement`, for every command that is about one."""
    parser.add_argument(
        "--agreement", required=True, metavar="ID", help=say(N_("the agreement's file name, without .toml"))
    )


def add_asking(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--agreement`, `--as-of` and `--snapshot`, for every command that asks for figures."""
    add_agreement(parser, say)
    parser.add_argument(
        "--as-of",
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("only events up to and including this date (2014-06-30); the newest day in the data without")),
    )
    parser.add_argument("--snapshot", type=int, metavar="N", help=say(N_("as of load N; the newest without")))


def add_meeting(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--meeting`, for every command that a frozen meeting can answer."""
    parser.add_argument(
        "--meeting",
        metavar=say(N_("NAME")),
        help=say(N_("as frozen for this meeting; date and load are the meeting's")),
    )
