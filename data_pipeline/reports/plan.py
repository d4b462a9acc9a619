"""Næste aftale: what the years of a series make likely of the agreement to come (R21)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from data_pipeline import figures
from data_pipeline.agreements import Agreement, Fee, Target, Words
from data_pipeline.agreements.models import nearest
from data_pipeline.arithmetic.next_year import FeePrice, Outlook, in_ten
from data_pipeline.arithmetic.workdays import ONE_DAY
from data_pipeline.errors import Correctable
from data_pipeline.figures import Days
from data_pipeline.language import message, rounded
from data_pipeline.reports.compare import NOT_COUNTED_ALIKE, unlike_in
from data_pipeline.reports.readings import is_covered
from data_pipeline.storage.warehouse import Warehouse

# So many of the latest years that are over are pooled.
MOST_YEARS = 5
# New parties come fast early in a year: of a running one a shorter part, in working days, would promise too much.
RUNNING_FROM = (3, 4)
# The fee that is owed for each entrepreneur guided locally: its number follows that target's.
REGISTRATION, REGISTERED = "fee.registration.entrepreneur", "guided.local.entrepreneur"
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Coming:
    """The period to come and its working days; `agreement` is None while there is no file of it."""

    agreement: str | None
    first: dt.date
    last: dt.date
    of: int


@dataclass(frozen=True)
class PooledYear:
    """A year that the outlook is made of, read on a day; `part`: its working days by then / the coming year's."""

    agreement: str
    day: dt.date
    days: int
    part: float


@dataclass(frozen=True)
class TargetOutlook:
    """A line of B1: the years' counts, oldest first, what they make likely, and the chance of the target."""

    id: str
    counts: tuple[int, ...]
    median: int
    low: int
    high: int
    target: int
    p_target: float | None
    in_ten: int | None


@dataclass(frozen=True)
class Amount:
    """Kroner enough in half of the years, in one of ten and in nine of ten."""

    median: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class FeeOutlook:
    """A line of B2: its number as a target's, what one costs, what a year's come to, and the chance of the budget."""

    id: str
    counts: tuple[int, ...]
    median: int
    low: int
    high: int
    priced: int
    mean: Decimal
    deviation: Decimal
    amount: Amount
    target: int
    budget: Decimal
    p_within: float
    in_ten: int | None


@dataclass(frozen=True)
class FeeTotal(Amount):
    """All fees, as if their lines rose and fell together: on the wide side."""

    budget: Decimal


@dataclass(frozen=True)
class Plan:
    """The coming year by the years so far."""

    series: str
    as_of: dt.date
    snapshot: int
    coming: Coming
    years: tuple[PooledYear, ...]
    targets: tuple[TargetOutlook, ...]
    fees: tuple[FeeOutlook, ...]
    fee_total: FeeTotal


@dataclass(frozen=True)
class _Known:
    """What a pooled year gives: counts of B1's lines, and the fees that were owed, under the coming caps."""

    year: PooledYear
    actuals: Mapping[str, int]
    fee_lines: Sequence[Mapping[str, Any]]


def coming(series: str, agreed: Sequence[Agreement], as_of: dt.date, chosen: Mapping[str, int]) -> Agreement:
    """The series' first agreement that begins after `as_of`, else one as the newest a year on; with the chosen numbers.

    Raises `Correctable` for a number of something it has neither target nor fee for.
    """
    found = next((one for one in agreed if one.first_date > as_of), None) or _year_on(series, agreed[-1])
    known = (*(target.id for target in found.targets), *(fee.id for fee in found.fees))
    for name in chosen:
        if name not in known:
            near = nearest(name, known)
            raise Correctable(
                message("There is no target or fee {name}; there are {known}.", name=name, known=known)
                if near is None
                else message("There is no target or fee {name}; the nearest is {nearest}.", name=name, nearest=near)
            )
    followed = {REGISTRATION: chosen[REGISTERED]} if REGISTERED in chosen else {}
    numbers = {**followed, **chosen}

    def as_chosen(lines: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(line.model_copy(update={"count": numbers.get(line.id, line.count)}) for line in lines)

    return found.model_copy(update={"targets": as_chosen(found.targets), "fees": as_chosen(found.fees)})


def plan(
    store: Warehouse, snapshot: int, series: str, agreed: Sequence[Agreement], as_of: dt.date, *, next_: Agreement
) -> Plan:
    """What the years `agreed` of a series, oldest first, make likely of `next_` (`coming`).

    Raises `Correctable` where there is no year to go by.
    """
    total = Days.of(next_, next_.last_date).total
    known = _pooled(store, agreed, as_of, next_, total)
    if not known:
        raise Correctable(
            message(
                "The series {series} has no year to go by as of {day}: none that is over, or three quarters through, "
                "has data from beginning to end and is counted as the coming one.",
                series=series,
                day=as_of,
            )
        )
    fees = tuple(_fee(fee, known) for fee in next_.fees)
    return Plan(
        series=series,
        as_of=as_of,
        snapshot=snapshot,
        coming=Coming(
            next_.id if next_.first_date <= agreed[-1].first_date else None, next_.first_date, next_.last_date, total
        ),
        years=tuple(one.year for one in known),
        targets=tuple(_target(target, known) for target in next_.targets),
        fees=fees,
        fee_total=FeeTotal(
            median=sum((fee.amount.median for fee in fees), Decimal(0)).quantize(CENT),
            low=sum((fee.amount.low for fee in fees), Decimal(0)).quantize(CENT),
            high=sum((fee.amount.high for fee in fees), Decimal(0)).quantize(CENT),
            budget=next_.budget_dkk.quantize(CENT),
        ),
    )


def _year_on(series: str, newest: Agreement) -> Agreement:
    """The newest agreement's terms for the year that follows it."""
    first = newest.last_date + ONE_DAY
    last = _in_year(first, first.year + 1) - ONE_DAY
    years = str(newest.first_date.year), str(first.year)
    follow_up = (_in_year(day, day.year + 1) for day in newest.follow_up.dates)
    obligations = (
        one.model_copy(update={"due_date": one.due_date and _in_year(one.due_date, one.due_date.year + 1)})
        for one in newest.obligations
    )
    return newest.model_copy(
        update={
            "id": f"{series}-{first.year}",
            "title": _said_of(newest.title, *years),
            "document": _said_of(newest.document, *years),
            "period": newest.period.model_copy(update={"first_date": first, "last_date": last}),
            "obligations": tuple(obligations),
            "follow_up": newest.follow_up.model_copy(
                update={"dates": tuple(day for day in follow_up if first <= day <= last)}
            ),
        }
    )


def _in_year(day: dt.date, year: int) -> dt.date:
    """The same day of another year; 29 February's is 1 March where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)


def _said_of(words: Words, year: str, other: str) -> Words:
    return Words(da=words.da.replace(year, other), en=words.en.replace(year, other))


def _pooled(
    store: Warehouse, agreed: Sequence[Agreement], as_of: dt.date, next_: Agreement, total: int
) -> list[_Known]:
    """The five latest years that are over, and the running one where enough of it has passed; those that will do."""
    alike = [one for one in agreed if NOT_COUNTED_ALIKE.isdisjoint(unlike_in(one, next_))]
    over = (one for one in reversed(alike) if one.last_date <= as_of)
    running = (one for one in alike if one.first_date <= as_of < one.last_date and _is_far(Days.of(one, as_of)))
    known = list(islice(filter(None, (_known(store, one, one.last_date, next_, total) for one in over)), MOST_YEARS))
    return [*reversed(known), *filter(None, (_known(store, one, as_of, next_, total) for one in running))]


def _is_far(days: Days) -> bool:
    part, of = RUNNING_FROM
    return days.elapsed * of >= days.total * part


def _known(store: Warehouse, one: Agreement, day: dt.date, next_: Agreement, total: int) -> _Known | None:
    """What a year gives by a day; None where its data don't cover it. Fees are the coming year's, with its caps."""
    priced_as_next = one.model_copy(update={"fees": next_.fees})
    with figures.asking(store, priced_as_next, day) as question:
        if not is_covered(question, one, day):
            return None
        actuals = {f"{row['measure']}.{row['segment']}": row["actual"] for row in question.rows("activity")}
        lines = question.rows("fee_line")
    days = Days.of(one, day).elapsed
    return _Known(PooledYear(one.id, day, days, days / total), actuals, lines)


def _target(target: Target, known: Sequence[_Known]) -> TargetOutlook:
    counts = tuple(one.actuals[target.id] for one in known)
    outlook = Outlook(counts, [one.year.part for one in known])
    low, median, high = outlook.quantiles
    reached = outlook.reaches(target.count)
    return TargetOutlook(target.id, counts, median, low, high, target.count, reached, in_ten(reached))


def _fee(fee: Fee, known: Sequence[_Known]) -> FeeOutlook:
    lines = [[line for line in one.fee_lines if line["fee_id"] == fee.id] for one in known]
    counts = tuple(len(owed) for owed in lines)
    price = FeePrice.of([line["amount_dkk"] for owed in lines for line in owed if not line["is_pending"]], fee.cap_dkk)
    outlook = Outlook(counts, [one.year.part for one in known])
    low, median, high = outlook.quantiles
    least, middle, most = (Decimal(kroner).quantize(CENT) for kroner in outlook.fees(price))
    within = outlook.pays(price, fee.budget_dkk)
    return FeeOutlook(
        id=fee.id,
        counts=counts,
        median=median,
        low=low,
        high=high,
        priced=price.priced,
        mean=rounded(price.mean, 2),
        deviation=rounded(price.deviation, 2),
        amount=Amount(middle, least, most),
        target=fee.count,
        budget=fee.budget_dkk.quantize(CENT),
        p_within=within,
        in_ten=in_ten(within),
    )
