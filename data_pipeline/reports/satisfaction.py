"""Tilfredshed: are more than the agreed share satisfied (R8)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data_pipeline import disclosure, intervals
from data_pipeline.disclosure import Count, Hidden, Share
from data_pipeline.figures import LEVELS
from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Satisfaction, Stamp
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class LevelShare:
    """Satisfaction at one level (or `all`), as of a quarter end. `spread`: answers from the worst to the best."""

    scope: str
    answered: Count
    share: Share
    low: float | None
    high: float | None
    certainty: str
    spread: Mapping[str, int] | Hidden | None


@dataclass(frozen=True)
class MonthShare:
    """The share at a month end, with the number of voices behind it; None without answers."""

    day: dt.date
    satisfied: int
    answered: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class SatisfactionReport:
    """The whole as of the view's date, its course, and the levels as of the latest quarter end (`day`).

    `needed`: the fewest satisfied voices of those there are that meet the goal; `silent`: parties that were asked and
    have no voice; `month_ends` are the whole period's.
    """

    stamp: Stamp
    whole: Satisfaction
    needed: int
    silent: int
    month_ends: tuple[dt.date, ...]
    course: tuple[MonthShare, ...]
    day: dt.date | None
    levels: tuple[LevelShare, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has been asked or has answered yet."""
        return not (self.whole.invited or self.whole.answered)


def answer(view: View) -> SatisfactionReport:
    """Satisfaction as of the view's date."""
    whole = pieces.satisfaction_of(view.figures("satisfaction"), view.agreement)
    days = view.quarter_ends()
    goal = view.agreement.satisfaction.goal_percent
    return SatisfactionReport(
        stamp=view.stamp,
        whole=whole,
        needed=goal * whole.answered // 100 + 1,
        silent=_silent(whole),
        month_ends=tuple(view.all_month_ends()),
        course=tuple(_month(day, view.figures("satisfaction", as_of=day)["satisfaction"]) for day in _days(view)),
        day=days[-1] if days else None,
        levels=_levels(view, days[-1]) if days else (),
    )


def _days(view: View) -> list[dt.date]:
    """The month ends up to as-of and as-of itself, none before the first date."""
    return view.month_ends() if view.as_of >= view.agreement.first_date else []


def _silent(whole: Satisfaction) -> int:
    """Parties that were asked in the window and have no voice."""
    return round(whole.invited * (1 - whole.response_rate)) if whole.response_rate is not None else 0


def _month(day: dt.date, found: Mapping[str, Any]) -> MonthShare:
    return MonthShare(day, found["satisfied"], found["answered"], found["share"], found["low"], found["high"])


def _levels(view: View, day: dt.date) -> tuple[LevelShare, ...]:
    whole = view.figures("satisfaction", as_of=day)["satisfaction"]
    with view.asking(day) as question:
        spreads = {row["scope"]: row for row in question.rows("answer_distribution")}
    parts = {level: (one["satisfied"], one["answered"]) for level, one in whole["levels"].items()}
    # A party's answers at several levels overlap, so the levels do not add up to the whole: no cell follows from it.
    rows = [_row("all", (whole["satisfied"], whole["answered"]), whole["share"], whole["goal"], spreads)]
    return tuple(
        rows + [_row(level, parts[level], disclosure.share(*parts[level]), whole["goal"], spreads) for level in LEVELS]
    )


def _row(
    scope: str, part: tuple[int, int], share: Share, goal: float, spreads: Mapping[str, Mapping[str, int]]
) -> LevelShare:
    """One scope's row; the whole is a headline figure, so its number of voices is shown however small."""
    answered = part[1]
    interval = intervals.wilson(*part) if isinstance(share, float) else None
    spread: Mapping[str, int] | Hidden | None = None
    if share is Hidden.PROTECTED:
        spread = Hidden.PROTECTED
    elif scope in spreads:
        row = spreads[scope]
        spread = disclosure.answers(
            row["dissatisfied_count"], row["neutral_count"], row["satisfied_count"], row["very_satisfied_count"]
        )
    low, high = interval or (None, None)
    return LevelShare(
        scope=scope,
        answered=Hidden.FEW if scope != "all" and disclosure.is_small(answered) else answered,
        share=share,
        low=low,
        high=high,
        certainty=intervals.certainty(interval, goal),
        spread=spread,
    )
