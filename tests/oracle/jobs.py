"""R9: full-time equivalents created and lost among guided parties with a CVR."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.oracle.money import two_decimals
from tests.oracle.parties import Case, Party
from tests.oracle.rows import Employment, as_heading


def jobs(case: Case) -> dict[str, Any]:
    """The whole, with the goal and the basis it is held against."""
    return {
        **summed(case, changes(case)),
        "goal": case.terms.jobs_goal,
        "measure": case.terms.jobs_measure,
    }


def summed(case: Case, of: dict[Party, Decimal | None]) -> dict[str, Any]:
    """Created, lost and net, each summed exactly and rounded once; and how many were measured."""
    measured = [change for change in of.values() if change is not None]
    created = sum((change for change in measured if change > 0), Decimal(0))
    lost = sum((-change for change in measured if change < 0), Decimal(0))
    return {
        "created": str(two_decimals(created)),
        "lost": str(two_decimals(lost)),
        "net": str(two_decimals(created - lost)),
        "measured": len(measured),
        "not_measured": len(of) - len(measured),
    }


def changes(case: Case) -> dict[Party, Decimal | None]:
    """Each guided party with a CVR and its change in full-time equivalents; None where it is not measured."""
    return {party: _change(case, party) for party in case.guided_parties() if party[0] == "cvr"}


def _change(case: Case, party: Party) -> Decimal | None:
    figures = [row for row in case.employment if row.cvr == party[1] and row.full_time_equivalents is not None]
    first = case.first_guidance(party)
    assert first is not None
    before = _latest(case, [row for row in figures if row.measured_date <= first])
    start = case.start_of(party)
    if before is not None:
        baseline, since = before.full_time_equivalents, before.measured_date
    elif start is not None and start >= case.terms.first_date:
        baseline, since = Decimal(0), start
    else:
        return None
    current = _latest(case, [row for row in figures if since < row.measured_date <= case.as_of])
    return None if current is None else current.full_time_equivalents - baseline


def _latest(case: Case, rows: list[Employment]) -> Employment | None:
    """The latest row; several on that date: the most trusted Kilde, others after by text, blank last."""
    if not rows:
        return None
    newest: dt.date = max(row.measured_date for row in rows)
    return min((row for row in rows if row.measured_date == newest), key=lambda row: _trust(case, row))


def _trust(case: Case, row: Employment) -> tuple:
    source = as_heading(row.data_source)
    trusted = [as_heading(name) for name in case.terms.employment_sources]
    if source in trusted:
        return 0, trusted.index(source), ""
    return (1, 0, source) if source else (2, 0, "")
