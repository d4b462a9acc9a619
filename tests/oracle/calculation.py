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
from tests.oracle.slices import narrow
from tests.oracle.targets import targets
from tests.oracle.terms import Terms


def figures(history: History, terms: Terms, as_of: dt.date, part: tuple[str, str] | None = None) -> dict[str, Any]:
    """The figures of an agreement, or of a `part` of it (kind and name of a slice), with the keys of the JSON."""
    case = Case(history, terms, as_of)
    if part is None:
        return _figures(case)
    narrow(case, *part)
    found = _figures(case)
    for line in found["targets"]:
        line.update(target=None, expected=None, status="none", forecast=None)
    for line in (*found["fees"], found["fee_total"]):
        line["budget"] = None
    found["jobs"]["goal"] = None
    return {**found, "slice": {part[0]: part[1]}}


def _figures(case: Case) -> dict[str, Any]:
    lines, total = fees(case)
    return {
        "agreement": case.terms.id,
        "as_of": case.as_of.isoformat(),
        "snapshot": case.snapshot,
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
