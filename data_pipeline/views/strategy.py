"""The sentences about milestones and obligations, as pure functions of their report."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.agreements import Milestone
from data_pipeline.language import Message, message
from data_pipeline.ledger import StrategyEntry
from data_pipeline.reports import (
    Followed,
    StrategyReport,
)
from data_pipeline.views import terms
from data_pipeline.views.table import Cell, Kind, Table, Translator, columns


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


def tables(report: StrategyReport, said: str) -> list[Table]:
    """Milestones and obligations with what was last written, and the aims."""
    _ = Translator(said)
    latest = columns(Kind.TEXT, _("Latest"), Kind.DATE, _("Day"), Kind.TEXT, _("Source"), _("Note"), _("Written by"))
    milestones = Table(
        _("The strategy's milestones"),
        (
            *columns(Kind.TEXT, _("Milestone"), _("Clause"), _("Goal"), Kind.DATE, _("No later than")),
            *latest,
        ),
        tuple(
            (
                one.about.label.say(said),
                one.about.clause,
                _goal(one.about, said),
                one.about.due_date,
                *_latest(one, said),
            )
            for one in report.milestones
            if isinstance(one.about, Milestone)
        ),
    )
    obligations = Table(
        _("The parties' obligations"),
        (
            *columns(
                Kind.TEXT, _("Obligation"), _("Clause"), _("Who"), Kind.COUNT, _("Times"), Kind.DATE, _("No later than")
            ),
            *latest,
        ),
        tuple(
            (
                one.about.label.say(said),
                one.about.clause,
                _("All parties") if one.is_everyone else ", ".join(one.parties),
                getattr(one.about, "times", None),
                one.about.due_date,
                *_latest(one, said),
            )
            for one in report.obligations
        ),
    )
    aims = Table(
        _("The strategy's aims"),
        columns(Kind.TEXT, _("Aim"), _("Clause")),
        tuple((one.text.say(said), one.clause) for one in report.objectives),
    )
    return [sheet for sheet in (milestones, obligations, aims) if sheet.rows]


def _goal(milestone: Milestone, said: str) -> str:
    goal = milestone.goal
    if goal is None:
        return language.translate(terms.GOALS[milestone.unit], said)
    number = language.number(Decimal(goal), said, 0 if goal == goal.to_integral_value() else 1)
    return message(terms.GOALS[milestone.unit], goal=number).say(said)


def _latest(one: Followed, said: str) -> tuple[Cell, ...]:
    latest = one.latest
    if latest is None:
        return message("nothing written yet").say(said), None, None, None, None
    day = latest.value_date or latest.written_at.date()
    return latest.value, day, latest.source or None, latest.note or None, latest.author
