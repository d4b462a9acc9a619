"""`changes`: what is different since a meeting, figure by figure, by cause."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from data_pipeline import meetings, reports
from data_pipeline.command.console import Console
from data_pipeline.command.figures import STATUS, newest_day
from data_pipeline.command.options import day_in
from data_pipeline.command.snapshots import loads, opened
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings import changes
from data_pipeline.meetings.changes import Cause, Change, Changes, End
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.views import changes as findings

MET = {True: N_("▲ Met"), False: N_("▼ Not met"), None: N_("Not measured")}


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `changes`."""
    parser.add_argument("name", metavar=say(N_("NAME")), help=say(N_("the meeting")))
    parser.add_argument(
        "--since",
        metavar=say(N_("MEETING")),
        help=say(N_("what the meeting NAME shows against this earlier one, instead of today against NAME")),
    )
    parser.add_argument(
        "--as-of",
        type=day_in(say),
        metavar=say(N_("DATE")),
        help=say(N_("today's figures as of this date, the meeting's or a later one; the newest day without")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Prints what differs and why; exit code 0 whether anything does or not."""
    found = _found(arguments, settings)
    if console.format == "json":
        console.json(_as_json(found))
    else:
        _tell(found, console)
    return 0


def _found(arguments: argparse.Namespace, settings: Settings) -> Changes:
    board = reports.open_board(settings)
    if arguments.since is None:
        as_of = arguments.as_of or _newest(board, settings, arguments.name)
        return changes.until_today(board, arguments.name, as_of)
    if arguments.as_of is not None:
        raise Correctable(message("Two meetings have their own dates: leave --as-of or --since out."))
    return changes.between(board, arguments.since, arguments.name)


def _newest(board: Board, settings: Settings, name: str) -> Any:
    """The newest day in the data, or the meeting's own when that is later."""
    meeting = meetings.find(board.ledger, name)
    standing = loads(settings)
    with opened(settings, standing) as store:
        return max(newest_day(store, meeting.agreement, standing[-1]), meeting.as_of)


def _as_json(changes: Changes) -> dict[str, Any]:
    return {
        "agreement": changes.agreement.id,
        "from": _end(changes.start),
        "to": _end(changes.end),
        "figures": [_change(change) for change in changes.changes],
        "rows": [{"kind": moved.kind, "cause": moved.what, "rows": moved.rows} for moved in changes.rows],
    }


def _end(end: End) -> dict[str, Any]:
    return {"meeting": end.meeting or None, "as_of": end.as_of.isoformat(), "snapshot": end.snapshot}


def _change(change: Change) -> dict[str, Any]:
    return {
        "figure": change.figure,
        "part": change.part,
        "before": change.before,
        "after": change.after,
        "difference": _plain(change.difference),
        "causes": {cause.value: _plain(by) for cause, by in change.causes().items()},
        "steps": [{"cause": step.cause.value, "before": step.before, "after": step.after} for step in change.steps],
    }


def _plain(by: int | Decimal | Fraction | None) -> int | Decimal | float | None:
    return float(by) if isinstance(by, Fraction) else by


def _tell(found: Changes, console: Console) -> None:
    console.say(_head(found, console))
    counted = [
        change for change in found.changes if findings.has_label(change.figure, change.part) and _is_exact(change)
    ]
    causes = [cause for cause in Cause if any(cause in change.causes() for change in counted)]
    if counted:
        print(file=console.out)
        console.table(
            [
                message("Figure"),
                message("At the meeting"),
                *(message(findings.CAUSES[cause]) for cause in causes),
                message("Now") if not found.end.meeting else message("Later"),
            ],
            [
                (
                    findings.label(change.figure, change.part, found.agreement),
                    change.before,
                    *(change.causes().get(cause) for cause in causes),
                    change.after,
                )
                for change in counted
            ],
        )
    else:
        console.say(message("No figure has changed."))
    words = list(_words(found))
    if words:
        print(file=console.out)
        console.table([message("Verdict"), message("At the meeting"), message("Now")], words)
    sentences = findings.rows(found.rows)
    if sentences:
        print(file=console.out)
        console.say(message("What happened to the rows:"), *sentences)


def _head(found: Changes, console: Console) -> Message:
    return message(
        "{agreement}: the meeting {name} (as of {then}, load {first}) against {other}, as of {now}, load {last}",
        agreement=found.agreement.title.say(console.language),
        name=found.start.meeting,
        then=found.start.as_of,
        first=str(found.start.snapshot),
        other=message("the meeting {name}", name=found.end.meeting) if found.end.meeting else message("today"),
        now=found.end.as_of,
        last=str(found.end.snapshot),
    )


def _is_exact(change: Change) -> bool:
    """Whether it is a count or an amount: those have a sum of causes that reads."""
    return isinstance(change.difference, int | Decimal)


def _words(found: Changes) -> Iterator[tuple[Any, ...]]:
    """Verdicts that are others now."""
    for change in found.changes:
        if change.part == "status":
            status = [message(STATUS[str(value)]) if value else None for value in (change.before, change.after)]
            if change.before != change.after:
                yield findings.label(change.figure, "actual", found.agreement), *status
        elif change.figure == "satisfaction" and change.part == "met" and change.before != change.after:
            verdicts = [
                message(MET[bool(value) if value is not None else None]) for value in (change.before, change.after)
            ]
            yield findings.label(change.figure, "", found.agreement), *verdicts
