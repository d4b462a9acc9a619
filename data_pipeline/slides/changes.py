"""Slides about what has changed since the meeting before, and why: kept with the meeting, as all its figures are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.changes_report import ChangesReport, Difference
from data_pipeline.meetings.values import Meeting
from data_pipeline.slides import lists
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import PageTable
from data_pipeline.views import amounts, change_charts
from data_pipeline.views import changes as findings
from data_pipeline.views import targets as counting
from data_pipeline.views.chart import Multiples

PART = "changes"
TOPIC = N_("Since the meeting before")


def changes(meeting: Meeting) -> tuple[Slide, ...]:
    """The headline figures then and now with their causes; side by side where there are several causes.

    Nothing for the first meeting, and for one that was frozen before causes were kept.
    """
    report: ChangesReport | None = meeting.reports.get("changes")
    if report is None:
        return ()
    listed = report.headlines
    meanings = [
        message("{label}: {meaning}", label=one.label, meaning=one.meaning) for one in findings.definitions(report)
    ]
    if any(map(findings.is_hidden, listed)):
        meanings.append(message(findings.NAMED_ALONE))
    pages = lists.paged(
        meeting,
        PART,
        message(TOPIC),
        amounts.Capital(_moved(listed)),
        message("Headline figures as of {before} and {now}", before=report.start.as_of, now=report.end.as_of),
        lines=change_charts.then_and_now(report),
    )
    words = tuple(replace(one, notes=tuple(meanings), table=PageTable(PART, report)) for one in pages)
    chart = change_charts.side_by_side(report)
    return words if chart is None else (*words, _side_by_side(report, chart))


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


def _side_by_side(report: ChangesReport, chart: Multiples) -> Slide:
    return Slide(
        id="changes-causes",
        part=PART,
        topic=message(TOPIC),
        title=findings.title(report),
        subtitle=message("What each cause did from {before} to {now}", before=report.start.as_of, now=report.end.as_of),
        chart=chart,
        table=PageTable(PART, report),
    )
