"""Klientens vej: where do clients drop off (R12)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from data_pipeline.figures import CATALOGUE, LEVELS, ROAD_STEPS, SEGMENTS
from data_pipeline.figures.trace import clause_of
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import Cell, Count, CountCell, Marks, Sum, Table
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class Step:
    """Parties that took a step and all before it, in each segment."""

    step: str
    entrepreneur: Count
    company: Count


@dataclass(frozen=True)
class Referral:
    """Parties referred to problem solvers, by who refers."""

    level: str
    local: Count
    specialised: Count


@dataclass(frozen=True)
class RoadReport:
    """The road as of the view's date (`day`), beside it how clients came in and whom they were referred to.

    `marks`: what others do not see.
    """

    stamp: Stamp
    clause: str
    day: dt.date | None
    steps: tuple[Step, ...]
    channels: tuple[tuple[str, Count], ...]
    referrals: tuple[Referral, ...]
    marks: Marks = field(default_factory=Marks)

    @property
    def is_empty(self) -> bool:
        """Whether there is no road: in meetings frozen before their first quarter had ended."""
        return not self.steps


SOLVERS = ("local", "specialised")
CHANNELS = ("outreach", "in_person", "phone", "mail", "unknown")


def answer(view: View) -> RoadReport:
    """The road as of the view's date."""
    with view.asking() as question:
        channels = {row["channel"]: row["party_count"] for row in question.rows("channel_count")}
        referred = {(row["level"], row["solver_type"]): row["party_count"] for row in question.rows("referral_count")}
    found = {step["step"]: step for step in view.figures("road")["road"]}
    steps = tuple(Step(name, *(found[name][segment] for segment in SEGMENTS)) for name in ROAD_STEPS)
    ways = tuple((name, channels[name]) for name in CHANNELS if channels.get(name))
    referrals = tuple(
        Referral(level, *(referred.get((level, solver), 0) for solver in SOLVERS))
        for level in LEVELS
        if any(referred.get((level, solver)) for solver in SOLVERS)
    )
    headlines = {target.id for target in view.agreement.targets}
    return RoadReport(
        stamp=view.stamp,
        clause=clause_of(view.agreement, CATALOGUE["road.guided_local.company"]),
        day=view.as_of,
        steps=steps,
        channels=ways,
        referrals=referrals,
        marks=small_cells.marks(
            [
                *(steps_table(steps, segment, f"guided.local.{segment}" in headlines) for segment in SEGMENTS),
                # Ways in and referrals overlap: a party may stand in several, so they add up to nothing.
                _list({("channels", place, 1): count for place, (_name, count) in enumerate(ways)}),
                _list(
                    {
                        ("referrals", place, solver): getattr(one, solver)
                        for place, one in enumerate(referrals)
                        for solver in SOLVERS
                    }
                ),
            ]
        ),
    )


def steps_table(steps: tuple[Step, ...], segment: str, is_headline: bool) -> Table:
    """One segment's road as a distribution: each step is the next one and those who left before it.

    `is_headline`: the first step is B1's own count, which is shown.
    """
    counts = [getattr(step, segment) for step in steps]
    shown = range(1 if is_headline else 0, len(counts))
    cells: dict[object, Cell] = {place: CountCell(counts[place], (("steps", place, segment),)) for place in shown}
    sums = []
    for place in range(len(counts) - 1):
        cells["left", place] = CountCell(counts[place] - counts[place + 1], is_derived=True)
        sums.append(Sum((place + 1, ("left", place)), place if place in shown else None))
    return Table(cells, tuple(sums))


def _list(counts: Mapping[tuple[str | int, ...], int]) -> Table:
    return Table({path: CountCell(count, (path,)) for path, count in counts.items()})
