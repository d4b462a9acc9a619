"""Slides about the agreement's figures: the finding as title, the number, one chart. An agreement without the thing has
no slide about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import Sector
from data_pipeline.slides.slide import Lead, Slide
from data_pipeline.slides.words import PageTable, percent, period, plain
from data_pipeline.views import amounts, levels, terms
from data_pipeline.views import data as data_findings
from data_pipeline.views import deadlines as deadline_findings
from data_pipeline.views import fees as fee_findings
from data_pipeline.views import focus_sectors as sector_findings
from data_pipeline.views import jobs as job_findings
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views.chart import (
    Lines,
    Multiples,
    Text,
)
from data_pipeline.views.table import FEW

MOST_FIELDS = 6  # rows that can be read across a room


def fees(meeting: Meeting) -> tuple[Slide, ...]:
    """From hours × rate over the caps to what is payable, beside the budget."""
    report = meeting.reports["fees"]
    if not report.lines:
        return ()
    total = report.total
    remarks: list[Text] = []
    if total.budget:
        used = amounts.share(total.amount, total.budget)
        remarks.append(message("{share} of the budget", share=used))
    if total.pending:
        remarks.append(
            message(
                "{count} fee awaits a timesheet, with no amount yet",
                "{count} fees await a timesheet, with no amount yet",
                count=total.pending,
            )
        )
    return (
        Slide(
            id="fees",
            part="fees",
            topic=message("Fees"),
            title=fee_findings.title(report),
            subtitle=message(
                "Fees to {payee} in kroner, {period} ({clause})",
                payee=report.payee,
                period=period(meeting),
                clause=total.clause,
            ),
            leads=(Lead(message(terms.PAYABLE), amounts.number(total.amount, 2), message("DKK")),),
            remarks=tuple(remarks),
            chart=fee_findings.waterfall(total),
            figures={one.fee.id: str(one.fee.amount) for one in report.lines} | {total.id: str(total.amount)},
            table=PageTable("fees", report),
        ),
    )


def satisfaction(meeting: Meeting) -> tuple[Slide, ...]:
    """The share of satisfied voices with what is certain about it, and the levels."""
    report = meeting.reports["satisfaction"]
    whole = report.whole
    remarks: list[Text] = []
    if whole.share is not None:
        remarks.append(_certainty(whole.certainty, whole.low, whole.high))
    if whole.response_rate is not None:
        remarks.append(message("{share} of those asked answered", share=amounts.ratio(whole.response_rate)))
    lead = Lead(message(terms.SATISFIED), percent(whole.share), "", _verdict(whole.met))
    figures = {"satisfaction": plain(whole.share), "response_rate": plain(whole.response_rate)}
    return (
        Slide(
            id="satisfaction",
            part="satisfaction",
            topic=message("Satisfaction"),
            title=satisfaction_findings.title(report),
            subtitle=message(
                "Share of answers, 95% interval, {period} ({clause})", period=period(meeting), clause=whole.clause
            ),
            leads=(lead,),
            remarks=tuple(remarks),
            chart=levels.whole_and_levels(report),
            notes=(message("Levels as of {day}", day=report.day),) if report.day else (),
            figures=figures,
            table=PageTable("satisfaction", report),
        ),
    )


def jobs(meeting: Meeting) -> tuple[Slide, ...]:
    """From created over lost to net, beside the goal."""
    report = meeting.reports["jobs"]
    found = report.jobs
    remarks: list[Text] = [
        message(
            "{measured} of {all} companies measured", measured=found.measured, all=found.measured + found.not_measured
        ),
    ]
    if (bands := job_findings.bands(report)) is not None:
        remarks.append(bands)
    figures = {
        "jobs.created": str(found.created),
        "jobs.lost": str(found.lost),
        "jobs.net": str(found.net),
        "jobs.measured": str(found.measured),
        "jobs.not_measured": str(found.not_measured),
    }
    label = message(CATALOGUE[f"jobs.{found.measure}"].label)
    number: Text = job_findings.full_time(report.value) if found.measured else message("Not measured")
    return (
        Slide(
            id="jobs",
            part="jobs",
            topic=message("Jobs"),
            title=job_findings.title(report),
            subtitle=message(
                "Full-time equivalents in guided companies, {period} ({clause})",
                period=period(meeting),
                clause=found.clause,
            ),
            leads=(Lead(label, number),),
            remarks=tuple(remarks),
            chart=job_findings.waterfall(report),
            notes=(report.definition,),
            figures=figures,
            table=PageTable("jobs", report),
        ),
    )


def focus_sectors(meeting: Meeting) -> tuple[Slide, ...]:
    """The sectors side by side ; none where the agreement names none."""
    report = meeting.reports["focus_sectors"]
    if report.is_empty:
        return ()
    return (
        Slide(
            id="focus_sectors",
            part="focus_sectors",
            topic=message("Focus sectors"),
            title=sector_findings.title(report),
            subtitle=message("Focus sectors as of {day} ({clause})", day=report.day, clause=report.clause),
            chart=sector_findings.on_slide(report),
            figures=_sector_figures(report.sectors),
            table=PageTable("focus_sectors", report),
        ),
    )


def deadlines(meeting: Meeting) -> tuple[Slide, ...]:
    """Both deadlines: on time, late, pending."""
    report = meeting.reports["deadlines"]
    return (
        Slide(
            id="deadlines",
            part="deadlines",
            topic=message("Deadlines"),
            title=deadline_findings.title(report),
            subtitle=message(
                "Cases within {count} working day, {period} ({clause})",
                "Cases within {count} working days, {period} ({clause})",
                count=max(report.working_days),
                period=period(meeting),
                clause=", ".join(dict.fromkeys(one.clause for one in report.deadlines)),
            ),
            chart=deadline_findings.stacks(report, _names(meeting)),
            figures={f"deadline.{one.id}": plain(one.share) for one in report.deadlines},
            table=PageTable("deadlines", report),
        ),
    )


def data_debt(meeting: Meeting) -> tuple[Slide, ...]:
    """What the client files lack, field by field."""
    report = meeting.reports["data"]
    lacking = report.clients - report.complete
    if not report.clients:
        title = message("No client is guided yet")
    elif not lacking:
        title = message("Every client file is complete")
    else:
        title = message(
            "{count} client file of {all} lacks something",
            "{count} client files of {all} lack something",
            count=lacking,
            all=report.clients,
        )
    chart: Multiples | Lines = data_findings.debt(report, MOST_FIELDS)
    if not report.debt:
        chart = Lines((), empty=message("No field is missing") if report.clients else message("No client files yet"))
    remarks: list[Text] = []
    if (more := len(report.debt) - MOST_FIELDS) > 0:
        remarks.append(message("{count} field more in the table", "{count} fields more in the table", count=more))
    return (
        Slide(
            id="data_debt",
            part="data_debt",
            topic=message("What the client files lack"),
            title=title,
            subtitle=message(
                "Client files with all that is agreed, {period} ({clause})",
                period=period(meeting),
                clause=report.clause,
            ),
            leads=(Lead(message(CATALOGUE["completeness"].label), percent(report.share)),),
            remarks=tuple(remarks),
            chart=chart,
            figures={"completeness": plain(report.share)},
            table=PageTable("data", report, 1) if report.debt else None,
        ),
    )


def _certainty(certainty: str, low: float, high: float) -> Message:
    if certainty == "above":
        return message("Statistically above")
    if certainty == "below":
        return message("Statistically not above")
    return message("Statistically open: {range}", range=amounts.interval(low, high))


def _verdict(met: bool | None) -> Text:
    if met is None:
        return ""
    return message("▲ Met") if met else message("▼ Not met")


def _sector_figures(listed: Sequence[Sector]) -> dict[str, str]:
    """What the slide's measures are, so that minutes and marks can be bound to them; the values differ by sector."""
    shown = {"sector.guided": "guided", "sector.programmes": "programmes", "sector.net": "net"}
    return {
        figure: "; ".join(
            f"{one.id}: {FEW if value is Hidden.FEW else '–' if isinstance(value, Hidden) else value}"
            for one in listed
            for value in (getattr(one, name),)
        )
        for figure, name in shown.items()
    }


def _names(meeting: Meeting) -> dict[str, Text]:
    """What the agreement calls its deadlines."""
    agreed = meeting.agreement.deadlines
    return {"first_contact": agreed.first_contact.label, "registration": agreed.registration.label}
