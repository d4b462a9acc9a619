"""What has changed since a meeting as tables: every headline number, cause by cause, those of one unit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from data_pipeline.language import N_, message
from data_pipeline.meetings.changes import Cause
from data_pipeline.meetings.changes_report import ChangesReport, Difference, Unit
from data_pipeline.views import changes as findings
from data_pipeline.views.table import Cell, Column, Kind, Sheet, Speaker, columns, shown

_UNITS: Mapping[Unit, tuple[str, Kind]] = MappingProxyType(
    {
        "count": (N_("Changes, counts"), Kind.COUNT),
        "money": (N_("Changes, kroner"), Kind.MONEY),
        "jobs": (N_("Changes, jobs"), Kind.NUMBER),
    }
)


def changes(report: ChangesReport | None, said: str) -> list[Sheet]:
    """A table for each unit, unchanged numbers among them, and what happened to the rows for those who may know.

    Nothing where there is no meeting to compare with.
    """
    if report is None:
        return []
    _ = Speaker(said)
    causes = findings.causes_of(report)
    against = f"{findings.since(report).say(said)}: {findings.against(report).say(said)}"
    meant = tuple(f"{_(findings.CAUSES[one])}: {_(findings.MEANINGS[one])}" for one in causes)
    tables = []
    for unit, (title, kind) in _UNITS.items():
        listed = [one for one in report.differences if one.unit == unit]
        head = (Column(_("Figure")), *columns(kind, *_titles(report, causes, said)))
        rows = tuple(_row(one, causes, said) for one in listed)
        tables.append(Sheet(_(title), head, rows, (against, *meant)))
    if report.rows:
        head = (*columns(Kind.TEXT, _("Rows of the CRM"), _("Cause")), Column(_("Count"), Kind.COUNT))
        rows = tuple(
            (_(findings.KINDS[one.kind]), _(findings.CAUSES[Cause(one.what)]), one.rows) for one in report.rows
        )
        tables.append(Sheet(_("What happened to the rows"), head, rows))
    return tables


def _titles(report: ChangesReport, causes: Sequence[Cause], said: str) -> list[str]:
    before = message("Meeting {title}", title=findings.meeting_title(report.since)).say(said)
    after = message("{as_of}, load {number}", as_of=report.end.as_of, number=str(report.end.snapshot)).say(said)
    return [before, *(Speaker(said)(findings.CAUSES[one]) for one in causes), after]


def _row(one: Difference, causes: Sequence[Cause], said: str) -> tuple[Cell, ...]:
    known = dict(one.causes)
    by = tuple(shown(known[cause], said) if cause in known else None for cause in causes)
    return findings.headline_label(one).say(said), one.before, *by, one.after
