"""Honorar: its title, B2's table as the parties know it, its periods and months, and what the caps cut (R7)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message, short_date, translate
from data_pipeline.reports import Change, Fee, FeesReport
from data_pipeline.views import amounts, terms
from data_pipeline.views import headline as marks
from data_pipeline.views.chart import Axis, Frame, Lead, Mark, Note, Plot, Series, Step, Waterfall, month_axis
from data_pipeline.views.headline import Headline, Headlines
from data_pipeline.views.table import Cell, Column, Kind, RowKind, Shown, Table, Translator

# Which krone in a row the caps take, as a word.
_EVERY = {2: N_("second"), 3: N_("third"), 4: N_("fourth"), 5: N_("fifth"), 10: N_("tenth")}
_HOURS_TO_PAY = (N_("Hours\n× rate"), N_("Cut by\nthe caps"), terms.PAYABLE, N_("The year's\nbudget"))
_MONTHS = N_(
    "A month is the figure at its end minus the one at the end of the month before. It is negative where a first "
    "guidance moved a client's earlier fees to the other segment."
)
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
        return message("The caps cut every {nth} krone", nth=message(every))
    return message("The caps cut {share} of the amount", share=amounts.share(total.cut, total.uncapped))


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


def headline(total: Fee) -> Headline:
    """What is payable, against the budget: no pace is agreed, so none is drawn."""
    if not total.clause:
        return Headline("fee_total", "", "–", "", None, message("No fees are agreed"), "")
    amount, budget = amounts.money(total.amount), amounts.money(total.budget)
    told = message(marks.DESCRIPTION, label=message(CATALOGUE["fee_total"].label), actual=amount, target=budget)
    share = message("{share} of the budget", share=amounts.share(total.amount, total.budget)) if total.budget else ""
    return Headline(
        figure="fee_total",
        clause=total.clause,
        number=amount,
        of=message("of {amount}", amount=budget),
        strip=marks.against(float(total.amount), float(total.budget), told),
        verdict=share,
        sentence=message("{count} awaits a timesheet", "{count} await a timesheet", count=total.pending),
        is_long=True,
    )


def headlines(report: FeesReport) -> Headlines:
    """The headline of the page: what is payable, and what is left of the budget."""
    row = replace(headline(report.total), sentence=remaining(report.total))
    return Headlines(message("Payable so far"), message("budget"), (row,))


def awaiting_by_fee(report: FeesReport) -> tuple[Message, ...]:
    """How many of each fee have no amount yet, and how they count."""
    lines = [
        message("{fee}: {count}", fee=line.label, count=line.fee.pending) for line in report.lines if line.fee.pending
    ]
    return (*lines, message("counted with no amount until hours and rate are there")) if lines else ()


def figures(report: FeesReport) -> list[tuple[str, str]]:
    """The figures of the page with their clauses, for the definitions."""
    return [(line.fee.id, line.fee.clause) for line in report.lines] + [(report.total.id, report.total.clause)]


def tables(report: FeesReport, language: str) -> list[Table]:
    """B2 line by line, its periods, its months, and what awaits a timesheet for those who may see ids."""
    found = [agreed(report, language), by_period(report, language), by_month(report, language)]
    return [*found, awaiting_rows(report, language)] if report.awaiting else found


def agreed(report: FeesReport, language: str) -> Table:
    """B2 as the parties know it, with the total the agreement leaves blank."""
    _ = Translator(language)
    rows: list[tuple[Cell, ...]] = []
    for line in report.lines:
        each = message("up to {amount} each", amount=amounts.money(line.cap_dkk)).say(language)
        rows.append(
            (
                Shown(line.label.say(language), each),
                line.fee.clause,
                line.agreed_count,
                *amount_cells(line.fee, line.fee.id),
            )
        )
    for other in report.others:
        nothing = "" if other.agreed_count else _("No target agreed (0)")
        empty = (None,) * 5
        rows.append(
            (
                Shown(other.label.say(language), nothing),
                other.clause,
                other.agreed_count,
                *empty,
                other.budget_dkk,
                None,
            )
        )
    rows.append((_("In all"), report.total.clause, None, *amount_cells(report.total, report.total.id)))
    kinds = dict.fromkeys(range(len(report.lines), len(rows) - 1), RowKind.ASIDE) | {len(rows) - 1: RowKind.SUM}
    return Table(
        _("B2's table"),
        (
            Column(_("Fee")),
            Column(_("Clause"), Kind.CLAUSE),
            Column(_("Agreed"), Kind.COUNT),
            *amount_columns(language),
        ),
        tuple(rows),
        (
            message("{payer} pays {payee}.", payer=report.payer, payee=report.payee).say(language),
            _("A fee is hours × rate, each row rounded to the øre, up to its cap; what lies above is cut."),
            _("Pending: no row has both hours and rate, so the fee counts with no amount."),
            _("The budget is the agreed number × the cap; the number itself is not capped."),
        ),
        kinds,
        _("amounts in kroner"),
    )


def by_period(report: FeesReport, language: str) -> Table:
    """What each stretch comes to: the figure at its end minus the one at the end of the stretch before."""
    _ = Translator(language)
    label = _labels(report, language)
    return Table(
        _("Fees by period"),
        (
            Column(_("Fee")),
            *(Column(_stretch(one, number, language), Kind.MONEY) for number, one in enumerate(report.stretches, 1)),
            Column(_("In all"), Kind.MONEY),
        ),
        tuple(
            (label[fee.id], *(one.amount_dkk[fee.id] for one in report.stretches), fee.amount)
            for fee in (*(line.fee for line in report.lines), report.total)
        ),
        kinds={len(report.lines): RowKind.SUM},
        unit=_("amounts in kroner"),
    )


def by_month(report: FeesReport, language: str) -> Table:
    """A row a month: how many fees came, and what they come to."""
    _ = Translator(language)
    rows = [
        (Shown(month.last_day, figure=report.total.id, day=month.last_day), month.total_count, month.total_dkk)
        for month in report.months
    ]
    return Table(
        _("Month by month"),
        (Column(_("By the end of"), Kind.DATE), Column(_("Count"), Kind.COUNT), Column(_(terms.PAYABLE), Kind.MONEY)),
        (*rows, (_("In all"), report.total.count, report.total.amount)),
        (_(_MONTHS),),
        {len(rows): RowKind.SUM},
        _("amounts in kroner"),
    )


def awaiting_rows(report: FeesReport, language: str) -> Table:
    """The rows of the CRM whose fee has no amount yet, by who owes the timesheet."""
    _ = Translator(language)
    label, rows, fees = _labels(report, language), len(report.awaiting), report.total.pending
    told = message(
        "{fees} over {count} row",
        "{fees} over {count} rows",
        fees=message("{count} fee", "{count} fees", count=fees),
        count=rows,
    )
    return Table(
        _("Awaiting a timesheet"),
        (Column(_("Operator")), Column(_("Fee")), Column(_("Day"), Kind.DATE), Column(_("Row")), Column(_("Client"))),
        tuple((row.operator, label[row.fee], row.day, row.row_id, row.client_id) for row in report.awaiting),
        (_("A registration is one fee for all local guidances of the party; one with hours and rate is enough."),)
        if rows != fees
        else (),
        unit=told.say(language) if rows != fees else "",
    )


def from_hours_to_payable(total: Fee) -> Plot:
    """Hours × rate, the cut, what is payable, and the budget beside it: one zero for all."""
    uncapped, cut, amount, budget = (float(value) for value in (total.uncapped, total.cut, total.amount, total.budget))
    within, lead = min(amount, budget), Lead(total.id)
    top = max(uncapped, budget, 1) * (1.25 if amount > budget else 1.17)  # room for the numbers over the bars
    left, room = remaining(total), total.budget - total.amount

    def bar(x: int, height: float, base: float, role: str, value: Decimal) -> Series:
        told = (message(_HOURS_TO_PAY[x]), amounts.money(value), left if x >= 2 else "")
        return Series("bars", role, (Mark(x, height, told, base, lead=lead),))

    over = (bar(2, amount - budget, budget, "cut", total.amount),) if amount > budget else ()

    notes = [
        Note(0, uncapped, amounts.number(total.uncapped, 2)),
        Note(1, uncapped, amounts.number(-total.cut, 2), role="behind"),
        Note(2, amount, amounts.number(total.amount, 2)),
        Note(3, max(budget, amount), amounts.number(total.budget, 2)),
    ]
    if amount > budget or budget - amount > top / 5:  # room for its words inside the outline
        told = message(
            N_("{amount}\nover") if amount > budget else N_("{amount}\nleft"), amount=amounts.number(abs(room), 2)
        )
        role = "behind" if amount > budget else "ink"
        notes.append(
            Note(3, (budget + within) / 2 if amount < budget else budget / 2, told, "center", "middle", role, False)
        )
    return Plot(
        title=message("From hours to payment"),
        told=message(
            "Hours × rate {uncapped}, cut by the caps {cut}, payable {amount}, budget {budget}, {remaining}",
            uncapped=amounts.money(total.uncapped),
            cut=amounts.money(-total.cut),
            amount=amounts.money(total.amount),
            budget=amounts.money(total.budget),
            remaining=left,
        ),
        x=Axis(-0.46, 3.46, tuple((float(place), message(name)) for place, name in enumerate(_HOURS_TO_PAY))),
        y=Axis(0, top, is_hidden=True),
        series=(
            bar(0, uncapped, 0, "forecast", total.uncapped),
            bar(1, cut, amount, "cut", -total.cut),
            bar(2, within, 0, "actual", total.amount),
            *over,
            bar(3, budget, 0, "background", total.budget),
        ),
        notes=tuple(notes),
        frames=(
            Frame(-0.46, 3.46, 0, 0),
            Frame(0.38, 0.62, uncapped, uncapped),
            Frame(1.38, 1.62, amount, amount),
            Frame(2.62, 3.38, 0, budget),
        ),
        bar_width=0.76,
        unit=message("amounts in kroner"),
    )


def waterfall(total: Fee) -> Waterfall:
    """The same in whole kroner, for a slide."""
    left = total.budget - total.amount
    inside = message(N_("{amount}\nover") if left < 0 else N_("{amount}\nleft"), amount=amounts.number(abs(left), 0))
    values = (total.uncapped, total.cut, total.amount, total.budget)
    kinds = ("start", "cut", "result", "outline")
    return Waterfall(
        tuple(
            Step(
                message(label),
                kind,
                value,
                amounts.number(-value if kind == "cut" else value, 0),
                inside if kind == "outline" else "",
            )
            for label, kind, value in zip(_HOURS_TO_PAY, kinds, values, strict=True)
        )
    )


def course(report: FeesReport) -> Plot:
    """What each month added, below zero where earlier events moved to another segment; months to come stay empty."""
    values = [float(month.total_dkk) for month in report.months]
    marks = tuple(
        Mark(
            place,
            float(month.total_dkk),
            (
                message("{day}", day=month.last_day),
                amounts.money(month.total_dkk),
                message("{count} fee", "{count} fees", count=month.total_count),
            ),
            role="cut" if month.total_dkk < 0 else "",
            lead=Lead(report.total.id, month.last_day),
        )
        for place, month in enumerate(report.months)
    )
    months = tuple(
        message("{day} {amount}", day=month.last_day, amount=amounts.money(month.total_dkk)) for month in report.months
    )
    return Plot(
        title=message("Month by month"),
        told=message("Fees payable month by month, in kroner: {months}", months=months),
        x=month_axis(report.month_ends),
        y=Axis(min(0, *values) * 1.05, max(0, *values, 1) * 1.05),
        series=(Series("bars", "actual", marks),),
        height=360,
        unit=message("amounts in kroner"),
    )


def _labels(report: FeesReport, language: str) -> dict[str, str]:
    found = {line.fee.id: line.label.say(language) for line in report.lines}
    return found | {report.total.id: translate("In all", language)}


def amount_columns(language: str) -> tuple[Column, ...]:
    """The columns of what a fee comes to."""
    _ = Translator(language)
    return (
        Column(_("Count"), Kind.COUNT),
        Column(_("Hours × rate"), Kind.MONEY),
        Column(_("Cut by the caps"), Kind.MONEY),
        Column(_(terms.PAYABLE), Kind.MONEY),
        Column(_("Pending"), Kind.COUNT),
        Column(_("Budget"), Kind.MONEY),
        Column(_("Left"), Kind.MONEY),
    )


def amount_cells(fee: Fee, figure: str = "") -> tuple[Cell, ...]:
    """What a fee comes to, the cut with a minus: the caps take it away; the count leads to the rows of `figure`."""
    left = fee.budget - fee.amount
    return (
        Shown(fee.count, figure=figure),
        fee.uncapped,
        Shown(-fee.cut + 0, status="cut" if fee.cut else ""),
        fee.amount,
        Shown(fee.pending, status="pending" if fee.pending else ""),
        fee.budget,
        Shown(left, status="cut" if left < 0 else ""),
    )


def _stretch(stretch: Change, number: int, language: str) -> str:
    day = short_date(stretch.last_day, language)
    told = message("so far, to {day}", day=day) if stretch.is_open else message("to {day}", day=day)
    return f"{message('Period {number}', number=number).say(language)} {told.say(language)}"
