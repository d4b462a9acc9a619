"""Satisfaction against the goal, both verdicts side by side, the levels and the tables (R8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import LevelShare, SatisfactionReport
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views import terms
from ui import answers, bullets, cells, headlines, html, share, sheet, status, why, words
from ui.words import _, safe, say

OPEN = {"above": ("met", N_("Above")), "below": ("behind", N_("Not above")), "open": ("pending", N_("Undecided"))}
NOTES = (
    N_("“Don't know”, a grade without a date and a date without a grade are no answer and cancel no earlier one."),
    N_("Those who were asked and have not answered are in no share: how they would have answered is not known."),
    N_("An answer without a level counts in all, but at no level; one party may have answered at several."),
)


def headline(report: SatisfactionReport) -> None:
    """The share against the goal, who was asked, and both verdicts."""
    whole = report.whole
    label = _(CATALOGUE["satisfaction"].label)
    is_known = whole.share is not None
    row = headlines.Row(
        figure="satisfaction",
        clause=whole.clause,
        number=words.spoken(language.share, whole.share) if whole.share is not None else "–",
        unit="",
        of=say(message("of {count} answer", "of {count} answers", count=whole.answered))
        if is_known
        else _("no answers"),
        bullet=bullets.share(whole, label),
        verdict=f"<strong>{safe(_counted(report))}</strong>",
        sentence=say(message("95% interval {interval}", interval=_interval(report))) if is_known else "",
    )
    headlines.table(_("Against the goal"), share.over(whole.goal), [row])
    facts = "".join(
        f"<div><dt>{safe(term)}</dt><dd><strong>{said}</strong><span>{safe(aside)}</span></dd></div>"
        for term, said, aside in _facts(report)
    )
    html.append(f'<dl class="facts">{facts}</dl>')


def levels(report: SatisfactionReport) -> None:
    """Shares and answers by level, as of the latest quarter end."""
    if report.day is None:
        html.append(f'<p class="note">{safe(_("Levels stand here from the first quarter end on."))}</p>')
        return
    day = f'<span class="unit">{safe(message("as of {day}, the latest quarter end", day=report.day))}</span>'
    with html.box("satisfaction_levels"), html.columns(1, 1) as column:
        with column():
            title = _("How answers are spread")
            html.append(f'<h2 class="part">{safe(title)} {day}</h2>')
            answers.rows(
                title, [answers.Row(_(terms.SCOPES[one.scope]), one.answered, one.spread) for one in report.levels]
            )
        with column():
            title = _("Share by level")
            html.append(f'<h2 class="part">{safe(title)} {day}</h2>')
            share.rows(
                title,
                report.whole.goal,
                [
                    share.Row(_(terms.SCOPES[one.scope]), one.answered, one.share, one.low, one.high)
                    for one in report.levels
                ],
            )


def as_table(report: SatisfactionReport) -> None:
    """The same numbers as tables: month ends, then levels."""
    months = [
        sheet.Line(
            why.number(safe(words.spoken(language.date, one.day)), "satisfaction", one.day),
            [
                safe(words.spoken(language.number, one.satisfied)),
                safe(words.spoken(language.number, one.answered)),
                cells.in_table(cells.share(one.share)),
                safe(share.interval(one.low, one.high)) or "–",
            ],
        )
        for one in report.course
    ]
    heads = [_("Satisfied"), _("Answers"), _("Share"), _("95% interval")]
    sheet.table(_("Satisfied by the end of each month"), _("By the end of"), heads, months, stacks=True)
    names = _spread_names(report)
    by_level = [sheet.Line(_named(one), _level(one, names)) for one in report.levels]
    heads = [_("Answers"), _("Share"), _("95% interval"), *(_(terms.ANSWERS[name]) for name in names)]
    if by_level:
        html.append('<div class="space"></div>')
        sheet.table(_("Share by level"), _("Level"), heads, by_level, stacks=True)


def notes() -> None:
    """What is no answer, and who is in no share."""
    told = "".join(f"<p>{safe(_(note))}</p>" for note in NOTES)
    html.append(f'<section class="aside answers-notes"><h2>{safe(_("Those who do not answer"))}</h2>{told}</section>')


def shown_figures(report: SatisfactionReport) -> list[tuple[str, str]]:
    """The figures of the page with their clause, for the definitions."""
    names = ("satisfaction", "response_rate", *(f"satisfaction.{one.scope}" for one in report.levels[1:]))
    return [(name, report.whole.clause) for name in names]


def _counted(report: SatisfactionReport) -> str:
    whole = report.whole
    if whole.share is None:
        return _("Not measured")
    return say(message("{count} satisfied", count=whole.satisfied))


def _interval(report: SatisfactionReport) -> str:
    return share.interval(report.whole.low, report.whole.high)


def _facts(report: SatisfactionReport) -> list[tuple[str, str, str]]:
    """Term, what is said of it as HTML, and the smaller line under it."""
    whole = report.whole
    rate = words.spoken(language.share, whole.response_rate) if whole.response_rate is not None else "–"
    facts = [
        (
            _("Asked"),
            safe(words.spoken(language.number, whole.invited)),
            say(message("{count} has not answered", "{count} have not answered", count=report.silent)),
        ),
        (_("Response rate"), safe(rate), _("of those who were asked")),
    ]
    if whole.share is None:
        return facts
    goal, rule = share.over(whole.goal), _("The agreement's rule")
    kept = status.mark("met" if whole.met else "behind", _("Met") if whole.met else _("Not met"))
    shape, word = OPEN[whole.certainty]
    sure = f'<span class="status {shape}">{status.shape(shape)}{safe(_(word))}</span>'
    certain = satisfaction_findings.certainty(report, _interval(report), words.spoken(language.share, whole.goal))
    facts.append((f"{rule}: {goal}", kept, say(satisfaction_findings.rule(report))))
    facts.append((_("Statistically certain"), sure, say(certain)))
    return facts


def _spread_names(report: SatisfactionReport) -> list[str]:
    """The groups of answers that any level is shown in, from the worst to the best."""
    spreads = [one.spread for one in report.levels if isinstance(one.spread, Mapping)]
    return [name for name in terms.ANSWERS if any(name in spread for spread in spreads)]


def _named(one: LevelShare) -> str:
    return why.number(
        safe(_(terms.SCOPES[one.scope])), "satisfaction" if one.scope == "all" else f"satisfaction.{one.scope}"
    )


def _level(one: LevelShare, names: Sequence[str]) -> list[str]:
    interval = share.interval(one.low, one.high) or "–"
    told = [cells.in_table(cells.count(one.answered)), cells.in_table(cells.share(one.share)), safe(interval)]
    if isinstance(one.spread, Hidden):
        return told + [cells.in_table(cells.word()) for _name in names]
    spread = one.spread or {}
    return told + [cells.in_table(cells.count(spread[name])) if name in spread else "–" for name in names]
