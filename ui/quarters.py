"""Which day a breakdown is shown as of: quarter ends alone (R18)."""

from __future__ import annotations

import datetime as dt

from data_pipeline.language import Message, message


def shown(day: dt.date | None, as_of: dt.date) -> Message:
    """Which day the page's figures are shown as of, for its head."""
    if day is None or day == as_of:
        return message("as of quarter ends")
    return message("shown as of {day}, the latest quarter end", day=day)


def nothing(first_day: dt.date) -> tuple[Message, Message]:
    """What is missing before the first quarter end, and what helps."""
    return (
        message("Breakdowns are shown as of quarter ends alone"),
        message("Choose {day} or later at the foot of the menu", day=first_day),
    )
