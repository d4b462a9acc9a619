"""Årsrapporter: whom each operator guided, and how its companies fare by industry (R16)."""

from __future__ import annotations

from data_pipeline.language import N_, Message, message
from data_pipeline.reports import AnnualReport, OperatorReport
from data_pipeline.views import amounts, terms
from data_pipeline.views.chart import Multiples, Panel, counted
from data_pipeline.views.definitions import Definition
from data_pipeline.views.table import (
    Column,
    Kind,
    RowKind,
    Table,
    Translator,
    columns,
    known,
    marked,
    marked_row,
    to_cell,
)

# The fields of an industry in the order of its cells, by operator.
_FIELDS = {
    "local": ("companies", "surviving", "exporting", "full_time"),
    "specialised": ("companies", "revenue", "export", "full_time"),
}
_MEANINGS = {
    N_("The yearly profile"): N_(
        "Parties by the day of their first guidance in the period: before start, up to three years after it, or later."
    ),
    N_("Companies by industry"): N_("Companies with a CVR number, in Statistics Denmark's ten industry groups."),
    N_("Survival"): N_("Not closed by then, of those alive when the operator first guided them."),
    N_("Share that exports"): N_("Companies whose latest known export is above zero, of those whose export is known."),
    N_("Revenue, export, full-time equivalents"): N_(
        "The sum of each company's latest known figure; revenue and export a year."
    ),
}


def title(report: AnnualReport) -> Message:
    """The title of Årsrapporter: how many each operator guided, which B1 shows too."""
    if report.is_empty:
        return message("No quarter has ended yet")
    guided = {one.level: one.guided for one in report.operators}
    if not any(guided.values()):
        return message("Nobody has been guided yet")
    return message(
        "{local} guided locally, {specialised} by specialists",
        local=guided["local"],
        specialised=guided["specialised"],
    )


def profiles(report: AnnualReport) -> Multiples:
    """Who they were, each operator beside the other on one scale."""
    return Multiples(
        tuple(message(terms.PROFILES[name]) for name, _count in report.operators[0].profiles),
        tuple(
            Panel(
                _operator(operator),
                tuple(
                    counted(count, marked=report.marks.has("operators", place, "profiles", row, 1))
                    for row, (_name, count) in enumerate(operator.profiles)
                ),
            )
            for place, operator in enumerate(report.operators)
        ),
        is_one_scale=True,
        legend=(("actual", message("Parties")),),
        title=message("The yearly profile"),
        clause=report.clause,
    )


def definitions(report: AnnualReport) -> list[Definition]:
    """What the tables count, with the clause that asks for them."""
    return [Definition(message(name), message(text), (report.clause,), "R16") for name, text in _MEANINGS.items()]


def tables(report: AnnualReport, language: str) -> list[Table]:
    """The yearly profile, and each operator's companies by industry."""
    _ = Translator(language)
    if report.is_empty:
        return []
    as_of = message("As of {day}.", day=report.day).say(language)
    names = [name for name, _count in report.operators[0].profiles]
    rows = [
        (
            _(terms.PROFILES[name]),
            *(
                marked(to_cell(one.profiles[row][1], language), report, "operators", place, "profiles", row, 1)
                for place, one in enumerate(report.operators)
            ),
        )
        for row, name in enumerate(names)
    ]
    profiles = Table(
        _("The yearly profile"),
        (Column(_("Profile")), *(Column(_operator(one).say(language), Kind.COUNT) for one in report.operators)),
        (*rows, (_("In all"), *(one.guided for one in report.operators))),
        (as_of, _("Parties, by their age at the first guidance in the period.")),
        {len(rows): RowKind.SUM},
    )
    return [profiles, *(_industries(report, place, as_of, language) for place in range(len(report.operators)))]


def _operator(one: OperatorReport) -> Message:
    level = message(terms.GUIDED_BY[one.level])
    return message("{operator}, {level}", operator=one.operator, level=amounts.Lower(level)) if one.operator else level


def _industries(report: AnnualReport, operator: int, as_of: str, language: str) -> Table:
    _, one = Translator(language), report.operators[operator]
    middle = {
        "local": (Kind.SHARE, _("Survival"), _("Share that exports")),
        "specialised": (Kind.KRONER, _("Revenue, DKK"), _("Export, DKK")),
    }
    rows = [
        (
            _(terms.INDUSTRIES[row.group]),
            *marked_row(
                [
                    to_cell(row.companies, language),
                    *(known(getattr(row, name), language) for name in _FIELDS[one.level][1:]),
                ],
                _FIELDS[one.level],
                report,
                "operators",
                operator,
                "industries",
                place,
            ),
        )
        for place, row in enumerate(one.industries)
    ]
    return Table(
        message("{operator}: companies by industry", operator=one.operator).say(language),
        (
            Column(_("Industry")),
            *columns(Kind.COUNT, _(terms.SEGMENTS["company"]), *middle[one.level]),
            Column(_(terms.ROW_HEADINGS["full_time_equivalents"]), Kind.NUMBER),
        ),
        (*rows, (_("In all"), one.companies, None, None, None)) if rows else (),
        (as_of,) if rows else (_("No company with a CVR number is guided yet."),),
        {len(rows): RowKind.SUM},
        clause=report.clause,
    )
