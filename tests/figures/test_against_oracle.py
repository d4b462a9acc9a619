"""SQL against the second calculation, leaf by leaf of the `figures` JSON, on random histories at random dates.

Everything is compared exactly (counts, words, amounts as strings, shares and expected numbers, which both sides divide
once), but for the ends of Wilson's interval and the probability of reaching a target: those within 1e-9.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from data_pipeline import figures
from data_pipeline.storage import landing_views, warehouse
from tests.oracle import calculation, slices
from tests.oracle.agreed import agreement_of, leaves_that_differ
from tests.oracle.drawn import DRAWN_PARAMETERS, clients, guidances, history
from tests.oracle.files import write_parquet
from tests.oracle.minimal import drawing, smallest
from tests.oracle.rows import History
from tests.oracle.strategies import Case, cases
from tests.oracle.terms import Terms

TOLERANCES = {"low": 1e-9, "high": 1e-9, "p_target": 1e-9}
EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "12"))
SOAK_EXAMPLES = 2000
KINDS = ("sector", "industry", "potential")

Parts = Sequence[tuple[str, str] | None]
Ask = Callable[..., list[str]]


@pytest.fixture
def differences(tmp_path: Path) -> Ask:
    """Asks both sides the same question at several dates and gives the leaves that differ."""
    numbers = itertools.count()

    def ask(loads: History, terms: Terms, dates: Sequence[dt.date], parts: Parts = (None,)) -> list[str]:
        folder = tmp_path / str(next(numbers))
        built = folder / "warehouse.duckdb"
        warehouse.build(snapshot(loads, folder), built)
        opened = warehouse.Warehouse(built)
        try:
            agreement = agreement_of(terms)
            found = []
            for as_of in dates:
                for part in parts:
                    ours = calculation.figures(loads, terms, as_of, part)
                    slice_ = figures.Slice(*part) if part else figures.WHOLE
                    theirs = {"snapshot": len(loads), **figures.all_figures(opened, agreement, as_of, slice_)}
                    found += [
                        f"{as_of} {'.'.join(part or ())}{difference}"
                        for difference in leaves_that_differ(ours, theirs, tolerances=TOLERANCES)
                    ]
            return found
        finally:
            opened.close()
            shutil.rmtree(folder)

    return ask


def snapshot(loads: History, folder: Path) -> landing_views.Snapshot:
    """The loads as landing files in `folder`."""
    sources = [
        landing_views.Source(load, table, path)
        for load, one in enumerate(loads, 1)
        for table, path in write_parquet(one, folder / str(load)).items()
    ]
    complete = [(table, load) for load, one in enumerate(loads, 1) if one.full for table in one.rows]
    return landing_views.Snapshot(len(loads), tuple(sources), tuple(complete))


def test_random_histories(differences: Ask) -> None:
    """Every leaf, at three dates of each history; what differs is told with the smallest history that shows it."""
    agree(differences, EXAMPLES)


@pytest.mark.parametrize("kind", KINDS)
def test_random_slices(differences: Ask, kind: str) -> None:
    """Every slice of a kind, at one date of each history (R19)."""
    agree(differences, max(EXAMPLES // 6, 1), kind)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_many_random_slices(differences: Ask, kind: str) -> None:
    """The same by the hundred."""
    agree(differences, SOAK_EXAMPLES // 10, kind)


@pytest.mark.soak
def test_many_random_histories(differences: Ask) -> None:
    """The same by the thousand."""
    agree(differences, SOAK_EXAMPLES)


def agree(differences: Ask, examples: int, kind: str = "") -> None:
    """Hold SQL against the second calculation on so many random histories, the whole or every slice of a kind."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(cases(with_refusals=True, dates=1 if kind else 3))
    def agree_on(case: Case) -> None:
        parts = [(kind, name) for name in slices.ids(case.terms, kind)] if kind else [None]
        found = differences(case.history, case.terms, case.as_ofs, parts)
        assert not found, explained(case, found, differences, parts)

    agree_on()


def explained(case: Case, found: list[str], differences: Ask, parts: Parts) -> str:
    """The first difference with the smallest history and the parameters that show it, for one to judge."""
    day = dt.date.fromisoformat(found[0].split(" ")[0])
    least = smallest(case.history, lambda less: bool(differences(less, case.terms, (day,), parts)))
    agreed = {name: value for name, value in case.terms.parameters.items() if value != DRAWN_PARAMETERS[name]}
    return "\n".join(
        [
            *differences(least, case.terms, (day,), parts),
            drawing(least),
            f"agreement: {agreed}, closed {case.terms.closing_days}",
            f"found first: {found}",
        ]
    )


def test_a_difference_is_seen(differences: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison can fail: a second calculation that counts one party too many is caught, and where."""
    from tests.oracle import targets
    from tests.oracle.drawn import terms

    count = targets.count
    monkeypatch.setattr(targets, "count", lambda case, name: count(case, name) + (name == "guided.local.company"))
    drawn = history(
        clients("""
        id  start
        K1  2001-01-01
        """),
        guidances("""
        id  client  date
        V1  K1      2014-02-03
        """),
    )
    found = differences(drawn, terms(), [dt.date(2014, 1, 31), dt.date(2014, 2, 3)])
    assert [line for line in found if "forecast" not in line] == [
        "2014-01-31 .targets[guided.local.company].actual: oracle 1, SQL 0",
        "2014-02-03 .targets[guided.local.company].actual: oracle 2, SQL 1",
    ]
