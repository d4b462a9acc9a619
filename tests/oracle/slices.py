"""R19: the parties of one focus sector, industry group or growth potential."""

from __future__ import annotations

from collections.abc import Mapping

from tests.oracle.parties import Case, Party
from tests.oracle.rows import as_heading
from tests.oracle.sectors import sector
from tests.oracle.terms import Terms

# Statistics Denmark's ten groups, by the first two digits of the code.
GROUPS: Mapping[str, range] = {
    "agriculture": range(1, 4),
    "manufacturing": range(5, 40),
    "construction": range(41, 44),
    "trade": range(45, 57),
    "information": range(58, 64),
    "finance": range(64, 67),
    "property": range(68, 69),
    "services": range(69, 83),
    "public": range(84, 89),
    "culture": range(90, 100),
}


def ids(terms: Terms, kind: str) -> list[str]:
    """Every slice of a kind."""
    return {
        "sector": [*(one["id"] for one in terms.sectors), "none"],
        "industry": [*GROUPS, "unknown"],
        "potential": ["A", "B", "C", "none"],
    }[kind]


def slice_of(case: Case, party: Party, kind: str) -> str:
    """The slice of a kind that a party is in."""
    if kind == "sector":
        return sector(case, party)
    if kind == "potential":
        said = [client.growth_level for client in case.clients_of[party] if client.growth_level]
        return said[0] if said else "none"
    code = industry(case, party)
    return next((name for name, divisions in GROUPS.items() if code and int(code[:2]) in divisions), "unknown")


def industry(case: Case, party: Party) -> str | None:
    """The first code that a client says; where none does, the register's latest by as-of (ties: the greatest Kilde)."""
    said = [client.industry_code for client in case.clients_of[party] if client.industry_code]
    if said:
        return said[0]
    registered = [
        (row.measured_date, as_heading(row.data_source), row.register_industry_code)
        for row in case.employment
        if party == ("cvr", row.cvr) and row.register_industry_code and row.measured_date <= case.as_of
    ]
    return max(registered)[2] if registered else None


def narrow(case: Case, kind: str, name: str) -> None:
    """Leave the slice's parties alone in a case, settled on all rows."""
    case.keep({party for party in case.clients_of if slice_of(case, party, kind) == name})
