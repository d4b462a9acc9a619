"""Slides about what has changed since the meeting before, and why: kept with the meeting, as all its figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.changes import Cause
from data_pipeline.meetings.changes_report import ChangesReport, Difference
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.slides import lists
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import Capital, PageTable
from data_pipeline.views import changes as findings
from data_pipeline.views import targets as counting
from data_pipeline.views.chart import Bar, Line, Multiples, Panel

PART = "changes"
TOPIC = N_("Since the meeting before")
MOST_PANELS = 3  # measures beside each other that can be read across a room


def changes(meeting: Meeting) -> tuple[Slide, ...]:
    """The headline figures then and now with their causes; side by side where there are several causes.

    Nothing for the first meeting, and for one that was frozen before causes were kept.
    """
    report: ChangesReport | None = meeting.reports.get("changes")
    if report is None:
        return ()
    listed = report.headlines
    lines = tuple(Line(findings.cell_label(one), findings.from_to(one), findings.why(one)) for one in listed)
    meanings = [
        message("{label}: {meaning}", label=message(findings.CAUSES[one]), meaning=message(findings.MEANINGS[one]))
        for one in findings.causes_of(report)
    ]
    if any(_is_hidden(one) for one in listed):
        meanings.append(message("Where few parties are behind it, the causes are named without numbers (§6)."))
    told = lists.paged(
        meeting,
        PART,
        message(TOPIC),
        Capital(_moved(listed)),
        message("Headline figures as of {before} and {now}", before=report.start.as_of, now=report.end.as_of),
        lines=lines,
    )
    words = tuple(replace(one, notes=tuple(meanings), table=PageTable(PART, report)) for one in told)
    drawn = [one for one in listed if one.causes and not _is_hidden(one)][:MOST_PANELS]
    if len({cause for one in drawn for cause, _by in one.causes}) < 2:
        return words
    return *words, _side_by_side(report, drawn)


def _moved(listed: Sequence[Difference]) -> Message:
    moved = sum(one.before != one.after for one in listed)
    if not moved:
        return message("The headline figures are unchanged")
    if moved == len(listed):
        return message("All {count} headline figures have moved", count=counting.counted(moved))
    return message(
        "{moved} of the {all} headline figures has moved",
        "{moved} of the {all} headline figures have moved",
        count=moved,
        moved=counting.counted(moved),
        all=counting.counted(len(listed)),
    )


def _side_by_side(report: ChangesReport, drawn: Sequence[Difference]) -> Slide:
    """Cause by cause what it did to each of the figures, down left of zero."""
    causes = [cause for cause in Cause if any(cause in dict(one.causes) for one in drawn)]
    return Slide(
        id="changes-causes",
        part=PART,
        topic=message(TOPIC),
        title=findings.title(report),
        subtitle=message("What each cause did from {before} to {now}", before=report.start.as_of, now=report.end.as_of),
        chart=Multiples(
            tuple(message(findings.CAUSES[cause]) for cause in causes),
            tuple(Panel(findings.cell_label(one), tuple(_bar(one, cause) for cause in causes)) for one in drawn),
        ),
        table=PageTable(PART, report),
    )


def _is_hidden(one: Difference) -> bool:
    return any(isinstance(by, Hidden) for _cause, by in one.causes)


def _bar(one: Difference, cause: Cause) -> Bar:
    by = dict(one.causes).get(cause)
    if by is None or isinstance(by, Hidden):
        return Bar(Decimal(0), message("–"))
    told = findings.signed(by, one.unit)
    return Bar(Decimal(by), told) if by >= 0 else Bar(Decimal(0), told, back=Decimal(-by))
