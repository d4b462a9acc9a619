"""What do the figures rest on: loads, refused and waiting rows, missing fields, definitions (§5, R14)?"""

import streamlit as st

from data_pipeline.findings import data as data_findings
from ui import ask, data_loads, data_tables, definitions, frame, heading, takeaway, trail
from ui.words import _

frame.inside()
report = ask.data()
heading.page(_("Data"), _("What do the figures rest on?"), data_findings.title(report), report.stamp)
data_tables.headline(report)
with st.container(key="data"):
    main, aside = st.columns([780, 276], gap="large")
with main:
    data_loads.section(report)
    data_loads.refused(report)
with aside:
    data_tables.debt(report)
    data_tables.inbox(ask.inbox())
trail.section()
takeaway.offer("data", definitions.entries(data_tables.meanings(report)))
