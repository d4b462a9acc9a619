"""The form with which administrators let others than the parties see a meeting, small numbers hidden (R18)."""

from __future__ import annotations

import streamlit as st

from data_pipeline import meetings
from data_pipeline.language import message
from data_pipeline.meetings import Meeting
from data_pipeline.privacy.rights import Role
from ui import ask, html, said
from ui.entry import session
from ui.words import _, safe, say

FORM = "release"


def section(meeting: Meeting) -> None:
    """Whether others see the meeting, and the form that lets them; for administrators alone."""
    if not session.person().may(Role.ADMINISTRATOR, meeting.agreement.id):
        return
    is_released = meeting.name in meetings.released_names(ask.board().ledger)
    html.append(f'<h2 class="part">{safe(_("Release for others"))}</h2>')
    html.flush()
    with st.form("release", border=False):
        told = _("Others see it, small numbers hidden.") if is_released else _("Only the parties see it.")
        what = _("Others get its tables with small numbers hidden: no ids, no rows. It can not be taken back.")
        html.append(f'<p class="note">{safe(told)} {safe(what)}</p>')
        html.flush()
        st.checkbox(_("With decisions, actions and remarks, and who wrote them"), key="release_notes")
        st.checkbox(_("With stories and marks on figures, and who wrote them"), key="release_stories")
        st.form_submit_button(_("Release it"), type="primary", on_click=_release, args=(meeting.name,))
    said.show(FORM)


def _release(name: str) -> None:
    """Release the meeting as ticked, through the function that the command uses too; it asks for the role."""

    def write() -> None:
        notes, stories = st.session_state["release_notes"], st.session_state["release_stories"]
        meetings.release(ask.board().ledger, name, by=session.person(), has_notes=notes, has_stories=stories)

    said.done(FORM, write, say(message("The meeting {name} is released.", name=name)))
