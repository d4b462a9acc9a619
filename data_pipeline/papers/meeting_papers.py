"""Papers of a meeting to take home: slides, workbook, minutes, and slides for a room without network."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from data_pipeline.ledger import FeeLineIds, Ledger, audit
from data_pipeline.meetings import Meeting, sitting
from data_pipeline.papers import docx, html, minutes, names, pdf, pptx, xlsx
from data_pipeline.privacy.rights import Person
from data_pipeline.slides import deck, occasion


class Form(StrEnum):
    """Which paper."""

    PPTX = "pptx"
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


MIME = {
    Form.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PDF: "application/pdf",
    Form.HTML: "text/html",
}


def make(
    form: Form,
    ledger: Ledger,
    meeting: Meeting,
    language: str,
    *,
    by: Person,
    ids: Iterable[FeeLineIds] | None = None,
    template: bytes | None = None,
) -> bytes:
    """The paper for the meeting's audience, noted in the audit trail; the same meeting and minutes give the same bytes.

    `ids`: whom the fee lines of a meeting that is not kept are about. `template`: an organisation's own for slides.
    """
    about = occasion.of(ledger, meeting, by, ids)
    if form is Form.XLSX:
        made = xlsx.made(about, language)
    elif form is Form.PPTX:
        made = pptx.made(about, deck.slides(meeting, ledger), language, template)
    elif form is Form.HTML:
        made = html.made(about, deck.slides(meeting, ledger), language)
    else:
        told = minutes.of(about, sitting.of_meeting(ledger, meeting), deck.slides(meeting, ledger), language)
        if form is Form.PDF:
            made = pdf.made(about, told, language)
        else:
            made = docx.made(about, told, language, pdf.pages(about, told, language))
    audit.record(
        ledger,
        by,
        "export",
        format=form.value,
        language=language,
        agreement=meeting.agreement.id,
        as_of=meeting.as_of.isoformat(),
        snapshot=meeting.snapshot,
        **({"meeting": meeting.name} if meeting.name else {}),
    )
    return made


def file_name(meeting: Meeting, form: Form) -> str:
    """`midtby-2014-06-30.pptx`, for others `…-others.pptx`: plain letters, so that every system takes it."""
    name = names.plain(meeting.name) or meeting.as_of.isoformat()
    name += "" if meeting.audience.is_parties else "-others"
    begin = "" if name.startswith(meeting.agreement.id) else f"{meeting.agreement.id}-"
    return f"{begin}{name}.{form}"
