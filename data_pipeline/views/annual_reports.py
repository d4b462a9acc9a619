"""The sentences about the annual reports, as pure functions of their report."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline import language
from data_pipeline.language import Message, message
from data_pipeline.reports import AnnualReport, OperatorReport
from data_pipeline.reports.annual_reports import Industry
from data_pipeline.views import terms
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, marked, marked_row, to_cell
from data_pipeline.views.table import known as _known


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


def tables(report: AnnualReport, said: str) -> list[Table]:
    """The yearly profile, and each operator's companies by industry."""
    _ = Translator(said)
    if report.is_empty:
        return []
    as_of = message("As of {day}.", day=report.day).say(said)
    profiles = Table(
        _("The yearly profile"),
        (Column(_("Profile")), *(Column(_operator(one, said), Kind.COUNT) for one in report.operators)),
        (
            *(
                (
                    _(terms.PROFILES[name]),
                    *(
                        marked(to_cell(one.profiles[row][1], said), report, "operators", place, "profiles", row, 1)
                        for place, one in enumerate(report.operators)
                    ),
                )
                for row, (name, _count) in enumerate(report.operators[0].profiles)
            ),
            (_("In all"), *(one.guided for one in report.operators)),
        ),
        (as_of, _("Parties, by their age at the first guidance in the period.")),
    )
    return [
        profiles,
        *(_industries(report, place, as_of, said) for place, one in enumerate(report.operators) if one.industries),
    ]


def _operator(one: OperatorReport, said: str) -> str:
    level = language.translate(terms.GUIDED_BY[one.level], said)
    return f"{one.operator}, {level.lower()}" if one.operator else level


def _industries(report: AnnualReport, operator: int, as_of: str, said: str) -> Table:
    _, one = Translator(said), report.operators[operator]
    local = one.level == "local"
    head = (
        [Column(_("Survival"), Kind.SHARE), Column(_("Share that exports"), Kind.SHARE)]
        if local
        else [Column(_("Revenue"), Kind.MONEY), Column(_("Export"), Kind.MONEY)]
    )
    return Table(
        message("{operator}: companies by industry", operator=one.operator).say(said),
        (
            Column(_("Industry")),
            Column(_("Companies"), Kind.COUNT),
            *head,
            Column(_("Full-time equivalents"), Kind.NUMBER),
        ),
        (
            *(
                (
                    _(terms.INDUSTRIES[row.group]),
                    *marked_row(
                        _industry(row, local, said),
                        _FIELDS[one.level],
                        report,
                        "operators",
                        operator,
                        "industries",
                        place,
                    ),
                )
                for place, row in enumerate(one.industries)
            ),
            (_("In all"), one.companies, None, None, None),
        ),
        (as_of,),
    )


# The fields of an industry in the order of its cells, by operator.
_FIELDS = {
    "local": ("companies", "surviving", "exporting", "full_time"),
    "specialised": ("companies", "revenue", "export", "full_time"),
}


def _industry(row: Industry, local: bool, said: str) -> tuple[Cell, ...]:
    middle: Sequence[object] = (row.surviving, row.exporting) if local else (row.revenue, row.export)
    return (
        to_cell(row.companies, said),
        *(_known(value, said) for value in (*middle, row.full_time)),
    )
