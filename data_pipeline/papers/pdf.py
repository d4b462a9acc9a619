"""A meeting as a PDF of minutes and report, tagged for screen readers (PDF/UA-1), with the house's own letters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from data_pipeline.language import translate
from data_pipeline.papers import about, said_tables
from data_pipeline.papers.chapters import chapters
from data_pipeline.papers.occasion import Occasion
from data_pipeline.papers.tables import Kind, Sheet, Speaker, written

HERE = Path(__file__).parent
STANDARDS = ["1.7", "ua-1"]
REGIONS = {"da": "DK", "en": "GB"}
WIDE = 24  # letters: a column with a longer word or sentence takes what room others leave


def made(occasion: Occasion, said: str) -> bytes:
    """The file; the same meeting gives the same bytes."""
    template = (HERE / "report.typ").read_bytes()
    return typst.compile(
        template,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(_report(occasion, said), ensure_ascii=False)},
        pdf_standards=STANDARDS,
        timestamp=int(occasion.meeting.head.frozen_at.timestamp()),
    )


@lru_cache
def _fonts() -> typst.Fonts:
    """The house's letters and no others: the same file on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])


def _report(occasion: Occasion, said: str) -> Mapping[str, Any]:
    """All that the template sets, as text in the reader's language."""
    _ = Speaker(said)
    agreed = occasion.meeting.agreement
    return {
        "title": occasion.title(said),
        "author": occasion.meeting.head.author,
        "keywords": [agreed.id, occasion.meeting.head.checksum],
        "language": said,
        "region": REGIONS[said],
        "document": agreed.document.say(said),
        "footer": occasion.footer(said),
        "page_of": _("page {page} of {pages}"),
        "stamp": {"title": _("About this report"), "facts": about.facts(occasion, said)},
        "parts": [*_said(occasion, said), *_pages(occasion, said), _definitions(occasion, said)],
    }


def _said(occasion: Occasion, said: str) -> Iterable[Mapping[str, Any]]:
    tables = said_tables.of(occasion, said)
    if tables:
        yield _part(translate("Minutes", said), "", tables, said, is_new_page=False)


def _pages(occasion: Occasion, said: str) -> Iterable[Mapping[str, Any]]:
    for one in chapters(occasion.meeting, said):
        yield _part(one.title, one.finding, one.tables, said)


def _definitions(occasion: Occasion, said: str) -> Mapping[str, Any]:
    return _part(translate("How it is counted", said), "", [about.definitions(occasion, said)], said)


def _part(
    title: str, finding: str, tables: Iterable[Sheet], said: str, *, is_new_page: bool = True
) -> Mapping[str, Any]:
    return {
        "title": title,
        "finding": finding,
        "new_page": is_new_page,
        "pictures": [],
        "tables": [_table(one, said) for one in tables],
    }


def _table(sheet: Sheet, said: str) -> Mapping[str, Any]:
    rows = [
        [written(cell, column.kind, said) for cell, column in zip(row, sheet.columns, strict=True)]
        for row in sheet.rows
    ]
    return {
        "title": sheet.title,
        "columns": [
            {
                "title": column.title,
                "right": column.kind not in (Kind.TEXT, Kind.DATE),
                "wide": column.kind is Kind.TEXT and (place == 0 or any(len(row[place]) > WIDE for row in rows)),
            }
            for place, column in enumerate(sheet.columns)
        ],
        "rows": rows,
        "notes": sheet.notes,
    }
