"""Strategi: where do the milestones and the shared obligations stand (R17)?"""

from __future__ import annotations

from dataclasses import dataclass

from data_pipeline.agreements import Milestone, Objective, Obligation
from data_pipeline.ledger import StrategyEntry
from data_pipeline.reports.pieces import Stamp
from data_pipeline.reports.view import View


@dataclass(frozen=True)
class Followed:
    """A milestone or an obligation with everything written about it by as-of, oldest first.

    `parties` names who does it, empty where nobody is named; `is_everyone`: that is every party of the agreement.
    """

    about: Milestone | Obligation
    parties: tuple[str, ...]
    is_everyone: bool
    entries: tuple[StrategyEntry, ...]

    @property
    def latest(self) -> StrategyEntry | None:
        """The newest entry, None when nothing was written."""
        return self.entries[-1] if self.entries else None


@dataclass(frozen=True)
class StrategyReport:
    """The strategy's milestones, the parties' obligations, and the aims without a number of their own."""

    stamp: Stamp
    milestones: tuple[Followed, ...]
    obligations: tuple[Followed, ...]
    objectives: tuple[Objective, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the agreement names nothing to follow up."""
        return not self.milestones and not self.obligations


def answer(view: View) -> StrategyReport:
    """The strategy as of the view's date; an entry without a date holds from the day it was written."""
    entries = [
        entry
        for entry in view.ledger.strategy(view.agreement.id)
        if (entry.value_date or entry.written_at.date()) <= view.as_of
    ]
    names = {party.id: party.name for party in view.agreement.parties}

    def followed(about: Milestone | Obligation, parties: tuple[str, ...]) -> Followed:
        own = sorted(
            (entry for entry in entries if entry.milestone == about.id),
            key=lambda entry: (entry.value_date or entry.written_at.date(), entry.written_at),
        )
        return Followed(
            about, tuple(names.get(party, party) for party in parties), set(parties) == set(names), tuple(own)
        )

    return StrategyReport(
        stamp=view.stamp,
        milestones=tuple(followed(milestone, ()) for milestone in view.agreement.milestones),
        obligations=tuple(followed(one, one.parties) for one in view.agreement.obligations),
        objectives=view.agreement.objectives,
    )
