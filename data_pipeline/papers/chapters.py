"""The pages of a meeting in order: what each is called, what it finds, and its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from data_pipeline.language import N_, Message, translate
from data_pipeline.meetings import Meeting
from data_pipeline.views import (
    annual_reports,
    changes,
    data,
    deadlines,
    fees,
    focus_sectors,
    jobs,
    pages,
    road,
    satisfaction,
    strategy,
    targets,
)
from data_pipeline.views.table import Sheet

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
    tables: tuple[Sheet, ...]


def chapters(meeting: Meeting, said: str) -> tuple[Chapter, ...]:
    """Every page whose figures a meeting's papers hold."""
    return tuple(
        Chapter(
            page,
            translate(name, said),
            FINDINGS[page](meeting.reports[page]).say(said),
            tuple(one for one in pages.of(page, meeting.reports[page], said) if one.rows),
        )
        for page, name in NAMES.items()
        if meeting.reports.get(page) is not None
    )
