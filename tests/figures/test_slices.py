"""Slices of one kind add up to the whole (R19), on random histories."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from data_pipeline import figures
from data_pipeline.errors import Correctable
from data_pipeline.figures import Slice, find_slice
from data_pipeline.storage import warehouse
from tests.figures.test_against_oracle import EXAMPLES, KINDS, snapshot
from tests.oracle.agreed import agreement_of
from tests.oracle.drawn import terms
from tests.oracle.strategies import Case, cases

# What is no count of parties, rows or kroner: what was agreed, and words, shares and intervals.
NO_SUM = {"net_low", "net_high", "target", "budget", "goal", "share", "low", "high", "met", "response_rate", "expected"}
JOBS = {"created", "lost", "net"}
ROUNDING = Decimal("0.005")  # R9 rounds once for each slice, and once for the whole


@pytest.mark.parametrize("kind", KINDS)
def test_slices_of_a_kind_add_up_to_the_whole(tmp_path: Path, kind: str) -> None:
    """Counts and amounts add up; jobs within R9's rounding."""

    @settings(
        max_examples=max(EXAMPLES // 10, 1),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(cases(dates=1))
    def they_add_up(case: Case) -> None:
        agreement = agreement_of(case.terms)
        built = tmp_path / "landing" / "warehouse.duckdb"
        warehouse.build(snapshot(case.history, built.parent), built)
        opened = warehouse.Warehouse(built)
        try:
            parts = [Slice(kind, name) for name in figures.slices(agreement)[kind]]
            whole, *found = (
                sums(figures.all_figures(opened, agreement, case.as_ofs[0], part)) for part in (figures.WHOLE, *parts)
            )
        finally:
            opened.close()
            shutil.rmtree(built.parent)
        for place, total in whole.items():
            added = sum((one.get(place, Decimal(0)) for one in found), Decimal(0))
            slack = ROUNDING * (len(found) + 1) if place[-1] in JOBS else 0
            assert abs(added - total) <= slack, (place, added, total)

    they_add_up()


def sums(value: Any, *place: str) -> dict[tuple[str, ...], Decimal]:
    """Every count and amount of the figures' JSON by its place, those that no slice has left out."""
    if isinstance(value, dict):
        children = [(name, child) for name, child in value.items() if name not in NO_SUM]
    elif isinstance(value, list):
        children = [(str(child.get("id", child.get("step"))), child) for child in value]
    elif isinstance(value, int) and not isinstance(value, bool):
        return {place: Decimal(value)}
    else:
        return {place: Decimal(value)} if isinstance(value, str) and "." in value and place[-1] != "id" else {}
    if not place:
        children = [(name, child) for name, child in children if name in figures.PARTS or name == "fee_total"]
    return {
        found: number
        for name, child in children
        if name not in ("clause", "forecast", "status", "measure")
        for found, number in sums(child, *place, name).items()
    }


def test_an_unknown_slice_is_told_with_the_nearest() -> None:
    """One sentence, with the nearest name, or all where none is near."""
    agreement = agreement_of(terms())
    assert find_slice(agreement, "sector", "green") == Slice("sector", "green")
    for kind, name, sentence in (
        ("sector", "gren", "There is no focus sector “gren”; the nearest is green."),
        ("industry", "trades", "There is no industry group “trades”; the nearest is trade."),
        ("potential", "a", "There is no growth potential “a”; the nearest is A."),
        ("potential", "D", "There is no growth potential “D”; there are A, B, C and none."),
    ):
        with pytest.raises(Correctable) as fault:
            find_slice(agreement, kind, name)
        assert fault.value.say("en") == sentence
