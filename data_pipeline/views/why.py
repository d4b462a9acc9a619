"""Hvorfor: what a figure means, the figures it is the sum of, and its rows, counted and left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from data_pipeline.figures import FigureId
from data_pipeline.figures.trace import REASONS
from data_pipeline.language import N_, Message, message, translate
from data_pipeline.reports import WhyReport
from data_pipeline.views import amounts, terms
from data_pipeline.views.definitions import Definition
from data_pipeline.views.jobs import EXACT
from data_pipeline.views.table import Cell, Column, Kind, RowKind, Shown, Table, Translator, columns


def title(report: WhyReport) -> Message:
    """The title of Hvorfor: what the companies come to, or how many rows count; else what this is about."""
    if report.trace is None:
        return message("How {label} is counted", label=label(report))
    counted, left_out = report.counts["counted"], report.left_out
    if not counted:
        return message("No row of {all} counts", all=left_out)
    if report.companies:
        return message(
            "{count} company comes to {sum} full-time equivalents",
            "{count} companies come to {sum} full-time equivalents",
            count=len(report.companies),
            sum=amounts.number(abs(sum((one.moved for one in report.companies), Decimal())), EXACT),
        )
    return message("{count} row of {all} counts", "{count} rows of {all} count", count=counted, all=counted + left_out)


def label(report: WhyReport) -> Message:
    """What the figure is called, with its sector."""
    name = message(report.figure.label)
    if report.sector is None:
        return name
    return message("{label} ({sector})", label=name, sector=report.sector)


KINDS = {
    "event_date": Kind.DATE,
    "due_date": Kind.DATE,
    "done_date": Kind.DATE,
    "score": Kind.COUNT,
    "step_count": Kind.COUNT,
    "fee_number": Kind.COUNT,
    "work_hours": Kind.EXACT,
    "full_time_equivalents": Kind.NUMBER,
    "change": Kind.NUMBER,
    "amount": Kind.NUMBER,
}


REASON = "reason"


def definitions(report: WhyReport) -> list[Definition]:
    """What the figure means."""
    figure = report.figure
    return [Definition(message(figure.label), message(figure.meaning), (report.clause,), figure.rule)]


def tables(report: WhyReport, language: str) -> list[Table]:
    """How many rows count and how many do not, what companies moved, and all rows; the reasons alone for those who may
    not see ids."""
    listed = (reasons, companies, counted, left_out)
    return [table for table in (part(report, language) for part in listed) if table.rows]


def parts(report: WhyReport, language: str, *, of_slice: bool = False) -> Table:
    """The figures that the figure is the sum of, each leading to its own explanation, of the chosen slice if asked."""
    _ = Translator(language)
    names = tuple(
        (Shown(_(FigureId.parse(part).entry.label), figure=part, of_slice=of_slice),) for part in report.parts
    )
    return Table(_("The sum of"), (Column(_("Figure")),), names)


def companies(report: WhyReport, language: str) -> Table:
    """What each company moved, the largest change first; no rows where the figure is not of jobs."""
    _ = Translator(language)
    changes = [one.moved for one in report.companies]
    created, lost = [one for one in changes if one > 0], [-one for one in changes if one < 0]
    equation = message(
        "created {created} at {growing}, lost {lost} at {shrinking}, unchanged at {unchanged}",
        created=amounts.number(sum(created, Decimal()), EXACT),
        growing=len(created),
        lost=amounts.number(sum(lost, Decimal()), EXACT),
        shrinking=len(lost),
        unchanged=len(changes) - len(created) - len(lost),
    )
    return Table(
        _("Change per company"),
        (
            *columns(_("Client"), Kind.DATE, _("Baseline"), Kind.EXACT, _("From")),
            *columns(Kind.DATE, _("Current figure"), Kind.EXACT, _("To")),
            Column(_("Change"), Kind.EXACT, is_signed=True),
        ),
        tuple(
            (
                one.client_id,
                _("started in the period") if one.is_started else one.baseline_date,
                one.baseline,
                one.current_date_measured,
                one.current_figure,
                one.change,
            )
            for one in report.companies
        ),
        unit=equation.say(language) if report.name == "jobs.net" else "",
    )


def counted(report: WhyReport, language: str) -> Table:
    """The rows that count; none for those who may not see ids."""
    listed = report.trace.counted if report.trace else ()
    table = _rows(N_("Rows that count"), listed, report.counts.get("counted", 0), language)
    return table if table.rows else replace(table, notes=(translate("No row counts.", language),))


def left_out(report: WhyReport, language: str) -> Table:
    """The rows that are left out, each with its reason; none for those who may not see ids."""
    return _rows(N_("Rows left out"), report.trace.left_out if report.trace else (), report.left_out, language)


def reasons(report: WhyReport, language: str) -> Table:
    """How many rows count, and how many are left out for each reason, the most first."""
    _ = Translator(language)
    if report.trace is None:
        names = [text for name, text in REASONS.items() if name in report.reasons and report.row_kind]
        return Table(_("What can leave a row out"), (Column(_("Reason")),), tuple((_(text),) for text in names))
    listed: list[tuple[Cell, ...]] = [(_(REASONS[name]), count) for name, count in report.counts.items()]
    listed.append((_("In all"), sum(report.counts.values())))
    return Table(
        _("Rows counted and left out"),
        (Column(_("Reason")), Column(_("Rows"), Kind.COUNT)),
        tuple(listed),
        kinds={len(listed) - 1: RowKind.SUM},
    )


def _rows(title: str, listed: Sequence[Mapping[str, Any]], count: int, language: str) -> Table:
    """The rows of `count` with what decides about each; columns that nothing stands in are left out."""
    _ = Translator(language)
    named = [name for name in terms.ROW_HEADINGS if any(row.get(name) is not None for row in listed)]
    head = [Column(_(terms.ROW_HEADINGS[name]), _kind(name)) for name in named]
    has_reasons = any(row[REASON] != "counted" for row in listed)
    tail = [Column(_("Left out, because"))] if has_reasons else []
    rest = message("The first {shown} of {count} rows; the files below hold them all.", shown=len(listed), count=count)
    return Table(
        _(title),
        (*head, *tail),
        tuple(
            (*(_cell(row.get(name), _) for name in named), *([_(REASONS[row[REASON]])] if has_reasons else []))
            for row in listed
        ),
        (rest.say(language),) if count > len(listed) and listed else (),
    )


def _kind(name: str) -> Kind:
    return Kind.MONEY if name.endswith("_dkk") else KINDS.get(name, Kind.TEXT)


def _cell(value: Any, _: Translator) -> Cell:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(_cell(one, _)) for one in value) or None
    if isinstance(value, str) and value in terms.ROW_WORDS:
        return _(terms.ROW_WORDS[value])
    return value
