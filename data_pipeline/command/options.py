"""Options that several commands have, each with its sentence in the reader's language."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable

from data_pipeline.agreements import Agreement
from data_pipeline.figures import WHOLE, Slice, find_slice, slices
from data_pipeline.language import N_


def day_in(say: Callable[[str], str]) -> Callable[[str], dt.date]:
    """Reads a day from the command line; the sentence when it is none is in the reader's language."""

    def day(text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(say(N_("write the date as 2014-06-30"))) from None

    return day


def add_agreement(parser: argparse.ArgumentParser, say: Callable[[str], str], *, required: bool = True) -> None:
    """`--agreement`, for every command that is about one."""
    parser.add_argument(
        "--agreement", required=required, metavar="ID", help=say(N_("the agreement's file name, without .toml"))
    )


def add_asking(
    parser: argparse.ArgumentParser, say: Callable[[str], str], *, lists: bool = False, is_required: bool = True
) -> None:
    """`--agreement`, `--as-of` and `--snapshot`, for every command that asks for figures; `--list` where it `lists`."""
    add_agreement(parser, say, required=is_required and not lists)
    if lists:
        parser.add_argument("--list", action="store_true", help=say(N_("list every figure's id and label instead")))
    add_day(parser, say)
    parser.add_argument("--snapshot", type=int, metavar="N", help=say(N_("as of load N; the newest without")))


def add_day(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--as-of`, for every command that asks for figures of a day."""
    parser.add_argument(
        "--as-of",
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("only events up to and including this date (2014-06-30); the newest day in the data without")),
    )


def add_slice(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--sector`, `--industry` and `--potential`, of which one may be asked for (R19)."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--sector", metavar="ID", help=say(N_("of the parties in one focus sector, or in none")))
    either.add_argument(
        "--industry", metavar="ID", help=say(N_("of the parties in one industry group, or in an unknown one"))
    )
    either.add_argument(
        "--potential", metavar="A|B|C|none", help=say(N_("of the parties with one growth potential, or with none said"))
    )


def slice_of(arguments: argparse.Namespace, agreement: Agreement) -> Slice:
    """The slice that was asked for, the whole without; `Correctable` for a name there is not."""
    for kind in slices(agreement):
        if (name := getattr(arguments, kind)) is not None:
            return find_slice(agreement, kind, name)
    return WHOLE


def add_erasing(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--dry-run` and `--yes`, for every command that erases for good."""
    parser.add_argument("--dry-run", action="store_true", help=say(N_("tell what would go; erase nothing")))
    parser.add_argument("--yes", action="store_true", help=say(N_("do it without asking")))


def add_meeting(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`--meeting`, for every command that a frozen meeting can answer."""
    parser.add_argument(
        "--meeting",
        metavar=say(N_("NAME")),
        help=say(N_("as frozen for this meeting; date and load are the meeting's")),
    )
