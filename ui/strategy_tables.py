"""Milestones, obligations and aims as tables, each with what was last written about it."""

from __future__ import annotations

from decimal import Decimal

from data_pipeline import language
from data_pipeline.agreements import Milestone
from data_pipeline.language import message
from data_pipeline.reports import Followed, StrategyReport
from data_pipeline.views import strategy as strategy_findings
from data_pipeline.views import terms
from ui import definitions, html, sheet, words
from ui.sheet import Line
from ui.words import _, safe, say, sentence_case


def milestones(report: StrategyReport) -> None:
    """The strategy's milestones: goal, deadline, what was last written."""
    if not report.milestones:
        return
    _heading(_("The strategy's milestones"), is_first=True)
    lines = [
        Line(_named(one), [_cell(_goal(one.about)), _day(one.about.due_date), _written(one)])
        for one in report.milestones
        if isinstance(one.about, Milestone)
    ]
    sheet.table(
        _("The strategy's milestones"),
        _("Milestone"),
        [_("Goal"), _("No later than"), _("Latest")],
        lines,
        stacks=True,
    )


def obligations(report: StrategyReport) -> None:
    """What the parties owe each other: who, how often, what was last written."""
    if not report.obligations:
        return
    _heading(_("The parties' obligations"), is_first=not report.milestones)
    lines = [
        Line(
            _named(one),
            [_cell(_("All parties") if one.is_everyone else ", ".join(one.parties)), _often(one), _written(one)],
        )
        for one in report.obligations
    ]
    sheet.table(
        _("The parties' obligations"), _("Obligation"), [_("Who"), _("How often"), _("Latest")], lines, stacks=True
    )


def objectives(report: StrategyReport) -> None:
    """The strategy's aims, which have no number of their own."""
    if not report.objectives:
        return
    _heading(_("The strategy's aims"))
    items = "".join(f"<li>{safe(one.text.say(words.chosen()))}</li>" for one in report.objectives)
    html.append(f'<ol class="aims">{items}</ol>')


def meanings(report: StrategyReport) -> list[definitions.Entry]:
    """How the page follows up, with the clauses its points come from."""
    clauses = sorted({one.about.clause for one in (*report.milestones, *report.obligations)})
    told = _(
        "Milestones and obligations stand in the agreement file with goal, time and parties. The latest is what the "
        "parties wrote last by the date chosen, with its date, source and author."
    )
    return [definitions.Entry(_("Milestones and obligations"), told, clauses, "R17")]


def _heading(title: str, is_first: bool = False) -> None:
    html.append(f'<h2 class="part{" first" if is_first else ""}">{safe(title)}</h2>')


def _named(one: Followed) -> str:
    about = one.about
    label, text = (part.say(words.chosen()) for part in (about.label, about.text))
    return f"{safe(label)} <small>{safe(text)} {definitions.link(about.clause)}</small>"


def _goal(milestone: Milestone) -> str:
    goal = milestone.goal
    if goal is None:
        return sentence_case(say(strategy_findings.goal(milestone)))
    decimals = 0 if goal == goal.to_integral_value() else 1
    shown = language.number(Decimal(goal), words.chosen(), decimals)
    return sentence_case(say(message(terms.GOALS[milestone.unit], goal=shown)))


def _often(one: Followed) -> str:
    times, due = getattr(one.about, "times", None), one.about.due_date
    parts = [say(message("{count} time", "{count} times", count=times))] if times else []
    parts += [say(message("by {day}", day=due))] if due else []
    return _cell(", ".join(parts) or "–")


def _day(day: object) -> str:
    return _cell("–" if day is None else words.spoken(language.date, day))


def _written(one: Followed) -> str:
    latest = one.latest
    if latest is None:
        return f'<span class="withheld">{safe(strategy_findings.status(one))}</span>'
    more = " · ".join(part for part in (latest.source, latest.note, latest.author) if part)
    earlier = ""
    if len(one.entries) > 1:
        values = "; ".join(say(strategy_findings.value(entry)) for entry in reversed(one.entries[:-1]))
        earlier = f"<small>{safe(message('Earlier: {values}', values=values))}</small>"
    return f"{_cell(say(strategy_findings.status(one)))}<small>{safe(more)}</small>{earlier}"


def _cell(text: str) -> str:
    return safe(text)
