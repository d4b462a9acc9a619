"""R9: full-time equivalents created and lost among guided parties with a CVR."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from tests.oracle.money import two_decimals
from tests.oracle.parties import Case, Party
from tests.oracle.rows import Employment, as_heading


def jobs(case: Case) -> dict[str, Any]:
    """The whole, with the goal and the basis it is held against; with bands also the least and most the net can be.

    The two ends stand there when a party is known in bands alone: the exact figure counts exact rows only.
    """
    exact = changes(case)
    whole = {
        **summed(case, exact),
        "goal": case.terms.jobs_goal,
        "measure": case.terms.jobs_measure,
    }
    bands = {party: _change_in_bands(case, party) for party, change in exact.items() if change is None}
    known = [band for band in bands.values() if band is not None]
    if known:
        sure = sum((change for change in exact.values() if change is not None), Decimal(0))
        whole["net_low"] = str(two_decimals(sum((low for low, _ in known), sure)))
        whole["net_high"] = str(two_decimals(sum((high for _, high in known), sure)))
    return whole


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
    found = _baseline_and_current(case, party, figures)
    return None if found is None else _low(found[1]) - _low(found[0])


def _change_in_bands(case: Case, party: Party) -> tuple[Decimal, Decimal] | None:
    """The least and the most the change can be, when figures may be bands."""
    figures = [row for row in case.employment if row.cvr == party[1] and _low(row) is not None]
    found = _baseline_and_current(case, party, figures)
    return None if found is None else (_low(found[1]) - _high(found[0]), _high(found[1]) - _low(found[0]))


def _baseline_and_current(case: Case, party: Party, figures: list[Employment]) -> tuple[Employment, Employment] | None:
    first = case.first_guidance(party)
    assert first is not None
    baseline = _latest(case, [row for row in figures if row.measured_date <= first])
    start = case.start_of(party)
    if baseline is None and start is not None and start >= case.terms.first_date:
        baseline = Employment(cvr=party[1], measured_date=start, full_time_equivalents=Decimal(0))
    if baseline is None:
        return None
    since = baseline.measured_date
    current = _latest(case, [row for row in figures if since < row.measured_date <= case.as_of])
    return None if current is None else (baseline, current)


def _low(row: Employment) -> Any:
    return row.full_time_low if row.full_time_equivalents is None else row.full_time_equivalents


def _high(row: Employment) -> Any:
    return row.full_time_high if row.full_time_equivalents is None else row.full_time_equivalents


def _latest(case: Case, rows: list[Employment]) -> Employment | None:
    """The latest row; several on that date: an exact one, then the most trusted Kilde."""
    if not rows:
        return None
    newest: dt.date = max(row.measured_date for row in rows)
    return min((row for row in rows if row.measured_date == newest), key=lambda row: _trust(case, row))


def _trust(case: Case, row: Employment) -> tuple:
    """Exact before band; texts listed, in the agreement's order, matched as headings are; others as written; blank."""
    return (row.full_time_equivalents is None, *_trust_in(row.data_source, case.terms.employment_sources))


def _trust_in(source: str | None, listed: list[str]) -> tuple[int, int, str]:
    trusted = [as_heading(name) for name in listed]
    if as_heading(source) in trusted:
        return 0, trusted.index(as_heading(source)), ""
    return (1, 0, source) if source else (2, 0, "")
