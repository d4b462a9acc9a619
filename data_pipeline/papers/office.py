"""What Word's and PowerPoint's files have in common: who made them and when, and the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from data_pipeline.slides.occasion import Occasion

LANGUAGES = {"da": "da-DK", "en": "en-GB"}
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MOMENT = (1980, 1, 1, 0, 0, 0)  # every part of the file: the same meeting gives the same bytes
_MORE: Mapping[str, str] = {"pptx": "<PresentationFormat>Widescreen</PresentationFormat>", "docx": ""}
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Væksttavlen</Application>{more}</Properties>"
)


def stamp(core: Any, occasion: Occasion, title: str, language: str) -> None:
    """Write whose file it is and of when: the meeting's author and the moment it was frozen."""
    head = occasion.meeting.head
    core.title, core.author, core.last_modified_by = title, head.author, head.author
    core.language, core.keywords = LANGUAGES[language], f"{head.agreement}, {head.checksum}"
    core.created = core.modified = head.frozen_at.replace(tzinfo=None, microsecond=0)
    core.revision, core.comments = 1, ""


def say_who_made(package: Any, form: str) -> None:
    """Put our name in place of that of the library's template."""
    app = next(one for one in package.iter_parts() if one.partname == "/docProps/app.xml")
    app._blob = _APP.format(more=_MORE[form]).encode("utf-8")


def fixed(file: bytes, *, is_inner: bool = False) -> bytes:
    """Return the same file with one time on all its parts, so that it is the same whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for one in made.infolist():
            content = made.read(one)
            if one.filename.endswith(".xlsx"):
                content = fixed(content, is_inner=True)
            elif is_inner and one.filename == "docProps/core.xml":
                content = _WHEN.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            written.writestr(zipfile.ZipInfo(one.filename, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
