"""Overblik: its headline rows, its tables, and what a new load changed in them as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.reports import OverviewReport, Target
from data_pipeline.views import amounts, b1, fees, headline, jobs, satisfaction, targets, terms
from data_pipeline.views.chart import Line
from data_pipeline.views.deadlines import _deadline_columns, _decided
from data_pipeline.views.fees import amount_cells, amount_columns
from data_pipeline.views.headline import Headline, Headlines
from data_pipeline.views.jobs import _job_columns, _jobs
from data_pipeline.views.levels import ENDS
from data_pipeline.views.satisfaction import goal_cells, goal_columns
from data_pipeline.views.table import Column, Table, Translator

MOST = 3  # figures named; the rest are counted
UNKNOWN = message("not measured")

LEGEND = (
    ("actual", terms.REACHED),
    ("expected", N_("Expected today")),
    ("target", N_("Target")),
    ("forecast", N_("Forecast")),
    ("interval", N_("80% interval")),
    ("share", N_("Share with 95% interval")),
)


def title(report: OverviewReport) -> Message:
    """The title of Overblik: whose targets are short, of all that is agreed."""
    return targets.overview(report)


def headlines(report: OverviewReport) -> Headlines:
    """The headline figures, each target under the other."""
    guided = (target for target in (report.entrepreneurs, report.companies) if target is not None)
    rows = (
        *map(_target, guided),
        satisfaction.headline(report.satisfaction),
        jobs.headline(report.jobs),
        fees.headline(report.fees),
    )
    legend = tuple((mark, message(word)) for mark, word in LEGEND)
    return Headlines(message("Headline figures"), message("target"), rows, legend)


def lines(report: OverviewReport) -> tuple[Line, ...]:
    """The headline figures as lines of a list: each against what was agreed, with its verdict."""
    return tuple(map(_line, headlines(report).rows))


def _line(row: Headline) -> Line:
    return Line(
        text=message(CATALOGUE[row.figure].label),
        value=message("{number} {of}", number=row.number, of=row.of) if row.of and not row.is_long else row.number,
        remark=message("{verdict} · {sentence}", verdict=row.verdict, sentence=row.sentence)
        if row.verdict and row.sentence
        else row.verdict or row.sentence,
        shape=row.status,
    )


def figures(report: OverviewReport) -> list[tuple[str, str]]:
    """The figures of the headline rows with their clauses, for the definitions."""
    guided = report.entrepreneurs or report.companies
    return [
        *([(guided.id, guided.clause)] if guided is not None else []),
        ("satisfaction", report.satisfaction.clause),
        (f"jobs.{report.jobs.measure}", report.jobs.clause),
        ("fee_total", report.fees.clause),
    ]


def _target(target: Target) -> Headline:
    number = amounts.number(Decimal(target.actual), 0)
    if not target.target:
        nothing = message("No target agreed (0)")
        return Headline(target.id, target.clause, number, "", None, nothing, "")
    has_pace = target.status in terms.STATUS
    return Headline(
        figure=target.id,
        clause=target.clause,
        number=number,
        of=message("of {count}", count=target.target),
        strip=headline.of_target(target, message(CATALOGUE[target.id].label)),
        verdict=message(terms.STATUS[target.status]) if has_pace else "",
        sentence=targets.against_expected(target),
        status=target.status if has_pace else "",
    )


def sentence(number: int, before: OverviewReport | None, now: OverviewReport | None) -> Message:
    """That load `number` is shown now and which headline figures moved, the first few by name."""
    if before is None or now is None or not _alike(before, now):
        return message("New data: load {number} is shown now", number=number)
    moved = list(changes(before, now))
    if not moved:
        return message("New data: load {number} is shown now; no headline figure moved", number=number)
    named = tuple(moved[:MOST])
    if len(moved) > MOST:
        more = message("{count} more", "{count} more", count=len(moved) - MOST)
        named = (*named, more)
    return message("New data: load {number} is shown now; {moved}", number=number, moved=named)


def changes(before: OverviewReport, now: OverviewReport) -> Iterator[Message]:
    """Every headline figure that moved: what it was and what it is."""
    for old, new in zip(before.targets, now.targets, strict=True):
        if old.actual != new.actual:
            yield _moved(new.id, *(amounts.number(Decimal(one.actual), 0) for one in (old, new)))
    if before.satisfaction.share != now.satisfaction.share:
        yield _moved("satisfaction", *map(_share, (before.satisfaction.share, now.satisfaction.share)))
    measure = f"jobs.{now.jobs.measure}"
    old_jobs, new_jobs = (one.jobs.net if one.jobs.measure == "net" else one.jobs.created for one in (before, now))
    if old_jobs != new_jobs:
        yield _moved(measure, *(amounts.number(jobs, amounts.JOBS_DECIMALS) for jobs in (old_jobs, new_jobs)))
    if before.fees.amount != now.fees.amount:
        yield _moved("fee_total", amounts.money(before.fees.amount), amounts.money(now.fees.amount))
    for was, one in zip(before.deadlines, now.deadlines, strict=True):
        if was.share != one.share:
            yield _moved(f"deadline.{one.id}", _share(was.share), _share(one.share))


def _alike(before: OverviewReport, now: OverviewReport) -> bool:
    """Whether both speak of the same agreement and its targets; the newest day in the data may be another."""
    asked = [(one.stamp.agreement, [target.id for target in one.targets]) for one in (before, now)]
    return asked[0] == asked[1]


def _moved(figure: str, before: Message, now: Message) -> Message:
    return message("{label} {before} → {now}", label=message(CATALOGUE[figure].label), before=before, now=now)


def _share(share: float | None) -> Message:
    return UNKNOWN if share is None else amounts.share(Decimal(repr(share)), Decimal(1))


def tables(report: OverviewReport, language: str) -> list[Table]:
    """B1, then what else stands in the headlines."""
    _ = Translator(language)
    return [
        b1.table(report.targets, language),
        Table(
            _(CATALOGUE["satisfaction"].label),
            goal_columns(language),
            (goal_cells(report.satisfaction, language),),
            (_(ENDS),),
        ),
        Table(_("Jobs"), _job_columns(language), ((*_jobs(report.jobs, language), report.jobs.goal),)),
        Table(_(CATALOGUE["fee_total"].label), amount_columns(language), (amount_cells(report.fees),)),
        Table(
            _("The two deadlines"),
            (Column(_("Deadline")), *_deadline_columns(language)),
            tuple((_(CATALOGUE[f"deadline.{one.id}"].label), *_decided(one)) for one in report.deadlines),
        ),
    ]
