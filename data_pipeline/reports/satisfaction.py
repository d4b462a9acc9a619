"""Tilfredshed: are more than the agreed share satisfied (R8)?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import Count, CountCell, Hidden, Marks, Path, Share, ShareCell, Sum, Table
from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Satisfaction, Stamp
from data_pipeline.reports.view import View

ANSWERS = ("dissatisfied", "neutral", "satisfied", "very_satisfied")
# The two sides of the goal: where the answers of a side are marked, others see them as one, which the share tells.
SIDES = {"not_satisfied": ("dissatisfied", "neutral"), "satisfied_or_very": ("satisfied", "very_satisfied")}


@dataclass(frozen=True)
class LevelShare:
    """Satisfaction at one level (or `all`). `spread`: answers from the worst to the best, for others by side where one
    is marked; None without answers.
    """

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
    """The whole and the levels as of the view's date (`day`), and the whole's course.

    `needed`: the fewest satisfied voices of those there are that meet the goal; `silent`: parties that were asked and
    have no voice; `without_ambition`: companies that were sent a questionnaire and are in no number, None where a
    frozen meeting did not keep it; `month_ends` are the whole period's; `marks`: what others do not see.
    """

    stamp: Stamp
    whole: Satisfaction
    needed: int
    silent: int
    month_ends: tuple[dt.date, ...]
    course: tuple[MonthShare, ...]
    day: dt.date | None
    levels: tuple[LevelShare, ...]
    marks: Marks = field(default_factory=Marks)
    without_ambition: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nobody has been asked or has answered yet."""
        return not (self.whole.invited or self.whole.answered)


def answer(view: View) -> SatisfactionReport:
    """Satisfaction as of the view's date."""
    whole = pieces.satisfaction_of(view.figures("satisfaction"), view.agreement)
    levels = levels_of(view)
    goal = view.agreement.satisfaction.goal_percent
    return SatisfactionReport(
        stamp=view.stamp,
        whole=whole,
        needed=goal * whole.answered // 100 + 1,
        silent=_silent(whole),
        month_ends=tuple(view.all_month_ends()),
        course=tuple(_month(day, view.figures("satisfaction", as_of=day)["satisfaction"]) for day in _days(view)),
        day=view.as_of,
        levels=levels,
        marks=_marks(levels),
        without_ambition=_without_ambition(view),
    )


def _days(view: View) -> list[dt.date]:
    """The month ends up to as-of and as-of itself, none before the first date."""
    return view.month_ends() if view.as_of >= view.agreement.first_date else []


def _silent(whole: Satisfaction) -> int:
    """Parties that were asked in the window and have no voice."""
    return round(whole.invited * (1 - whole.response_rate)) if whole.response_rate is not None else 0


def _without_ambition(view: View) -> int:
    """Companies without growth ambition that were sent a questionnaire in the window."""
    with view.asking() as question:
        return int(question.rows("left_out_count")[0]["without_ambition_count"])


def _month(day: dt.date, found: Mapping[str, Any]) -> MonthShare:
    return MonthShare(day, found["satisfied"], found["answered"], found["share"], found["low"], found["high"])


def levels_of(view: View) -> tuple[LevelShare, ...]:
    """The whole and the levels as of the view's date."""
    whole = view.figures("satisfaction")["satisfaction"]
    with view.asking() as question:
        rows = {row["scope"]: row for row in question.rows("answer_distribution")}
    return tuple(
        LevelShare(
            scope=scope,
            answered=found["answered"],
            share=found["share"],
            low=found["low"],
            high=found["high"],
            certainty=found["certainty"],
            spread={name: rows[scope][f"{name}_count"] for name in ANSWERS} if found["answered"] else None,
        )
        for scope, found in {"all": whole, **whole["levels"]}.items()
    )


def _marks(levels: tuple[LevelShare, ...]) -> Marks:
    """The whole is a headline: its voices and its share are shown. A party may answer at several levels, so they do
    not add up to it. How answers are spread is marked with the share, else where an answer is.
    """
    tables: list[Table] = []
    joined: dict[Path, Any] = {}
    for place, level in enumerate(levels):
        if not isinstance(level.spread, Mapping):
            continue
        sides = {side: sum(level.spread[name] for name in names) for side, names in SIDES.items()}
        share = ShareCell(sides["satisfied_or_very"], sum(sides.values()))
        spread = ("levels", place, "spread")
        answers = Table(
            {name: CountCell(count, ((*spread, name),)) for name, count in level.spread.items()},
            tuple(Sum(names) for names in SIDES.values()),
        )
        if level.scope != "all" and share.is_small():
            fields = ("answered", "share", "low", "high", "certainty")
            shown = tuple(("levels", place, name) for name in fields)
            tables.append(
                Table(
                    {"share": ShareCell(share.part, share.whole, (*shown, *((*spread, one) for one in level.spread)))}
                )
            )
            joined[spread] = Hidden.PROTECTED
            continue
        tables.append(answers)
        hidden = small_cells.mark(answers)
        if len(hidden) == len(answers.cells):
            joined[spread] = Hidden.PROTECTED
        elif hidden:
            shown_answers: dict[str, int] = {}
            for side, names in SIDES.items():
                shown_answers |= (
                    {side: sides[side]} if hidden.keys() & set(names) else {name: level.spread[name] for name in names}
                )
            joined[spread] = shown_answers
    return small_cells.marks(tables, joined=joined)
