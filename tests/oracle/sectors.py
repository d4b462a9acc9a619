"""R13: the focus sectors, by text first and then by industry code."""

from __future__ import annotations

from typing import Any

from tests.oracle import jobs
from tests.oracle.parties import Case, Party
from tests.oracle.road import screened
from tests.oracle.satisfaction import voices

NONE = "none"


def sectors(case: Case) -> list[dict[str, Any]]:
    """One row per sector in the agreement's order, then `none`."""
    sector_of = {party: sector(case, party) for party in case.clients_of}
    guided = case.guided_parties("local", "specialised")
    heard = voices(case)
    changes = jobs.changes(case)
    rows = []
    for sector_id in [*(terms["id"] for terms in _ordered(case)), NONE]:
        members = {party for party, found in sector_of.items() if found == sector_id}
        answers = [answer for party, answer in heard.items() if party in members]
        satisfied = sum(answer.score in (4, 5) for answer in answers)
        rows.append(
            {
                "id": sector_id,
                "guided": len(guided & members),
                "screened": len(screened(case) & members),
                "programmes": sum(case.party_of[row.client_id] in members for row in case.programme_in_window),
                "satisfied": satisfied,
                "answered": len(answers),
                "share": satisfied / len(answers) if answers else None,
                **jobs.summed(case, {party: change for party, change in changes.items() if party in members}),
            }
        )
    return rows


def sector(case: Case, party: Party) -> str:
    """The party's sector: the first text (in Kunde-ID order) that names one, else the longest code, else none."""
    clients = case.clients_of[party]
    for client in clients:
        for terms in _ordered(case):
            names = {name.casefold() for name in (terms["id"], *terms["names"])}
            if client.focus_area is not None and client.focus_area.casefold() in names:
                return terms["id"]
    found, longest = NONE, 0
    for client in clients:
        for terms in _ordered(case):
            for code in terms["codes"]:
                if client.industry_code and client.industry_code.startswith(code) and len(code) > longest:
                    found, longest = terms["id"], len(code)
    return found


def _ordered(case: Case) -> list[dict[str, Any]]:
    return sorted(case.terms.sectors, key=lambda terms: terms["position"])
