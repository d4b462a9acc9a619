"""“Mødets papirer”: slides, workbook and report as files, made when asked for, as the reader may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from data_pipeline import meetings
from data_pipeline.language import N_, message
from data_pipeline.meetings import Head, Meeting, freezing
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person, Role
from ui import ask, files, html, words
from ui.entry import session
from ui.files import File
from ui.words import _, safe, say

_NAMES = {
    Form.PPTX: N_("Slides (PowerPoint)"),
    Form.HTML: N_("Slides without network"),
    Form.DOCX: N_("Minutes to edit (Word)"),
    Form.PDF: N_("Minutes and tables (PDF)"),
    Form.XLSX: N_("All tables (Excel)"),
}


def offer(meeting: Meeting) -> None:
    """The files of a meeting, and those for others where it is released, each under a heading of its own."""
    ledger = ask.board().ledger
    if not meeting.audience.is_parties:
        _of_meeting(meeting, _("The meeting's papers"))
        return
    _of_meeting(meeting, _("The meeting's papers, for the parties"))
    if meeting.name in meetings.released_names(ledger):
        _of_meeting(meetings.released(ledger, meeting), _("The meeting's papers, for others"))


def offer_day(listed: Sequence[Head]) -> None:
    """The papers of the day chosen in the menu where no meeting was frozen as of it; for the parties."""
    chosen = ask.selection()
    if chosen is None or not session.person().may(Role.PARTNER, chosen.agreement):
        return
    if any(one.as_of == chosen.as_of for one in listed):
        return
    _links(
        say(message("Papers of {day}, which nobody froze", day=chosen.as_of)),
        lambda form: f"{chosen.agreement}-{chosen.as_of.isoformat()}.{form}",
        partial(_made_of_day, chosen.agreement, chosen.as_of),
        (chosen.agreement, chosen.as_of),
    )


def _of_meeting(meeting: Meeting, title: str) -> None:
    what = (meeting.agreement.id, meeting.name, meeting.audience)
    _links(title, partial(meeting_papers.file_name, meeting), partial(_made, meeting), what)


def _links(
    title: str, name: Callable[[Form], str], make: Callable[[Form, str, Person], bytes], what: tuple[object, ...]
) -> None:
    """A link to each form of the paper under their title. `what`: all that they are made of."""
    language = words.chosen()
    links = "".join(
        files.link(
            _(label),
            File(name(form), meeting_papers.MIME[form], language, partial(make, form, language)),
            (*what, form),
        )
        for form, label in _NAMES.items()
    )
    html.append(
        f'<h2 class="part">{safe(title)}</h2><p class="takeaway"><span>{safe(_("Download:"))}</span>{links}</p>'
    )


def _made(meeting: Meeting, form: Form, language: str, by: Person) -> bytes:
    return meeting_papers.make(form, ask.board().ledger, meeting, language, by=by)


def _made_of_day(agreement: str, as_of: dt.date, form: Form, language: str, by: Person) -> bytes:
    board = ask.board()
    meeting, ids = freezing.unfrozen_meeting(board, agreement, as_of, by=by)
    return meeting_papers.make(form, board.ledger, meeting, language, by=by, ids=ids)
