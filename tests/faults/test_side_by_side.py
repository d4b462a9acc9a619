"""Loaders and dashboards as separate processes on one installation: nobody stops anybody, nobody sees half."""

from __future__ import annotations

from pathlib import Path

from data_pipeline import ledger
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from tests.faults.processes import ROWS_A_LOAD, deliveries_of, delivery, ended, start
from tests.faults.test_kill import ON_POSTGRESQL, ON_SQLITE, assert_tidy, assert_whole

LOADS = 3


@ON_SQLITE
def test_a_loader_and_two_dashboards(both_settings: Settings, tmp_path: Path):
    """Two processes ask for the newest figures all the time while a third loads: each snapshot seen is whole."""
    settings = both_settings
    readers = [start(settings, "read", LOADS) for _ in range(2)]
    for reader in readers:
        assert reader.stdout is not None
        assert "ready" in reader.stdout.readline()
    for number, paths in enumerate(deliveries_of(tmp_path, range(1, LOADS + 1)), start=1):
        code, said, complaint = ended(start(settings, "load", *paths))
        assert code == 0, complaint
        assert said[0]["snapshot"] == number
    for reader in readers:
        code, said, complaint = ended(reader)
        assert code == 0, complaint
        assert said[-1]["snapshot"] == LOADS
        assert len(said) >= 3, said  # they followed along
    assert_whole(settings, LOADS)


@ON_POSTGRESQL
def test_two_loaders_at_once(both_settings: Settings, tmp_path: Path):
    """One waits for the other; both loads stand, one after the other."""
    settings = both_settings
    loaders = [start(settings, "load", *paths) for paths in deliveries_of(tmp_path, (1, 2, 3))]
    snapshots = []
    for loader in loaders:
        code, said, complaint = ended(loader)
        assert code == 0, complaint
        snapshots.append(said[0]["snapshot"])
    assert sorted(snapshots) == [1, 2, 3]
    assert_whole(settings, 3)
    assert_tidy(settings)


def test_two_loaders_with_the_same_files(settings: Settings, tmp_path: Path):
    """Both may say so, but the rows are taken in once."""
    paths = delivery(tmp_path, 1)
    said = [ended(loader) for loader in [start(settings, "load", *paths) for _ in range(2)]]
    assert [code for code, _, _ in said] == [0, 0]
    assert sorted(lines[0]["statuses"][0] for _, lines, _ in said) == ["loaded", "unchanged"]
    assert ledger.open(settings.ledger).newest() == 1


def test_a_client_is_forgotten_while_dashboards_are_open(settings: Settings, tmp_path: Path):
    """An open dashboard does not stop the erasure, and has the new rows as soon as it asks again."""
    load(settings, delivery(tmp_path, 1))
    reader = start(settings, "follow", 60, 2)
    assert reader.stdout is not None
    assert f'"clients": {ROWS_A_LOAD}' in reader.stdout.readline()
    code, _, complaint = ended(start(settings, "forget", "K1-0"))
    assert code == 0, complaint
    code, said, complaint = ended(reader)
    assert code == 0, complaint
    assert said[-1]["clients"] == ROWS_A_LOAD - 1
