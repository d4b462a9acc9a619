"""“Mødets papirer”: slides, workbook and report as files, made when asked for, as the reader may see them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data_pipeline.language import N_
from data_pipeline.meetings import Meeting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from ui import ask, files, session, words
from ui.words import _, safe

_NAMES = {
    Form.PPTX: N_("Slides (PowerPoint)"),
    Form.HTML: N_("Slides without network"),
    Form.PDF: N_("Report and minutes (PDF)"),
    Form.XLSX: N_("All tables (Excel)"),
}


def offer(meeting: Meeting) -> None:
    """The four files of a meeting, under a heading of their own."""
    title = _("The meeting's papers")
    st.html(f'<h2 class="part">{safe(title)}</h2>')
    with st.container(key="takeaway", horizontal=True):
        st.html(f"<span>{safe(_('Download:'))}</span>")
        for form, name in _NAMES.items():
            person, mime, file = session.person(), meeting_papers.MIME[form], meeting_papers.file_name(meeting, form)
            make = partial(meeting_papers.make, form, ask.board().ledger, meeting, words.chosen(), by=person)
            st.download_button(
                _(name),
                data=files.made_for(person, make),
                file_name=file,
                mime=mime,
                key=f"paper_{form.value}",
                on_click="ignore",
                help=None,
            )
