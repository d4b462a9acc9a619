"""Every page's tables as neutral sheets, made from the page's own report: what it hides stays hidden in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from data_pipeline.language import N_, Message, translate
from data_pipeline.meetings import Meeting
from data_pipeline.views import (
    annual_reports,
    b1,
    changes,
    data,
    deadlines,
    fees,
    focus_sectors,
    jobs,
    overview,
    road,
    satisfaction,
    strategy,
    targets,
    why,
)
from data_pipeline.views.table import Table

TABLES: Mapping[str, Callable[..., list[Table]]] = MappingProxyType(
    {
        "overview": overview.tables,
        "targets": b1.tables,
        "fees": fees.tables,
        "satisfaction": satisfaction.tables,
        "jobs": jobs.tables,
        "deadlines": deadlines.tables,
        "strategy": strategy.tables,
        "focus_sectors": focus_sectors.tables,
        "road": road.tables,
        "annual_reports": annual_reports.tables,
        "data": data.tables,
        "changes": changes.tables,
        "why": why.tables,
    }
)


def of(page: str, report: Any, said: str, **choices: str) -> tuple[Table, ...]:
    """The page's tables in the language `said`; `choices` are the page's own, such as the sector in depth."""
    return tuple(TABLES[page](report, said, **choices))


NAMES: Mapping[str, str] = MappingProxyType(
    {
        "targets": N_("Activity targets"),
        "fees": N_("Fees"),
        "satisfaction": N_("Satisfaction"),
        "jobs": N_("Jobs"),
        "focus_sectors": N_("Focus sectors"),
        "road": N_("The client's road"),
        "deadlines": N_("Deadlines"),
        "changes": N_("Since the meeting before"),
        "annual_reports": N_("Annual reports"),
        "strategy": N_("Strategy"),
        "data": N_("Data"),
    }
)


FINDINGS: Mapping[str, Callable[[Any], Message]] = MappingProxyType(
    {
        "targets": lambda report: targets.targets(report.targets),
        "fees": fees.title,
        "satisfaction": satisfaction.title,
        "jobs": jobs.title,
        "focus_sectors": focus_sectors.title,
        "road": road.title,
        "deadlines": deadlines.title,
        "changes": changes.title,
        "annual_reports": annual_reports.title,
        "strategy": strategy.title,
        "data": data.title,
    }
)


@dataclass(frozen=True)
class Chapter:
    """A page of the meeting in the reader's language."""

    page: str
    title: str
    finding: str
    tables: tuple[Table, ...]


def chapters(meeting: Meeting, said: str) -> tuple[Chapter, ...]:
    """Every page whose figures a meeting's papers hold."""
    return tuple(
        Chapter(
            page,
            translate(name, said),
            FINDINGS[page](meeting.reports[page]).say(said),
            tuple(one for one in of(page, meeting.reports[page], said) if one.rows),
        )
        for page, name in NAMES.items()
        if meeting.reports.get(page) is not None
    )
