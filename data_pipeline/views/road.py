"""The sentences about the client's road, as pure functions of their report: no hidden number follows from them."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import RoadReport

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
