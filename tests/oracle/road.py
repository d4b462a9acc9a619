"""R12: how far along the road each client has come."""

from __future__ import annotations

from typing import Any

from tests.oracle.parties import SEGMENTS, Case, Party


def road(case: Case) -> list[dict[str, Any]]:
    """Each step with the parties that took it and all steps before it, by segment."""

    def parties(rows: list) -> set[Party]:
        return {case.party_of[row.client_id] for row in rows}

    referrals = [row for row in case.screening_in_window if row.screened_to == "specialised"]
    steps = {
        "guided_local": case.guided_parties("local"),
        "screened": screened(case),
        "referred": parties(referrals),
        "contacted": parties([row for row in referrals if case.by_as_of(row.first_contact_date)]),
        "guided_specialised": case.guided_parties("specialised"),
        "programme": parties(case.programme_in_window),
    }
    rows = []
    still = steps["guided_local"]
    for step, taken in steps.items():
        still = still & taken
        # All of them are guided in the window, so R3 needs no day of its own.
        rows.append(
            {
                "step": step,
                **{
                    segment: sum(case.segment(party, case.window_last) == segment for party in still)
                    for segment in SEGMENTS
                },
            }
        )
    return rows


def screened(case: Case) -> set[Party]:
    """Parties with a visitation with Væksthjulet in the window."""
    return {case.party_of[row.client_id] for row in case.screening_in_window if row.tool == "growth_wheel"}
