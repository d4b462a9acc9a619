"""An operator's yearly profile and its companies by industry, small cells as words."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from data_pipeline import language
from data_pipeline.disclosure import Amount
from data_pipeline.language import N_, message
from data_pipeline.reports import AnnualReport, OperatorReport
from data_pipeline.reports.annual_reports import Industry
from ui import cells, sheet, words
from ui.sheet import Line
from ui.words import _, safe, say

LEVELS = {"local": N_("Guided locally"), "specialised": N_("Guided by specialists")}
PROFILES = {
    "before_start": N_("First-time starters (before start)"),
    "entrepreneur": N_("Entrepreneurs (up to three years)"),
    "established": N_("Established companies"),
}
INDUSTRIES = {
    "agriculture": N_("Agriculture, forestry and fishing"),
    "manufacturing": N_("Manufacturing, mining and utilities"),
    "construction": N_("Construction"),
    "trade": N_("Trade, transport, hotels and restaurants"),
    "information": N_("Information and communication"),
    "finance": N_("Finance and insurance"),
    "property": N_("Property"),
    "services": N_("Business services"),
    "public": N_("Public administration, education and health"),
    "culture": N_("Culture, leisure and other services"),
    "unknown": N_("Industry not registered"),
}
THOUSAND = Decimal(1000)


def profile(report: OperatorReport) -> None:
    """Who they were: first-time starters, entrepreneurs, established companies."""
    title = say(message("{operator}: the yearly profile", operator=report.operator))
    st.html(f'<h2 class="part">{safe(title)} <span class="unit">{safe(_(LEVELS[report.level]))}</span></h2>')
    lines = [Line(safe(_(PROFILES[name])), [cells.in_table(cells.count(count))]) for name, count in report.profiles]
    lines.append(Line(safe(_("In all")), [safe(words.spoken(language.number, report.guided))], "sum"))
    sheet.table(title, _("Profile"), [_("Parties")], lines, is_dense=True)


def industries(report: OperatorReport) -> None:
    """How the companies fare, by industry."""
    title = say(message("{operator}: companies by industry", operator=report.operator))
    st.html(f'<h3 class="part">{safe(title)}</h3>')
    columns = [_("Companies"), *_columns(report.level)]
    lines = [
        Line(
            safe(_(INDUSTRIES[one.group])),
            [cells.in_table(cells.count(one.companies)), *(cells.in_table(cell) for cell in _cells(report.level, one))],
        )
        for one in report.industries
    ]
    total = words.spoken(language.number, report.companies)
    lines.append(Line(safe(_("In all")), [safe(total), *("" for _column in columns[1:])], "sum"))
    sheet.table(title, _("Industry"), columns, lines, stacks=True, is_dense=True)


def note(report: AnnualReport) -> None:
    """What the tables hold and what they hide."""
    told = [
        message("As of {day}, {clause}.", day=report.day, clause=report.clause),
        message("Companies with a CVR number, in Statistics Denmark's ten industry groups."),
        message("Survival: not closed by then, of those alive when first guided."),
        message("Revenue and export are the latest yearly amounts known, in thousand kroner."),
        message("Sums and shares of fewer than five companies are suppressed, and so is what would give them away."),
    ]
    st.html(f'<p class="note">{safe(" ".join(say(one) for one in told))}</p>')


def _columns(level: str) -> list[str]:
    if level == "local":
        return [_("Survival"), _("Share that exports"), _("Full-time equivalents")]
    return [_("Revenue"), _("Export"), _("Full-time equivalents")]


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
