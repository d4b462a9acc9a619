"""The sentences about why a figure is what it is, as pure functions of their report."""

from __future__ import annotations

from data_pipeline.language import Message, message
from data_pipeline.reports import WhyReport


def title(report: WhyReport) -> Message:
    """The title of Hvorfor: how many rows count where that may be told, else what this is about."""
    if report.trace is None:
        return message("How {label} is counted", label=label(report))
    counted, left_out = report.counts["counted"], report.left_out
    if not counted:
        return message("No row of {all} counts", all=left_out)
    return message("{count} row of {all} counts", "{count} rows of {all} count", count=counted, all=counted + left_out)


def label(report: WhyReport) -> Message:
    """What the figure is called, with its sector."""
    name = message(report.figure.label)
    if report.sector is None:
        return name
    return message("{label} ({sector})", label=name, sector=_Sector("", {"words": report.sector}))


class _Sector(Message):
    def say(self, language: str = "da") -> str:
        return str(self.values["words"].say(language))
