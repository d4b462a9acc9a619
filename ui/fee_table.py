"""B2's table as the parties know it, with what each line comes to; its periods, and what awaits a timesheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data_pipeline import language
from data_pipeline.agreements import Words
from data_pipeline.language import N_, message
from data_pipeline.reports import Change, Fee, FeeLine, FeesReport, OtherLine
from data_pipeline.views import amounts
from data_pipeline.views import fees as fee_findings
from ui import bullets, definitions, headlines, press, sheet, status, why, words
from ui.headlines import Row
from ui.sheet import Line
from ui.words import _, safe, say

MOST_AWAITING = 50  # rows on screen
COLUMNS = (
    N_("Count"),
    N_("Hours × rate"),
    N_("Cut by the caps"),
    N_("Payable"),
    N_("Pending"),
    N_("Budget"),
    N_("Left"),
)


def headline(report: FeesReport) -> None:
    """What is payable, against the budget in words: no pace is agreed, so none is drawn."""
    total = report.total
    before, number, after = headlines.money_parts(total.amount)
    share = say(amounts.share(total.amount, total.budget)) if total.budget else ""
    row = Row(
        figure=total.id,
        clause=total.clause,
        number=f"{before}{number}",
        unit=after,
        of=say(message("of {amount}", amount=amounts.money(total.budget))),
        bullet=bullets.fees(total, _("Fees payable")),
        verdict=f"<strong>{safe(_('{share} of the budget').format(share=share))}</strong>" if share else "",
        sentence=say(fee_findings.remaining(total)),
        is_long=True,
    )
    headlines.table(_("Payable so far"), _("budget"), [row])


def table(report: FeesReport) -> None:
    """B2 line by line, with the total the agreement leaves blank."""
    _heading(_("B2's table"))
    lines = [
        Line(
            f"{safe(_label(line.label))} {definitions.link(line.fee.clause)}"
            f"<small>{safe(message('up to {amount} each', amount=amounts.money(line.cap_dkk)))}</small>",
            [why.number(_of_agreed(line), line.fee.id), *_amounts(line.fee)],
        )
        for line in report.lines
    ]
    lines += [_other(other) for other in report.others]
    lines.append(Line(safe(_("In all")), [_count(report.total.count), *_amounts(report.total)], "sum"))
    sheet.table(_("B2's table"), _("Fee"), [_(column) for column in COLUMNS], lines, stacks=True)
    press.html(
        f'<p class="note">{safe(message("{payer} pays {payee}.", payer=report.payer, payee=report.payee))} '
        f"{safe(_('A fee is hours × rate, each row rounded to the øre, up to its cap; what lies above is cut.'))} "
        f"{safe(_('Pending: no row has both hours and rate, so the fee counts with no amount.'))} "
        f"{safe(_('The budget is the agreed number × the cap; the number itself is not capped.'))}</p>"
    )


def stretches(report: FeesReport) -> None:
    """What each stretch comes to: the figure at its end minus the one at the end of the stretch before."""
    _heading(_("Fees by period"))
    found = report.stretches
    several = len(found) > 1
    columns = [_head(number, one) for number, one in enumerate(found, 1)] + ([_("In all")] if several else [])
    lines = [
        _stretch(safe(_label(line.label)), line.fee.id, found, line.fee.amount if several else None)
        for line in report.lines
    ]
    total = report.total.amount if several else None
    lines.append(_stretch(safe(_("In all")), report.total.id, found, total, "sum"))
    sheet.table(_("Fees by period"), _("Fee"), columns, lines, stacks=True)


def awaiting(report: FeesReport) -> None:
    """What awaits a timesheet: counts, and the rows of the CRM for those who may see them."""
    parts = [f"{safe(_label(line.label))}: {_count(line.fee.pending)}" for line in report.lines if line.fee.pending]
    told = " · ".join([*parts, safe(_("counted with no amount until hours and rate are there"))]) if parts else ""
    press.html(
        f'<div class="attention awaiting">{status.shape("pending")}<p>'
        f"<strong>{safe(fee_findings.awaiting(report.total))}</strong><span>{told}</span></p></div>"
    )
    if report.awaiting:
        columns = [_("Day"), _("Row"), _("Client")]
        names = {line.fee.id: safe(_label(line.label)) for line in report.lines}
        lines = [
            Line(
                names[one.fee],
                [safe(words.spoken(language.short_date, one.day)), safe(one.row_id), safe(one.client_id)],
            )
            for one in report.awaiting[:MOST_AWAITING]
        ]
        sheet.table(say(fee_findings.awaiting(report.total)), _("Fee"), columns, lines, stacks=True)
        if len(report.awaiting) > len(lines):
            rest = message(
                "The first {shown} of {count} rows; the files below hold them all.",
                shown=len(lines),
                count=len(report.awaiting),
            )
            press.html(f'<p class="note">{safe(rest)}</p>')


def shown_figures(report: FeesReport) -> list[tuple[str, str]]:
    """The figures of the page with their clauses, for the definitions."""
    return [(line.fee.id, line.fee.clause) for line in report.lines] + [(report.total.id, report.total.clause)]


def _of_agreed(line: FeeLine) -> str:
    return safe(message("{count} of {agreed}", count=line.fee.count, agreed=line.agreed_count))


def _other(other: OtherLine) -> Line:
    name = f"{safe(_label(other.label))} · {safe(other.clause)}"
    if not other.agreed_count:
        name += f"<small>{safe(_('No target agreed (0)'))}</small>"
    return Line(name, [_count(other.agreed_count), "", "", "", "", _kroner(other.budget_dkk), ""], "quiet")


def _heading(title: str) -> None:
    press.html(f'<h2 class="part">{safe(title)} <span class="unit">{safe(_("amounts in kroner"))}</span></h2>')


def _label(label: Words) -> str:
    return label.say(words.chosen())


def _head(number: int, stretch: Change) -> str:
    day = words.spoken(language.short_date, stretch.last_day)
    head = say(message("Period {number}", number=number))
    tail = message("so far, to {day}", day=day) if stretch.is_open else message("to {day}", day=day)
    return f"{head}\n{say(tail)}"


def _stretch(name: str, fee: str, found: Sequence[Change], total: Decimal | None, kind: str = "part") -> Line:
    cells = [_kroner(one.amount_dkk[fee]) for one in found]
    return Line(name, cells if total is None else [*cells, _kroner(total)], kind)


def _amounts(fee: Fee) -> list[str]:
    cut = f'<span class="cut">{_kroner(-fee.cut)}</span>' if fee.cut else _kroner(fee.cut)
    left = fee.budget - fee.amount
    over = f'<span class="cut">{_kroner(left)}</span>' if left < 0 else _kroner(left)
    pending = f"□ {_count(fee.pending)}" if fee.pending else "0"
    return [_kroner(fee.uncapped), cut, f"<strong>{_kroner(fee.amount)}</strong>", pending, _kroner(fee.budget), over]


def _kroner(amount: Decimal) -> str:
    return safe(language.number(amount, words.chosen(), 2))


def _count(count: int) -> str:
    return safe(words.spoken(language.number, count))
