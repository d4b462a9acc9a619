"""The sentences about the data behind the figures, as pure functions of their report."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.reports import DataReport


def title(report: DataReport) -> Message:
    """The title of Datagrundlag: how much of what was received counts."""
    received, refused, waiting = (_sum(report, name) for name in ("received", "refused", "waiting"))
    if refused:
        return message(
            "{count} row of {received} is refused",
            "{count} rows of {received} are refused",
            count=refused,
            received=received,
        )
    if waiting:
        return message(
            "Every row is read, {count} waits for its client",
            "Every row is read, {count} wait for their client",
            count=waiting,
        )
    return message("Every row of {received} is read", received=received)


def completeness(report: DataReport) -> Message:
    """How many client files are complete."""
    return message(
        "{complete} of {clients} client files are complete", complete=report.complete, clients=report.clients
    )


def _sum(report: DataReport, name: str) -> int:
    return sum(getattr(file, name) for load in report.loads for file in load.files if file.status == "loaded")
