"""The slides a meeting opens with: what it is asked to decide, and the year in one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.meetings import minutes, proposals
from data_pipeline.meetings.proposals import Proposal
from data_pipeline.meetings.values import Meeting
from data_pipeline.reports import Fee, Jobs, OverviewReport, Satisfaction, Target
from data_pipeline.reports.jobs import value
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import plain
from data_pipeline.views import amounts, terms
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views import targets as counting
from data_pipeline.views.chart import Line, Text
from data_pipeline.views.meeting_charts import Movement, Proposals, Proposed, Standing, ThenNow

DECIDE, YEAR = "decide_today", "year"


def decide_today(meeting: Meeting, asked: Sequence[Proposal]) -> tuple[Slide, ...]:
    """What the figures give rise to, as lines that can be taken, changed or dropped."""
    left = sum(not one.choice for one in asked)
    told = {"count": len(asked), "told": counting.counted(len(asked)), "left": counting.counted(left)}
    if not asked:
        title = message("Today we decide: the figures propose nothing")
    elif left == len(asked):
        title = message("Today we decide: {told} proposal", "Today we decide: {told} proposals", **told)
    else:
        title = message(
            "Today we decide: {told} proposal, {left} left", "Today we decide: {told} proposals, {left} left", **told
        )
    rows = tuple(_proposed(meeting, one) for one in asked)
    return (
        Slide(
            id=DECIDE,
            part=DECIDE,
            topic=message("Today we decide"),
            title=title,
            subtitle=message(
                "What the figures as of {day} give rise to ({clause})",
                day=meeting.as_of,
                clause=meeting.agreement.follow_up.clause,
            ),
            chart=Proposals(
                tuple(map(_line, rows)), empty=message("Nothing is missed, awaited, disputed or overdue"), rows=rows
            ),
            notes=(message("The figures are frozen: whatever is loaded meanwhile, the meeting shows these."),),
        ),
    )


def _proposed(meeting: Meeting, one: Proposal) -> Proposed:
    """The proposal, or what it became."""
    text, party, due = one.standing
    return Proposed(
        text=text,
        mark=one.mark,
        verdict=one.verdict,
        occasion=one.occasion,
        responsible=minutes.party_name(meeting.agreement, party),
        due=message("{day}", day=due),
        choice=one.choice,
        chosen=message(proposals.CHOICES[one.choice]),
        about=f"proposal:{one.id}",
    )


def _line(one: Proposed) -> Line:
    return Line(
        text=one.text,
        value=one.chosen,
        remark=message(
            "{verdict}: {occasion} · {party}, {day}",
            verdict=one.verdict,
            occasion=one.occasion,
            party=one.responsible,
            day=one.due,
        ),
        shape=one.mark,
        about=one.about,
    )


def year(meeting: Meeting, before: Meeting | None) -> tuple[Slide, ...]:
    """The headline figures then and now, verdicts that turned first; now alone where no meeting was before."""
    report: OverviewReport = meeting.reports["overview"]
    earlier: OverviewReport | None = before.reports["overview"] if before is not None else None
    rows = [
        *_guided("entrepreneurs", report, earlier),
        *_guided("companies", report, earlier),
        _jobs(report.jobs, earlier.jobs if earlier else None),
        *([_fees(report.fees, earlier.fees if earlier else None)] if report.fees.clause else []),
    ]
    rows.insert(0, _satisfaction(report.satisfaction, earlier.satisfaction if earlier else None))
    turned = [one for one in rows if one.has_turned]
    rows.sort(key=lambda one: (not one.has_turned, one.has_turned and one.now.shape == "met"))
    clauses = [report.satisfaction.clause, *(one.clause for one in (report.entrepreneurs, report.companies) if one)]
    return (
        Slide(
            id=YEAR,
            part=YEAR,
            topic=message("The year in one picture"),
            title=_title(report, turned, before),
            subtitle=message(
                "{days} ({clause})",
                days=_days(meeting, before),
                clause=", ".join(dict.fromkeys(", ".join([*clauses, report.fees.clause]).strip(", ").split(", "))),
            ),
            chart=ThenNow(
                tuple(rows),
                then=amounts.short_day(before.as_of) if before is not None else "",
                now=amounts.short_day(meeting.as_of),
                goal=message("target"),
            ),
            figures=_figures(report),
            page="overview",
        ),
    )


def _title(report: OverviewReport, turned: Sequence[Movement], before: Meeting | None) -> Message:
    if before is None:
        return amounts.Capital(counting.overview(report))
    if not turned:
        return message("No verdict has turned since {day}", day=before.as_of)
    first = turned[0]
    if len(turned) > 1:
        labels = tuple(amounts.Lower(message(CATALOGUE[one.figure].label)) for one in turned)
        return amounts.Capital(
            message("{count} verdicts turned: {labels}", count=counting.counted(len(turned)), labels=labels)
        )
    assert first.then is not None
    if first.figure == "satisfaction":
        return message("The satisfaction turned: from {then} to {now}", then=first.then.written, now=first.now.written)
    return message(
        "{label} turned: from {then} to {now}", label=first.label, then=first.then.written, now=first.now.written
    )


def _days(meeting: Meeting, before: Meeting | None) -> Message:
    if before is None:
        return message("The headline figures, {day}", day=meeting.as_of)
    is_one_year = before.as_of.year == meeting.as_of.year
    then = amounts.day_of_year(before.as_of) if is_one_year else before.as_of
    return message("{then} → {now}", then=then, now=meeting.as_of)


def _guided(which: str, now: OverviewReport, before: OverviewReport | None) -> list[Movement]:
    target: Target | None = getattr(now, which)
    if target is None:
        return []
    earlier: Target | None = getattr(before, which) if before is not None else None
    return [
        Movement(
            figure=target.id,
            label=message(CATALOGUE[target.id].label),
            basis=message("target {count}", count=target.target) if target.target else message("No target agreed (0)"),
            then=_of_target(earlier) if earlier is not None else None,
            now=_of_target(target),
            has_turned=earlier is not None
            and "none" not in (earlier.status, target.status)
            and earlier.is_short != target.is_short,
        )
    ]


def _of_target(one: Target) -> Standing:
    return Standing(
        amounts.number(Decimal(one.actual), 0),
        one.actual / one.target if one.target else None,
        message(terms.STATUS[one.status]) if one.status in terms.STATUS else "",
        one.status if one.status in terms.STATUS else "",
    )


def _satisfaction(now: Satisfaction, before: Satisfaction | None) -> Movement:
    over = satisfaction_findings.over(now.goal)
    return Movement(
        figure="satisfaction",
        label=message(CATALOGUE["satisfaction"].label),
        basis=message("{goal}; {count} answer", "{goal}; {count} answers", goal=over, count=now.answered),
        then=_of_share(before) if before is not None else None,
        now=_of_share(now),
        has_turned=before is not None and None not in (before.met, now.met) and before.met != now.met,
    )


def _of_share(one: Satisfaction) -> Standing:
    if one.share is None:
        return Standing(message("–"), None, message("Not measured"), "unmeasured")
    verdict = message("Met") if one.met else message("Not met")
    along = one.share / one.goal if one.goal else None
    return Standing(amounts.ratio(one.share), along, verdict, "met" if one.met else "missed")


def _jobs(now: Jobs, before: Jobs | None) -> Movement:
    return Movement(
        figure=f"jobs.{now.measure}",
        label=message(CATALOGUE[f"jobs.{now.measure}"].label),
        basis=message("target {count}", count=now.goal),
        then=replace(_of_jobs(before), verdict=_share(value(before), before.goal)) if before is not None else None,
        now=_of_jobs(now),
    )


def _of_jobs(one: Jobs) -> Standing:
    if not one.measured:
        return Standing(message("–"), None, message("Not measured"), "unmeasured")
    reached = value(one)
    along = float(reached) / one.goal if one.goal else None
    told = message("{share} of the goal", share=amounts.share(reached, Decimal(one.goal))) if one.goal else ""
    return Standing(amounts.number(reached, amounts.JOBS_DECIMALS), along, told)


def _fees(now: Fee, before: Fee | None) -> Movement:
    return Movement(
        figure="fee_total",
        label=message("Fees, kroner"),
        basis=message("budget {amount}", amount=amounts.number(now.budget, 0)),
        then=replace(_of_fees(before), verdict=_share(before.amount, before.budget)) if before is not None else None,
        now=_of_fees(now),
    )


def _of_fees(one: Fee) -> Standing:
    along = float(one.amount / one.budget) if one.budget else None
    told = message("{share} of the budget", share=amounts.share(one.amount, one.budget)) if one.budget else ""
    return Standing(amounts.number(one.amount, 0), along, told)


def _share(part: Decimal, whole: Decimal | int) -> Text:
    """What it was of its whole, as the verdict of an earlier day has room for it."""
    return amounts.share(part, Decimal(whole)) if whole else ""


def _figures(report: OverviewReport) -> dict[str, str]:
    found = {"satisfaction": plain(report.satisfaction.share)}
    found |= {one.id: str(one.actual) for one in (report.entrepreneurs, report.companies) if one is not None}
    found[f"jobs.{report.jobs.measure}"] = str(value(report.jobs))
    return found | ({"fee_total": str(report.fees.amount)} if report.fees.clause else {})
