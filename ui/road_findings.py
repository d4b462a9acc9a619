"""The sentences about the client's road, as pure functions of their report: no hidden number follows from them."""

from __future__ import annotations

from data_pipeline.disclosure import Hidden
from data_pipeline.language import Message, message
from data_pipeline.reports import RoadReport


def title(report: RoadReport) -> Message:
    """The title of Klientens vej: how many of those guided were referred on, where that may be said."""
    guided, referred = (_both(report, step) for step in ("guided_local", "referred"))
    if not guided:
        return message("Nobody is on the road yet")
    if referred is None:
        return message("{guided} are guided, few go on", guided=guided)
    return message("{referred} of {guided} guided are referred on", referred=referred, guided=guided)


def _both(report: RoadReport, name: str) -> int | None:
    """Parties of both segments at a step; None where one of them is hidden."""
    step = next((one for one in report.steps if one.step == name), None)
    if step is None:
        return None
    if isinstance(step.entrepreneur, Hidden) or isinstance(step.company, Hidden):
        return None
    return step.entrepreneur + step.company
