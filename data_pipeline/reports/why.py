"""Hvorfor: why a figure is what it is: its rule, its SQL, the rows that count and those left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_pipeline import figures
from data_pipeline.agreements import Words
from data_pipeline.figures import CATALOGUE, FEE_TOTAL, NO_SECTOR, WHOLE, Figure, FigureId, find_slice
from data_pipeline.figures.trace import OTHER_SLICE, REASONS, Trace, clause_of, plan, trace
from data_pipeline.reports.jobs import Company, companies
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View
from data_pipeline.storage import models

FIRST = "guided.total.entrepreneur"
MOST_ROWS = 1000  # rows on screen; the file and the command line have them all


@dataclass(frozen=True)
class WhyReport:
    """A figure explained as of the view's date.

    `reasons` are what can leave a row of `row_kind` out. `trace` holds the rows, None for a sum of figures (`parts`).
    `counts`: all rows by reason, those that count first, whether or not `trace` still has them all; `companies`: what
    each moved, the largest first, where the figure is of jobs.
    """

    stamp: Stamp
    name: str
    figure: Figure
    sector: Words | None
    clause: str
    row_kind: str
    reasons: frozenset[str]
    sql: Mapping[str, str]
    trace: Trace | None
    counts: Mapping[str, int]
    parts: tuple[str, ...]
    companies: tuple[Company, ...] = ()

    @property
    def left_out(self) -> int:
        """How many rows do not count."""
        return sum(self.counts.values()) - self.counts.get("counted", 0)

    def for_screen(self) -> WhyReport:
        """The same with as many rows as a screen shows: what is kept between runs must not hold a hundred thousand."""
        if self.trace is None:
            return self
        counted, left_out = self.trace.counted[:MOST_ROWS], self.trace.left_out[:MOST_ROWS]
        return replace(self, trace=replace(self.trace, counted=counted, left_out=left_out))

    @property
    def shows_ids(self) -> bool:
        """Whether it holds ids of the CRM."""
        return self.trace is not None


def names(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Every figure that can be explained, the first one first; `sectors` are the agreement's."""
    plain = (name for name in CATALOGUE if FigureId.parse(name).family != "sector")
    of_sectors = (
        str(FigureId("sector", measure, sector=sector))
        for sector in (*sectors, NO_SECTOR)
        for measure in figures.SECTOR_FIGURES
    )
    return tuple(dict.fromkeys((FIRST, *plain, *of_sectors)))


def answer(view: View, figure: str = FIRST, slice: str = "") -> WhyReport:
    """The explanation of a figure (a catalogue id, or `sector.<id>.<measure>`) as of the view's date, of a slice
    (`sector.green`) where one is given.

    Raises `Correctable` with the nearest known name for a figure or a slice there is not.
    """
    agreed = view.agreement
    part = find_slice(agreed, *slice.split(".", 1)) if slice else WHOLE
    if figure == FEE_TOTAL:
        entry, parts = CATALOGUE[FEE_TOTAL], tuple(fee.id for fee in agreed.fees)
        clause = clause_of(agreed, entry)
        return WhyReport(view.stamp, figure, entry, None, clause, "", frozenset(), {}, None, {}, parts)
    asked, figure_id = plan(agreed, figure), FigureId.parse(figure)
    found = trace(view.store, agreed, view.as_of, figure, part)
    sectors = {sector.id: sector.name for sector in agreed.sectors}
    shown = [one for one in models.in_order([asked.model]) if one.layer not in models.BUILT_LAYERS]
    reasons = {name for name in REASONS if any(f"'{name}'" in one.sql for one in shown)}
    return WhyReport(
        stamp=view.stamp,
        name=figure,
        figure=asked.figure,
        sector=sectors.get(figure_id.sector),
        clause=clause_of(agreed, asked.figure),
        row_kind=asked.row_kind,
        reasons=frozenset(reasons | ({OTHER_SLICE} if slice else set())) - {"counted"},
        sql={one.name: one.sql for one in shown},
        trace=found,
        counts={"counted": len(found.counted), **found.reasons},
        parts=(),
        companies=_companies(replace(view, slice=part), figure_id.member) if asked.model == "trace_employment" else (),
    )


def _companies(view: View, measure: str) -> tuple[Company, ...]:
    """The companies whose change counts as `created`, `lost` or `net`, the largest change first."""
    sign = {"created": 1, "lost": -1}.get(measure)
    measured = (one for one in companies(view) if not one.reason)
    return tuple(one for one in measured if sign is None or one.moved * sign > 0)


def page_of(name: str) -> str:
    """The page that shows a figure."""
    return _PAGES[FigureId.parse(name).family]


_PAGES: Mapping[str, str] = {
    "guided": "targets",
    "programme": "targets",
    "fee": "fees",
    "fee_total": "fees",
    "satisfaction": "satisfaction",
    "response_rate": "satisfaction",
    "jobs": "jobs",
    "deadline": "deadlines",
    "road": "road",
    "sector": "focus_sectors",
    "completeness": "data",
}
