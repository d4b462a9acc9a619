"""The sentences about why a figure is what it is, as pure functions of their report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data_pipeline.figures.trace import REASONS
from data_pipeline.language import Message, message
from data_pipeline.reports import WhyReport
from data_pipeline.views import terms
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator


def title(report: WhyReport) -> Message:
    """The title of Hvorfor: how many rows count where that may be told, else what this is about."""
    if report.trace is None:
        return message("How {label} is counted", label=label(report))
    counted, left_out = report.counts["counted"], report.left_out
    if not counted:
        return message("No row of {all} counts", all=left_out)
    return message("{count} row of {all} counts", "{count} rows of {all} count", count=counted, all=counted + left_out)


def label(report: WhyReport) -> Message:
    """What the figure is called, with its sector."""
    name = message(report.figure.label)
    if report.sector is None:
        return name
    return message("{label} ({sector})", label=name, sector=_Sector("", {"words": report.sector}))


class _Sector(Message):
    def say(self, language: str = "da") -> str:
        return str(self.values["words"].say(language))


KINDS = {
    "event_date": Kind.DATE,
    "due_date": Kind.DATE,
    "done_date": Kind.DATE,
    "score": Kind.COUNT,
    "step_count": Kind.COUNT,
    "fee_number": Kind.COUNT,
    "work_hours": Kind.HOURS,
    "full_time_equivalents": Kind.NUMBER,
    "change": Kind.NUMBER,
    "amount": Kind.NUMBER,
}


REASON = "reason"


def tables(report: WhyReport, said: str) -> list[Table]:
    """How many rows count and how many do not, and all of them; the reasons alone for those who may not see ids."""
    _ = Translator(said)
    found = report.trace
    if found is None:
        return [reasons(report, said)] if report.row_kind else []
    sheets = [reasons(report, said), rows(_("Rows that count"), found.counted, said)]
    left = rows(_("Rows left out"), found.left_out, said)
    return [*sheets, left] if left.rows else sheets


def reasons(report: WhyReport, said: str) -> Table:
    """How many rows count, and how many are left out for each reason, the most first."""
    _ = Translator(said)
    if report.trace is None:
        told = tuple((_(text),) for name, text in REASONS.items() if name in report.reasons)
        return Table(_("What can leave a row out"), (Column(_("Reason")),), told)
    listed: list[tuple[Cell, ...]] = [(_(REASONS[name]), count) for name, count in report.counts.items()]
    listed.append((_("In all"), sum(report.counts.values())))
    return Table(_("Rows counted and left out"), (Column(_("Reason")), Column(_("Rows"), Kind.COUNT)), tuple(listed))


def rows(title: str, listed: Sequence[Mapping[str, Any]], said: str) -> Table:
    """The rows with what decides about each; columns that nothing stands in are left out."""
    _ = Translator(said)
    named = [name for name in terms.ROW_HEADINGS if any(row.get(name) is not None for row in listed)]
    head = [Column(_(terms.ROW_HEADINGS[name]), _kind(name)) for name in named]
    has_reasons = any(row[REASON] != "counted" for row in listed)
    tail = [Column(_("Left out, because"))] if has_reasons else []
    return Table(
        title,
        (*head, *tail),
        tuple(
            (*(_cell(row.get(name), _) for name in named), *([_(REASONS[row[REASON]])] if has_reasons else []))
            for row in listed
        ),
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
