"""A meeting as an XLSX workbook: one sheet a table, the fees line by line, and what it all means."""

from __future__ import annotations

from data_pipeline.papers import about, fee_lines, page_tables, said_tables, workbook
from data_pipeline.papers.occasion import Occasion
from data_pipeline.papers.tables import Sheet

# The pages whose tables a meeting's papers hold, in the order of the meeting.
PAGES = (
    "targets",
    "fees",
    "satisfaction",
    "jobs",
    "focus_sectors",
    "road",
    "deadlines",
    "annual_reports",
    "strategy",
    "data",
)


def sheets(occasion: Occasion, said: str) -> tuple[Sheet, ...]:
    """The workbook's tables: what it is, then page by page, then what was said."""
    found = [about.about(occasion, said)]
    for page in PAGES:
        tables = list(page_tables.of(page, occasion.meeting.reports[page], said))
        if page == "fees":
            tables[0] = fee_lines.counted_up(tables[0], occasion.meeting, said)
            if occasion.fee_ids is not None:
                tables.insert(1, fee_lines.lines(occasion.meeting, occasion.fee_ids, said))
        found += [sheet for sheet in tables if sheet.rows]
    return *found, *said_tables.of(occasion, said)


def made(occasion: Occasion, said: str) -> bytes:
    """The file; the same meeting gives the same bytes."""
    return workbook.written(sheets(occasion, said), said, occasion.title(said), occasion.footer(said))
