"""Every page's tables as neutral sheets, made from the page's own report: what it hides stays hidden in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from data_pipeline.language import N_, Message, translate
from data_pipeline.meetings import Meeting
from data_pipeline.views import (
    annual_reports,
    b1,
    changes,
    compare,
    data,
    deadlines,
    fees,
    focus_sectors,
    jobs,
    overview,
    road,
    satisfaction,
    strategy,
    terms,
    why,
)
from data_pipeline.views.table import Table

# A page's view by the page's name: it has `tables`, and the title `title`.
VIEWS: Mapping[str, ModuleType] = {
    "overview": overview,
    "targets": b1,
    "fees": fees,
    "satisfaction": satisfaction,
    "jobs": jobs,
    "focus_sectors": focus_sectors,
    "road": road,
    "deadlines": deadlines,
    "changes": changes,
    "compare": compare,
    "annual_reports": annual_reports,
    "strategy": strategy,
    "data": data,
    "why": why,
}
_NO_CHAPTERS = ("overview", "why")
_CHAPTER_NAMES = terms.PAGES | {"changes": N_("Since the meeting before")}


def of(page: str, report: Any, language: str, **choices: str) -> tuple[Table, ...]:
    """The page's tables in a language; `choices` are the page's own, such as the sector in depth."""
    return tuple(VIEWS[page].tables(report, language, **choices))


def title(page: str, report: Any) -> Message:
    """The page's finding."""
    found: Message = VIEWS[page].title(report)
    return found


@dataclass(frozen=True)
class Chapter:
    """A page of the meeting in the reader's language."""

    page: str
    title: str
    finding: str
    tables: tuple[Table, ...]


def chapters(meeting: Meeting, language: str) -> tuple[Chapter, ...]:
    """Every page whose figures a meeting's papers hold."""
    return tuple(
        Chapter(
            page,
            translate(_CHAPTER_NAMES[page], language),
            title(page, meeting.reports[page]).say(language),
            tuple(one for one in of(page, meeting.reports[page], language) if one.rows),
        )
        for page in VIEWS
        if page not in _NO_CHAPTERS and meeting.reports.get(page) is not None
    )
