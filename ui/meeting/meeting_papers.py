"""“Mødets papirer”: slides, workbook and report as files, made when asked for, as the reader may see them."""

from __future__ import annotations

from functools import partial

from data_pipeline import meetings
from data_pipeline.language import N_
from data_pipeline.meetings import Meeting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person
from ui import ask, files, html, words
from ui.files import File
from ui.words import _, safe

_NAMES = {
    Form.PPTX: N_("Slides (PowerPoint)"),
    Form.HTML: N_("Slides without network"),
    Form.DOCX: N_("Minutes to edit (Word)"),
    Form.PDF: N_("Minutes and tables (PDF)"),
    Form.XLSX: N_("All tables (Excel)"),
}


def offer(meeting: Meeting) -> None:
    """The four files of a meeting, and those for others where it is released, each under a heading of its own."""
    ledger = ask.board().ledger
    if not meeting.audience.is_parties:
        _files(meeting, _("The meeting's papers"))
        return
    _files(meeting, _("The meeting's papers, for the parties"))
    if meeting.name in meetings.released_names(ledger):
        _files(meetings.released(ledger, meeting), _("The meeting's papers, for others"))


def _files(meeting: Meeting, title: str) -> None:
    language = words.chosen()
    links = "".join(
        files.link(
            _(name),
            File(
                meeting_papers.file_name(meeting, form),
                meeting_papers.MIME[form],
                language,
                partial(_made, form, meeting, language),
            ),
            (meeting.agreement.id, meeting.name, meeting.audience, form),
        )
        for form, name in _NAMES.items()
    )
    html.append(
        f'<h2 class="part">{safe(title)}</h2><p class="takeaway"><span>{safe(_("Download:"))}</span>{links}</p>'
    )


def _made(form: Form, meeting: Meeting, language: str, by: Person) -> bytes:
    return meeting_papers.make(form, ask.board().ledger, meeting, language, by=by)
