"""Both deadlines: what was done in time, late, or is still open."""

from __future__ import annotations

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.reports import Deadline, DeadlinesReport
from data_pipeline.views import deadlines as deadline_findings
from ui import headlines, html, legend, marks, theme, words
from ui.headlines import Row
from ui.words import _, safe, say


def rows(report: DeadlinesReport) -> None:
    """One row a deadline, the bar as long as all its cases."""
    shown = [_row(one) for one in report.deadlines]
    headlines.table(_("The two deadlines"), "", shown)
    legend.row([("actual", _("in time")), ("cut", _("late")), ("unknown", _("pending"))])
    told = [
        message(
            "{name}: within {count} working day",
            "{name}: within {count} working days",
            count=days,
            name=_(CATALOGUE[_figure(one)].label),
        )
        for one, days in zip(report.deadlines, report.working_days, strict=True)
    ]
    html.append(f'<p class="note">{safe(" · ".join(say(one) for one in told))}</p>')


def shown_figures(report: DeadlinesReport) -> list[tuple[str, str]]:
    """The figures of the page with their clauses, for the definitions."""
    return [(_figure(one), one.clause) for one in report.deadlines]


def _row(asked: Deadline) -> Row:
    decided = asked.kept + asked.missed
    label = _(CATALOGUE[_figure(asked)].label)
    share = "" if asked.share is None else words.spoken(language.share, asked.share)
    verdict = message("{share} in time", share=share) if share else message("Nothing decided")
    told = message(
        "{label}: {kept} of {decided} in time, {missed} late, {pending} pending",
        label=label,
        kept=asked.kept,
        decided=decided,
        missed=asked.missed,
        pending=asked.pending,
    )
    drawing = marks.Bullet(theme.tokens(), marks.HEADLINE)
    drawing.outcomes(asked.kept, asked.missed, asked.pending)
    return Row(
        figure=_figure(asked),
        clause=asked.clause,
        number=words.spoken(language.number, asked.kept) if decided else "–",
        unit="",
        of=say(message("of {count}", count=decided)) if decided else "",
        bullet=drawing.picture(say(told)),
        verdict=f"<strong>{safe(verdict)}</strong>",
        sentence=say(deadline_findings.sentence(asked)),
    )


def _figure(asked: Deadline) -> str:
    return f"deadline.{asked.id}"
