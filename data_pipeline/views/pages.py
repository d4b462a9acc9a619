"""Every page's tables as neutral sheets, made from the page's own report: what it hides stays hidden in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from data_pipeline.papers import agreement_tables, breakdown_tables, change_tables, why_tables
from data_pipeline.views.table import Sheet

TABLES: Mapping[str, Callable[..., list[Sheet]]] = MappingProxyType(
    {
        "overview": agreement_tables.overview,
        "targets": agreement_tables.targets,
        "fees": agreement_tables.fees,
        "satisfaction": agreement_tables.satisfaction,
        "jobs": agreement_tables.jobs,
        "deadlines": agreement_tables.deadlines,
        "strategy": agreement_tables.strategy,
        "focus_sectors": breakdown_tables.focus_sectors,
        "road": breakdown_tables.road,
        "annual_reports": breakdown_tables.annual_reports,
        "data": breakdown_tables.data,
        "changes": change_tables.changes,
        "why": why_tables.why,
    }
)


def of(page: str, report: Any, said: str, **choices: str) -> tuple[Sheet, ...]:
    """The page's tables in the language `said`; `choices` are the page's own, such as the sector in depth."""
    return tuple(TABLES[page](report, said, **choices))
