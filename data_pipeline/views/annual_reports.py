"""The sentences about the annual reports, as pure functions of their report."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.reports import AnnualReport


def title(report: AnnualReport) -> Message:
    """The title of Årsrapporter: how many each operator guided, which B1 shows too."""
    if report.is_empty:
        return message("No quarter has ended yet")
    guided = {one.level: one.guided for one in report.operators}
    if not any(guided.values()):
        return message("Nobody has been guided yet")
    return message(
        "{local} guided locally, {specialised} by specialists",
        local=guided["local"],
        specialised=guided["specialised"],
    )
