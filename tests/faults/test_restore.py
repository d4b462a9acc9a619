"""Ledger and landing are all that a backup needs: brought into an empty home, everything is as it was."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from data_pipeline import agreements, ledger
from data_pipeline.command.check import look
from data_pipeline.errors import Correctable
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.faults.processes import ROWS_A_LOAD, delivery, ended, start
from tests.faults.worker import figures
from tests.load.test_forget import places
from tests.load.test_load import clients

ERASED = "K1-0"


def backed_up(settings: Settings, folder: Path, request: pytest.FixtureRequest) -> Settings:
    """The installation in an empty home, from copies of ledger and landing, and the key from its safe place."""
    given = {"VAEKSTTAVLEN_HOME": str(folder)}
    if settings.ledger.startswith("postgresql"):
        given["VAEKSTTAVLEN_LEDGER"] = request.getfixturevalue("postgres").restored(settings.ledger)
    else:
        folder.mkdir()
        source = sqlite3.connect(sa.make_url(settings.ledger).database or "")
        with sqlite3.connect(folder / "ledger.sqlite") as target:
            source.backup(target)
        source.close()
        target.close()
    restored = Settings.read(given)
    shutil.copytree(settings.landing, restored.landing)
    shutil.copy2(settings.key_file, restored.key_file)
    return restored


def counted(settings: Settings) -> dict[str, int]:
    """Figures of the newest snapshot."""
    store = Warehouse(warehouse.ensure(settings, ledger.open(settings.ledger).loads(), Landing.open(settings.landing)))
    try:
        return figures(store, agreements.load(settings.agreements, "viborg-2014"))
    finally:
        store.close()


def test_what_was_killed_comes_back_from_a_backup(
    both_settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
):
    """Killed in the middle of its third load, after an erasure; backed up as it lay there."""
    settings = both_settings
    first = delivery(tmp_path, 1)
    for paths in (first, delivery(tmp_path, 2)):
        load(settings, paths)
    code, _, complaint = ended(start(settings, "forget", ERASED))
    assert code == 0, complaint
    before = counted(settings)
    code, _, complaint = ended(start(settings, "load", *delivery(tmp_path, 3), fail_at="before_commit"))
    assert code == -signal.SIGKILL, complaint

    restored = backed_up(settings, tmp_path / "empty", request)
    shutil.rmtree(settings.home)
    assert [fault.say("en") for finding in look(restored) for fault in finding.faults] == []
    assert counted(restored) == before == {"clients": 2 * ROWS_A_LOAD - 1, "guided": 2 * ROWS_A_LOAD - 1}
    load(restored, [*first, *delivery(tmp_path, 3)], author="the morning after")
    assert len(clients(restored)) == 3 * ROWS_A_LOAD - 1
    assert ERASED not in clients(restored)
    assert places(restored, ERASED) == []


def test_another_key_than_the_backups_loads_nothing(settings: Settings, tmp_path: Path, request: pytest.FixtureRequest):
    """The key is kept apart from backups; without it nobody on the forget list would be known again."""
    load(settings, delivery(tmp_path, 1))
    restored = backed_up(settings, tmp_path / "empty", request)
    with pytest.raises(Correctable, match=r"cpr\.key"):
        load(replace(restored, key_file=tmp_path / "none" / "cpr.key"), delivery(tmp_path, 2))
    assert len(clients(restored)) == ROWS_A_LOAD
