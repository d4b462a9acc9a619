"""`digest`: what moved, what will be missed and who owes what, as the body of a mail."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

from data_pipeline import agreements, reports
from data_pipeline.command import snapshots
from data_pipeline.command.console import Console
from data_pipeline.command.figures import newest_day
from data_pipeline.command.options import add_agreement, add_day, day_in
from data_pipeline.command.written import require_folder, write
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.ledger import audit
from data_pipeline.meetings import OTHERS, PARTIES, digest
from data_pipeline.meetings.changes import End
from data_pipeline.papers import digest as mail
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings
from data_pipeline.slides import words
from data_pipeline.views import digest as letters

HTML, TEXT = ".html", ".txt"
AUDIENCES = {"parties": PARTIES, "others": OTHERS}


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `digest`."""
    add_agreement(parser, say)
    add_day(parser, say)
    parser.add_argument(
        "--since",
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("what moved since this day; since the last digest, or the last meeting, without")),
    )
    parser.add_argument(
        "--for",
        dest="audience",
        choices=AUDIENCES,
        default="parties",
        help=say(N_("others: headlines alone, without who owes what")),
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar=say(N_("FILE")),
        help=say(N_("….html, with ….txt beside it whose first line is the subject; or ….txt alone")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Writes the mail whole or not at all, notes it in the audit trail, and tells where it is."""
    out, by, audience = arguments.out, rights.owner(), AUDIENCES[arguments.audience]
    if out.suffix not in (HTML, TEXT):
        raise Correctable(message("{file} must end in .html or .txt.", file=str(out)))
    require_folder(out)
    as_of = arguments.as_of or _newest(settings, arguments.agreement)
    board = reports.open_board(settings)
    if arguments.since:
        since: End | None = End(arguments.since, board.newest())
    else:
        since = digest.last(board, arguments.agreement, as_of, audience, by=by)
    found = digest.of(board, arguments.agreement, as_of, since, audience, by=by)
    letter, foot = letters.of(found), words.audience(audience)
    files = {out.with_suffix(TEXT): mail.text(letter, foot, console.language)}
    if out.suffix == HTML:
        files[out] = mail.html(letter, foot, console.language)
    about = digest.about(audience)
    audit.record(
        board.ledger,
        by,
        "digest",
        agreement=arguments.agreement,
        as_of=as_of.isoformat(),
        snapshot=found.now.snapshot,
        about=about,
    )
    for path, content in files.items():
        write(path, content)
    if console.format == "json":
        told = {"agreement": arguments.agreement, "as_of": as_of.isoformat(), "snapshot": found.now.snapshot}
        console.json(
            told
            | {
                "for": about,
                "since": since and dataclasses.asdict(since),
                "subject": letter.subject.say(console.language),
            }
            | {"files": [str(path) for path in files]}
        )
    console.say(*(message("{file} is written.", file=str(path)) for path in files))
    return 0


def _newest(settings: Settings, agreement: str) -> dt.date:
    """The newest day in the data of an agreement."""
    loads = snapshots.loads(settings)
    with snapshots.opened(settings, loads) as store:
        return newest_day(store, agreements.load(settings.agreements, agreement), loads[-1])
