"""Klientens vej: step by step in both segments, how clients came in, and whom they were referred to (R12)."""

from __future__ import annotations

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import RoadReport
from data_pipeline.reports.road import Step
from data_pipeline.views import terms
from data_pipeline.views.chart import Lead, Multiples, Panel, counted
from data_pipeline.views.definitions import Definition
from data_pipeline.views.table import Cell, Column, Kind, Table, Translator, columns, leading, marked, to_cell

FIRST, SCREENED, REFERRED = "guided_local", "screened", "referred"


def title(report: RoadReport) -> Message:
    """The title of Klientens vej: how many of those guided went on, as far as that may be said."""
    if report.is_empty:
        return message("No quarter has ended yet")
    guided, screened, referred = (_both(report, step) for step in (FIRST, SCREENED, REFERRED))
    if guided is None:
        return message("Few clients are guided yet")
    if not guided:
        return message("Nobody is on the road yet")
    if screened is None and _is_protected(report, SCREENED):
        return message("{guided} are guided; how many go on is not shown", guided=guided)
    if screened is None:
        return message("{guided} are guided, few go on", guided=guided)
    if not screened:
        return message("None of {guided} guided are screened yet", guided=guided)
    if referred is None:
        return message("{screened} of {guided} guided are screened", screened=screened, guided=guided)
    return message(
        "{screened} of {guided} guided are screened, {referred} referred on",
        screened=screened,
        guided=guided,
        referred=referred,
    )


def _both(report: RoadReport, name: str) -> int | None:
    """Parties of both segments at a step; None where one of them is hidden."""
    step = next(one for one in report.steps if one.step == name)
    if isinstance(step.entrepreneur, Hidden) or isinstance(step.company, Hidden):
        return None
    return step.entrepreneur + step.company


def _is_protected(report: RoadReport, name: str) -> bool:
    """Whether a hidden number of a step may be a large one."""
    step = next(one for one in report.steps if one.step == name)
    return Hidden.PROTECTED in (step.entrepreneur, step.company)


def steps(report: RoadReport) -> Multiples:
    """Both segments step by step on one scale."""
    return Multiples(
        tuple(_label(step) for step in report.steps),
        tuple(
            Panel(
                message(name),
                tuple(
                    counted(
                        getattr(step, segment),
                        Lead(f"road.{step.step}.{segment}"),
                        report.marks.has("steps", place, segment),
                    )
                    for place, step in enumerate(report.steps)
                ),
            )
            for segment, name in terms.SEGMENTS_IN_FULL.items()
        ),
        is_one_scale=True,
        legend=(("actual", message("Parties")),),
        title=message("Step by step"),
        clause=report.clause,
    )


def definitions(report: RoadReport) -> list[Definition]:
    """What the page's figures mean: one definition for all steps."""
    figure = CATALOGUE[f"road.{FIRST}.company"]
    return [Definition(message("The client's road"), message(figure.meaning), (report.clause,), figure.rule)]


def tables(report: RoadReport, language: str) -> list[Table]:
    """The road step by step, the channels, and the referrals."""
    _ = Translator(language)
    if report.is_empty:
        return []
    as_of = message("As of {day}.", day=report.day).say(language)
    steps = Table(
        _("The client's road"),
        (Column(_("Step")), *columns(Kind.COUNT, *(_(name) for name in terms.SEGMENTS.values()))),
        tuple(
            (_label(step).say(language), *(_step(report, place, segment, language) for segment in terms.SEGMENTS))
            for place, step in enumerate(report.steps)
        ),
        (as_of, _("Each step counts the parties that took it and all before it, in any order in time.")),
    )
    channels = Table(
        _("How they came in"),
        (Column(_("Channel")), Column(_("Parties"), Kind.COUNT)),
        tuple(
            (_(terms.CHANNELS[name]), marked(to_cell(count, language), report, "channels", place, 1))
            for place, (name, count) in enumerate(report.channels)
        ),
        (as_of, _("A party counts once for each channel it has used.")),
    )
    referrals = Table(
        _("Referred to problem solvers"),
        (Column(_("Referred by")), *columns(Kind.COUNT, _("Local solvers"), _("Specialised solvers"))),
        tuple(
            (
                _(terms.OPERATORS[one.level]),
                marked(to_cell(one.local, language), report, "referrals", place, "local"),
                marked(to_cell(one.specialised, language), report, "referrals", place, "specialised"),
            )
            for place, one in enumerate(report.referrals)
        ),
        (as_of, _("Parties with at least one referral of the kind.")),
    )
    return [steps, channels, referrals]


def _label(step: Step) -> Message:
    return message(CATALOGUE[f"road.{step.step}.company"].label)


def _step(report: RoadReport, place: int, segment: str, language: str) -> Cell:
    step = report.steps[place]
    count = getattr(step, segment)
    cell = leading(to_cell(count, language), count, f"road.{step.step}.{segment}")
    return marked(cell, report, "steps", place, segment)
