"""What a document of the CVR register says of the company itself: its industry on a day, its start and its end.

An end is the last day of its life, or a status by which it is dissolved. A company that went into another (merger,
division) has not ended: its work goes on there. One that is being wound up has not ended yet.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from data_pipeline.exports import scalars
from data_pipeline.language import folded

# Beginnings of statuses that are an end, and what stands in one by which the company went into another; both folded.
_ENDED = ("oploest", "tvangsoploest", "ophoert", "slettet")
_WENT_ON = ("fusion", "spaltning")
# The register's own code for an industry that nobody has told it.
_UNTOLD = "999999"


@dataclass(frozen=True)
class Life:
    """`industries`: (first day, last day or None, six digits), the newest last. `as_of`: the day the whole holds for.

    `as_of` is the newest day of what is kept (start, end, beginnings of industries); where none of these is dated, the
    day the register last changed the document.
    """

    industries: tuple[tuple[dt.date, dt.date | None, str], ...]
    start: dt.date | None
    end: dt.date | None
    as_of: dt.date | None

    @property
    def is_known(self) -> bool:
        """Whether anything at all is said, and of which day."""
        return self.as_of is not None and bool(self.industries or self.start or self.end)

    def industry_on(self, day: dt.date) -> str | None:
        """Return the industry valid on `day`; else the one valid now, else the newest; None when none is known."""
        for is_wanted in (
            lambda first, last: first <= day and (last is None or day <= last),
            lambda first, last: last is None,
            lambda first, last: True,
        ):
            for first, last, code in reversed(self.industries):
                if is_wanted(first, last):
                    return code
        return None


def life_of(company: dict[str, Any]) -> Life:
    """Return the life of a `Vrvirksomhed`. Raises `TypeError`, `ValueError` or `AttributeError` for anything else."""
    metadata = company.get("virksomhedMetadata") or {}
    lives = [_period(one) for one in company.get("livsforloeb") or []]
    industries = sorted(
        ((*_period(one), _industry(one)) for one in company.get("hovedbranche") or []), key=lambda one: one[0]
    )
    known = tuple((first, last, code) for first, last, code in industries if code is not None)
    begun = [first for first, _ in lives if first != dt.date.min]
    start = day_of(metadata.get("stiftelsesDato")) or min(begun, default=None)
    changed = day_of(company.get("sidstOpdateret"))
    end = _end(company, lives, changed)
    dated = [day for day in (start, end, *(first for first, _, _ in known)) if day not in (None, dt.date.min)]
    return Life(known, start, end, max(dated, default=changed))


def day_of(text: str | None) -> dt.date | None:
    """Return the day of a date or a moment as the register writes it, None when it is missing."""
    return dt.datetime.fromisoformat(text).date() if text else None


def _end(
    company: dict[str, Any], lives: list[tuple[dt.date, dt.date | None]], changed: dt.date | None
) -> dt.date | None:
    """Return the day the company ended; a status alone is dated by its period, else by the document's last change."""
    statuses = sorted(
        ((_period(one)[0], _status(one.get("status"))) for one in company.get("virksomhedsstatus") or []),
        key=lambda one: one[0],
    )
    whole = _status((company.get("virksomhedMetadata") or {}).get("sammensatStatus"))
    status = whole or (statuses[-1][1] if statuses else "")
    if any(word in status for word in _WENT_ON):
        return None
    ends = [last for _, last in lives if last is not None]
    if ends and len(ends) == len(lives):
        return max(ends)
    if not status.startswith(_ENDED):
        return None
    since = [first for first, one in statuses if one.startswith(_ENDED) and first != dt.date.min]
    return max(since, default=changed)


def _status(text: str | None) -> str:
    return folded(text).replace(" ", "") if text else ""


def _industry(entry: dict[str, Any]) -> str | None:
    code, _ = scalars.industry(entry.get("branchekode"))
    return None if code == _UNTOLD else code


def _period(entry: dict[str, Any]) -> tuple[dt.date, dt.date | None]:
    """First and last day, both included; a missing first is the beginning of time, a missing last is still valid."""
    period = entry.get("periode") or {}
    return day_of(period.get("gyldigFra")) or dt.date.min, day_of(period.get("gyldigTil"))
