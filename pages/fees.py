"""What may be settled, and what do the caps cut away (R7, §8, B2)?"""

import streamlit as st

from data_pipeline.findings import fees as fee_findings
from ui import ask, definitions, fee_months, fee_table, frame, heading, messages, settlement, takeaway, waterfall
from ui.words import _

frame.inside()
report = ask.fees()
source = _("Source: the shared CRM")
question = _("What may be settled, and what do the caps cut?")
heading.page(_("Fees"), question, fee_findings.title(report), report.stamp, source)
if not report.lines:
    messages.nothing(_("There are no fees to show"), _("Fees stand in the agreement file"))
    st.stop()
if report.is_empty:
    messages.nothing(_("No fees in the period yet"), _("Choose a later date at the foot of the menu"))
fee_table.headline(report)
fee_table.table(report)
with st.container(key="fee_parts"):
    left, right = st.columns(2, gap="large")
with left:
    waterfall.section(report.total)
with right:
    fee_table.stretches(report)
with st.container(key="fee_awaiting"):
    fee_table.awaiting(report)
settlement.section(ask.account())
fee_months.section(report)
takeaway.offer("fees", definitions.of(fee_table.shown_figures(report)))
