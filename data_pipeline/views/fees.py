"""The sentences about fees, as pure functions of their report."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.language import N_, Message, message
from data_pipeline.reports import (
    Change,
    Fee,
    FeesReport,
)
from data_pipeline.views import amounts
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator

# Which krone in a row the caps take, as a word.
_EVERY = {2: N_("second"), 3: N_("third"), 4: N_("fourth"), 5: N_("fifth"), 10: N_("tenth")}
_NEAR = Decimal("0.06")  # "every fifth" is said of 19–21 %, as one says it


def title(report: FeesReport) -> Message:
    """The title of Honorar: over the budget, or what the caps cut."""
    total = report.total
    if not report.total.clause:
        return message("No fees are agreed")
    if not total.count:
        return message("No fees yet")
    if total.pending == total.count:
        return message("The only fee awaits a timesheet", "All {count} fees await a timesheet", count=total.count)
    if total.amount > total.budget:
        return message("The fees are {amount} over the budget", amount=amounts.money(total.amount - total.budget))
    if not total.cut:
        used = amounts.share(total.amount, total.budget)
        return message("The caps cut nothing, {share} of the budget is used", share=used)
    every = _every(total.cut / total.uncapped)
    if every:
        return message("The caps cut every {nth} krone of the hours", nth=message(every))
    return message("The caps cut {share} of the hours", share=amounts.share(total.cut, total.uncapped))


def _every(share: Decimal) -> str | None:
    """`fifth` for about a fifth; None where no such word comes near enough."""
    return next((word for number, word in _EVERY.items() if abs(share * number - 1) <= _NEAR), None)


def remaining(fee: Fee) -> Message:
    """What is left of the budget, or how far it is exceeded."""
    if fee.amount > fee.budget:
        return message("{amount} over the budget", amount=amounts.money(fee.amount - fee.budget))
    return message("{amount} left", amount=amounts.money(fee.budget - fee.amount))


def awaiting(total: Fee) -> Message:
    """How many fees have no amount yet."""
    if not total.pending:
        return message("No fee awaits a timesheet")
    return message("{count} fee awaits a timesheet", "{count} fees await a timesheet", count=total.pending)


def tables(report: FeesReport, said: str) -> list[Table]:
    """B2 line by line, its periods, its months, and what awaits a timesheet for those who may see ids."""
    _ = Translator(said)
    label = {line.fee.id: line.label.say(said) for line in report.lines} | {report.total.id: _("In all")}
    head = (Column(_("Fee")), Column(_("Clause")), Column(_("Agreed"), Kind.COUNT), *_fee_columns(said))
    lines = [(label[one.fee.id], one.fee.clause, one.agreed_count, *_fee(one.fee)) for one in report.lines]
    others = [
        (one.label.say(said), one.clause, one.agreed_count, None, None, None, None, None, one.budget_dkk, None)
        for one in report.others
    ]
    total = (label[report.total.id], report.total.clause, None, *_fee(report.total))
    settled = Table(
        _("Fees by period"),
        (
            Column(_("Fee")),
            *(Column(_stretch(one, number, said), Kind.MONEY) for number, one in enumerate(report.stretches, 1)),
            Column(_("In all"), Kind.MONEY),
        ),
        tuple(
            (label[fee.id], *(one.amount_dkk[fee.id] for one in report.stretches), fee.amount)
            for fee in (*(line.fee for line in report.lines), report.total)
        ),
    )
    months = Table(
        _("Month by month"),
        (Column(_("By the end of"), Kind.DATE), Column(_("Count"), Kind.COUNT), Column(_("Payable"), Kind.MONEY)),
        tuple((one.last_day, one.total_count, one.total_dkk) for one in report.months),
    )
    awaiting = Table(
        _("Awaiting a timesheet"),
        (Column(_("Day"), Kind.DATE), Column(_("Row")), Column(_("Client")), Column(_("Fee"))),
        tuple((one.day, one.row_id, one.client_id, label[one.fee]) for one in report.awaiting),
    )
    found = [Table(_("B2's table"), head, (*lines, *others, total)), settled, months]
    return [*found, awaiting] if report.awaiting else found


def _fee_columns(said: str) -> tuple[Column, ...]:
    _ = Translator(said)
    return (
        Column(_("Count"), Kind.COUNT),
        Column(_("Hours × rate"), Kind.MONEY),
        Column(_("Cut by the caps"), Kind.MONEY),
        Column(_("Payable"), Kind.MONEY),
        Column(_("Pending"), Kind.COUNT),
        Column(_("Budget"), Kind.MONEY),
        Column(_("Left"), Kind.MONEY),
    )


def _fee(fee: Fee) -> tuple[Cell, ...]:
    # The cut with a minus, as in the table of the page: what the caps take away.
    return fee.count, fee.uncapped, -fee.cut + 0, fee.amount, fee.pending, fee.budget, fee.budget - fee.amount


def _stretch(stretch: Change, number: int, said: str) -> str:
    day = language.short_date(stretch.last_day, said)
    told = message("so far, to {day}", day=day) if stretch.is_open else message("to {day}", day=day)
    return f"{message('Period {number}', number=number).say(said)} {told.say(said)}"
