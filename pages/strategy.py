"""Where do the strategy's milestones and the parties' obligations stand (R17, §6, B4)?"""

import streamlit as st

from ui import ask, frame, heading, strategy_findings, strategy_tables
from ui.words import _

frame.inside()
report = ask.strategy()
question = _("Where do milestones and obligations stand?")
heading.page(_("Strategy"), question, strategy_findings.title(report), report.stamp)
with st.container(key="strategy"):
    strategy_tables.milestones(report)
    strategy_tables.obligations(report)
    strategy_tables.objectives(report)
