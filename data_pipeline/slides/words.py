"""How slides say things: periods, shares, whole sentences, and one of a page's tables."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from data_pipeline.language import LANGUAGES, N_, Message, date, message, written_by
from data_pipeline.meetings.values import Audience, Meeting
from data_pipeline.views import amounts, pages
from data_pipeline.views.chart import Text
from data_pipeline.views.table import Table

FOOTER_LETTERS = 54  # of a row on a stage of 4:3, beside the button and the page


def period(meeting: Meeting) -> Message:
    """The days whose events count, as `1. januar – 30. juni 2014`."""
    agreed = meeting.agreement
    return written_by(_period, agreed.first_date, min(meeting.as_of, agreed.last_date))


def _period(first: dt.date, last: dt.date, language: str) -> str:
    start = date(first, language)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start} – {date(last, language)}"


def footer_rows(meeting: Meeting, letters: int = FOOTER_LETTERS, *, has_marks: bool = False) -> int:
    """How many rows of so many letters (a stage of 4:3 without) the footer takes, in the language that takes more.

    At least two, for which there is room on every slide.
    """
    found = []
    for language in LANGUAGES:
        rows, left = 1, letters
        told = footer(meeting, meeting.agreement.title.say(language), language, has_marks=has_marks)
        for part in " · ".join(told).split(" · "):
            if len(part) > left and left < letters:
                rows, left = rows + 1, letters
            rows += (len(part) - 1) // letters
            left -= len(part) % letters + 3
        found.append(rows)
    return max(2, *found)


def footer(meeting: Meeting, agreement: str, language: str, *, has_marks: bool) -> tuple[str, str]:
    """What stands under every slide: that it is confidential, then whose figures these are, as of when; `has_marks`:
    and what a dotted underline on it means (R18).
    """
    day = date(meeting.as_of, language)
    told = N_("status as of {as_of} · meeting {name} · {agreement} · load {snapshot}")
    if not meeting.name:
        told = N_("status as of {as_of} · not frozen · {agreement} · load {snapshot}")
    stamp = message(
        told,
        as_of=day,
        name=meeting_name(meeting.name, language),
        agreement=agreement,
        snapshot=str(meeting.snapshot),
    )
    parts = [message("dotted: for the parties only"), stamp] if has_marks else [stamp]
    return audience(meeting.audience).say(language), " · ".join(part.say(language) for part in parts)


def audience(audience: Audience) -> Message:
    """Whom slides, papers and files are for, as their foot says it."""
    if audience.is_parties:
        return message("Confidential: for the agreement's parties only")
    return message("For others: small numbers are hidden")


def meeting_name(name: str, language: str) -> str:
    """The meeting's name as it is read: one that is a date as the language writes dates."""
    try:
        return date(dt.date.fromisoformat(name), language)
    except ValueError:
        return name


class PageTable:
    """One of a page's tables, in a language."""

    def __init__(self, page: str, report: Any, place: int = 0) -> None:
        self.page, self.report, self.place = page, report, place

    def __call__(self, language: str) -> Table:
        return pages.of(self.page, self.report, language)[self.place]


def percent(value: float | None) -> Text:
    """A share in per cent."""
    return message("Not measured") if value is None else amounts.share(Decimal(repr(value)), Decimal(1))


def plain(value: float | None) -> str:
    """A share as the figures' JSON has it; empty where there is none."""
    return "" if value is None else repr(value)
