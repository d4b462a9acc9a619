"""`figures`: every figure of an agreement as of a date, for its owner (nothing is suppressed here)."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from data_pipeline import agreements, figures, language
from data_pipeline.agreements import Agreement
from data_pipeline.command import figure_list, snapshots
from data_pipeline.command.console import Console
from data_pipeline.command.options import add_asking, add_meeting, add_slice, slice_of
from data_pipeline.errors import Correctable
from data_pipeline.figures import CATALOGUE, LEVELS, SEGMENTS, WHOLE, Slice, all_figures, leaves
from data_pipeline.language import N_, Message, message
from data_pipeline.ledger import Load
from data_pipeline.settings import Settings
from data_pipeline.storage.warehouse import Warehouse
from data_pipeline.views import terms

FORMATS = ("text", "json", "csv")

STATUS = {
    "met": N_("▲ Reached"),
    "on_track": N_("● On track"),
    "behind": N_("▼ Behind"),
    "missed": N_("▼ Not reached"),
    "none": N_("The period has not begun"),
}


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `figures`."""
    add_asking(parser, say, lists=True)
    add_meeting(parser, say)
    add_slice(parser, say)


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Prints the figures as tables, as one JSON object, or as one figure a line."""
    if arguments.list:
        return figure_list.tell(arguments, settings, console)
    figure_list.require_agreement(arguments)
    agreement, answer = _frozen(arguments, settings) if arguments.meeting else _asked(arguments, settings)
    if console.format == "json":
        console.json(answer)
    elif console.format == "csv":
        console.csv(("figure", "part", "value"), leaves(answer))
    else:
        _tell(answer, agreement, console)
    return 0


def _asked(arguments: argparse.Namespace, settings: Settings) -> tuple[Agreement, dict[str, Any]]:
    agreement = agreements.load(settings.agreements, arguments.agreement)
    loads = snapshots.loads(settings, arguments.snapshot)
    with snapshots.opened(settings, loads) as store:
        as_of = arguments.as_of or newest_day(store, agreement, loads[-1])
        found = all_figures(store, agreement, as_of, slice_of(arguments, agreement))
    head = {"agreement": found.pop("agreement"), "as_of": found.pop("as_of"), "snapshot": loads[-1].number}
    return agreement, head | found


def _frozen(arguments: argparse.Namespace, settings: Settings) -> tuple[Agreement, dict[str, Any]]:
    """The agreement as it was, and the figures as they were frozen."""
    meeting = snapshots.meeting(settings, arguments.meeting, arguments.agreement)
    if slice_of(arguments, meeting.agreement) != WHOLE:
        raise Correctable(
            message(
                "The meeting {name} is frozen as a whole. For a slice leave --meeting out, and write "
                "--as-of {as_of} --snapshot {snapshot}.",
                name=meeting.name,
                as_of=meeting.as_of.isoformat(),
                snapshot=str(meeting.snapshot),
            )
        )
    if arguments.as_of not in (None, meeting.as_of) or arguments.snapshot not in (None, meeting.snapshot):
        raise Correctable(
            message(
                "The meeting {name} is frozen as of {as_of} from load {snapshot}: leave --as-of and --snapshot out.",
                name=meeting.name,
                as_of=meeting.as_of,
                snapshot=str(meeting.snapshot),
            )
        )
    return meeting.agreement, dict(meeting.figures)


def newest_day(store: Warehouse, agreement: Agreement, newest: Load) -> dt.date:
    """The newest event day in the data, no later than the load itself; the load's own day when there is none."""
    day = newest.loaded_at.date()
    return figures.newest_day(store, agreement, day) or day


def _label(figure: str) -> Message:
    return message(CATALOGUE[figure].label)


def _tell(answer: Mapping[str, Any], agreement: Agreement, console: Console) -> None:
    as_of = dt.date.fromisoformat(answer["as_of"])
    console.say(
        message(
            "{agreement} as of {as_of}, load {snapshot}",
            agreement=agreement.title.say(console.language),
            as_of=as_of,
            snapshot=str(answer["snapshot"]),
        )
    )
    sectors = {sector.id: sector.name for sector in agreement.sectors}
    for kind, name in answer.get("slice", {}).items():
        part = terms.slice_name(Slice(kind, name), sectors).say(console.language)
        console.say(message("Of these: {slice}", slice=part))
    for tell in (_targets, _fees, _satisfaction, _jobs, _deadlines, _road):
        print(file=console.out)
        tell(answer, console)
    print(file=console.out)
    _sectors(answer, {key: name.say(console.language) for key, name in sectors.items()}, console)
    print(file=console.out)
    _completeness(answer, console)


def _targets(answer: Mapping[str, Any], console: Console) -> None:
    console.table(
        [
            message("Activity"),
            message("Actual"),
            message("Target"),
            message("Expected"),
            message("Status"),
            message("Forecast"),
            message("Clause"),
        ],
        [
            (
                _label(target["id"]),
                target["actual"],
                target["target"] or None,
                language.rounded(target["expected"], 1) if target["target"] else None,
                _status(target),
                target["forecast"]
                and f"{target['forecast']['median']} ({target['forecast']['low']}–{target['forecast']['high']})",
                target["clause"],
            )
            for target in answer["targets"]
        ],
    )


def _status(target: Mapping[str, Any]) -> Message | None:
    """What is said of a target; nothing in a slice, which has none."""
    if target["target"] is None:
        return None
    return message(STATUS[target["status"]] if target["target"] else N_("No target agreed (0)"))


def _fees(answer: Mapping[str, Any], console: Console) -> None:
    rows = [*answer["fees"], {"id": "fee_total", **answer["fee_total"]}]
    console.table(
        [
            message("Fee"),
            message("Count"),
            message(terms.AWAITING),
            message(terms.PAYABLE),
            message(terms.UNCAPPED),
            message(terms.CUT),
            message("Budget"),
        ],
        [
            (_label(fee["id"]), fee["count"], fee["pending"], *_money(fee, "amount", "uncapped", "cut", "budget"))
            for fee in rows
        ],
    )


def _money(fee: Mapping[str, str | None], *names: str) -> tuple[Decimal | None, ...]:
    return tuple(None if (amount := fee[name]) is None else Decimal(amount) for name in names)


def _share(value: float | None, console: Console) -> str | Message:
    return message("Not measured") if value is None else language.share(value, console.language)


def _satisfaction(answer: Mapping[str, Any], console: Console) -> None:
    whole = answer["satisfaction"]
    rows = [(_label("satisfaction"), whole)]
    rows += [(_label(f"satisfaction.{level}"), whole["levels"][level]) for level in LEVELS]
    verdict = {True: message("▲ Met"), False: message("▼ Not met"), None: None}
    console.table(
        [
            message("Satisfaction"),
            message(terms.SATISFIED),
            message(terms.ANSWERED),
            message("Share"),
            message("95% interval"),
            message("Verdict"),
        ],
        [
            (
                label,
                scope["satisfied"],
                scope["answered"],
                _share(scope["share"], console),
                None if scope["low"] is None else language.share_range(scope["low"], scope["high"], console.language),
                verdict[scope["met"]],
            )
            for label, scope in rows
        ],
    )


def _jobs(answer: Mapping[str, Any], console: Console) -> None:
    jobs = answer["jobs"]
    goal = message("Goal ({measure})", measure=_label(f"jobs.{jobs['measure']}"))
    console.table(
        [message("Jobs"), message("Value")],
        [
            (_label("jobs.created"), Decimal(jobs["created"])),
            (_label("jobs.lost"), Decimal(jobs["lost"])),
            (_label("jobs.net"), Decimal(jobs["net"])),
            *([] if jobs["goal"] is None else [(goal, Decimal(jobs["goal"]))]),
            (_label("jobs.measured"), Decimal(jobs["measured"])),
            (_label("jobs.not_measured"), Decimal(jobs["not_measured"])),
        ],
    )


def _deadlines(answer: Mapping[str, Any], console: Console) -> None:
    console.table(
        [message("Deadline"), message("On time"), message("Late"), message("Pending"), message("Share")],
        [
            (
                _label(f"deadline.{deadline['id']}"),
                deadline["kept"],
                deadline["missed"],
                deadline["pending"],
                _share(deadline["share"], console),
            )
            for deadline in answer["deadlines"]
        ],
    )


def _road(answer: Mapping[str, Any], console: Console) -> None:
    console.table(
        [message("The road of a client"), message("Entrepreneurs"), message("Companies")],
        [
            (_label(f"road.{step['step']}.entrepreneur"), *(step[segment] for segment in SEGMENTS))
            for step in answer["road"]
        ],
    )


def _sectors(answer: Mapping[str, Any], names: Mapping[str, str], console: Console) -> None:
    console.table(
        [
            message("Focus sector"),
            message("Guided"),
            message("Screened"),
            message("Programmes"),
            message(terms.SATISFIED),
            message(terms.ANSWERED),
            message(CATALOGUE["jobs.net"].label),
        ],
        [
            (
                names.get(sector["id"]) or message("No focus sector"),
                sector["guided"],
                sector["screened"],
                sector["programmes"],
                sector["satisfied"],
                sector["answered"],
                Decimal(sector["net"]),
            )
            for sector in answer["sectors"]
        ],
    )


def _completeness(answer: Mapping[str, Any], console: Console) -> None:
    files = answer["completeness"]
    console.say(
        message(
            "Complete client files: {complete} of {clients} ({share}).",
            complete=files["complete"],
            clients=files["clients"],
            share=_share(files["share"], console),
        )
    )
