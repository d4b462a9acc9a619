"""The whole way: random histories as the CRM's own CSV files, loaded; every figure as the second calculation says."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from data_pipeline import figures, ledger
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from tests.figures.test_against_oracle import TOLERANCES
from tests.oracle import calculation
from tests.oracle.agreed import agreement_of, leaves_that_differ
from tests.oracle.files import write_csv
from tests.oracle.minimal import drawing
from tests.oracle.rows import History
from tests.oracle.strategies import Case, cases

NO_EVENTS = ("client", "employment")
EXAMPLES = int(os.environ.get("ORACLE_CSV_EXAMPLES", "2"))
SOAK_EXAMPLES = 300


def test_csv_to_figures(tmp_path: Path) -> None:
    """Accepted, refused and waiting rows are counted right, and all leaves agree at three dates of each history."""
    agree(tmp_path, EXAMPLES)


@pytest.mark.soak
def test_many_csv_to_figures(tmp_path: Path) -> None:
    """The same by the hundred."""
    agree(tmp_path, SOAK_EXAMPLES)


def agree(folder: Path, examples: int) -> None:
    """Loads so many random histories, each in a home of its own under `folder`."""
    numbers = itertools.count()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(cases(with_refusals=True, dates=3))
    def agree_on(case: Case) -> None:
        history = History(tuple(delivery for delivery in case.history if delivery.rows))
        found = differences(case, history, folder / str(next(numbers)))
        assert not found, "\n".join([*found, drawing(history)])

    agree_on()


def differences(case: Case, history: History, home: Path) -> list[str]:
    """Loads the history as CSV and gives what differs in the counts of rows and the leaves of the figures.

    Waiting: accepted rows of a file whose Kunde-ID no client has once the load stands (§4).
    """
    installation = Settings.read({"VAEKSTTAVLEN_HOME": str(home)})
    found = []
    for number, delivery in enumerate(history, 1):
        outcome = load(installation, write_csv(delivery, home / f"delivery-{number}", str(number)), full=delivery.full)
        known = {client.client_id for client in History(history.deliveries[:number]).standing().client}
        for file, (table, rows) in zip(outcome.files, delivery.rows.items(), strict=True):
            refused = sum(name == table for name, _ in delivery.refused)
            waiting = sum(getattr(row, "client_id", None) not in known for row in rows if table not in NO_EVENTS)
            expected = ("loaded", len(rows) + refused, len(rows), refused, waiting)
            received = (file.status, file.received, file.accepted, file.refused, file.waiting)
            if received != expected:
                found.append(f"load {number} {table}: {received}, expected {expected}")
    book = ledger.open(installation.ledger)
    try:
        loads = book.loads()
        opened = warehouse.Warehouse(warehouse.ensure(installation, loads, Landing.open(installation.landing)))
    finally:
        book.close()
    try:
        for as_of in case.as_ofs:
            ours = calculation.figures(history, case.terms, as_of)
            theirs = figures.all_figures(opened, agreement_of(case.terms), as_of) | {"snapshot": loads[-1].number}
            found += [f"{as_of} {leaf}" for leaf in leaves_that_differ(ours, theirs, tolerances=TOLERANCES)]
    finally:
        opened.close()
    return found
