"""The sentences about the deadlines, as pure functions of their report."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.reports import Deadline, DeadlinesReport


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
