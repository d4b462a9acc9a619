"""Strategi: milestones, obligations and aims, each with what was last written about it (R17)."""

from __future__ import annotations

from data_pipeline.agreements import Milestone
from data_pipeline.language import N_, Message, message
from data_pipeline.ledger import StrategyEntry
from data_pipeline.reports import Followed, StrategyReport
from data_pipeline.views import amounts, terms
from data_pipeline.views.definitions import Definition
from data_pipeline.views.table import Cell, Column, Kind, Shown, Table, Translator


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
    number = milestone.goal
    if number is None:
        text = terms.GOALS[milestone.unit]
        return message("no number agreed") if "{goal}" in text else message(text)
    decimals = 0 if number == number.to_integral_value() else 1
    return message(terms.GOALS[milestone.unit], goal=amounts.number(number, decimals))


def status(one: Followed) -> Message:
    """The latest value with its date; that nothing is written where nothing is."""
    latest = one.latest
    if latest is None:
        return message("nothing written yet")
    return value(latest)


def value(entry: StrategyEntry) -> Message:
    """What was written, and which day it is of."""
    return message("{value}, {day}", value=entry.value, day=entry.value_date or entry.written_at.date())


def definitions(report: StrategyReport) -> list[Definition]:
    """How the page follows up, with the clauses its points come from."""
    clauses = sorted({one.about.clause for one in (*report.milestones, *report.obligations)})
    meaning = message(
        "Milestones and obligations stand in the agreement file with goal, time and parties. The latest is what the "
        "parties wrote last by the date chosen, with its date, source and author."
    )
    return [Definition(message("Milestones and obligations"), meaning, clauses, "R17")]


def tables(report: StrategyReport, language: str) -> list[Table]:
    """Milestones and obligations with what was last written, and the aims; none that has no rows."""
    return [
        table
        for table in (_milestones(report, language), _obligations(report, language), _aims(report, language))
        if table.rows
    ]


def _milestones(report: StrategyReport, language: str) -> Table:
    _ = Translator(language)
    return Table(
        _("The strategy's milestones"),
        (
            Column(_("Milestone")),
            Column(_("Clause"), Kind.CLAUSE),
            Column(_("Goal")),
            Column(_("No later than"), Kind.DATE),
            *_latest_columns(language),
        ),
        tuple(
            (*_named(one, language), goal(one.about).say(language), one.about.due_date, *_latest(one, language))
            for one in report.milestones
            if isinstance(one.about, Milestone)
        ),
    )


def _obligations(report: StrategyReport, language: str) -> Table:
    _ = Translator(language)
    return Table(
        _("The parties' obligations"),
        (
            Column(_("Obligation")),
            Column(_("Clause"), Kind.CLAUSE),
            Column(_("Who")),
            Column(_("Times"), Kind.COUNT),
            Column(_("No later than"), Kind.DATE),
            *_latest_columns(language),
        ),
        tuple(
            (
                *_named(one, language),
                _("All parties") if one.is_everyone else ", ".join(one.parties),
                getattr(one.about, "times", None),
                one.about.due_date,
                *_latest(one, language),
            )
            for one in report.obligations
        ),
    )


def _aims(report: StrategyReport, language: str) -> Table:
    _ = Translator(language)
    rows = tuple((one.text.say(language), one.clause) for one in report.objectives)
    return Table(_("The strategy's aims"), (Column(_("Aim")), Column(_("Clause"), Kind.CLAUSE)), rows)


def _named(one: Followed, language: str) -> tuple[Cell, Cell]:
    return Shown(one.about.label.say(language), one.about.text.say(language)), one.about.clause


def _latest_columns(language: str) -> tuple[Column, ...]:
    _ = Translator(language)
    return (
        Column(_("Latest")),
        Column(_("Day"), Kind.DATE, is_small=True),
        *(Column(_(title), is_small=True) for title in (N_("Source"), N_("Note"), N_("Written by"))),
    )


def _latest(one: Followed, language: str) -> tuple[Cell, ...]:
    latest = one.latest
    if latest is None:
        return message("nothing written yet").say(language), None, None, None, None
    before = tuple(value(entry) for entry in reversed(one.entries[:-1]))
    earlier = message("Earlier: {values}", values=before).say(language) if before else ""
    day = latest.value_date or latest.written_at.date()
    return Shown(latest.value, earlier), day, latest.source or None, latest.note or None, latest.author
