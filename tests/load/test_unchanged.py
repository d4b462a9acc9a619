"""Rows that say what stands already are confirmed, and not stored again."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import ledger
from data_pipeline.command.check import look
from data_pipeline.erasure.forget import forget
from data_pipeline.loading.load import load
from data_pipeline.loading.undo import undo
from data_pipeline.settings import Settings
from tests.load import deliveries
from tests.load.test_load import all_counts, clients, guidances, ids, last_load


def parts(settings: Settings) -> dict[str, int]:
    return {part.table: part.rows for part in last_load(settings).parts}


def test_a_row_that_says_the_same_is_stored_once(both_settings: Settings, tmp_path: Path):
    load(both_settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    outcome = load(both_settings, [deliveries.clients(tmp_path / "b.csv", "K2", "K3", "K1")])
    assert all_counts(outcome) == [("loaded", 3, 3, 0, 0)]
    assert parts(both_settings) == {"client": 1, "confirmed": 2}
    assert clients(both_settings) == ["K1", "K2", "K3"]
    assert not [finding for finding in look(both_settings) if finding.faults]


def test_a_row_that_says_something_else_is_stored(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    changed = deliveries.write(
        tmp_path / "b.csv", "kunder", {"Kunde-ID": "K1", "Kommune": "Aarhus"}, {"Kunde-ID": "K2"}
    )
    load(settings, [changed])
    assert parts(settings) == {"client": 1, "confirmed": 1}
    assert ids(settings, "stg_client", "municipality_code") == ["751", "791"]


def test_a_row_that_stands_twice_in_a_load_is_stored(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", Kommune="Viborg")])
    twice = ({"Kommune": "Aarhus"}, {"Kommune": "Viborg"})
    load(settings, [deliveries.write(tmp_path / "b.csv", "kunder", *twice)])
    assert parts(settings) == {"client": 2}
    assert ids(settings, "stg_client", "municipality_code") == ["791"]


def test_a_row_that_was_withdrawn_is_stored_again(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")], full=True)
    assert parts(settings) == {"confirmed": 1}
    assert clients(settings) == ["K2"]
    load(settings, [deliveries.clients(tmp_path / "c.csv", "K2", "K1")])
    assert parts(settings) == {"client": 1, "confirmed": 1}
    assert clients(settings) == ["K1", "K2"]


@pytest.mark.parametrize("full", [False, True])
def test_what_a_later_load_confirmed_stays_when_the_first_is_taken_back(
    both_settings: Settings, tmp_path: Path, full: bool
):
    settings = both_settings
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K2", "K3")], full=full)
    load(settings, [deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"), ("V2", "K2"))])
    undo(settings, 1)
    assert (clients(settings), guidances(settings)) == (["K2", "K3"], ["V2"])
    undo(settings, 2)
    assert clients(settings) == []


def test_a_refused_row_stands_by_what_confirmed_it_before(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K1", "K2", "K3")], full=True)
    rows = ({"Kunde-ID": "K1", "Kommune": "Narnia"}, {"Kunde-ID": "K2"})
    load(settings, [deliveries.write(tmp_path / "c.csv", "kunder", *rows)], full=True)
    assert clients(settings) == ["K1", "K2"]


def test_a_forgotten_client_is_confirmed_by_nothing(both_settings: Settings, tmp_path: Path):
    settings = both_settings
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K1", "K2", "K3")], full=True)
    forget(settings, "K1")
    assert (clients(settings), clients(settings, 1)) == (["K2", "K3"], ["K2"])
    undo(settings, 1)
    assert clients(settings) == ["K2", "K3"]
    assert not [finding for finding in look(settings) if finding.faults]
    assert len(ledger.open(settings.ledger).loads()) == 3
