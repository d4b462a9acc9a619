"""“Siden mødet 30. juni 2014”: the five headlines then and now, and the way to the explanation."""

from __future__ import annotations

import streamlit as st

from data_pipeline.findings import changes as findings
from data_pipeline.meetings.changes_report import Difference
from ui import ask, menu
from ui.words import _, safe


def section() -> None:
    """The strip; nothing where no meeting was held by the date that is shown."""
    report = ask.changes()
    if report is None:
        return
    with st.container(key="since_head"):
        st.html(f'<h2 class="section">{safe(findings.since(report))}</h2>')
        st.html(f'<p class="against">{safe(findings.against(report))} ·</p>')
        st.page_link(menu.path("changes"), label=_("See the explanation"))
    st.html(f'<dl class="since">{"".join(map(_cell, report.headlines))}</dl>')


def _cell(one: Difference) -> str:
    return (
        f"<div><dt>{safe(findings.cell_label(one))}</dt>"
        f"<dd><strong>{safe(findings.from_to(one))}</strong><span>{safe(findings.why(one))}</span></dd></div>"
    )
