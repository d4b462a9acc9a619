"""Tilfredshed: are more than the agreed share satisfied (R8)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_pipeline.arithmetic import intervals
from data_pipeline.figures import LEVELS
from data_pipeline.privacy import courses
from data_pipeline.privacy.courses import Part
from data_pipeline.privacy.small_cells import Count, Hidden, Share
from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Satisfaction, Stamp
from data_pipeline.reports.view import View

ANSWERS = ("dissatisfied", "neutral", "satisfied", "very_satisfied")


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
        levels=_levels(view),
    )


def _days(view: View) -> list[dt.date]:
    """The month ends up to as-of and as-of itself, none before the first date."""
    return view.month_ends() if view.as_of >= view.agreement.first_date else []


def _silent(whole: Satisfaction) -> int:
    """Parties that were asked in the window and have no voice."""
    return round(whole.invited * (1 - whole.response_rate)) if whole.response_rate is not None else 0


def _month(day: dt.date, found: Mapping[str, Any]) -> MonthShare:
    return MonthShare(day, found["satisfied"], found["answered"], found["share"], found["low"], found["high"])


@dataclass(frozen=True)
class _Asked:
    """All that is true on a day, nothing hidden: voices by scope (part satisfied, whole), and how they are spread."""

    voices: Mapping[str, Part]
    spreads: Mapping[str, Mapping[str, int]]


def _ask(view: View, day: dt.date) -> _Asked:
    whole = view.figures("satisfaction", as_of=day)["satisfaction"]
    with view.asking(day) as question:
        rows = {row["scope"]: row for row in question.rows("answer_distribution")}
    scopes = {"all": whole, **whole["levels"]}
    return _Asked(
        {scope: Part(one["satisfied"], one["answered"]) for scope, one in scopes.items()},
        {scope: {name: rows[scope][f"{name}_count"] if scope in rows else 0 for name in ANSWERS} for scope in scopes},
    )


def _levels(view: View) -> tuple[LevelShare, ...]:
    """The whole and the levels as of the latest quarter end.

    The whole is a headline figure: its voices and its share are shown however small. A party's answers at several
    levels overlap, so the levels do not add up to the whole, and no cell follows from it.
    """
    asked, earlier = view.courses(_ask)
    if not asked:
        return ()
    answered = courses.counts(_answered(asked), [_answered(one) for one in earlier], has_total=False)
    voices = [_voices(one) for one in earlier]
    shares = courses.shares(_voices(asked), voices, has_total=False, wholes=answered)
    rows = []
    for scope, part in asked[-1].voices.items():
        spreads = courses.answers(
            [one.spreads[scope] for one in asked], [[one.spreads[scope] for one in course] for course in earlier]
        )
        is_all = scope == "all"
        count, share = (part.whole, _ratio(part)) if is_all else (answered[-1][scope], shares[-1][scope])
        rows.append(_row(view, scope, part, (count, share, spreads[-1])))
    return tuple(rows)


def _voices(course: Sequence[_Asked]) -> list[dict[str, Part]]:
    return [{level: one.voices[level] for level in LEVELS} for one in course]


def _answered(course: Sequence[_Asked]) -> list[dict[str, int]]:
    return [{level: one.voices[level].whole for level in LEVELS} for one in course]


def _ratio(part: Part) -> float | None:
    return part.part / part.whole if part.whole else None


def _row(view: View, scope: str, part: Part, shown: tuple[Count, Share, Mapping[str, int] | Hidden]) -> LevelShare:
    """One scope's row of what may be shown; how the answers are spread is hidden with the share."""
    answered, share, spread = shown
    interval = intervals.wilson(part.part, part.whole) if isinstance(share, float) else None
    low, high = interval or (None, None)
    told = spread if part.whole else None
    return LevelShare(
        scope=scope,
        answered=answered,
        share=share,
        low=low,
        high=high,
        certainty=intervals.certainty(interval, view.agreement.satisfaction.goal_percent / 100),
        spread=Hidden.PROTECTED if isinstance(share, Hidden) else told,
    )
