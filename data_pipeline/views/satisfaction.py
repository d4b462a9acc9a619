"""Tilfredshed: the share against the goal with both verdicts, its course, the levels, and what is no answer (R8)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.reports import MonthShare, Satisfaction, SatisfactionReport
from data_pipeline.views import amounts, levels, terms
from data_pipeline.views import headline as marks
from data_pipeline.views import targets as findings
from data_pipeline.views.chart import Axis, Lead, Level, Mark, Note, Plot, Series, Text, month_axis
from data_pipeline.views.headline import Aside, Fact, Headline, Headlines
from data_pipeline.views.table import Cell, Column, Kind, Shown, Table, Translator, columns

_CERTAIN = {"above": ("met", N_("Above")), "below": ("behind", N_("Not above")), "open": ("pending", N_("Undecided"))}
_AGAINST_GOAL = {
    "above": N_("all of {interval} is above {goal}"),
    "below": N_("nothing of {interval} is above {goal}"),
    "open": N_("{interval} holds {goal}"),
}
_ASKED = N_("The guided entrepreneurs are asked, and of the guided companies those with growth ambition ({clause}).")
_NOTES = (
    N_("“Don't know”, a grade without a date and a date without a grade are no answer and cancel no earlier one."),
    N_("Those who were asked and have not answered are in no share: how they would have answered is not known."),
    N_("An answer without a level counts in all, but at no level; one party may have answered at several."),
)
_GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
_CLOSE = 0.1  # of the axis: labels nearer than this would touch
FEW_VOICES = 10  # below it a share in per cent says more than is known: the counts alone


def title(report: SatisfactionReport) -> Message:
    """The title of Tilfredshed: the share, and what it is against the goal."""
    whole = report.whole
    if report.is_empty:
        return message("Nobody has been asked yet")
    if not whole.answered:
        return message("Nobody has answered yet")
    if whole.answered < FEW_VOICES:
        return message(
            "{count} of {answered} is satisfied, too few to be sure",
            "{count} of {answered} are satisfied, too few to be sure",
            count=whole.satisfied,
            answered=whole.answered,
        )
    share = percent(whole.satisfied, whole.answered)
    if whole.certainty == "above":
        return message("{share} are satisfied, surely above the goal", share=share)
    if whole.certainty == "below":
        return message("{share} are satisfied, surely not above the goal", share=share)
    if whole.met:
        return message("{share} are satisfied, but the lead is not certain", share=share)
    missing = report.needed - whole.satisfied
    return message(
        "{share} are satisfied, one answer short of the goal",
        "{share} are satisfied, {missing} answers short of the goal",
        count=missing,
        share=share,
        missing=findings.counted(missing),
    )


def rule(report: SatisfactionReport) -> Message:
    """What the agreement's rule asks of the answers there are."""
    return message(
        "At least {needed} of {answered} must be satisfied", needed=report.needed, answered=report.whole.answered
    )


def percent(part: int, whole: int) -> Message:
    """A share of counts in per cent."""
    return amounts.share(Decimal(part), Decimal(whole))


def question(report: SatisfactionReport) -> Message:
    """What the page answers, with the agreement's own goal in words."""
    return message("Are {goal} satisfied?", goal=over(report.whole.goal))


def over(goal: float) -> Message:
    """The goal in words: strictly more than it."""
    return message("more than {goal}", goal=amounts.ratio(goal))


def headline(whole: Satisfaction) -> Headline:
    """The share of satisfied voices against the goal, with the rule's verdict and what the interval says."""
    strip = marks.of_share(whole, message(CATALOGUE["satisfaction"].label))
    if whole.share is None or whole.low is None or whole.high is None:
        goal = message("goal more than {goal}", goal=amounts.ratio(whole.goal))
        nothing = message("no answers")
        return Headline("satisfaction", whole.clause, "–", nothing, strip, message("Not measured"), goal)
    return Headline(
        figure="satisfaction",
        clause=whole.clause,
        number=amounts.ratio(whole.share),
        of=message("of {count} answer", "of {count} answers", count=whole.answered),
        strip=strip,
        verdict=message("Met") if whole.met else message("Not met"),
        sentence=message(terms.CERTAINTY[whole.certainty], interval=amounts.interval(whole.low, whole.high)),
        status="met" if whole.met else "behind",
    )


def headlines(report: SatisfactionReport) -> Headlines:
    """The headline of the page; the verdicts stand beside it as facts."""
    row = replace(headline(report.whole), status="", sentence="")
    if isinstance(report.whole.low, float) and isinstance(report.whole.high, float):
        counted = message("{count} satisfied", count=report.whole.satisfied)
        range_ = message("95% interval {interval}", interval=amounts.interval(report.whole.low, report.whole.high))
        row = replace(row, verdict=counted, sentence=range_)
    return Headlines(message("Against the goal"), over(report.whole.goal), (row,))


def facts(report: SatisfactionReport) -> tuple[Fact, ...]:
    """Who was asked, how many answered, and both verdicts side by side."""
    whole = report.whole
    silent = message("{count} has not answered", "{count} have not answered", count=report.silent)
    rate = "–" if whole.response_rate is None else amounts.ratio(whole.response_rate)
    asked = (
        Fact(message("Asked"), amounts.number(Decimal(whole.invited), 0), silent),
        Fact(message(CATALOGUE["response_rate"].label), rate, message("of those who were asked")),
    )
    if whole.low is None or whole.high is None:
        return asked
    shape, word = _CERTAIN[whole.certainty]
    between = amounts.interval(whole.low, whole.high)
    return (
        *asked,
        Fact(
            message("The agreement's rule: {goal}", goal=over(whole.goal)),
            message("Met") if whole.met else message("Not met"),
            rule(report),
            "met" if whole.met else "behind",
        ),
        Fact(
            message("Statistically certain"),
            message(word),
            message(_AGAINST_GOAL[whole.certainty], interval=between, goal=amounts.ratio(whole.goal)),
            shape,
        ),
    )


def course(report: SatisfactionReport) -> Plot:
    """The share at every month end with its 95 % interval, against the goal; under each month how many answered."""
    goal, ends = report.whole.goal, report.month_ends
    # Later days than the period's last month end stand in its last month.
    places = {
        month.day: next((n for n, end in enumerate(ends) if month.day <= end), len(ends) - 1) for month in report.course
    }
    dots = tuple(
        Mark(
            places[month.day],
            month.share,
            _of_month(month, goal),
            low=month.low,
            high=month.high,
            lead=Lead("satisfaction", month.day),
        )
        for month in report.course
        if month.share is not None
    )
    answered = {places[month.day]: amounts.number(Decimal(month.answered), 0) for month in report.course}
    ticks = {tick: amounts.ratio(tick) for tick in _GRID if abs(tick - goal) > _CLOSE} | {goal: amounts.ratio(goal)}
    told = amounts.joined((message("Goal: {goal}", goal=over(goal)), _months_told(report)), ". ")
    return Plot(
        title=message("Satisfied by the end of each month"),
        unit=message("goal {goal}; under each month the number of answers", goal=over(goal)),
        told=told,
        x=month_axis(ends, answered),
        y=Axis(0, 1.02, tuple(sorted(ticks.items(), key=lambda tick: tick[0]))),
        series=(Series("dots", "actual", dots),),
        levels=(Level(goal, amounts.ratio(goal), "axis"),),
        notes=tuple(Note(dot.x, dot.low or 0, amounts.ratio(dot.y), "center", "below") for dot in dots[-1:]),
        height=280,
    )


def _of_month(month: MonthShare, goal: float) -> tuple[Text, ...]:
    """What the pointer is told of a month."""
    if month.share is None or month.low is None or month.high is None:
        return ()
    apart = N_("{points} percentage points above") if month.share > goal else N_("{points} percentage points under")
    return (
        message("{day}", day=month.day),
        message("{share} satisfied", share=amounts.ratio(month.share)),
        message("{satisfied} of {answered} answers", satisfied=month.satisfied, answered=month.answered),
        message("95% interval {interval}", interval=amounts.interval(month.low, month.high)),
        message("Goal: {goal}", goal=over(goal)),
        message(apart, points=amounts.number(Decimal(abs(month.share - goal) * 100), 1)),
    )


def _months_told(report: SatisfactionReport) -> Message:
    months = [
        message(
            "{day}: {share} of {count} answers, 95% interval {interval}",
            day=month.day,
            share=amounts.ratio(month.share),
            count=amounts.number(Decimal(month.answered), 0),
            interval=amounts.interval(month.low, month.high),
        )
        for month in report.course
        if month.share is not None and month.low is not None and month.high is not None
    ]
    return amounts.joined(months, "; ") if months else message("no answers")


def population(report: SatisfactionReport) -> Aside:
    """Whom the goal asks, and how many are left out; what is no answer, and who is in no share."""
    left_out = message(
        "{count} company without it was sent a questionnaire in the period and is in no number.",
        "{count} companies without it were sent a questionnaire in the period and are in no number.",
        count=report.without_ambition or 0,
    )
    known = () if report.without_ambition is None else (left_out,)
    notes = (message(note) for note in _NOTES)
    return Aside(
        message("Who is asked, and who does not answer"), (message(_ASKED, clause=report.whole.clause), *known, *notes)
    )


def figures(report: SatisfactionReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    names = ("satisfaction", "response_rate", *(f"satisfaction.{level.scope}" for level in report.levels[1:]))
    return [(name, report.whole.clause) for name in names]


def tables(report: SatisfactionReport, language: str) -> list[Table]:
    """The whole, every month end, and the levels."""
    _ = Translator(language)
    whole = report.whole
    now = Table(
        _("Against the goal"),
        (
            *goal_columns(language),
            *columns(Kind.COUNT, _("Asked"), Kind.SHARE, _(CATALOGUE["response_rate"].label)),
        ),
        ((*goal_cells(whole, language), whole.invited, whole.response_rate),),
        (_(levels.ENDS),),
    )
    months = by_month(report, language)
    return [now, months, levels.table(report, language)] if report.levels else [now, months]


def by_month(report: SatisfactionReport, language: str, *, of_slice: bool = False) -> Table:
    """The share at every month end, which leads to its rows: the whole's, or the slice's that is chosen."""
    _ = Translator(language)
    return Table(
        _("Satisfied by the end of each month"),
        (Column(_("By the end of"), Kind.DATE), *_voices(language)),
        tuple(
            (
                Shown(one.day, figure="satisfaction", day=one.day, of_slice=of_slice),
                one.satisfied,
                one.answered,
                one.share,
                one.low,
                one.high,
            )
            for one in report.course
        ),
        (_(levels.ENDS),),
    )


def goal_columns(language: str) -> tuple[Column, ...]:
    """The columns of a share held against the goal."""
    _ = Translator(language)
    return (*_voices(language), *columns(Kind.SHARE, _("Goal"), Kind.TEXT, _("Status")))


def goal_cells(whole: Satisfaction, language: str) -> tuple[Cell, ...]:
    """The whole's share, held against the goal."""
    voices = (whole.satisfied, whole.answered, whole.share, whole.low, whole.high)
    return (*voices, whole.goal, _met(whole, language))


def _voices(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return columns(Kind.COUNT, _(terms.SATISFIED), _("Answers"), Kind.SHARE, _("Share"), _("Lowest"), _("Highest"))


def _met(whole: Satisfaction, language: str) -> str:
    _ = Translator(language)
    if whole.met is None:
        return _("Not measured")
    return _("Met") if whole.met else _("Not met")
