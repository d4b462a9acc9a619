"""Næste aftale: what the years so far make likely, how often a number that is tried is reached, and the fees (R21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data_pipeline.figures import CATALOGUE, FEE_TOTAL
from data_pipeline.language import Message, message
from data_pipeline.meetings.compare_report import NextReport
from data_pipeline.reports.plan import FeeOutlook, Plan, TargetOutlook
from data_pipeline.views import amounts, odds
from data_pipeline.views import headline as marks
from data_pipeline.views.chart import Text
from data_pipeline.views.headline import Part, Strip
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, columns

# With fewer years than this the span is mostly the assumption of how much years swing.
FEW_YEARS = 3
END = 1.25  # of the budget: where a strip of fees ends


@dataclass(frozen=True)
class Odds:
    """A target that is typed: its label, the years' counts, what is expected of the year, and how often it is reached.

    `in_ten`: squares that are filled; None where there is no target.
    """

    figure: str
    label: Text
    counts: Text
    expected: Text
    span: Text
    target: int
    in_ten: int | None
    often: Text


@dataclass(frozen=True)
class FeeOdds:
    """A line of the fees that follow, or their sum: kroner expected with their 80 % interval, against the budget."""

    label: Text
    under: Text
    expected: Text
    span: Text
    strip: Strip | None
    budget: Text
    of: Text
    often: Text = ""


def title(report: NextReport) -> Message:
    """Which agreement it is about."""
    return message("Next agreement: {name}", name=report.agreed.title)


def rests_on(report: NextReport) -> Message:
    """The years that the odds are reckoned from."""
    return message("by {years}", years=amounts.joined(report.years))


def sentences(report: NextReport, tried: frozenset[str]) -> list[Message]:
    """What can be said at the table: of each number that was tried, or of the first there is."""
    found = report.found
    if found is None:
        return []
    years = len(found.years)
    reached = {line.id: line for line in found.targets if line.in_ten is not None}
    chosen = [line for name, line in reached.items() if name in tried] or list(reached.values())[:1]
    return [
        message(
            "{label}: {said}",
            label=message(CATALOGUE[line.id].label),
            said=odds.reached(amounts.number(Decimal(line.target), 0), line.in_ten or 0, years),
        )
        for line in chosen
    ]


def rows(found: Plan) -> list[Odds]:
    """Every line of B1, in its order."""
    return [_odds(line) for line in found.targets]


def _odds(line: TargetOutlook) -> Odds:
    often = message("no target") if line.in_ten is None else amounts.Capital(odds.often(line.in_ten))
    return Odds(
        figure=line.id,
        label=message(CATALOGUE[line.id].label),
        counts=amounts.joined([amounts.number(Decimal(one), 0) for one in line.counts], " · "),
        expected=amounts.number(Decimal(line.median), 0),
        span=_span(line.low, line.high),
        target=line.target,
        in_ten=line.in_ten,
        often=often,
    )


def fees(found: Plan) -> Iterator[FeeOdds]:
    """Every line of B2 as it would come out, and their sum, all on one axis of kroner."""
    total = found.fee_total
    most = max((float(one.budget) for one in found.fees), default=1.0) or 1.0
    for line in found.fees:
        mean = amounts.number(line.mean, 0)
        yield FeeOdds(
            label=message(CATALOGUE[line.id].label),
            under=message("{count} of {mean} kr. on average", count=amounts.number(Decimal(line.median), 0), mean=mean),
            expected=amounts.number(line.amount.median, 0),
            span=_span(line.amount.low, line.amount.high),
            strip=_strip(line, most),
            budget=amounts.number(line.budget, 0),
            of=message("{count} × {cap}", count=line.target, cap=_cap(line)),
            often=""
            if line.in_ten is None or not line.budget
            else message("enough in {often}", often=odds.often(line.in_ten)),
        )
    yield FeeOdds(
        label=message(CATALOGUE[FEE_TOTAL].label),
        under="",
        expected=amounts.number(total.median, 0),
        span=_span(total.low, total.high),
        strip=None,
        budget=amounts.number(total.budget, 0),
        of="",
    )


def _cap(line: FeeOutlook) -> Message:
    return amounts.number(line.budget / line.target if line.target else Decimal(0), 0)


def _span(low: int | Decimal, high: int | Decimal) -> Message:
    return amounts.joined([amounts.number(Decimal(low), 0), amounts.number(Decimal(high), 0)], "–")


def _strip(line: FeeOutlook, most: float) -> Strip:
    """The budget as a line, the expected as a dot with its 80 % interval."""

    def at(value: Decimal) -> float:
        return marks.along(float(value), most, END)

    amount = line.amount
    told = message(
        "{label}: {median} kr., 80% interval {span}, budget {budget}",
        label=message(CATALOGUE[line.id].label),
        median=amounts.number(amount.median, 0),
        span=_span(amount.low, amount.high),
        budget=amounts.number(line.budget, 0),
    )
    goes_on = float(amount.high) > most * END
    return Strip(
        (
            Part("track", 0, 1),
            Part("target", at(line.budget)),
            Part("spread", at(amount.low), at(amount.high), goes_on),
            Part("dot", at(amount.median)),
        ),
        told,
    )


def notes(years: int) -> tuple[Message, ...]:
    """What the odds rest on, and what they don't know."""
    few = message("With so few years the span is mostly the assumption that years swing by 5 to 50%.")
    always = message(
        "No trend is drawn, and targets hang together: their odds are not to be multiplied. The sum of the fees is "
        "taken as if its lines rose and fell together, so its span is on the wide side."
    )
    return (few, always) if years < FEW_YEARS else (always,)


def tables(report: NextReport, language: str) -> list[Table]:
    """The targets and the fees to come, with every number; none where there is no year to go by."""
    found = report.found
    if found is None:
        return []
    _ = Translator(language)
    name = title(report).say(language)
    years = [one.say(language) for one in report.years]

    def head(first: str, kind: Kind) -> tuple[Column, ...]:
        return (
            *columns(first),
            *columns(Kind.COUNT, *years),
            *columns(kind, _("Median"), _("Lowest"), _("Highest"), _("Target") if kind is Kind.COUNT else _("Budget")),
            *columns(Kind.SHARE, _("Probability")),
        )

    targets: list[tuple[Cell, ...]] = [
        (_(CATALOGUE[one.id].label), *one.counts, one.median, one.low, one.high, one.target, one.p_target)
        for one in found.targets
    ]
    paid: list[tuple[Cell, ...]] = [
        (
            _(CATALOGUE[one.id].label),
            *one.counts,
            one.amount.median,
            one.amount.low,
            one.amount.high,
            one.budget,
            one.p_within,
        )
        for one in found.fees
    ]
    total = found.fee_total
    paid.append(
        (_(CATALOGUE[FEE_TOTAL].label), *[None] * len(years), total.median, total.low, total.high, total.budget, None)
    )
    return [
        Table(name, head(_("Activity"), Kind.COUNT), tuple(targets)),
        Table(_("Fees that follow"), head(_("Fee"), Kind.MONEY), tuple(paid)),
    ]
