"""Overblik: are we on course?"""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Deadline, Fee, Jobs, Satisfaction, Stamp, Target
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class OverviewReport:
    """The five headline figures and what needs attention."""

    stamp: Stamp
    entrepreneurs: Target
    companies: Target
    satisfaction: Satisfaction
    jobs: Jobs
    fees: Fee
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]


def answer(view: View) -> OverviewReport:
    """The overview of the figures a view shows."""
    found, agreed = view.figures(), view.agreement
    targets = pieces.targets_of(found, agreed, view.as_of)
    by_id = {target.id: target for target in targets}
    return OverviewReport(
        stamp=view.stamp,
        entrepreneurs=by_id["guided.total.entrepreneur"],
        companies=by_id["guided.total.company"],
        satisfaction=pieces.satisfaction_of(found, agreed),
        jobs=pieces.jobs_of(found, agreed),
        fees=pieces.fee_of("fee_total", found["fee_total"], pieces.fee_clause(agreed)),
        targets=targets,
        deadlines=pieces.deadlines_of(found, agreed),
    )
