"""Klientens vej: where do clients drop off (R12)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from data_pipeline import disclosure
from data_pipeline.disclosure import Count, Hidden
from data_pipeline.figures import CATALOGUE
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View, quarter_ends
from data_pipeline.trace import clause_of


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


CHANNELS = ("outreach", "in_person", "phone", "mail", "unknown")


def answer(view: View) -> RoadReport:
    """The road as of the latest quarter end by the view's date."""
    days = view.quarter_ends()
    clause = clause_of(view.agreement, CATALOGUE["road.guided_local.company"])
    first_day = quarter_ends(view.agreement.first_date, view.agreement.last_date)[0]
    if not days:
        return RoadReport(view.stamp, clause, first_day, None, (), (), ())
    day = days[-1]
    with view.asking(day) as question:
        channels = {row["channel"]: row["party_count"] for row in question.rows("channel_count")}
        referred = {(row["level"], row["solver_type"]): row["party_count"] for row in question.rows("referral_count")}
        guided = sum(row["actual"] for row in question.rows("activity") if row["measure"] == "guided.total")
    steps = view.figures("road", as_of=day)["road"]
    shown = {segment: steps_shown([step[segment] for step in steps]) for segment in ("entrepreneur", "company")}
    return RoadReport(
        stamp=view.stamp,
        clause=clause,
        first_day=first_day,
        day=day,
        steps=tuple(
            Step(step["step"], shown["entrepreneur"][number], shown["company"][number])
            for number, step in enumerate(steps)
        ),
        channels=tuple(
            channels_shown({name: channels[name] for name in CHANNELS if channels.get(name)}, guided).items()
        ),
        referrals=tuple(
            Referral(level, _alone(referred.get((level, "local"), 0)), _alone(referred.get((level, "specialised"), 0)))
            for level in ("local", "focused", "specialised")
            if (level, "local") in referred or (level, "specialised") in referred
        ),
    )


def steps_shown(counts: list[int]) -> list[Count]:
    """A falling row of counts: small ones hidden, and those whose step down from the last one shown is 1–4.

    7 of 8 referred that were contacted names the eighth, so the later of two such steps is hidden too. After a 6 only
    a 5, and after a small first step only a 0, would be hidden for that reason: there nothing more is said of a small
    count than that it is hidden, or the 5 and the 0 would follow.
    """
    shown: list[Count] = []
    last = counts[0] if counts else 0
    for position, count in enumerate(counts):
        tells = position > 0 and (disclosure.is_small(last) or last == disclosure.SMALL + 1)
        if disclosure.is_small(count) and not tells:
            shown.append(Hidden.FEW)
        elif disclosure.is_small(count) or disclosure.is_small(last - count):
            shown.append(Hidden.PROTECTED)
        else:
            shown.append(count)
            last = count
    return shown


def channels_shown(counts: Mapping[str, int], guided: int) -> dict[str, Count]:
    """Parties by channel, small counts hidden.

    A party may come through several channels, so there is no total to subtract from; but where those shown do not
    cover all guided, the rest must have come through the hidden one, and then another is hidden with it.
    """
    shown = {name: _alone(count) for name, count in counts.items()}
    covered = sum(count for count in shown.values() if not isinstance(count, Hidden))
    return disclosure.counts(counts) if covered < guided else shown


def _alone(count: int) -> Count:
    return Hidden.FEW if disclosure.is_small(count) else count
