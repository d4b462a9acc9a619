"""The appendix: what has changed since the meeting before and why, and what the other slides are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.changes_report import ChangesReport, Difference
from data_pipeline.meetings.compare_report import Compared
from data_pipeline.meetings.values import Meeting
from data_pipeline.slides import lists
from data_pipeline.slides.slide import Lead, Slide
from data_pipeline.slides.words import PageTable, percent, period, plain
from data_pipeline.views import amounts, change_charts, compare, funnel, levels, terms
from data_pipeline.views import annual_reports as annual_findings
from data_pipeline.views import changes as findings
from data_pipeline.views import data as data_findings
from data_pipeline.views import jobs as job_findings
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views import targets as counting
from data_pipeline.views.chart import Multiples, Text

PART = "appendix"
TOPIC = N_("Since the meeting before")
MOST_FIELDS = 6  # rows that can be read across a room


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
        (PART, "changes"),
        message(TOPIC),
        amounts.Capital(_moved(listed)),
        message("Headline figures as of {before} and {now}", before=report.start.as_of, now=report.end.as_of),
        lines=change_charts.then_and_now(report),
    )
    words = tuple(
        replace(one, notes=tuple(meanings), table=PageTable("changes", report), page="changes") for one in pages
    )
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
        table=PageTable("changes", report),
        page="changes",
    )


def client_files(meeting: Meeting) -> tuple[Slide, ...]:
    """What the client files lack, field by field."""
    report = meeting.reports["data"]
    if not report.debt:
        return ()
    lacking = report.clients - report.complete
    remarks: list[Text] = []
    if (more := len(report.debt) - MOST_FIELDS) > 0:
        remarks.append(message("{count} field more in the table", "{count} fields more in the table", count=more))
    return (
        Slide(
            id="data_debt",
            part=PART,
            topic=message("What the client files lack"),
            title=message(
                "{count} client file of {all} lacks something",
                "{count} client files of {all} lack something",
                count=lacking,
                all=report.clients,
            ),
            subtitle=message(
                "Client files with all that is agreed, {period} ({clause})",
                period=period(meeting),
                clause=report.clause,
            ),
            leads=(Lead(message(CATALOGUE["completeness"].label), percent(report.share)),),
            remarks=tuple(remarks),
            chart=data_findings.debt(report, MOST_FIELDS),
            figures={"completeness": plain(report.share)},
            table=PageTable("data", report, 1),
            page="data",
        ),
    )


def levels_of_satisfaction(meeting: Meeting) -> tuple[Slide, ...]:
    """The share of satisfied voices, the whole and by level."""
    report = meeting.reports["satisfaction"]
    if not report.levels or not report.whole.answered:
        return ()
    return (
        Slide(
            id="satisfaction-levels",
            part=PART,
            topic=message("Satisfaction by level"),
            title=satisfaction_findings.title(report),
            subtitle=message(
                "Share of answers, 95% interval, {period} ({clause})",
                period=period(meeting),
                clause=report.whole.clause,
            ),
            chart=levels.whole_and_levels(report),
            notes=(message("Levels as of {day}", day=report.day),) if report.day else (),
            figures={"satisfaction": plain(report.whole.share)},
            table=PageTable("satisfaction", report, 2),
            page="satisfaction",
        ),
    )


def created_and_lost(meeting: Meeting) -> tuple[Slide, ...]:
    """From jobs created over lost to net, beside the goal."""
    report = meeting.reports["jobs"]
    if not report.jobs.measured:
        return ()
    return (
        Slide(
            id="jobs-created",
            part=PART,
            topic=message("Jobs created and lost"),
            title=job_findings.title(report),
            subtitle=message(
                "Full-time equivalents in guided companies, {period} ({clause})",
                period=period(meeting),
                clause=report.jobs.clause,
            ),
            chart=job_findings.waterfall(report),
            notes=(report.definition,),
            figures={f"jobs.{name}": str(getattr(report.jobs, name)) for name in ("created", "lost", "net")},
            table=PageTable("jobs", report),
            page="jobs",
        ),
    )


def annual_reports(meeting: Meeting) -> tuple[Slide, ...]:
    """Who was guided: the yearly profile of both operators."""
    report = meeting.reports["annual_reports"]
    if report.is_empty or not any(one.guided for one in report.operators):
        return ()
    return (
        Slide(
            id="annual_reports",
            part=PART,
            topic=message("Annual reports"),
            title=annual_findings.title(report),
            subtitle=message("The yearly profile, {period} ({clause})", period=period(meeting), clause=report.clause),
            chart=annual_findings.profiles(report),
            table=PageTable("annual_reports", report),
            page="annual_reports",
        ),
    )


def years(meeting: Meeting) -> tuple[Slide, ...]:
    """The years of the series at the same share of their working days, each headline as a share of what was agreed."""
    report: Compared = meeting.reports["compare"]
    chart = compare.years_beside(report)
    if chart is None:
        return ()
    return (
        Slide(
            id="compare-years",
            part=PART,
            topic=message(terms.PAGES["compare"]),
            title=compare.title(replace(report, neighbours=replace(report.neighbours, rows=()))),
            subtitle=message(
                "Share of what each year has agreed, at {share} of its working days",
                share=amounts.ratio(report.years.share),
            ),
            chart=chart,
            notes=compare.caption(),
            table=PageTable("compare", report),
            page="compare",
        ),
    )


def funnels(meeting: Meeting) -> tuple[Slide, ...]:
    """Satisfaction beside the neighbours', and how far chance alone can move a share: a slide for each goal."""
    report: Compared = meeting.reports["compare"]
    if not report.neighbours.rows:
        return ()
    return tuple(
        Slide(
            id=f"compare-funnel-{place}" if place else "compare-funnel",
            part=PART,
            topic=message(terms.PAGES["compare"]),
            title=plot.title,
            subtitle=message(
                "Satisfied by number of answers, and what chance gives, {day} ({clause})",
                day=meeting.as_of,
                clause=meeting.agreement.satisfaction.clause,
            ),
            chart=plot,
            remarks=(message("Between the dashed lines chance explains it, beyond the thin ones hardly"),),
            notes=(*funnel.explained(funnel.shown(report)), *compare.caption()),
            page="compare",
        )
        for place, plot in enumerate(funnel.plots(report, funnel.STAGE))
    )
