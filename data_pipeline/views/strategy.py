"""The sentences about milestones and obligations, as pure functions of their report."""

from __future__ import annotations

from data_pipeline.agreements import Milestone
from data_pipeline.language import Message, message
from data_pipeline.ledger import StrategyEntry
from data_pipeline.reports import Followed, StrategyReport
from data_pipeline.views import terms


def title(report: StrategyReport) -> Message:
    """The title of Strategi: for how many something is written down."""
    followed = (*report.milestones, *report.obligations)
    if not followed:
        return message("The agreement names no milestones or obligations")
    written = sum(bool(one.entries) for one in followed)
    if not written:
        return message("Nothing is written yet about the {count} points", count=len(followed))
    return message("{written} of {count} points are followed up", written=written, count=len(followed))


def goal(milestone: Milestone) -> Message:
    """What a milestone aims at, in its unit."""
    asked = milestone.goal
    if asked is not None and asked == int(asked):
        return message(terms.GOALS[milestone.unit], goal=int(asked))
    return message(terms.GOALS[milestone.unit], goal=asked)


def status(one: Followed) -> Message:
    """The latest value with its date; that nothing is written where nothing is."""
    latest = one.latest
    if latest is None:
        return message("nothing written yet")
    return value(latest)


def value(entry: StrategyEntry) -> Message:
    """What was written, and which day it is of."""
    return message("{value}, {day}", value=entry.value, day=entry.value_date or entry.written_at.date())
