"""How far is it to the goal in jobs, and for how many companies is it known (R9, §7)?"""

import streamlit as st

from data_pipeline.findings import jobs as job_findings
from ui import ask, definitions, frame, heading, job_course, job_rows, takeaway
from ui.words import _

frame.inside()
report = ask.jobs()
source = _("Source: employment figures by CVR number")
heading.page(_("Jobs"), _("How far is it to the goal?"), job_findings.title(report), report.stamp, source)
with st.container(key="jobs"):
    figures, aside = st.columns([780, 276], gap="large")
with figures:
    job_rows.rows(report)
with aside:
    job_rows.definition(report)
job_course.section(report)
takeaway.offer("jobs", definitions.of(job_rows.shown_figures(report)))
