"""R14: clients whose registration holds all the agreement asks for."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.oracle.parties import ENTREPRENEUR, Case
from tests.oracle.rows import Client, Guidance


def completeness(case: Case) -> dict[str, Any]:
    """Clients guided in the window, and how many of them are complete."""
    rows_of: dict[str, list[Guidance]] = defaultdict(list)
    for row in case.guidance_in_window:
        rows_of[row.client_id].append(row)
    clients = [client for client in case.clients if client.client_id in rows_of]
    complete = [client for client in clients if not missing(case, client, rows_of[client.client_id])]
    return {
        "clients": len(clients),
        "complete": len(complete),
        "share": len(complete) / len(clients) if clients else None,
    }


def missing(case: Case, client: Client, rows: list[Guidance]) -> list[str]:
    """Names of the fields this client still lacks; `rows` are its guidances in the window."""
    segment = case.segment(case.party_of[client.client_id], rows[0].guidance_date)
    if segment == ENTREPRENEUR and client.cvr is None:
        fields = {
            "cpr": client.cpr_pseudonym is not None,
            "name": client.has_name,
            "address": client.has_address,
            "phone": client.has_phone,
            "education": client.has_education,
        }
    else:
        fields = {
            "cvr": client.cvr is not None,
            "name": client.has_name,
            "address": client.has_address,
            "industry_code": client.industry_code is not None,
            "contact": client.has_contact,
            "contact_education": client.has_contact_education,
        }
    fields["content"] = all(row.has_content for row in rows)
    return [name for name, is_there in fields.items() if not is_there]
