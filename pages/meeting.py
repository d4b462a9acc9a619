"""What do the parties go through together: meetings that are frozen, shown on a projector and minuted (§6, B3)."""

import streamlit as st

from ui import ask, html, messages
from ui.meeting import meeting_list, meeting_papers, meeting_prepare, meeting_release, show

if name := show.asked():
    show.run(name)
    html.stop()
if ask.selection() is None:
    messages.nothing_loaded()
    html.stop()
listed = meeting_list.heads()
meeting_list.head(listed)
html.flush()
with st.container(key="meeting"):
    meeting_list.table(listed)
    meeting_list.freeze_form()
    meeting = meeting_prepare.chosen(listed)
    if meeting is not None:
        meeting_prepare.sections(meeting)
        meeting_release.section(meeting)
        meeting_papers.offer(meeting)
    meeting_papers.offer_day(listed)
    html.flush()
