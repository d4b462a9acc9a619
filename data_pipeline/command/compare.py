"""`compare`: years of a series, or neighbours, beside each other, for their owner (R20; nothing is suppressed here)."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from data_pipeline import agreements, language
from data_pipeline.agreements import Agreement, series
from data_pipeline.command import snapshots
from data_pipeline.command.console import Console
from data_pipeline.command.figures import newest_day
from data_pipeline.command.options import add_day
from data_pipeline.figures import CATALOGUE, FEE_TOTAL, SEGMENTS
from data_pipeline.language import N_, message
from data_pipeline.ledger import Load
from data_pipeline.reports import compare
from data_pipeline.reports.readings import Reading
from data_pipeline.settings import Settings
from data_pipeline.storage.warehouse import Warehouse
from data_pipeline.views.chance import CHANCE, CHANGE, GOAL, READ_TOGETHER, UNLIKE

FORMATS = ("text", "json", "csv")

COLUMNS = (
    "agreement",
    "day",
    "which",
    "covered",
    "id",
    "actual",
    "target",
    "share",
    "expected",
    "share_of_expected",
    "status",
    "chance",
    "change",
    "answered",
    "fewest_95",
    "most_95",
    "fewest_998",
    "most_998",
)

JOBS = tuple(f"jobs.{measure}" for measure in ("net", "created"))


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `compare`."""
    either = parser.add_mutually_exclusive_group(required=True)
    either.add_argument("--series", metavar="ID", help=say(N_("the years of this series, as agreement files name it")))
    either.add_argument(
        "--neighbours", action="store_true", help=say(N_("the agreements whose period holds the day, all read on it"))
    )
    add_day(parser, say)


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Prints the comparison as tables, as one JSON object, or a headline of an agreement a line."""
    known = agreements.load_all(settings.agreements)
    chosen = series.years(known.values(), arguments.series) if arguments.series else tuple(known.values())
    loads = snapshots.loads(settings)
    with snapshots.opened(settings, loads) as store:
        as_of = arguments.as_of or last_day(store, chosen, loads[-1])
        snapshot = loads[-1].number
        found: compare.Years | compare.Neighbours = (
            compare.years(store, snapshot, arguments.series, chosen, as_of)
            if arguments.series
            else compare.neighbours(store, snapshot, chosen, as_of)
        )
    if console.format == "json":
        console.json(asdict(found))
    elif console.format == "csv":
        console.csv(COLUMNS, _rows(found))
    elif isinstance(found, compare.Years):
        _tell_years(found, known, console)
    else:
        _tell_neighbours(found, known, console)
    return 0


def last_day(store: Warehouse, chosen: Iterable[Agreement], newest: Load) -> dt.date:
    """The newest event day in the data of any of the agreements, no later than the load itself."""
    by_municipality = {one.municipality.code: one for one in chosen}
    days = [newest_day(store, one, newest) for one in by_municipality.values()]
    return max(days, default=newest.loaded_at.date())


def _rows(found: compare.Years | compare.Neighbours) -> Iterator[Sequence[Any]]:
    """A row for each agreement, reading and headline; one without a headline where there are no data."""
    if isinstance(found, compare.Neighbours):
        for near in found.neighbours:
            yield from _rows_of(near.agreement, "at", near.at)
        for name in found.without_data:
            yield from _rows_of(name, "at", None)
        return
    for year in found.years:
        yield from _rows_of(year.agreement, "at", year.at)
        if year.last <= found.as_of:
            yield from _rows_of(year.agreement, "whole", year.whole)


def _rows_of(agreement: str, which: str, reading: Reading | None) -> Iterator[Sequence[Any]]:
    def row(**given: Any) -> list[Any]:
        return [given.get(name) for name in COLUMNS]

    if reading is None:
        yield row(agreement=agreement, which=which)
        return
    head = {"agreement": agreement, "day": reading.day, "which": which, "covered": reading.covered}
    for line in reading.targets:
        yield row(**head, **asdict(line))
    fees, voices, jobs = reading.fees, reading.satisfaction, reading.jobs
    yield row(**head, id=FEE_TOTAL, actual=fees.amount, target=fees.budget, share=fees.share)
    limits = [end for ends in (voices.limits or {}).values() for end in ends]
    yield row(
        **head,
        id="satisfaction",
        actual=voices.satisfied,
        share=voices.share,
        chance=voices.chance,
        answered=voices.answered,
        **dict(zip(("fewest_95", "most_95", "fewest_998", "most_998"), limits, strict=False)),
    )
    yield row(**head, id=f"jobs.{jobs.measure}", actual=getattr(jobs, jobs.measure), target=jobs.goal, share=jobs.share)
    for deadline in reading.deadlines:
        yield row(**head, id=f"deadline.{deadline.id}", actual=deadline.kept, share=deadline.share)


def _tell_years(found: compare.Years, known: dict[str, Agreement], console: Console) -> None:
    title = {name: agreed.title.say(console.language) for name, agreed in known.items()}
    console.say(
        message(
            "{agreement} as of {as_of}, load {snapshot}: {share} of its working days have passed",
            agreement=title[found.reference],
            as_of=found.as_of,
            snapshot=str(found.snapshot),
            share=language.share(found.share, console.language),
        )
    )
    for heading, readings in (
        (message("At the same share of the year"), [(year.agreement, year.at) for year in found.years]),
        (message("Whole years"), [(year.agreement, year.whole) for year in found.years]),
    ):
        columns = [(title[name], reading) for name, reading in readings if reading]
        if columns:
            print(file=console.out)
            console.say(heading)
            _table(columns, console)
    print(file=console.out)
    for year in found.years:
        if year.at is None and year.whole is None:
            console.say(message("{agreement}: no data.", agreement=title[year.agreement]))
        if year.unlike:
            how = [message(UNLIKE[name]) for name in year.unlike]
            console.say(
                message(
                    "{agreement} is not quite comparable: {how}.",
                    agreement=title[year.agreement],
                    how=language.listing([one.say(console.language) for one in how], console.language),
                )
            )
    console.say(message(READ_TOGETHER[0]))


def _tell_neighbours(found: compare.Neighbours, known: dict[str, Agreement], console: Console) -> None:
    title = {name: agreed.title.say(console.language) for name, agreed in known.items()}
    console.say(message("Neighbours as of {as_of}, load {snapshot}", as_of=found.as_of, snapshot=str(found.snapshot)))
    print(file=console.out)
    said = {near.agreement: dict(_headlines(near.at, console)) for near in found.neighbours}
    names = (*(f"guided.total.{segment}" for segment in SEGMENTS), "satisfaction", FEE_TOTAL, *JOBS)
    console.table(
        [message("Agreement"), *(message(CATALOGUE[name].label) for name in names)],
        [
            [
                title[near.agreement]
                if near.at.covered
                else message("{agreement}, not covered", agreement=title[near.agreement])
            ]
            + [said[near.agreement].get(name) for name in names]
            for near in found.neighbours
        ],
    )
    if found.without_data:
        print(file=console.out)
        console.say(message("Without data: {names}", names=[title[name] for name in found.without_data]))


def _table(columns: Sequence[tuple[str, Reading]], console: Console) -> None:
    """A row for each headline, a column for each agreement."""
    headings = [message("Headline"), *(message("{name}", name=name) for name, _ in columns)]
    days: list[Any] = [message("Read on"), *(_read_on(reading, console) for _, reading in columns)]
    by_headline = zip(*(_headlines(reading, console) for _, reading in columns), strict=True)
    rows = [[message(CATALOGUE[same[0][0]].label), *(said for _, said in same)] for same in by_headline]
    console.table(headings, [days, *rows])


def _read_on(reading: Reading, console: Console) -> str:
    day = language.short_date(reading.day, console.language)
    return day if reading.covered else message("{day}, not covered", day=day).say(console.language)


def _headlines(reading: Reading, console: Console) -> Iterator[tuple[str, str]]:
    """Each headline's id and what is said of it: `95 of 200, under the year before`."""

    def said(actual: Any, of: Any, *words: str | None) -> str:
        whole = message("{actual} of {target}", actual=console.write(actual), target=console.write(of))
        number = whole.say(console.language) if of else console.write(actual)
        return ", ".join([number, *(message(word).say(console.language) for word in words if word)])

    for line in reading.targets:
        yield line.id, said(line.actual, line.target, CHANCE.get(line.chance or ""), CHANGE.get(line.change or ""))
    fees, voices, jobs = reading.fees, reading.satisfaction, reading.jobs
    yield FEE_TOTAL, said(fees.amount, fees.budget)
    yield "satisfaction", said(voices.satisfied, voices.answered, GOAL.get(voices.chance or ""))
    yield f"jobs.{jobs.measure}", said(getattr(jobs, jobs.measure), jobs.goal)
    for deadline in reading.deadlines:
        yield f"deadline.{deadline.id}", said(deadline.kept, deadline.kept + deadline.missed)
