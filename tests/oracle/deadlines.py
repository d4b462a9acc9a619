"""R10 and R11: first contact and registration within two working days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.parties import Case

KEPT, MISSED, PENDING = "kept", "missed", "pending"


def deadlines(case: Case) -> list[dict[str, Any]]:
    """Both deadlines."""
    return [_summed("first_contact", _first_contacts(case)), _summed("registration", _registrations(case))]


def _summed(deadline_id: str, outcomes: list[str]) -> dict[str, Any]:
    kept, missed = outcomes.count(KEPT), outcomes.count(MISSED)
    return {
        "id": deadline_id,
        KEPT: kept,
        MISSED: missed,
        PENDING: outcomes.count(PENDING),
        "share": kept / (kept + missed) if kept + missed else None,
    }


def _outcome(case: Case, done: dt.date | None, due: dt.date) -> str:
    """Kept when done by `due`; missed when done later, or not by as-of and `due` has passed; else pending."""
    done = case.by_as_of(done)
    if done is not None:
        return KEPT if done <= due else MISSED
    return MISSED if case.as_of > due else PENDING


def _first_contacts(case: Case) -> list[str]:
    return [
        _outcome(case, row.first_contact_date, case.terms.due(row.screening_date, case.terms.contact_working_days))
        for row in case.screening_in_window
        if row.screened_to == "specialised" and row.is_otherwise_agreed is not True
    ]


def _registrations(case: Case) -> list[str]:
    outcomes = []
    for party, guidance in case.guidance_of.items():
        outside = [row for row in guidance if row.level in ("focused", "specialised")]
        if not outside:
            continue
        day = min(row.guidance_date for row in outside)
        local = [row.guidance_date for row in guidance if row.level == "local"]
        local += [row.screening_date for row in case.screening if case.party_of[row.client_id] == party]
        if not case.in_window(day) or any(known <= day for known in local):
            continue
        registered = [case.by_as_of(row.registered_date) for row in outside if row.guidance_date == day]
        earliest = min((date for date in registered if date is not None), default=None)
        outcomes.append(_outcome(case, earliest, case.terms.due(day, case.terms.registration_working_days)))
    return outcomes
