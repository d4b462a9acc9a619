"""The headline rows of Overblik: label, number, bullet and a sentence, each target under the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, Message, message
from data_pipeline.reports import Fee, Jobs, OverviewReport, Satisfaction, Target
from data_pipeline.views import fees as fee_view
from data_pipeline.views import targets as findings
from ui import bullets, definitions, html, legend, status, why, words
from ui.words import _, safe, say

CERTAINTY = {
    "above": N_("statistically above: {interval}"),
    "below": N_("statistically not above: {interval}"),
    "open": N_("statistically open: {interval}"),
}


@dataclass(frozen=True)
class Row:
    """One headline. `verdict` is HTML, everything else is text."""

    figure: str
    clause: str
    number: str
    unit: str
    of: str
    bullet: str
    verdict: str
    sentence: str
    is_long: bool = False
    expected: float | None = None  # share of the axis, for the label above the first bullet on a phone


def of(report: OverviewReport) -> None:
    """The headline rows with their legend."""
    guided = [one for one in (report.entrepreneurs, report.companies) if one is not None]
    rows = [
        *map(_target, guided),
        _satisfaction(report.satisfaction),
        _jobs(report.jobs),
        _fees(report.fees),
    ]
    table(_("Headline figures"), _("target"), rows)
    legend.row(
        [
            ("actual", _("Reached")),
            ("expected", _("Expected today")),
            ("target", _("Target")),
            ("forecast", _("Forecast")),
            ("interval", _("80% interval")),
            ("share", _("Share with 95% interval")),
        ]
    )


def table(title: str, target: str, rows: Iterable[Row]) -> None:
    """Headline rows under a title; `target` is the word over the lines that stand under each other."""
    over = "at-target" if target else "unseen"
    head = (
        f'<div role="row" class="top"><div role="columnheader" class="label">{safe(_("Headline"))}</div>'
        f'<div role="columnheader" class="number"><span class="unseen">{safe(_("Reached"))}</span></div>'
        f'<div role="columnheader" class="figure"><span class="{over}">{safe(target or _("Bar"))}</span></div>'
        f'<div role="columnheader" class="verdict"><span class="unseen">{safe(_("Status"))}</span></div></div>'
    )
    body = "".join(_html(row, first=number == 0) for number, row in enumerate(rows))
    html.append(
        f'<h2 class="section headlines-title">{safe(title)}</h2>'
        f'<div role="table" class="headlines" aria-label="{safe(title)}">{head}{body}</div>'
    )


def fees(total: Fee) -> None:
    """What is payable, against the budget in words: no pace is agreed, so none is drawn."""
    row = replace(_fees(total), sentence=say(fee_view.remaining(total)))
    table(_("Payable so far"), _("budget"), [row])


def shown_figures(report: OverviewReport) -> Iterable[tuple[str, str]]:
    """The figures of the headline rows with their clauses, for the definitions."""
    guided = report.entrepreneurs or report.companies
    return (
        *([(guided.id, guided.clause)] if guided is not None else []),
        ("satisfaction", report.satisfaction.clause),
        (f"jobs.{report.jobs.measure}", report.jobs.clause),
        ("fee_total", report.fees.clause),
    )


def _html(row: Row, first: bool) -> str:
    scale = ""
    if first and row.expected is not None:
        scale = (
            '<span class="scale" aria-hidden="true">'
            f'<span style="left:max({row.expected * 100:.2f}%,30px)">{safe(_("expected"))}</span>'
            f'<span style="left:{100 / bullets.HEADLINE_END:.2f}%">{safe(_("target"))}</span></span>'
        )
    # On a phone a long "of …" stands with the sentence, where there is room.
    again = f'<span class="again">{safe(row.of)} · </span>' if row.is_long else ""
    unit = f' <span class="unit">{safe(row.unit)}</span>' if row.unit else ""
    return (
        '<div role="row" class="headline">'
        f'<div role="rowheader" class="label"><strong>{safe(_(CATALOGUE[row.figure].label))}</strong> '
        f"{definitions.link(row.clause)} {why.link(row.figure)}</div>"
        f'<div role="cell" class="number"><strong>{safe(row.number)}</strong>{unit} '
        f'<span class="of">{safe(row.of)}</span></div>'
        f'<div role="cell" class="figure">{scale}{why.mark(row.bullet, row.figure) if row.bullet else ""}</div>'
        f'<div role="cell" class="verdict">{row.verdict} '
        f'<span class="sentence">{again}{safe(row.sentence)}</span></div></div>'
    )


def _target(asked: Target) -> Row:
    figure = CATALOGUE[asked.id]
    whole = asked.target
    return Row(
        figure=asked.id,
        clause=asked.clause,
        number=words.spoken(language.number, asked.actual),
        unit="",
        of=say(message("of {count}", count=whole)) if whole else "",
        bullet=bullets.target(asked, _(figure.label)) if whole else "",
        verdict=status.mark(asked.status) if whole else f"<strong>{safe(_('No target agreed (0)'))}</strong>",
        sentence=say(findings.against_expected(asked)) if whole else "",
        expected=asked.expected / whole / bullets.HEADLINE_END if whole and asked.status != "none" else None,
    )


def _satisfaction(asked: Satisfaction) -> Row:
    label = _(CATALOGUE["satisfaction"].label)
    if asked.share is None or asked.low is None or asked.high is None:
        return Row(
            "satisfaction",
            asked.clause,
            "–",
            "",
            _("no answers"),
            bullets.share(asked, label),
            f"<strong>{safe(_('Not measured'))}</strong>",
            say(message("goal more than {goal}", goal=words.spoken(language.share, asked.goal))),
        )
    return Row(
        figure="satisfaction",
        clause=asked.clause,
        number=words.spoken(language.share, asked.share),
        unit="",
        of=say(message("of {count} answer", "of {count} answers", count=asked.answered)),
        bullet=bullets.share(asked, label),
        verdict=status.mark("met" if asked.met else "behind", _("Met") if asked.met else _("Not met")),
        sentence=say(certainty(asked, asked.low, asked.high)),
    )


def certainty(asked: Satisfaction, low: float, high: float) -> Message:
    """What the interval says about the goal (R8)."""
    return message(CERTAINTY[asked.certainty], interval=words.spoken(language.share_range, low, high))


def _jobs(asked: Jobs) -> Row:
    figure = CATALOGUE[f"jobs.{asked.measure}"]
    measured = asked.net if asked.measure == "net" else asked.created
    return Row(
        figure=figure.id,
        clause=asked.clause,
        number=words.spoken(language.number, measured),
        unit="",
        of=say(message("of {count}", count=asked.goal)),
        bullet=bullets.jobs(asked, _(figure.label)),
        verdict=_part(_("{share} of the goal"), float(measured), asked.goal),
        sentence=say(
            message("{count} company not measured", "{count} companies not measured", count=asked.not_measured)
        ),
    )


def _fees(asked: Fee) -> Row:
    figure = CATALOGUE["fee_total"]
    if not asked.clause:
        agreed = f"<strong>{safe(_('No fees are agreed'))}</strong>"
        return Row(figure.id, asked.clause, "–", "", "", bullet="", verdict=agreed, sentence="")
    before, amount, after = money_parts(asked.amount)
    return Row(
        figure=figure.id,
        clause=asked.clause,
        is_long=True,
        number=f"{before}{amount}",
        unit=after,
        of=say(message("of {amount}", amount=words.spoken(language.money, asked.budget))),
        bullet=bullets.fees(asked, _(figure.label)),
        verdict=_part(_("{share} of the budget"), float(asked.amount), float(asked.budget)),
        sentence=say(message("{count} awaits a timesheet", "{count} await a timesheet", count=asked.pending)),
    )


def money_parts(amount: Decimal) -> tuple[str, str, str]:
    """What stands before the number, the number, and what stands after it: the unit is set smaller."""
    number = language.number(amount, words.chosen(), 2)
    before, _found, after = words.spoken(language.money, amount).partition(number)
    return before, number, after


def _part(text: str, value: float, whole: float) -> str:
    if not whole:
        return ""
    return f"<strong>{safe(text.format(share=words.spoken(language.share, value / whole)))}</strong>"
