"""Aktivitetsmål: do we reach the numbers in B1?"""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.figures import SEGMENTS, Days
from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Point, Series, Stamp, Target
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class TargetsReport:
    """B1's table: all targets in the agreement's order, and the course of each segment's headline target."""

    stamp: Stamp
    targets: tuple[Target, ...]
    courses: tuple[Series, ...]


def answer(view: View) -> TargetsReport:
    """B1's table as of the view's date, and the course of the guided parties up to it."""
    targets = pieces.targets_of(view.figures("targets"), view.agreement, view.as_of)
    days = view.month_ends()
    actuals = [{one["id"]: one["actual"] for one in view.figures("targets", as_of=day)["targets"]} for day in days]
    month_ends = tuple((day, Days.of(view.agreement, day).elapsed) for day in view.all_month_ends())
    courses = tuple(
        Series(
            target,
            tuple(
                Point(day, Days.of(view.agreement, day).elapsed, counts[target.id])
                for day, counts in zip(days, actuals, strict=True)
            ),
            month_ends,
            Days.of(view.agreement, view.as_of).total,
        )
        for target in (pieces.headline_of(targets, segment) for segment in SEGMENTS)
        if target is not None
    )
    return TargetsReport(view.stamp, targets, courses)
