"""The sentences about the data behind the figures, as pure functions of their report."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.reports import DataReport


def title(report: DataReport) -> Message:
    """The title of Datagrundlag: how much of what was received counts."""
    received, refused, waiting = (_sum(report, name) for name in ("received", "refused", "waiting"))
    files = sum(file.status == "refused" for load in report.loads for file in load.files)
    if not received:
        return message("No row is read yet")
    if refused:
        return message(
            "{count} row of {received} is refused",
            "{count} rows of {received} are refused",
            count=refused,
            received=received,
        )
    if files:
        return message(
            "{count} file is refused, the rest is read", "{count} files are refused, the rest is read", count=files
        )
    if waiting:
        return message(
            "Every row is read, {count} waits for its client",
            "Every row is read, {count} wait for their client",
            count=waiting,
        )
    return message("Every row of {received} is read", received=received)


def missing(report: DataReport) -> Message:
    """The sentence beside the bar of complete client files."""
    lacking = report.clients - report.complete
    if not report.clients:
        return message("no client is guided yet")
    if not lacking:
        return message("nothing is missing")
    return message("{count} lacks something", "{count} lack something", count=lacking)


def _sum(report: DataReport, name: str) -> int:
    return sum(getattr(file, name) for load in report.loads for file in load.files if file.status == "loaded")
