"""Klientens vej: where do clients drop off (R12)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from data_pipeline.figures import CATALOGUE, ROAD_STEPS
from data_pipeline.figures.trace import clause_of
from data_pipeline.privacy import courses, small_cells
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, quarter_ends


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
    """The road as of the latest quarter end (`day`), beside it how clients came in and whom they were referred to.

    Without a quarter end by as-of there is nothing to show, and `steps` is empty; `first_day` is the first there will
    be.
    """

    stamp: Stamp
    clause: str
    first_day: dt.date
    day: dt.date | None
    steps: tuple[Step, ...]
    channels: tuple[tuple[str, Count], ...]
    referrals: tuple[Referral, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no quarter has ended yet."""
        return not self.steps


LEVELS = ("local", "focused", "specialised")
SOLVERS = ("local", "specialised")
CHANNELS = ("outreach", "in_person", "phone", "mail", "unknown")


SEGMENTS = ("entrepreneur", "company")


@dataclass(frozen=True)
class _Asked:
    """All that is true on a day, nothing hidden; `guided`: parties guided in all."""

    steps: Mapping[str, list[int]]
    channels: Mapping[str, int]
    referrals: Mapping[tuple[str, str], int]
    guided: int


def answer(view: View) -> RoadReport:
    """The road as of the latest quarter end by the view's date."""
    clause = clause_of(view.agreement, CATALOGUE["road.guided_local.company"])
    first_day = quarter_ends(view.agreement.first_date, view.agreement.last_date)[0]
    asked, earlier = view.courses(_ask)
    if not asked:
        return RoadReport(view.stamp, clause, first_day, None, (), (), ())
    shown = {
        segment: roads_shown(
            [one.steps[segment] for one in asked], [[one.steps[segment] for one in course] for course in earlier]
        )[-1]
        for segment in SEGMENTS
    }
    channels = courses.overlapping(
        [one.channels for one in asked],
        [[one.channels for one in course] for course in earlier],
        [one.guided for one in asked],
    )[-1]
    referrals = courses.counts(_referrals(asked), [_referrals(course) for course in earlier], has_total=False)[-1]
    return RoadReport(
        stamp=view.stamp,
        clause=clause,
        first_day=first_day,
        day=view.quarter_ends()[-1],
        steps=tuple(
            Step(step, shown["entrepreneur"][number], shown["company"][number])
            for number, step in enumerate(ROAD_STEPS)
        ),
        channels=tuple((name, channels[name]) for name in CHANNELS if channels[name] != 0),
        referrals=tuple(
            Referral(level, referrals[level, "local"], referrals[level, "specialised"])
            for level in LEVELS
            if any(asked[-1].referrals.get((level, solver)) for solver in SOLVERS)
        ),
    )


def _referrals(course: Sequence[_Asked]) -> list[dict[tuple[str, str], int]]:
    pairs = [(level, solver) for level in LEVELS for solver in SOLVERS]
    return [{pair: one.referrals.get(pair, 0) for pair in pairs} for one in course]


def _ask(view: View, day: dt.date) -> _Asked:
    with view.asking(day) as question:
        channels = {row["channel"]: row["party_count"] for row in question.rows("channel_count")}
        referred = {(row["level"], row["solver_type"]): row["party_count"] for row in question.rows("referral_count")}
        guided = sum(row["actual"] for row in question.rows("activity") if row["measure"] == "guided.total")
    road = view.figures("road", as_of=day)["road"]
    return _Asked(
        steps={segment: [step[segment] for step in road] for segment in SEGMENTS},
        channels={name: channels.get(name, 0) for name in CHANNELS},
        referrals=referred,
        guided=guided,
    )


def roads_shown(course: Sequence[list[int]], earlier: Sequence[Sequence[list[int]]] = ()) -> list[list[Count]]:
    """One segment's road at every quarter end; a step is also hidden when it is 1–4 from what the reader may have seen.

    The first step is B1's own count.
    """
    shown: list[list[Count]] = []
    for position, counts in enumerate(course):
        seen = [set[int]()] + [
            {count for row in shown if not isinstance(count := row[step], Hidden)}.union(
                *(courses.seen_before([row[step] for row in before], position) for before in earlier)
            )
            for step in range(1, len(counts))
        ]
        shown.append(steps_shown(counts, seen))
    return shown


def steps_shown(counts: list[int], seen: Sequence[Set[int]] = ()) -> list[Count]:
    """A falling row of counts: small ones hidden, and those whose step down from the last one shown is 1–4.

    7 of 8 referred that were contacted names the eighth, so the later of two such steps is hidden too. After a 6 only
    a 5, and after a small first step only a 0, would be hidden for that reason: there nothing more is said of a small
    count than that it is hidden, or the 5 and the 0 would follow. `seen`: what the reader may have seen of each.
    """
    shown: list[Count] = []
    last = counts[0] if counts else 0
    for position, count in enumerate(counts):
        tells = position > 0 and (small_cells.is_small(last) or last == small_cells.SMALL + 1)
        moved = bool(seen) and courses.is_close(count, seen[position])
        if small_cells.is_small(count) and not tells:
            shown.append(Hidden.FEW)
        elif small_cells.is_small(count) or small_cells.is_small(last - count) or moved:
            shown.append(Hidden.PROTECTED)
        else:
            shown.append(count)
            last = count
    return shown
