"""Where do clients drop off, how did they come in, and whom were they referred to (R12, §5)?"""

import streamlit as st

from ui import ask, definitions, frame, heading, messages, road_findings, road_steps
from ui.words import _

frame.inside()
report = ask.road()
question = _("Where do clients drop off?")
heading.page(_("The client's road"), question, road_findings.title(report), report.stamp, _("at quarter ends"))
if report.is_empty:
    messages.nothing(_("No quarter has ended yet"), _("Choose a later date at the foot of the menu"))
    st.stop()
road_steps.section(report)
with st.container(key="road_parts"):
    left, right = st.columns(2, gap="large")
with left:
    road_steps.channels(report)
with right:
    road_steps.referrals(report)
definitions.of(road_steps.shown_figures(report))
