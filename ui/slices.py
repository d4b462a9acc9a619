"""The slice that the reader chose, beside the whole (R19)."""

from __future__ import annotations

from data_pipeline.views import slices
from ui import ask, html, table, words
from ui.words import _, safe


def beside(page: str) -> None:
    """Show the page's figures of the chosen slice beside the whole, which the rest of the page shows alone."""
    report = ask.slice_of(page)
    if report and report.lines:
        table.show(slices.table(report, words.chosen()))
        html.append(f'<h2 class="section whole">{safe(_("Whole agreement"))}</h2>')
