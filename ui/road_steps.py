"""The road as two rows of bars on one scale, and the tables of channels and referrals."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import N_, message
from data_pipeline.privacy.small_cells import SMALL, Count, Hidden
from data_pipeline.reports import RoadReport
from data_pipeline.views import terms
from ui import cells, definitions, html, legend, multiples, panel, sheet, why
from ui.panel import Scale
from ui.sheet import Line
from ui.words import _, safe, say

SEGMENTS = {"entrepreneur": N_("Entrepreneurs (before start – up to three years)"), "company": N_("Companies")}


def section(report: RoadReport) -> None:
    """Both segments side by side, with the same numbers as a table."""
    head = f"{safe(_('Step by step'))} {definitions.link(report.clause)}"
    html.append(f'<h2 class="part first">{head}</h2>')
    names = [label(step.step) for step in report.steps]
    counts = {segment: [getattr(step, segment) for step in report.steps] for segment in SEGMENTS}
    along = panel.scale(0, max((_end(one) for column in counts.values() for one in column), default=1))
    labels = "".join(f'<span class="cell">{safe(name)}</span>' for name in names)
    panels = "".join(_panel(report, segment, column, along) for segment, column in counts.items())
    html.append(
        f'<div class="multiples road" style="--count:{len(SEGMENTS)}"><div class="labels" aria-hidden="true">'
        f'<span></span>{labels}<span class="cell axis"></span></div>{panels}</div>'
    )
    entries = [("actual", _("Parties"))]
    if any(one is Hidden.FEW for column in counts.values() for one in column):
        entries.append(("few", say(message("{range} parties", range=cells.FEW))))
    legend.row(entries)
    lines = [
        Line(
            safe(name),
            [
                why.cell(cells.in_table(cells.count(column[number])), column[number], f"road.{step.step}.{segment}")
                for segment, column in counts.items()
            ],
        )
        for number, (step, name) in enumerate(zip(report.steps, names, strict=True))
    ]
    html.append('<div class="space"></div>')
    sheet.table(_("The client's road"), _("Step"), [_("Entrepreneurs"), _("Companies")], lines, is_dense=True)
    told = [
        message("As of {day}.", day=report.day),
        message("Each step counts the parties that took it and all before it, in any order in time."),
    ]
    html.append(f'<p class="note">{safe(" ".join(say(one) for one in told))}</p>')


def channels(report: RoadReport) -> None:
    """How the clients came in."""
    html.append(f'<h2 class="part">{safe(_("How they came in"))}</h2>')
    lines = [
        Line(safe(_(terms.CHANNELS[name])), [cells.in_table(cells.count(count))]) for name, count in report.channels
    ]
    sheet.table(_("How they came in"), _("Channel"), [_("Parties")], lines, is_dense=True)
    html.append(f'<p class="note">{safe(_("A party counts once for each channel it has used."))}</p>')


def referrals(report: RoadReport) -> None:
    """Whom they were referred to, local problem solvers first as the agreement asks."""
    html.append(f'<h2 class="part">{safe(_("Referred to problem solvers"))}</h2>')
    lines = [
        Line(
            safe(_(terms.OPERATORS[one.level])),
            [cells.in_table(cells.count(cell)) for cell in (one.local, one.specialised)],
        )
        for one in report.referrals
    ]
    columns = [_("Local solvers"), _("Specialised solvers")]
    sheet.table(_("Referred to problem solvers"), _("Referred by"), columns, lines, is_dense=True)
    html.append(f'<p class="note">{safe(_("Parties with at least one referral of the kind."))}</p>')


def label(step: str) -> str:
    """A step's name in the reader's language."""
    return _(CATALOGUE[f"road.{step}.company"].label)


def meanings(report: RoadReport) -> list[definitions.Definition]:
    """What the page's figures mean: one definition for all steps."""
    figure = CATALOGUE[f"road.{report.steps[0].step}.company"]
    return [definitions.Definition(_("The client's road"), _(figure.meaning), (report.clause,), figure.rule)]


def _panel(report: RoadReport, segment: str, counts: Sequence[Count], along: Scale) -> str:
    name = _(SEGMENTS[segment])
    rows = "".join(
        multiples.count(label(one.step), count, name, along, figure=f"road.{one.step}.{segment}")
        for one, count in zip(report.steps, counts, strict=True)
    )
    return f'<section class="multiple"><h2>{safe(name)}</h2>{rows}{multiples.axis(along, multiples.number)}</section>'


def _end(count: Count) -> int:
    return SMALL - 1 if isinstance(count, Hidden) else count
