"""Are we on course? Five headline figures and what needs attention."""

import streamlit as st

from data_pipeline.findings import figures as findings
from ui import ask, attention, definitions, frame, heading, headlines, since, takeaway
from ui.words import _

frame.inside()
report = ask.overview()
heading.page(_("Overview"), _("Are we on course?"), findings.overview(report), report.stamp)
with st.container(key="overview"):
    figures, aside = st.columns([780, 276], gap="large")
with figures:
    headlines.of(report)
with aside:
    attention.listed(findings.attention(report))
since.section()
takeaway.offer("overview", definitions.of(headlines.shown_figures(report)))
