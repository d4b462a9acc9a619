"""Every leaf of the `figures` JSON (DESIGN §6), calculated a second time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.completeness import completeness
from tests.oracle.deadlines import deadlines
from tests.oracle.jobs import jobs
from tests.oracle.money import fees
from tests.oracle.parties import Case
from tests.oracle.road import road
from tests.oracle.rows import History
from tests.oracle.satisfaction import satisfaction
from tests.oracle.sectors import sectors
from tests.oracle.targets import targets
from tests.oracle.terms import Terms


def figures(history: History, terms: Terms, as_of: dt.date) -> dict[str, Any]:
    """The figures of an agreement as of a day, with the keys of the JSON."""
    case = Case(history, terms, as_of)
    lines, total = fees(case)
    return {
        "agreement": terms.id,
        "as_of": as_of.isoformat(),
        "snapshot": len(history),
        "targets": targets(case),
        "fees": lines,
        "fee_total": total,
        "satisfaction": satisfaction(case),
        "jobs": jobs(case),
        "deadlines": deadlines(case),
        "road": road(case),
        "sectors": sectors(case),
        "completeness": completeness(case),
    }
