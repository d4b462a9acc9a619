"""`plan`: what the years of a series make likely of the next, and a draft of its agreement (R21)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from data_pipeline import agreements
from data_pipeline.agreements import Agreement, draft, series
from data_pipeline.command import snapshots
from data_pipeline.command.compare import last_day
from data_pipeline.command.console import Console
from data_pipeline.command.options import add_day
from data_pipeline.errors import Correctable
from data_pipeline.figures import CATALOGUE, FEE_TOTAL
from data_pipeline.language import N_, message
from data_pipeline.reports import plan
from data_pipeline.settings import Settings
from data_pipeline.views import next_year, odds


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `plan`."""

    def number(text: str) -> tuple[str, int]:
        name, _, count = text.partition("=")
        if not (name and count.isdecimal()):
            raise argparse.ArgumentTypeError(say(N_("write an id and a whole number, as guided.local.company=210")))
        return name, int(count)

    parser.add_argument(
        "--series", required=True, metavar="ID", help=say(N_("the years of this series, as agreement files name it"))
    )
    add_day(parser, say)
    parser.add_argument(
        "--target",
        type=number,
        action="append",
        default=[],
        metavar=say(N_("ID=NUMBER")),
        help=say(N_("try a number for a target or a fee of the coming agreement; as often as you like")),
    )
    parser.add_argument(
        "--draft", action="store_true", help=say(N_("write the coming agreement among the others, its clauses empty"))
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Prints the odds as tables, or as one JSON object; with `--draft` writes the agreement to be filled in."""
    agreed = series.years(agreements.load_all(settings.agreements).values(), arguments.series)
    loads = snapshots.loads(settings)
    with snapshots.opened(settings, loads) as store:
        as_of = arguments.as_of or last_day(store, agreed, loads[-1])
        next_ = plan.coming(arguments.series, agreed, as_of, dict(arguments.target))
        found = plan.plan(store, loads[-1].number, arguments.series, agreed, as_of, next_=next_)
    path = _write(next_, settings.agreements, console.language) if arguments.draft else None
    if console.format == "json":
        console.json(asdict(found))
        return 0
    titles = {one.id: one.title.say(console.language) for one in agreed}
    _tell(found, next_.title.say(console.language), [titles[year.agreement] for year in found.years], console)
    if path:
        print(file=console.out)
        console.say(
            message(
                "The draft is {file}. Fill in its clauses, `check` tells which are missing; then take _ off its name.",
                file=str(path),
            )
        )
    return 0


def _write(next_: Agreement, folder: Path, language_name: str) -> Path:
    """The draft's path: a name that sleeps until its `_` is taken off. Raises `Correctable` where there is one."""
    path = folder / f"_{next_.id}.toml"
    heading = message("A draft by `plan`: numbers and dates to be agreed, clauses to be filled in.").say(language_name)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(draft.text(next_, heading))
    except FileExistsError:
        raise Correctable(message("There is a draft {file} already: move it away first.", file=str(path))) from None
    except OSError as error:
        raise Correctable(
            message("{file} cannot be written. Give this user the right to write in its folder.", file=str(path))
        ) from error
    return path


def _tell(found: plan.Plan, title: str, titles: Sequence[str], console: Console) -> None:
    years = len(found.years)
    console.say(
        message(
            "{agreement}, by {years} as of {as_of}, load {snapshot}",
            agreement=title,
            years=list(titles),
            as_of=found.as_of,
            snapshot=str(found.snapshot),
        )
    )
    print(file=console.out)
    names = [message("{name}", name=title) for title in titles]
    console.table(
        [message("Activity"), *names, message("Median"), message("80% span"), message("Target"), message("Odds")],
        [
            (
                message(CATALOGUE[line.id].label),
                *line.counts,
                line.median,
                f"{line.low}–{line.high}",
                line.target or None,
                None if line.in_ten is None else odds.reached(console.write(line.target), line.in_ten, years),
            )
            for line in found.targets
        ],
    )
    print(file=console.out)
    console.table(
        [message("Fee"), *names, message("Median"), message("80% span"), message("Budget"), message("Odds")],
        [
            *(
                (
                    message(CATALOGUE[line.id].label),
                    *line.counts,
                    line.amount.median,
                    f"{console.write(line.amount.low)}–{console.write(line.amount.high)}",
                    line.budget,
                    None if line.in_ten is None else odds.enough(console.write(line.budget), line.in_ten, years),
                )
                for line in found.fees
            ),
            (
                message(CATALOGUE[FEE_TOTAL].label),
                *(None for _ in names),
                found.fee_total.median,
                f"{console.write(found.fee_total.low)}–{console.write(found.fee_total.high)}",
                found.fee_total.budget,
                None,
            ),
        ],
    )
    print(file=console.out)
    for note in next_year.notes(years):
        console.say(note)
