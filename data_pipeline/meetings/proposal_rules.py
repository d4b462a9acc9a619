"""The rules that give rise to proposals, one each: missed or behind, awaiting, disputed, overdue, unmeasured (§6, B3).

They read a meeting's frozen figures and the parties' marks; nothing here knows an agreement's numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from data_pipeline import language as written
from data_pipeline.agreements import Agreement
from data_pipeline.arithmetic import workdays
from data_pipeline.figures import CATALOGUE, SHORT, UNIT, FigureId
from data_pipeline.language import N_, Message, message, written_by
from data_pipeline.ledger import Ledger
from data_pipeline.meetings import minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.meetings.values import Meeting
from data_pipeline.reports import SatisfactionReport, Target

SOON, LATER = 2, 3  # months after the figures' day by which something can be expected
NEW_TARGET, CATCH_UP = N_("Set a new target for {measure}"), N_("Plan the rest of the year for {measure}")

# The part of the deck that a family of figures belongs to, and what agreeing on one of them is called.
_PARTS = {
    "guided": "targets",
    "programme": "targets",
    "fee": "fees",
    "fee_total": "fees",
    "satisfaction": "satisfaction",
    "response_rate": "satisfaction",
    "jobs": "jobs",
    "sector": "focus_sectors",
    "deadline": "deadlines",
    "completeness": "deadlines",
    "road": "appendix",
}
_AGREE = {
    "targets": N_("Agree on the activity figures"),
    "fees": N_("Agree on the fees"),
    "satisfaction": N_("Agree on the satisfaction"),
    "jobs": N_("Agree on the jobs"),
    "focus_sectors": N_("Agree on the focus sectors' figures"),
    "deadlines": N_("Agree on deadlines and client files"),
    "appendix": N_("Agree on the client's road"),
}
_MEASURES = {
    "guided.local": N_("local guidance"),
    "guided.specialised": N_("specialised guidance"),
    "guided.total": N_("guidance in all"),
    "guided.focused": N_("focused initiatives"),
    "programme.A": N_("A programmes"),
    "programme.B": N_("B programmes"),
    "programme.C": N_("C programmes"),
    "programme.total": N_("growth programmes"),
}
_WHO = {"entrepreneur": N_("{actual} of {target} entrepreneurs"), "company": N_("{actual} of {target} companies")}


@dataclass(frozen=True)
class Proposal:
    """Something to decide. `id`: which rule, of what; `part`: the part of the slides whose strip asks it.

    `mark`: `missed`, `behind`, `disputed`, `pending`, `overdue` or `unmeasured`; `verdict` is its word, `occasion` the
    figure in words. `responsible` (a party's id) and `due_date` are suggested. `choice`: empty while it is up,
    `adopted`, `changed` or `dropped`; `minute`: the action that was written then. `figures`: as a minute keeps them.
    """

    id: str
    part: str
    text: Message
    mark: str
    verdict: Message
    occasion: Message
    responsible: str
    due_date: dt.date
    choice: str = ""
    minute: Carried | None = None
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[Message | str, str, dt.date]:
        """What is proposed, or what it became: the text, the party's id, the day."""
        if self.minute is None:
            return self.text, self.responsible, self.due_date
        written = self.minute.minute
        text = self.text if self.choice == "adopted" else written.text
        return text, written.responsible, self.minute.due_date or self.due_date


@dataclass(frozen=True)
class Asked:
    """The meeting that rules ask, and who may be responsible by when."""

    ledger: Ledger
    meeting: Meeting

    @property
    def agreed(self) -> Agreement:
        return self.meeting.agreement

    @property
    def is_over(self) -> bool:
        """Whether nothing of the agreement's period is left."""
        return self.meeting.as_of >= self.agreed.last_date

    def party(self, role: str) -> str:
        """Who has the role, else who signed first."""
        party = self.agreed.party(role) or self.agreed.parties[0]
        return party.id

    def by(self, months: int) -> dt.date:
        """The last working day of the month so many months after the figures', or after the sitting where that is
        later.
        """
        sat = minutes.day_of(self.ledger, self.meeting)
        day = _month_end(self.meeting.as_of, months, self.agreed)
        return day if day > sat else _month_end(sat, months, self.agreed)


def _month_end(day: dt.date, months: int, agreed: Agreement) -> dt.date:
    after = day.month + months  # the first day of the month after the one that is meant
    end = dt.date(day.year + after // 12, after % 12 + 1, 1) - workdays.ONE_DAY
    closed = workdays.non_working_days(agreed.working_days.closing_days, end - 14 * workdays.ONE_DAY, end)
    return workdays.last_working_day(end, closed)


def _satisfaction(asked: Asked) -> Iterator[Proposal]:
    report = asked.meeting.reports["satisfaction"]
    whole = report.whole
    if whole.met or not (whole.answered or whole.invited):
        return
    if not whole.answered:
        yield Proposal(
            id="satisfaction.unmeasured",
            text=message("Remind those who were asked to answer"),
            mark="unmeasured",
            verdict=message("Not measured"),
            occasion=message("none of {count} has answered", "none of {count} have answered", count=whole.invited),
            part="satisfaction",
            responsible=asked.party("local_operator"),
            due_date=asked.by(SOON),
        )
        return
    yield Proposal(
        id="satisfaction",
        text=_call(report),
        mark="missed",
        verdict=message("Not met"),
        occasion=message(
            "{share} of {count} answer",
            "{share} of {count} answers",
            share=written_by(written.share, Decimal(whole.satisfied) / whole.answered),
            count=whole.answered,
        ),
        figures={"satisfaction": repr(whole.share)},
        part="satisfaction",
        responsible=asked.party("local_operator"),
        due_date=asked.by(SOON),
    )


def _call(report: SatisfactionReport) -> Message:
    """Whom to call: the dissatisfied; all who are not satisfied where there are none or so few that they are marked."""
    spread = report.levels[0].spread if report.levels else None
    count = spread.get("dissatisfied") if isinstance(spread, Mapping) else None
    if isinstance(count, int) and count and not report.marks.has("levels", 0, "spread", "dissatisfied"):
        return message("Call the dissatisfied client", "Call the {count} dissatisfied clients", count=count)
    return message(
        "Call the client who is not satisfied",
        "Call the {count} clients who are not satisfied",
        count=report.whole.answered - report.whole.satisfied,
    )


def _pending_fees(asked: Asked) -> Iterator[Proposal]:
    total = asked.meeting.reports["fees"].total
    if total.pending:
        yield Proposal(
            id="fees.pending",
            part="fees",
            text=message(
                "Hand in the missing timesheet", "Hand in the {count} missing timesheets", count=total.pending
            ),
            mark="pending",
            verdict=message("Awaits"),
            occasion=message(
                "{pending} of {count} fee", "{pending} of {count} fees", pending=total.pending, count=total.count
            ),
            responsible=asked.party("payee"),
            due_date=asked.by(SOON),
            figures={"fee_total": str(total.amount)},
        )


def _disputed(asked: Asked) -> Iterator[Proposal]:
    """One for each part of the slides of which a party disputes a figure: agreed on together."""
    marks = minutes.marks(asked.ledger, asked.meeting, CATALOGUE)
    disputed = [mark for name in CATALOGUE for mark in marks if mark.figure == name and mark.verdict == "disputed"]
    for part, agree in _AGREE.items():
        own = [mark for mark in disputed if part_of(mark.figure) == part]
        if own:
            yield Proposal(
                id=f"disputed.{part}",
                part=part,
                text=message(agree),
                mark="disputed",
                verdict=message(minutes.VERDICTS["disputed"]),
                occasion=_seen(own[-1].figure, own[-1].value),
                responsible=asked.party("payer" if part == "fees" else "municipality"),
                due_date=asked.by(SOON),
                figures={mark.figure: mark.value for mark in own},
            )


def _unmeasured(asked: Asked) -> Iterator[Proposal]:
    jobs = asked.meeting.reports["jobs"].jobs
    if jobs.not_measured:
        yield Proposal(
            id="jobs.unmeasured",
            part="jobs",
            text=message(
                "Fetch full-time equivalents for {count} company",
                "Fetch full-time equivalents for {count} companies",
                count=jobs.not_measured,
            ),
            mark="unmeasured",
            verdict=message("Not measured"),
            occasion=message(
                "{missing} of {count} company",
                "{missing} of {count} companies",
                missing=jobs.not_measured,
                count=jobs.measured + jobs.not_measured,
            ),
            responsible=asked.party("specialised_operator"),
            due_date=asked.by(LATER),
            figures={"jobs.not_measured": str(jobs.not_measured)},
        )


def _targets(asked: Asked) -> Iterator[Proposal]:
    """The measure that lacks most of what was due, in the segments that lack it."""
    short = _short(asked.meeting.reports["targets"].targets)
    if not short:
        return
    measure = max(dict.fromkeys(one.measure for one in short), key=lambda name: _lacking(short, name))
    own = [one for one in short if one.measure == measure]
    status = "missed" if asked.is_over else "behind"
    operator = "local_operator" if measure in ("guided.local", "guided.total") else "specialised_operator"
    yield Proposal(
        id=f"{'programmes' if measure.startswith('programme') else 'targets'}.{measure.rpartition('.')[2]}",
        part="targets",
        text=message(NEW_TARGET if asked.is_over else CATCH_UP, measure=message(_MEASURES[measure])),
        mark=status,
        verdict=message(SHORT[status]),
        occasion=_reached(measure, own),
        responsible=asked.party("municipality" if asked.is_over else operator),
        due_date=asked.by(LATER),
        figures={one.id: str(one.actual) for one in own},
    )


def _reached(measure: str, own: list[Target]) -> Message:
    """How many of how many: programmes by their level, those guided by their segment."""
    values = {"actual": sum(one.actual for one in own), "target": sum(one.target for one in own)}
    if measure.startswith("programme"):
        return message("{actual} of {target} {measure}", measure=message(_MEASURES[measure]), **values)
    told = _WHO[own[0].segment] if len(own) == 1 else N_("{actual} of {target} guided")
    return message(told, **values)


def _short(targets: tuple[Target, ...]) -> list[Target]:
    """The targets that are short, a total only where no row of its segment is."""
    short = [one for one in targets if one.target and one.is_short]
    rows = {(one.id.partition(".")[0], one.segment) for one in short if not one.measure.endswith(".total")}
    return [
        one
        for one in short
        if not one.measure.endswith(".total") or (one.id.partition(".")[0], one.segment) not in rows
    ]


def _lacking(short: list[Target], measure: str) -> float:
    own = [one for one in short if one.measure == measure]
    return 1 - sum(one.actual for one in own) / sum(one.expected for one in own)


def _obligations(asked: Asked) -> Iterator[Proposal]:
    report = asked.meeting.reports.get("strategy")
    listed = report.obligations if report is not None else ()
    late = [
        one for one in listed if one.about.due_date and one.about.due_date <= asked.meeting.as_of and not one.entries
    ]
    if late:
        first = min(late, key=lambda one: one.about.due_date).about
        yield Proposal(
            id="obligations.overdue",
            part="obligations",
            text=message(
                "Settle the obligation that is overdue",
                "Settle the {count} obligations that are overdue",
                count=len(late),
            ),
            mark="overdue",
            verdict=message("Overdue"),
            occasion=message("{label}, {day}", label=first.label, day=first.due_date),
            responsible=first.parties[0],
            due_date=asked.by(SOON),
        )


def _late(asked: Asked) -> Iterator[Proposal]:
    """The deadline that was missed most often."""
    worst = max(asked.meeting.reports["deadlines"].deadlines, key=lambda one: one.missed, default=None)
    if worst is not None and worst.missed:
        promised = getattr(asked.agreed.deadlines, worst.id)
        yield Proposal(
            id=f"deadlines.{worst.id}",
            part="deadlines",
            text=message("Agree on how the deadline is kept"),
            mark="overdue",
            verdict=message("Too late"),
            occasion=message(
                "{missed} of {count}: {label}",
                missed=worst.missed,
                count=worst.kept + worst.missed,
                label=promised.label,
            ),
            responsible=asked.party("specialised_operator"),
            due_date=asked.by(SOON),
            figures={f"deadline.{worst.id}": repr(worst.share)},
        )


def _client_files(asked: Asked) -> Iterator[Proposal]:
    report = asked.meeting.reports.get("data")
    if report is not None and (lacking := report.clients - report.complete):
        yield Proposal(
            id="files.incomplete",
            part="deadlines",
            text=message("Fill in the client file", "Fill in the {count} client files", count=lacking),
            mark="pending",
            verdict=message("Incomplete"),
            occasion=message("{lacking} of {count}", lacking=lacking, count=report.clients),
            responsible=asked.party("local_operator"),
            due_date=asked.by(SOON),
            figures={"completeness": repr(report.share)},
        )


# In order of weight: what the agreement promises of effect, its money, what the parties differ about, what nobody
# knows, its counts, then its promises about work.
RULES: tuple[Callable[[Asked], Iterator[Proposal]], ...] = (
    _satisfaction,
    _pending_fees,
    _disputed,
    _unmeasured,
    _targets,
    _obligations,
    _late,
    _client_files,
)


def part_of(figure: str) -> str:
    """Return the part of the slides that a figure of the catalogue belongs to."""
    return _PARTS[FigureId.parse(figure).family]


def _value(value: Decimal, unit: str, language: str) -> str:
    """A figure's value, as the language writes it."""
    if unit == UNIT.kroner:
        return written.money(value, language)
    if unit == UNIT.share:
        return written.share(value, language)
    return written.number(value, language, 1 if unit == UNIT.jobs else 0)


def _seen(figure: str, value: str) -> Message:
    """What the party saw and disputes."""
    try:
        return written_by(_value, Decimal(value), CATALOGUE[figure].unit)
    except InvalidOperation:  # nothing was measured
        return message("not measured")
