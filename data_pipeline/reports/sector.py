"""One focus sector in depth (R13, R19): each figure of it beside the whole, why it is so, and who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data_pipeline.agreements import Words
from data_pipeline.figures import find_slice
from data_pipeline.reports import deadlines, fees, jobs, pieces, satisfaction, sector_comparison
from data_pipeline.reports.deadlines import Case
from data_pipeline.reports.fees import Awaiting
from data_pipeline.reports.jobs import Company
from data_pipeline.reports.pieces import Deadline, Stamp
from data_pipeline.reports.satisfaction import LevelShare, SatisfactionReport
from data_pipeline.reports.sector_comparison import Compared, ComparisonReport, Party
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class RoadStep:
    """A step of the road (R12): the sector's parties by segment, and all the whole's."""

    step: str
    parties: Mapping[str, int]
    whole: int

    @property
    def count(self) -> int:
        """The sector's parties that took it."""
        return sum(self.parties.values())


@dataclass(frozen=True)
class Programme:
    """A growth programme that starts in the window (R5); `growth_level` is A, B or C."""

    client_id: str
    growth_level: str
    start_date: dt.date


@dataclass(frozen=True)
class SectorReport:
    """A sector, or those in none of them, as of the view's date: `compared` with the others, its `satisfaction` by
    month and how the whole's answers are spread (`answers`), `deadlines` of it and of the whole. Lists are by Kunde-ID.
    """

    stamp: Stamp
    id: str
    compared: ComparisonReport
    satisfaction: SatisfactionReport
    answers: LevelShare
    road: tuple[RoadStep, ...]
    deadlines: tuple[tuple[Deadline, Deadline], ...]
    cases: tuple[Case, ...]
    companies: tuple[Company, ...]
    awaiting: tuple[Awaiting, ...]
    programmes: tuple[Programme, ...]
    fees: Mapping[str, Words]
    parties: tuple[Party, ...]

    @property
    def sector(self) -> Compared:
        """The sector beside the whole."""
        return self.compared.sectors[self.compared.place(self.id)]

    @property
    def shows_ids(self) -> bool:
        """Whether it lists rows of the CRM."""
        return bool(self.parties)


def answer(view: View, sector: str) -> SectorReport:
    """The sector as of the view's date. Raises `Correctable` for one there is not."""
    part = replace(view, slice=find_slice(view.agreement, "sector", sector))
    parties = sector_comparison.rows(view)
    road = {step["step"]: step for step in part.figures("road")["road"]}
    return SectorReport(
        stamp=view.stamp,
        id=sector,
        compared=sector_comparison.compare(view, parties),
        satisfaction=satisfaction.answer(part),
        answers=satisfaction.levels_of(view)[0],
        road=tuple(_step(road[step["step"]], step) for step in view.figures("road")["road"]),
        deadlines=tuple(
            zip(*(pieces.deadlines_of(one.figures("deadlines"), view.agreement) for one in (part, view)), strict=True)
        ),
        cases=deadlines.cases(part) if view.has_ids else (),
        companies=jobs.companies(part) if view.has_ids else (),
        awaiting=fees.awaiting(part) if view.has_ids else (),
        programmes=_programmes(part) if view.has_ids else (),
        fees={fee.id: fee.label for fee in view.agreement.fees},
        parties=sector_comparison.listed(parties, sector) if view.has_ids else (),
    )


def _programmes(part: View) -> tuple[Programme, ...]:
    """The sector's programmes, level A first, the latest first within one."""
    with part.asking() as question:
        rows = question.rows("programme_in_window")
    found = (Programme(row["client_id"], row["growth_level"], row["start_date"]) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.growth_level, -one.start_date.toordinal(), one.client_id)))


def _step(own: Mapping[str, int | str], whole: Mapping[str, int | str]) -> RoadStep:
    segments = [name for name in own if name != "step"]
    return RoadStep(str(own["step"]), {name: int(own[name]) for name in segments}, sum(int(whole[n]) for n in segments))
