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


def _as_json(found: Changes) -> dict[str, Any]:
    return {
        "agreement": found.agreement.id,
        "from": _end(found.start),
        "to": _end(found.end),
        "figures": [_change(one) for one in found.changes],
        "rows": [{"kind": one.kind, "cause": one.what, "rows": one.rows} for one in found.rows],
    }


def _end(end: End) -> dict[str, Any]:
    return {"meeting": end.meeting or None, "as_of": end.as_of.isoformat(), "snapshot": end.snapshot}


def _change(one: Change) -> dict[str, Any]:
    return {
        "figure": one.figure,
        "part": one.part,
        "before": one.before,
        "after": one.after,
        "difference": _plain(one.difference),
        "causes": {cause.value: _plain(by) for cause, by in one.causes().items()},
        "steps": [{"cause": step.cause.value, "before": step.before, "after": step.after} for step in one.steps],
    }


def _plain(by: int | Decimal | Fraction | None) -> int | Decimal | float | None:
    return float(by) if isinstance(by, Fraction) else by


def _tell(found: Changes, console: Console) -> None:
    console.say(_head(found, console))
    counted = [one for one in found.changes if findings.has_label(one.figure, one.part) and _is_exact(one)]
    causes = [cause for cause in Cause if any(cause in one.causes() for one in counted)]
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
                    findings.label(one.figure, one.part, found.agreement),
                    one.before,
                    *(one.causes().get(cause) for cause in causes),
                    one.after,
                )
                for one in counted
            ],
        )
    else:
        console.say(message("No figure has changed."))
    words = list(_words(found))
    if words:
        print(file=console.out)
        console.table([message("Verdict"), message("At the meeting"), message("Now")], words)
    told = findings.rows(found.rows)
    if told:
        print(file=console.out)
        console.say(message("What happened to the rows:"), *told)


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


def _is_exact(one: Change) -> bool:
    """Whether it is a count or an amount: those have a sum of causes that reads."""
    return isinstance(one.difference, int | Decimal)


def _words(found: Changes) -> Iterator[tuple[Any, ...]]:
    """Verdicts that are others now."""
    for one in found.changes:
        if one.part == "status":
            status = [message(STATUS[str(value)]) if value else None for value in (one.before, one.after)]
            if one.before != one.after:
                yield findings.label(one.figure, "actual", found.agreement), *status
        elif one.figure == "satisfaction" and one.part == "met" and one.before != one.after:
            verdicts = [message(MET[bool(value) if value is not None else None]) for value in (one.before, one.after)]
            yield findings.label(one.figure, "", found.agreement), *verdicts
