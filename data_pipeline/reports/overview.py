"""Overblik: are we on course?"""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.reports import pieces
from data_pipeline.reports.pieces import Deadline, Fee, Jobs, Satisfaction, Stamp, Target
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class OverviewReport:
    """The headline figures and what needs attention. `entrepreneurs`, `companies`: None where B1 has no number for all
    who are guided.
    """

    stamp: Stamp
    entrepreneurs: Target | None
    companies: Target | None
    satisfaction: Satisfaction
    jobs: Jobs
    fees: Fee
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]


def answer(view: View) -> OverviewReport:
    """The overview of the figures a view shows."""
    found, agreed = view.figures(), view.agreement
    targets = pieces.targets_of(found, agreed, view.as_of)
    return OverviewReport(
        stamp=view.stamp,
        entrepreneurs=pieces.headline_of(targets, "entrepreneur"),
        companies=pieces.headline_of(targets, "company"),
        satisfaction=pieces.satisfaction_of(found, agreed),
        jobs=pieces.jobs_of(found, agreed),
        fees=pieces.fee_of("fee_total", found["fee_total"], pieces.fee_clause(agreed)),
        targets=targets,
        deadlines=pieces.deadlines_of(found, agreed),
    )
