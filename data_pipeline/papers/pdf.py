"""A meeting as a PDF of minutes and report, tagged for screen readers (PDF/UA-1), with the house's own letters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from data_pipeline.language import translate
from data_pipeline.papers import about, drawings
from data_pipeline.slides import minutes_tables
from data_pipeline.slides.occasion import PAGES, Occasion
from data_pipeline.slides.slide import Slide
from data_pipeline.views import settlement
from data_pipeline.views.table import Kind, Table, Translator, format_cell, is_marked, noted

HERE = Path(__file__).parent
REGIONS = {"da": "DK", "en": "GB"}
PICTURE_WIDTH, PICTURE_HEIGHT = 1500, 560  # px of the projector's stage
LINE = 150  # letters on a line of a table
WIDE = 24  # letters: a column with a longer word or sentence takes what room others leave


def made(occasion: Occasion, shown: Sequence[Slide], language: str) -> bytes:
    """The file, with the charts of these slides; the same meeting and minutes give the same bytes."""
    template = (HERE / "report.typ").read_bytes()
    return typst.compile(
        template,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"report": json.dumps(_report(occasion, shown, language), ensure_ascii=False)},
        pdf_standards=["1.7", "ua-1"],
        timestamp=int(occasion.meeting.head.frozen_at.timestamp()),
    )


@lru_cache
def _fonts() -> typst.Fonts:
    """The house's letters and no others: the same file on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])


def _report(occasion: Occasion, shown: Sequence[Slide], language: str) -> Mapping[str, Any]:
    """All that the template sets, as text in the reader's language."""
    _ = Translator(language)
    agreed = occasion.meeting.agreement
    return {
        "title": occasion.title(language),
        "author": occasion.meeting.head.author,
        "keywords": [agreed.id, occasion.meeting.head.checksum],
        "language": language,
        "region": REGIONS[language],
        "document": agreed.document.say(language),
        "footer": occasion.footer(language),
        "page_of": _("page {page} of {pages}"),
        "stamp": {"title": _("About this report"), "facts": about.facts(occasion, language)},
        "parts": [*_minutes(occasion, language), *_pages(occasion, shown, language), _definitions(occasion, language)],
    }


def _minutes(occasion: Occasion, language: str) -> Iterable[Mapping[str, Any]]:
    tables = minutes_tables.of(occasion, language)
    if tables:
        yield _part(translate("Minutes", language), "", tables, language, is_new_page=False)


def _pages(occasion: Occasion, shown: Sequence[Slide], language: str) -> Iterable[Mapping[str, Any]]:
    for one in occasion.chapters(language):
        pictures = [_picture(slide, language) for slide in shown if PAGES.get(slide.part) == one.page]
        tables = list(one.tables)
        if one.page == "fees":
            tables += [settlement.summary(settled, language) for settled in occasion.settlements]
        yield _part(one.title, one.finding, tables, language, [found for found in pictures if found])


def _picture(slide: Slide, language: str) -> Mapping[str, Any] | None:
    """The slide's chart and its words; None for a list, which is a table already."""
    alt = slide.alt(language)
    drawn = drawings.svg(slide.chart, language, PICTURE_WIDTH, PICTURE_HEIGHT, alt=alt, mark=slide.id)
    return {"svg": drawn, "alt": alt} if drawn else None


def _definitions(occasion: Occasion, language: str) -> Mapping[str, Any]:
    return _part(translate("How it is counted", language), "", [about.definitions(occasion, language)], language)


def _part(
    title: str,
    finding: str,
    tables: Iterable[Table],
    language: str,
    pictures: Sequence[Mapping[str, Any]] = (),
    *,
    is_new_page: bool = True,
) -> Mapping[str, Any]:
    return {
        "title": title,
        "finding": finding[:1].upper() + finding[1:],
        "new_page": is_new_page,
        "pictures": pictures,
        "tables": [_table(one, language) for one in tables],
    }


def _table(sheet: Table, language: str) -> Mapping[str, Any]:
    rows = [
        [format_cell(cell, column.kind, language) for cell, column in zip(row, sheet.columns, strict=True)]
        for row in sheet.rows
    ]
    # A table that would not stand whole gives its longest words what room the numbers leave.
    heads = [max(map(len, column.title.split()), default=0) for column in sheet.columns]
    needed = sum(max([head, *(len(row[place]) for row in rows)]) + 3 for place, head in enumerate(heads))
    is_wide = needed > LINE
    return {
        "title": sheet.title,
        "columns": [
            {
                "title": column.title,
                "right": column.kind not in (Kind.TEXT, Kind.DATE, Kind.CLAUSE),
                "wide": is_wide and column.kind is Kind.TEXT and any(len(row[place]) > WIDE for row in rows),
            }
            for place, column in enumerate(sheet.columns)
        ],
        "rows": [
            [{"text": text, "marked": is_marked(cell)} for text, cell in zip(texts, cells, strict=True)]
            for texts, cells in zip(rows, sheet.rows, strict=True)
        ],
        "notes": noted(sheet, language).notes,
    }
