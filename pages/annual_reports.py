"""Whom did each operator guide, and how did they fare (R16, B3)?"""

import streamlit as st

from ui import annual_findings, annual_tables, ask, frame, heading, messages
from ui.words import _

frame.inside()
report = ask.annual_reports()
question = _("Whom did the operators guide, and how did they fare?")
heading.page(_("Annual reports"), question, annual_findings.title(report), report.stamp, _("at quarter ends"))
if report.is_empty:
    messages.nothing(_("No quarter has ended yet"), _("Choose a later date at the foot of the menu"))
    st.stop()
for operator in report.operators:
    annual_tables.profile(operator)
    annual_tables.industries(operator)
annual_tables.note(report)
