"""Region og år: the years of a series, and neighbours, beside each other (R20). All are read from one snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

from data_pipeline.agreements import Agreement
from data_pipeline.arithmetic import workdays
from data_pipeline.errors import Correctable
from data_pipeline.figures import Days
from data_pipeline.language import message
from data_pipeline.reports.readings import Reading, lines_of, read, with_changes
from data_pipeline.storage.warehouse import Warehouse

# What makes counts of two years incomparable: these are not held against each other (R20), nor pooled (R21).
NOT_COUNTED_ALIKE = frozenset({"period", "segments.entrepreneur_years"})
# A period this much longer or shorter is unlike: one tenth, as whole numbers.
UNLIKE_PERIOD = 10
AT_A_TIME = 2


@dataclass(frozen=True)
class Year:
    """One year of a series. `of`: its working days; `unlike`: in what its terms differ from the reference's.

    `at`: on its last day with no greater a share of its working days than the reference's; `whole`: on its last date,
    where that has come. None where it has no data by then.
    """

    agreement: str
    first: dt.date
    last: dt.date
    of: int
    unlike: tuple[str, ...]
    at: Reading | None
    whole: Reading | None


@dataclass(frozen=True)
class Years:
    """The years of a series, oldest first; `share` of the reference's working days has passed."""

    series: str
    as_of: dt.date
    snapshot: int
    reference: str
    share: float
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Neighbour:
    """An agreement whose period holds the day, read on it; `of`: its working days."""

    agreement: str
    first: dt.date
    last: dt.date
    of: int
    municipality: str
    at: Reading


@dataclass(frozen=True)
class Neighbours:
    """The agreements whose period holds the day, in order of id; `without_data` are named alone."""

    as_of: dt.date
    snapshot: int
    neighbours: tuple[Neighbour, ...]
    without_data: tuple[str, ...]


def years(store: Warehouse, snapshot: int, series: str, agreed: Sequence[Agreement], as_of: dt.date) -> Years:
    """The years `agreed` of a series, oldest first, as of a date.

    Raises `Correctable` where none of them has begun by then.
    """
    reference = _reference(series, agreed, as_of)
    passed = Days.of(reference, min(as_of, reference.last_date))
    lines = lines_of(agreed)
    begun = [one for one in agreed if one.first_date <= as_of]
    days = {one: min(as_of, one.last_date) if one is reference else _same_share(one, passed) for one in begun}
    ends = {one: one.last_date for one in begun if one.last_date <= as_of}
    found = _read_all(store, {*days.items(), *ends.items()}, lines)
    at, whole = ([found.get((one, on.get(one))) for one in agreed] for on in (days, ends))
    unlike = [unlike_in(one, reference) for one in agreed]
    is_alike = [NOT_COUNTED_ALIKE.isdisjoint(names) for names in unlike]
    for readings in (at, whole):
        held = [
            with_changes(later, earlier) if both else later
            for (earlier, later), both in zip(pairwise(readings), map(all, pairwise(is_alike)), strict=True)
        ]
        readings[1:] = held
    rows = tuple(
        Year(one.id, one.first_date, one.last_date, Days.of(one, as_of).total, names, now, then)
        for one, names, now, then in zip(agreed, unlike, at, whole, strict=True)
    )
    return Years(series, as_of, snapshot, reference.id, passed.elapsed / passed.total, rows)


def neighbours(store: Warehouse, snapshot: int, agreed: Iterable[Agreement], as_of: dt.date) -> Neighbours:
    """The agreements whose period holds the day. Raises `Correctable` where there is none."""
    near = sorted((one for one in agreed if one.first_date <= as_of <= one.last_date), key=lambda one: one.id)
    if not near:
        raise Correctable(message("No agreement's period holds {day}: choose another day.", day=as_of))
    lines = lines_of(near)
    found = {one: reading for (one, _), reading in _read_all(store, [(one, as_of) for one in near], lines).items()}
    return Neighbours(
        as_of,
        snapshot,
        tuple(
            Neighbour(one.id, one.first_date, one.last_date, Days.of(one, as_of).total, one.municipality.code, reading)
            for one, reading in found.items()
            if reading
        ),
        tuple(one.id for one, reading in found.items() if reading is None),
    )


def unlike_in(one: Agreement, reference: Agreement) -> tuple[str, ...]:
    """In what the terms of two years differ so that they are not quite comparable."""
    days, usual = Days.of(one, one.last_date).total, Days.of(reference, reference.last_date).total
    found = {
        "period": abs(days - usual) * UNLIKE_PERIOD > usual,
        "segments.entrepreneur_years": one.segments.entrepreneur_years != reference.segments.entrepreneur_years,
        "satisfaction.goal_percent": one.satisfaction.goal_percent != reference.satisfaction.goal_percent,
        "jobs.measure": one.jobs.measure != reference.jobs.measure,
    }
    return tuple(name for name, is_unlike in found.items() if is_unlike)


def _read_all(
    store: Warehouse, asked: Iterable[tuple[Agreement, dt.date | None]], lines: Collection[str]
) -> Mapping[tuple[Agreement, dt.date | None], Reading | None]:
    """Each agreement on its day, in the order asked, two at a time: a reading is many small questions."""
    pairs = [(one, day) for one, day in asked if day]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        found = pool.map(lambda pair: read(store, pair[0], pair[1], lines), pairs)
    return dict(zip(pairs, found, strict=True))


def _reference(series: str, agreed: Sequence[Agreement], as_of: dt.date) -> Agreement:
    """The year latest begun."""
    begun = [one for one in agreed if one.first_date <= as_of]
    if not begun:
        raise Correctable(
            message(
                "No year of the series {series} has begun by {day}: the first begins on {first}.",
                series=series,
                day=as_of,
                first=agreed[0].first_date,
            )
        )
    return begun[-1]


def _same_share(one: Agreement, passed: Days) -> dt.date | None:
    """The last day on which no greater a share of the year's working days has passed; None before its first."""
    most = passed.elapsed * Days.of(one, one.last_date).total // passed.total
    return workdays.last_day_within(one.first_date, one.last_date, frozenset(one.closed_days), most)
