"""B1's table as the parties know it: two segments side by side, rows with bullet, status and what is possible."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline import language
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, message
from data_pipeline.reports import Target, TargetsReport
from data_pipeline.views import headline, terms
from data_pipeline.views import targets as findings
from ui import definitions, html, legend, marks, status, why, words
from ui.words import _, safe, say

_GUIDANCE, _PROGRAMMES = N_("Guidance"), N_("Growth programmes")
# The heading over the first row of its measures.
_GROUP_OF = {
    "guided.local": _GUIDANCE,
    "guided.specialised": _GUIDANCE,
    "guided.total": _GUIDANCE,
    "programme.A": _PROGRAMMES,
    "programme.B": _PROGRAMMES,
    "programme.C": _PROGRAMMES,
    "programme.total": _PROGRAMMES,
}
LABELS = {
    "guided.local": N_("Local business service"),
    "guided.specialised": N_("– of these specialised"),
    "guided.total": N_("Guided in all"),
    "programme.A": N_("A level"),
    "programme.B": N_("B level"),
    "programme.C": N_("C level"),
    "programme.total": N_("Programmes in all"),
    "guided.focused": N_("Focused initiatives"),
}
TOTALS = ("guided.total", "programme.total")


def table(report: TargetsReport) -> None:
    """B1 with its legend; nothing for an agreement without targets, which the page's title says."""
    if not report.targets:
        return
    parts = "".join(_segment(segment, report.targets) for segment in terms.SEGMENTS)
    html.append(f'<div class="b1">{parts}</div>')
    legend.row(
        [
            ("actual", _(terms.REACHED)),
            ("expected", _("Expected after working days")),
            ("target", _("Target")),
            ("forecast", _forecast(report)),
            ("interval", _("80% interval, arrow: goes on")),
        ]
    )


def shown_figures(report: TargetsReport) -> list[tuple[str, str]]:
    """The figures of the table with their clauses, one of each measure, for the definitions."""
    by_measure = {one.measure: one for one in reversed(report.targets)}
    return [(one.id, one.clause) for one in reversed(by_measure.values())]


def _forecast(report: TargetsReport) -> str:
    """The word for a forecast, with the day it is of where that is known."""
    if not report.courses:
        return _("Forecast")
    return say(message("Forecast {day}", day=report.courses[0].month_ends[-1][0]))


def _segment(segment: str, targets: Sequence[Target]) -> str:
    rows = [one for one in targets if one.segment == segment]
    if not rows:
        return ""
    heads = {_GROUP_OF[one.measure]: one for one in reversed(rows) if one.measure in _GROUP_OF}
    body = "".join(
        (_group(group, one.clause) if heads.get(group := _GROUP_OF.get(one.measure, "")) is one else "")
        + _row(one, _label(one, rows))
        for one in rows
    )
    title = safe(_(terms.SEGMENTS_IN_FULL[segment]))
    return (
        f'<section class="segment {segment}"><h2>{title}</h2>'
        f'<div role="table" aria-label="{title}">{_head(rows)}{body}</div></section>'
    )


def _head(rows: Sequence[Target]) -> str:
    paced = next((one for one in rows if one.target and one.status != "none"), None)
    target_at = 1 / headline.ROW_END
    marks = f'<span style="left:{target_at * 100:.2f}%">{safe(_("target"))}</span>'
    if paced:
        expected_at = paced.expected / paced.target / headline.ROW_END
        if target_at - expected_at > headline.CROWDED:
            marks = f'<span style="left:max({expected_at * 100:.2f}%,30px)">{safe(_("expected"))}</span>{marks}'
    cells = "".join(
        f'<div role="columnheader" class="{kind}">{safe(text)}</div>'
        for kind, text in (
            ("number", _(terms.REACHED)),
            ("verdict", _("Status")),
            ("possible", _("Still possible with")),
        )
    )
    return (
        f'<div role="row" class="top"><div role="columnheader" class="label"><span class="unseen">'
        f"{safe(_('Target'))}</span></div>"
        f'<div role="columnheader" class="figure"><span class="scale">{marks}</span></div>{cells}</div>'
    )


def _group(title: str, clause: str) -> str:
    label = f"{safe(_(title))} {definitions.link(clause)}"
    return f'<div role="row" class="group"><div role="cell" class="label">{label}</div></div>'


def _label(target: Target, rows: Sequence[Target]) -> str:
    """What the row is called in B1; the specialised are "of these" only where the row over them is there."""
    if target.measure == "guided.specialised" and not any(one.measure == "guided.local" for one in rows):
        return _(CATALOGUE[target.id].label)
    return _(LABELS[target.measure])


def _row(target: Target, label: str) -> str:
    kind = "sum" if target.measure in TOTALS else "part"
    number = words.spoken(language.number, target.actual)
    if target.target:
        strip = headline.of_target(target, _(CATALOGUE[target.id].label), headline.ROW_END)
        figure = why.strip(strip, target.id, marks.ROW)
        number = say(message("{actual} of {target}", actual=target.actual, target=target.target))
    else:
        figure = f'<span class="no-target">{safe(_("No target agreed (0)"))}</span>'
    possible = findings.still_possible(target)
    return (
        f'<div role="row" class="{kind}"><div role="rowheader" class="label">{safe(label)}</div>'
        f'<div role="cell" class="figure">{figure}</div>'
        f'<div role="cell" class="number">{why.number(safe(number), target.id)}</div>'
        f'<div role="cell" class="verdict">{status.mark(target.status)}</div>'
        f'<div role="cell" class="possible">{safe(possible) if possible else ""}</div></div>'
    )
