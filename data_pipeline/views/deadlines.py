"""The sentences about the deadlines, as pure functions of their report."""

from __future__ import annotations

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.reports import (
    Deadline,
    DeadlinesReport,
)
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, columns


def title(report: DeadlinesReport) -> Message:
    """The title of Frister: how many were late, of all that is decided."""
    missed = sum(one.missed for one in report.deadlines)
    decided = missed + sum(one.kept for one in report.deadlines)
    if not decided:
        return message("No deadline has fallen due yet")
    if not missed:
        return message("All {decided} deadlines were kept", decided=decided)
    return message("{missed} of {decided} deadlines were missed", missed=missed, decided=decided)


def sentence(asked: Deadline) -> Message:
    """The sentence beside a deadline's bar."""
    if not asked.kept + asked.missed:
        return message("{count} still in time", count=asked.pending) if asked.pending else message("no cases yet")
    late = message("{missed} late", missed=asked.missed) if asked.missed else message("none late")
    if not asked.pending:
        return late
    return message("{late}, {pending} pending", late=late, pending=asked.pending)


def tables(report: DeadlinesReport, said: str) -> list[Table]:
    """Each deadline: what every month decided, and what it comes to."""
    _ = Translator(said)
    found = []
    for asked, months in zip(report.deadlines, report.months, strict=True):
        rows: list[tuple[Cell, ...]] = [
            (language.date(one.last_day, said), one.kept, one.missed, one.pending, one.share) for one in months
        ]
        rows.append((_("In all"), *_decided(asked)))
        label = _(CATALOGUE[f"deadline.{asked.id}"].label)
        found.append(Table(label, (Column(_("By the end of")), *_deadline_columns(said)), tuple(rows)))
    return found


def _deadline_columns(said: str) -> tuple[Column, ...]:
    _ = Translator(said)
    return columns(Kind.COUNT, _("in time"), _("late"), _("pending"), Kind.SHARE, _("Share so far"))


def _decided(asked: Deadline) -> tuple[Cell, ...]:
    return asked.kept, asked.missed, asked.pending, asked.share
