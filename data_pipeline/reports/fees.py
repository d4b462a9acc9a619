"""Honorar: what may be settled, and what do the caps cut away (R7, §8, B2)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from data_pipeline.agreements import Agreement, Words
from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Fee, Stamp
from data_pipeline.reports.view import View

TOTAL = "fee_total"


@dataclass(frozen=True)
class FeeLine:
    """A line of B2: the fee, its name in the agreement, how many were agreed, and the most each can be in kroner."""

    fee: Fee
    label: Words
    agreed_count: int
    cap_dkk: Decimal


@dataclass(frozen=True)
class OtherLine:
    """A line of B2 that is no fee: it stands in the parties' table and is not counted."""

    label: Words
    clause: str
    agreed_count: int
    budget_dkk: Decimal


@dataclass(frozen=True)
class Change:
    """What a stretch of days added: its fees' figures at `last_day` minus those at the day before `first_day`.

    `count` and `amount_dkk` by fee id, the sum under `fee_total`. Negative where earlier events moved to another
    segment. `is_open`: the stretch was not over by as-of.
    """

    first_day: dt.date
    last_day: dt.date
    is_open: bool
    count: Mapping[str, int]
    amount_dkk: Mapping[str, Decimal]

    @property
    def total_count(self) -> int:
        """Fees that came in the stretch."""
        return self.count[TOTAL]

    @property
    def total_dkk(self) -> Decimal:
        """Kroner payable for the stretch."""
        return self.amount_dkk[TOTAL]


@dataclass(frozen=True)
class Awaiting:
    """A row of the CRM whose fee awaits a timesheet: for those who may see ids, so that it can be found and filled.

    `operator` owes it: whom the row names, the payee where it names nobody.
    """

    fee: str
    row_id: str
    client_id: str
    day: dt.date
    operator: str = ""


@dataclass(frozen=True)
class FeesReport:
    """B2 as of the view's date. `stretches` end at the follow-up dates, `months` at the month ends, both up to as-of;
    `month_ends` are the whole period's. `awaiting` is empty for those who may not see ids.
    """

    stamp: Stamp
    payer: str
    payee: str
    lines: tuple[FeeLine, ...]
    others: tuple[OtherLine, ...]
    total: Fee
    stretches: tuple[Change, ...]
    months: tuple[Change, ...]
    month_ends: tuple[dt.date, ...]
    awaiting: tuple[Awaiting, ...]

    @property
    def shows_ids(self) -> bool:
        """Whether it lists rows of the CRM."""
        return bool(self.awaiting)

    @property
    def is_empty(self) -> bool:
        """Whether no fee is owed yet."""
        return self.total.count == 0


def answer(view: View) -> FeesReport:
    """B2's table with its stretches and months; the ids of what awaits a timesheet only for who may see them."""
    agreed = view.agreement
    figures = view.figures("fees")
    clause = pieces.fee_clause(agreed)
    by_id = {line["id"]: line for line in figures["fees"]}

    @cache
    def at(day: dt.date) -> dict[str, Fee]:
        found = view.figures("fees", as_of=day)
        fees = {line["id"]: pieces.fee_of(line["id"], line, "") for line in found["fees"]}
        return fees | {TOTAL: pieces.fee_of(TOTAL, found[TOTAL], "")}

    return FeesReport(
        stamp=view.stamp,
        payer=_name(view, "payer"),
        payee=_name(view, "payee"),
        lines=tuple(
            FeeLine(pieces.fee_of(fee.id, by_id[fee.id], fee.clause), fee.label, fee.count, fee.cap_dkk)
            for fee in agreed.fees
        ),
        others=tuple(OtherLine(one.label, one.clause, one.count, one.amount_dkk) for one in agreed.budget_lines),
        total=pieces.fee_of(TOTAL, figures[TOTAL], clause),
        stretches=_changes(view, at, stretch_ends(view.agreement)),
        months=_changes(view, at, view.all_month_ends()),
        month_ends=tuple(view.all_month_ends()),
        awaiting=awaiting(view) if view.has_ids else (),
    )


def _changes(view: View, at: Callable[[dt.date], dict[str, Fee]], ends: list[dt.date]) -> tuple[Change, ...]:
    """The stretches that end at `ends` and have begun by as-of; the last one ends at as-of where that comes first.

    `at`: the fees' figures of a day.
    """
    first, changes = view.agreement.first_date, []
    before: dict[str, Fee] = {}
    for end in ends:
        if first > view.as_of:
            break
        last = min(end, view.as_of)
        now = at(last)
        changes.append(
            Change(
                first_day=first,
                last_day=last,
                is_open=last < end,
                count={name: fee.count - (before[name].count if before else 0) for name, fee in now.items()},
                amount_dkk={
                    name: fee.amount - (before[name].amount if before else Decimal(0)) for name, fee in now.items()
                },
            )
        )
        before, first = now, end + dt.timedelta(days=1)
    return tuple(changes)


def stretch_ends(agreed: Agreement) -> list[dt.date]:
    """The last days of the stretches that fees are settled for: the follow-up dates within the period, and its end."""
    inside = {day for day in agreed.follow_up.dates if agreed.first_date <= day < agreed.last_date}
    return sorted(inside | {agreed.last_date})


def awaiting(view: View) -> tuple[Awaiting, ...]:
    """The rows whose fee awaits a timesheet, by who owes it."""
    with view.asking() as question:
        rows = question.rows("fee_awaiting")
    payee = _name(view, "payee")
    found = (
        Awaiting(row["fee_id"], row["row_id"], row["client_id"], row["event_date"], row["operator"] or payee)
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: one.operator))


def _name(view: View, role: str) -> str:
    party = view.agreement.party(role)
    return party.name if party else ""
