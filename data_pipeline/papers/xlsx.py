"""A meeting as an XLSX workbook: one sheet a table, the fees line by line, and what it all means."""

from __future__ import annotations

from data_pipeline.papers import about, fee_lines, workbook
from data_pipeline.slides import minutes_tables
from data_pipeline.slides.occasion import Occasion
from data_pipeline.views import settlement
from data_pipeline.views.table import Table


def sheets(occasion: Occasion, language: str) -> tuple[Table, ...]:
    """The workbook's tables: what it is, then page by page, then what was said."""
    found = [about.about(occasion, language)]
    for chapter in occasion.chapters(language):
        tables = list(chapter.tables)
        if chapter.page == "fees" and occasion.meeting.reports["fees"].lines:
            tables[0] = fee_lines.counted_up(tables[0], occasion.meeting, language)
            if occasion.fee_ids is not None:
                tables.insert(1, fee_lines.lines(occasion.meeting, occasion.fee_ids, language))
            tables += [sheet for one in occasion.settlements for sheet in settlement.tables(one, language)]
        found += tables
    return *found, *minutes_tables.of(occasion, language)


def made(occasion: Occasion, language: str) -> bytes:
    """The file; the same meeting gives the same bytes."""
    head = occasion.meeting.head
    return workbook.written(
        sheets(occasion, language),
        language,
        occasion.title(language),
        occasion.footer(language),
        by=head.author,
        at=head.frozen_at,
        has_contents=True,
    )
