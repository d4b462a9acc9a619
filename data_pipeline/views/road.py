"""The sentences about the client's road, as pure functions of their report: no hidden number follows from them."""

from __future__ import annotations

from data_pipeline.figures import CATALOGUE
from data_pipeline.language import Message, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import RoadReport
from data_pipeline.views import terms
from data_pipeline.views.table import Column, Kind, Table, Translator, marked, to_cell

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


def tables(report: RoadReport, said: str) -> list[Table]:
    """The road step by step, the channels, and the referrals."""
    _ = Translator(said)
    if report.is_empty:
        return []
    as_of = message("As of {day}.", day=report.day).say(said)
    steps = Table(
        _("The client's road"),
        (Column(_("Step")), Column(_("Entrepreneurs"), Kind.COUNT), Column(_("Companies"), Kind.COUNT)),
        tuple(
            (
                _(CATALOGUE[f"road.{one.step}.company"].label),
                marked(to_cell(one.entrepreneur, said), report, "steps", place, "entrepreneur"),
                marked(to_cell(one.company, said), report, "steps", place, "company"),
            )
            for place, one in enumerate(report.steps)
        ),
        (as_of, _("Each step counts the parties that took it and all before it, in any order in time.")),
    )
    channels = Table(
        _("How they came in"),
        (Column(_("Channel")), Column(_("Parties"), Kind.COUNT)),
        tuple(
            (_(terms.CHANNELS[name]), marked(to_cell(count, said), report, "channels", place, 1))
            for place, (name, count) in enumerate(report.channels)
        ),
        (as_of, _("A party counts once for each channel it has used.")),
    )
    referrals = Table(
        _("Referred to problem solvers"),
        (
            Column(_("Referred by")),
            Column(_("Local solvers"), Kind.COUNT),
            Column(_("Specialised solvers"), Kind.COUNT),
        ),
        tuple(
            (
                _(terms.OPERATORS[one.level]),
                marked(to_cell(one.local, said), report, "referrals", place, "local"),
                marked(to_cell(one.specialised, said), report, "referrals", place, "specialised"),
            )
            for place, one in enumerate(report.referrals)
        ),
        (as_of, _("Parties with at least one referral of the kind.")),
    )
    return [steps, channels, referrals]
