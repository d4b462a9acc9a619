"""The sentences about fees, as pure functions of their report."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline.language import N_, Message, message
from data_pipeline.reports import Fee, FeesReport
from data_pipeline.views import amounts

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
