"""An operator's yearly profile and its companies by industry, small cells as words."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.privacy.small_cells import SMALL, Amount, Count, Hidden
from data_pipeline.reports import AnnualReport, OperatorReport
from data_pipeline.reports.annual_reports import Industry
from data_pipeline.views import terms
from ui import cells, definitions, html, legend, multiples, panel, sheet, words
from ui.panel import Scale
from ui.sheet import Line
from ui.words import _, safe, say

THOUSAND = Decimal(1000)


def profiles(report: AnnualReport) -> None:
    """Who they were: first-time starters, entrepreneurs, established companies, each operator beside the other."""
    head = f"{safe(_('The yearly profile'))} {definitions.link(report.clause)}"
    html.append(f'<h2 class="part first">{head}</h2>')
    cells_ = [count for one in report.operators for _name, count in one.profiles]
    along = panel.scale(0, max(map(_end, cells_)))
    names = [_(terms.PROFILES[name]) for name, _count in report.operators[0].profiles]
    labels = "".join(f'<span class="cell">{safe(name)}</span>' for name in names)
    html.append(
        f'<div class="multiples profiles" style="--count:{len(report.operators)}">'
        f'<div class="labels" aria-hidden="true"><span></span>{labels}<span class="cell axis"></span></div>'
        f"{''.join(_panel(one, along) for one in report.operators)}</div>"
    )
    legend.row(_marks(cells_))
    html.append('<div class="space"></div>')
    columns = [_heading(one) for one in report.operators]
    lines = [
        Line(safe(name), [cells.in_table(cells.count(one.profiles[number][1])) for one in report.operators])
        for number, name in enumerate(names)
    ]
    totals = [safe(words.spoken(language.number, one.guided)) for one in report.operators]
    lines.append(Line(safe(_("In all")), totals, "sum"))
    sheet.table(_("The yearly profile"), _("Profile"), columns, lines, is_dense=True)
    html.append(f'<p class="note">{safe(_("Parties, by their age at the first guidance in the period."))}</p>')


def industries(report: OperatorReport, clause: str) -> None:
    """How the companies fare, by industry."""
    title = say(message("{operator}: companies by industry", operator=report.operator))
    html.append(f'<h2 class="part">{safe(title)} {definitions.link(clause)}</h2>')
    if not report.industries:
        html.append(f'<p class="note">{safe(_("No company with a CVR number is guided yet."))}</p>')
        return
    columns = [_("Companies"), *_columns(report.level)]
    lines = [
        Line(
            safe(_(terms.INDUSTRIES[one.group])),
            [cells.in_table(cells.count(one.companies)), *(cells.in_table(cell) for cell in _cells(report.level, one))],
        )
        for one in report.industries
    ]
    total = words.spoken(language.number, report.companies)
    lines.append(Line(safe(_("In all")), [safe(total), *("" for _column in columns[1:])], "sum"))
    sheet.table(title, _("Industry"), columns, lines, stacks=True, is_dense=True)


def meanings(report: AnnualReport) -> list[definitions.Definition]:
    """What the tables count, with the clause that asks for them."""
    texts = {
        _("The yearly profile"): _(
            "Parties by the day of their first guidance in the period: before start, up to "
            "three years after it, or later."
        ),
        _("Companies by industry"): _("Companies with a CVR number, in Statistics Denmark's ten industry groups."),
        _("Survival"): _("Not closed by then, of those alive when the operator first guided them."),
        _("Share that exports"): _(
            "Companies whose latest known export is above zero, of those whose export is known."
        ),
        _("Revenue, export, full-time equivalents"): _(
            "The sum of each company's latest known figure; revenue and export a year, in thousand kroner."
        ),
    }
    return [definitions.Definition(label, text, (report.clause,), "R16") for label, text in texts.items()]


def _panel(one: OperatorReport, along: Scale) -> str:
    name = _heading(one)
    rows = "".join(multiples.count(_(terms.PROFILES[key]), count, name, along) for key, count in one.profiles)
    return f'<section class="multiple"><h2>{safe(name)}</h2>{rows}{multiples.axis(along, multiples.number)}</section>'


def _heading(one: OperatorReport) -> str:
    return f"{one.operator}, {_(terms.GUIDED_BY[one.level]).lower()}" if one.operator else _(terms.GUIDED_BY[one.level])


def _marks(counts: list[Count]) -> list[legend.Entry]:
    few = [("few", say(message("{range} parties", range=cells.FEW)))] if Hidden.FEW in counts else []
    return [("actual", _("Parties")), *few]


def _end(count: Count) -> int:
    return SMALL - 1 if isinstance(count, Hidden) else count


def _columns(level: str) -> list[str]:
    if level == "local":
        return [_("Survival"), _("Share that exports"), _("Full-time equivalents")]
    thousand = _("DKK 1,000")
    return [f"{_('Revenue')}\n{thousand}", f"{_('Export')}\n{thousand}", _("Full-time equivalents")]


def _cells(level: str, one: Industry) -> list[str]:
    full_time = _amount(one.full_time, Decimal(1), 1)
    if level == "local":
        return [cells.share(one.surviving), cells.share(one.exporting), full_time]
    return [_amount(one.revenue, THOUSAND), _amount(one.export, THOUSAND), full_time]


def _amount(cell: Amount | None, unit: Decimal, decimals: int = 0) -> str:
    if cell is None:
        return _("not measured")
    if not isinstance(cell, Decimal):
        return cells.word()
    return language.number(cell / unit, words.chosen(), decimals)
