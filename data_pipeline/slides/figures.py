"""Slides about the agreement's figures: the finding as title, the number, one chart. An agreement without the thing has
no slide about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.values import Meeting
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import DataReport, DeadlinesReport, Sector
from data_pipeline.slides.slide import Lead, Slide
from data_pipeline.slides.words import PageTable, percent, period, plain
from data_pipeline.views import amounts, courses, terms
from data_pipeline.views import deadlines as deadline_findings
from data_pipeline.views import fees as fee_findings
from data_pipeline.views import focus_sectors as sector_findings
from data_pipeline.views import jobs as job_findings
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views.chart import Text
from data_pipeline.views.table import FEW

# What is counted, as a line has room for it; the agreement's own words are in the notes.
_JOBS = {
    "net": N_("Full-time equivalents created minus lost, {period} ({clause})"),
    "created": N_("Full-time equivalents created, {period} ({clause})"),
}


def fees(meeting: Meeting, settled: Decimal | None = None) -> tuple[Slide, ...]:
    """From hours × rate over the caps to what is payable, beside the budget; `settled`: kroner, None where untold."""
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
    if settled is not None and total.amount:
        remarks.append(_settled(total.amount, settled))
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
            page="fees",
        ),
    )


def satisfaction(meeting: Meeting) -> tuple[Slide, ...]:
    """The share of satisfied voices with what is certain about it, quarter by quarter against the goal."""
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
            chart=courses.satisfaction(report, meeting.as_of),
            figures=figures,
            table=PageTable("satisfaction", report),
            page="satisfaction",
        ),
    )


def jobs(meeting: Meeting) -> tuple[Slide, ...]:
    """What is held against the goal, quarter by quarter; what a job is, and for how many companies it is not known."""
    report = meeting.reports["jobs"]
    found = report.jobs
    remarks: list[Text] = [
        message(
            "{measured} of {all} companies measured", measured=found.measured, all=found.measured + found.not_measured
        ),
    ]
    if found.not_measured:
        remarks.append(
            message(
                "{party} fetches the other {count}",
                count=found.not_measured,
                party=_party(meeting, "specialised_operator"),
            )
        )
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
            subtitle=message(_JOBS[found.measure], period=period(meeting), clause=found.clause),
            leads=(Lead(label, number),),
            remarks=tuple(remarks),
            chart=courses.jobs(report, meeting.as_of),
            notes=(report.definition,),
            figures=figures,
            table=PageTable("jobs", report),
            page="jobs",
        ),
    )


def focus_sectors(meeting: Meeting, before: Meeting | None = None) -> tuple[Slide, ...]:
    """The sectors, those outside and the whole, beside last time (`before`); none where the agreement names none."""
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
            chart=sector_findings.on_slide(report, before.reports.get("focus_sectors") if before is not None else None),
            figures=_sector_figures(report.sectors),
            table=PageTable("focus_sectors", report),
            page="focus_sectors",
        ),
    )


def deadlines(meeting: Meeting) -> tuple[Slide, ...]:
    """Both deadlines: on time, late, pending; beside them the client files, and who owes what they lack."""
    report: DeadlinesReport = meeting.reports["deadlines"]
    kept: DataReport | None = meeting.reports.get("data")
    files = kept if kept is not None and kept.clients else None
    return (
        Slide(
            id="deadlines",
            part="deadlines",
            topic=message("Deadlines and client files") if files else message("Deadlines"),
            title=_owed(report, files) if files else deadline_findings.title(report),
            subtitle=message(
                "Cases within {count} working day, {period} ({clause})",
                "Cases within {count} working days, {period} ({clause})",
                count=max(report.working_days),
                period=period(meeting),
                clause=", ".join(dict.fromkeys(one.clause for one in report.deadlines)),
            ),
            remarks=_lacking(meeting, files) if files else (),
            chart=deadline_findings.stacks(report, _names(meeting)),
            figures={f"deadline.{one.id}": plain(one.share) for one in report.deadlines}
            | ({"completeness": plain(files.share)} if files else {}),
            table=PageTable("deadlines", report),
            page="deadlines",
        ),
    )


def _owed(report: DeadlinesReport, files: DataReport) -> Message:
    """What both lack, of how many."""
    missed, lacking = sum(one.missed for one in report.deadlines), files.clients - files.complete
    if not missed and not lacking:
        return message("Every deadline is kept and every client file complete")
    late = message("One deadline missed", "{count} deadlines missed", count=missed)
    debt = message("one file incomplete", "{count} files incomplete", count=lacking)
    if not lacking:
        return message("{late}, every client file is complete", late=late)
    if not missed:
        return message("No deadline missed, {debt}", debt=debt)
    return message("{late}, {debt}", late=late, debt=debt)


def _lacking(meeting: Meeting, files: DataReport) -> tuple[Text, ...]:
    """How many client files are complete, and who fills in the others."""
    told = message(
        "Client files: {complete} of {count} complete, {share}",
        complete=files.complete,
        count=files.clients,
        share=percent(files.share),
    )
    lacking = files.clients - files.complete
    if not lacking:
        return (told,)
    owed = message("{party} fills in {count}", party=_party(meeting, "local_operator"), count=lacking)
    return (message("{told}; {owed}", told=told, owed=owed),)


def _party(meeting: Meeting, role: str) -> str:
    party = meeting.agreement.party(role)
    return party.name if party else ""


def _settled(amount: Decimal, settled: Decimal) -> Message:
    """What is settled of what is payable, and what is left to settle."""
    if settled == amount:
        return message("All of it is settled")
    if not settled:
        return message("Nothing is settled: settle now?")
    return message(
        "{settled} settled: settle {rest} now?", settled=amounts.money(settled), rest=amounts.money(amount - settled)
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
