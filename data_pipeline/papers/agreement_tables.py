"""The tables of the agreement's own figures (B1, B2, §5, §7), as on their pages: headline totals, nothing hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from data_pipeline import language
from data_pipeline.agreements import Milestone
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import (
    Change,
    Deadline,
    DeadlinesReport,
    Fee,
    FeesReport,
    Followed,
    Jobs,
    JobsReport,
    LevelShare,
    OverviewReport,
    Satisfaction,
    SatisfactionReport,
    StrategyReport,
    Target,
    TargetsReport,
)
from data_pipeline.views import terms
from data_pipeline.views.table import NOT_MEASURED, Cell, Column, Kind, Sheet, Speaker, columns, shown


def overview(report: OverviewReport, said: str) -> list[Sheet]:
    """B1, then what else stands in the headlines."""
    _ = Speaker(said)
    whole = report.satisfaction
    satisfied = Sheet(
        _(CATALOGUE["satisfaction"].label),
        columns(
            Kind.COUNT,
            _("Satisfied"),
            _("Answers"),
            Kind.SHARE,
            _("Share"),
            _("Lowest"),
            _("Highest"),
            _("Goal"),
            Kind.TEXT,
            _("Status"),
        ),
        (
            (
                *_voices(whole.satisfied, whole.answered, whole.share, whole.low, whole.high),
                whole.goal,
                _met(whole, said),
            ),
        ),
        (_("Lowest and highest: the ends of the 95% interval."),),
    )
    return [
        _targets(report.targets, said),
        satisfied,
        Sheet(_("Jobs"), _job_columns(said), ((*_jobs(report.jobs, said), report.jobs.goal),)),
        Sheet(_(CATALOGUE["fee_total"].label), _fee_columns(said), (_fee(report.fees),)),
        Sheet(
            _("The two deadlines"),
            (Column(_("Deadline")), *_deadline_columns(said)),
            tuple((_(CATALOGUE[f"deadline.{one.id}"].label), *_decided(one)) for one in report.deadlines),
        ),
    ]


def targets(report: TargetsReport, said: str) -> list[Sheet]:
    """B1 line by line, and the course of both totals."""
    _ = Speaker(said)
    days = [point.day for point in report.courses[0].points] if report.courses else []
    course = Sheet(
        _("Guided in all, over the year against pace"),
        (
            Column(_("By the end of"), Kind.DATE),
            *(Column(_(terms.SEGMENTS[one.target.segment]), Kind.COUNT) for one in report.courses),
        ),
        tuple((day, *(one.points[place].actual for one in report.courses)) for place, day in enumerate(days)),
    )
    return [_targets(report.targets, said), course]


def fees(report: FeesReport, said: str) -> list[Sheet]:
    """B2 line by line, its periods, its months, and what awaits a timesheet for those who may see ids."""
    _ = Speaker(said)
    label = {line.fee.id: line.label.say(said) for line in report.lines} | {report.total.id: _("In all")}
    head = (Column(_("Fee")), Column(_("Clause")), Column(_("Agreed"), Kind.COUNT), *_fee_columns(said))
    lines = [(label[one.fee.id], one.fee.clause, one.agreed_count, *_fee(one.fee)) for one in report.lines]
    others = [
        (one.label.say(said), one.clause, one.agreed_count, None, None, None, None, None, one.budget_dkk, None)
        for one in report.others
    ]
    total = (label[report.total.id], report.total.clause, None, *_fee(report.total))
    settled = Sheet(
        _("Fees by period"),
        (
            Column(_("Fee")),
            *(Column(_stretch(one, number, said), Kind.MONEY) for number, one in enumerate(report.stretches, 1)),
            Column(_("In all"), Kind.MONEY),
        ),
        tuple(
            (label[fee.id], *(one.amount_dkk[fee.id] for one in report.stretches), fee.amount)
            for fee in (*(line.fee for line in report.lines), report.total)
        ),
    )
    months = Sheet(
        _("Month by month"),
        (Column(_("By the end of"), Kind.DATE), Column(_("Count"), Kind.COUNT), Column(_("Payable"), Kind.MONEY)),
        tuple((one.last_day, one.total_count, one.total_dkk) for one in report.months),
    )
    awaiting = Sheet(
        _("Awaiting a timesheet"),
        (Column(_("Day"), Kind.DATE), Column(_("Row")), Column(_("Client")), Column(_("Fee"))),
        tuple((one.day, one.row_id, one.client_id, label[one.fee]) for one in report.awaiting),
    )
    found = [Sheet(_("B2's table"), head, (*lines, *others, total)), settled, months]
    return [*found, awaiting] if report.awaiting else found


def satisfaction(report: SatisfactionReport, said: str) -> list[Sheet]:
    """The whole, every month end, and the levels as of the latest quarter end."""
    _ = Speaker(said)
    whole = report.whole
    voices = columns(Kind.COUNT, _("Satisfied"), _("Answers"), Kind.SHARE, _("Share"), _("Lowest"), _("Highest"))
    ends = (_("Lowest and highest: the ends of the 95% interval."),)
    now = Sheet(
        _("Against the goal"),
        (
            *voices,
            *columns(
                Kind.SHARE, _("Goal"), Kind.TEXT, _("Status"), Kind.COUNT, _("Asked"), Kind.SHARE, _("Response rate")
            ),
        ),
        (
            (
                *_voices(whole.satisfied, whole.answered, whole.share, whole.low, whole.high),
                whole.goal,
                _met(whole, said),
                whole.invited,
                whole.response_rate,
            ),
        ),
        ends,
    )
    months = Sheet(
        _("Satisfied by the end of each month"),
        (Column(_("By the end of"), Kind.DATE), *voices),
        tuple((one.day, *_voices(one.satisfied, one.answered, one.share, one.low, one.high)) for one in report.course),
        ends,
    )
    spread = [name for name in terms.ANSWERS if any(name in _spread(one) for one in report.levels)]
    levels = Sheet(
        _("Share by level"),
        (
            Column(_("Level")),
            *columns(Kind.COUNT, _("Answers"), Kind.SHARE, _("Share"), _("Lowest"), _("Highest")),
            *(Column(_(terms.ANSWERS[name]), Kind.COUNT) for name in spread),
        ),
        tuple(_level(one, spread, said) for one in report.levels),
        (_as_of(report.day, said), *ends) if report.day else ends,
    )
    return [now, months, levels] if report.levels else [now, months]


def jobs(report: JobsReport, said: str) -> list[Sheet]:
    """Jobs by the end of each month, the goal beside."""
    _ = Speaker(said)
    return [
        Sheet(
            _("Month by month against the goal"),
            (Column(_("By the end of"), Kind.DATE), *_job_columns(said)),
            tuple((day, *_jobs(one, said), one.goal) for day, one in report.course),
            (report.definition.say(said).strip(),),
        )
    ]


def deadlines(report: DeadlinesReport, said: str) -> list[Sheet]:
    """Each deadline: what every month decided, and what it comes to."""
    _ = Speaker(said)
    found = []
    for asked, months in zip(report.deadlines, report.months, strict=True):
        rows: list[tuple[Cell, ...]] = [
            (language.date(one.last_day, said), one.kept, one.missed, one.pending, one.share) for one in months
        ]
        rows.append((_("In all"), *_decided(asked)))
        label = _(CATALOGUE[f"deadline.{asked.id}"].label)
        found.append(Sheet(label, (Column(_("By the end of")), *_deadline_columns(said)), tuple(rows)))
    return found


def strategy(report: StrategyReport, said: str) -> list[Sheet]:
    """Milestones and obligations with what was last written, and the aims."""
    _ = Speaker(said)
    latest = columns(Kind.TEXT, _("Latest"), Kind.DATE, _("Day"), Kind.TEXT, _("Source"), _("Note"), _("Written by"))
    milestones = Sheet(
        _("The strategy's milestones"),
        (
            *columns(Kind.TEXT, _("Milestone"), _("Clause"), _("Goal"), Kind.DATE, _("No later than")),
            *latest,
        ),
        tuple(
            (
                one.about.label.say(said),
                one.about.clause,
                _goal(one.about, said),
                one.about.due_date,
                *_latest(one, said),
            )
            for one in report.milestones
            if isinstance(one.about, Milestone)
        ),
    )
    obligations = Sheet(
        _("The parties' obligations"),
        (
            *columns(
                Kind.TEXT, _("Obligation"), _("Clause"), _("Who"), Kind.COUNT, _("Times"), Kind.DATE, _("No later than")
            ),
            *latest,
        ),
        tuple(
            (
                one.about.label.say(said),
                one.about.clause,
                _("All parties") if one.is_everyone else ", ".join(one.parties),
                getattr(one.about, "times", None),
                one.about.due_date,
                *_latest(one, said),
            )
            for one in report.obligations
        ),
    )
    aims = Sheet(
        _("The strategy's aims"),
        columns(Kind.TEXT, _("Aim"), _("Clause")),
        tuple((one.text.say(said), one.clause) for one in report.objectives),
    )
    return [sheet for sheet in (milestones, obligations, aims) if sheet.rows]


def _targets(listed: Sequence[Target], said: str) -> Sheet:
    _ = Speaker(said)
    return Sheet(
        _("The targets of B1 in numbers"),
        (
            Column(_("Target")),
            Column(_("Clause")),
            Column(_("Reached"), Kind.COUNT),
            Column(_("Agreed"), Kind.COUNT),
            Column(_("Expected"), Kind.NUMBER),
            Column(_("Status")),
            Column(_("Forecast"), Kind.COUNT),
            Column(_("Lowest"), Kind.COUNT),
            Column(_("Highest"), Kind.COUNT),
            Column(_("Needed a month"), Kind.NUMBER),
        ),
        tuple(
            (
                _(CATALOGUE[one.id].label),
                one.clause,
                one.actual,
                one.target,
                one.expected if one.target else None,
                _(terms.STATUS[one.status]) if one.status in terms.STATUS else None,
                *((one.forecast.median, one.forecast.low, one.forecast.high) if one.forecast else (None, None, None)),
                one.needed_per_month,
            )
            for one in listed
        ),
        (_("An agreed number of 0 is no target. Lowest and highest: the ends of the forecast's 80% interval."),),
    )


def _fee_columns(said: str) -> tuple[Column, ...]:
    _ = Speaker(said)
    return (
        Column(_("Count"), Kind.COUNT),
        Column(_("Hours × rate"), Kind.MONEY),
        Column(_("Cut by the caps"), Kind.MONEY),
        Column(_("Payable"), Kind.MONEY),
        Column(_("Pending"), Kind.COUNT),
        Column(_("Budget"), Kind.MONEY),
        Column(_("Left"), Kind.MONEY),
    )


def _fee(fee: Fee) -> tuple[Cell, ...]:
    # The cut with a minus, as in the table of the page: what the caps take away.
    return fee.count, fee.uncapped, -fee.cut + 0, fee.amount, fee.pending, fee.budget, fee.budget - fee.amount


def _stretch(stretch: Change, number: int, said: str) -> str:
    day = language.short_date(stretch.last_day, said)
    told = message("so far, to {day}", day=day) if stretch.is_open else message("to {day}", day=day)
    return f"{message('Period {number}', number=number).say(said)} {told.say(said)}"


def _job_columns(said: str) -> tuple[Column, ...]:
    _ = Speaker(said)
    return columns(
        Kind.NUMBER, _("Created"), _("Lost"), _("Net"), Kind.COUNT, _("Measured"), _("Not measured"), _("Goal")
    )


def _jobs(found: Jobs, said: str) -> tuple[Cell, ...]:
    unknown = language.translate(NOT_MEASURED, said)
    amounts: tuple[Cell, ...] = (found.created, -found.lost + 0, found.net) if found.measured else (unknown,) * 3
    return *amounts, found.measured, found.not_measured


def _deadline_columns(said: str) -> tuple[Column, ...]:
    _ = Speaker(said)
    return columns(Kind.COUNT, _("in time"), _("late"), _("pending"), Kind.SHARE, _("Share so far"))


def _decided(asked: Deadline) -> tuple[Cell, ...]:
    return asked.kept, asked.missed, asked.pending, asked.share


def _voices(
    satisfied: int, answered: int, share: float | None, low: float | None, high: float | None
) -> tuple[Cell, ...]:
    return satisfied, answered, share, low, high


def _met(whole: Satisfaction, said: str) -> str:
    _ = Speaker(said)
    if whole.met is None:
        return _("Not measured")
    return _("Met") if whole.met else _("Not met")


def _spread(one: LevelShare) -> Mapping[str, int]:
    return one.spread if isinstance(one.spread, Mapping) else {}


def _level(one: LevelShare, names: Sequence[str], said: str) -> tuple[Cell, ...]:
    hidden = one.spread if isinstance(one.spread, Hidden) else None
    spread = _spread(one)
    return (
        language.translate(terms.SCOPES[one.scope], said),
        shown(one.answered, said),
        shown(one.share, said),
        one.low,
        one.high,
        *(shown(hidden or spread.get(name), said) for name in names),
    )


def _as_of(day: dt.date, said: str) -> str:
    return message("As of {day}.", day=day).say(said)


def _goal(milestone: Milestone, said: str) -> str:
    goal = milestone.goal
    if goal is None:
        return language.translate(terms.GOALS[milestone.unit], said)
    number = language.number(Decimal(goal), said, 0 if goal == goal.to_integral_value() else 1)
    return message(terms.GOALS[milestone.unit], goal=number).say(said)


def _latest(one: Followed, said: str) -> tuple[Cell, ...]:
    latest = one.latest
    if latest is None:
        return message("nothing written yet").say(said), None, None, None, None
    day = latest.value_date or latest.written_at.date()
    return latest.value, day, latest.source or None, latest.note or None, latest.author
