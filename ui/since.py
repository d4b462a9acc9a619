"""“Siden mødet 30. juni 2014”: the five headlines then and now, and the way to the explanation."""

from __future__ import annotations

from data_pipeline.meetings.changes_report import Difference
from data_pipeline.views import changes as findings
from ui import ask, html, menu
from ui.words import _, safe


def section() -> None:
    """The strip; nothing where no meeting was held by the date that is shown."""
    report = ask.changes()
    if report is None:
        return
    with html.box("since_head"):
        html.append(f'<h2 class="section">{safe(findings.since(report))}</h2>')
        link = menu.link("changes", _("See the explanation"))
        html.append(f'<p class="against">{safe(findings.against(report))} · {link}</p>')
    html.append(f'<dl class="since">{"".join(map(_cell, report.headlines))}</dl>')
    if moved := findings.share_moved(report):
        html.note(moved)


def _cell(one: Difference) -> str:
    return (
        f"<div><dt>{safe(findings.cell_label(one))}</dt>"
        f"<dd><strong>{safe(findings.from_to(one))}</strong><span>{safe(findings.why(one))}</span></dd></div>"
    )
