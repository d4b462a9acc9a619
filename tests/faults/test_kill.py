"""kill -9 at every named point and at any moment: the old state or the new one, and the next load needs no hand."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from data_pipeline import agreements, ledger
from data_pipeline.ledger import parts_of
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.failpoints import POINTS
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.faults.processes import ROWS_A_LOAD, delivery, ended, start
from tests.faults.worker import figures
from tests.installations import swept

# Each fault meets one kind of ledger in `make test`, both in `make soak`.
ON_SQLITE = pytest.mark.parametrize(
    "both_settings", ["sqlite", pytest.param("postgresql", marks=pytest.mark.soak)], indirect=True
)
ON_POSTGRESQL = pytest.mark.parametrize(
    "both_settings", [pytest.param("sqlite", marks=pytest.mark.soak), "postgresql"], indirect=True
)
BEFORE_COMMIT = [point for point in POINTS if point not in ("after_commit", "during_cleanup")]


def assert_whole(settings: Settings, snapshot: int) -> None:
    """The newest snapshot is `snapshot`, with all its rows and no others."""
    loads = ledger.open(settings.ledger).loads()
    assert [load.number for load in loads] == list(range(1, snapshot + 1))
    landing = Landing.open(settings.landing)
    assert parts_of(loads) <= landing.names()
    store = Warehouse(warehouse.ensure(settings, loads, landing))
    agreement = agreements.load(settings.agreements, "viborg-2014")
    assert figures(store, agreement) == {"clients": snapshot * ROWS_A_LOAD, "guided": snapshot * ROWS_A_LOAD}
    store.close()


def assert_tidy(settings: Settings) -> None:
    """Nothing lies about that no load stands on."""
    book = ledger.open(settings.ledger)
    swept(settings, book)
    landing = Landing.open(settings.landing)
    assert landing.names() == parts_of(book.loads())
    assert landing.leftovers(parts_of(book.loads())) == []
    assert [path.name for path in settings.warehouses.iterdir() if not path.name.endswith(".duckdb")] == []
    assert [path.name for path in settings.warehouses.iterdir() if path.name.startswith(".")] == []


@ON_SQLITE
def test_killed_at_every_named_point(both_settings: Settings, tmp_path: Path):
    """One after the other in one installation: what a kill left is swept by the next, and the last load stands."""
    settings = both_settings
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    for point in BEFORE_COMMIT:
        code, said, complaint = ended(start(settings, "load", *paths, fail_at=point))
        assert (code, said) == (-signal.SIGKILL, []), (point, complaint)
        assert_whole(settings, 1)
    code, said, complaint = ended(start(settings, "load", *paths, fail_at="after_commit"))
    assert (code, said) == (-signal.SIGKILL, []), complaint
    assert_whole(settings, 2)
    code, said, complaint = ended(start(settings, "load", *paths, fail_at="after_commit"))
    assert (code, said[0]["statuses"]) == (0, ["unchanged", "unchanged"]), complaint
    assert_whole(settings, 2)
    assert_tidy(settings)


@pytest.mark.parametrize("point", ["before_read", "parquet_written", "before_commit"])
def test_killed_in_the_very_first_load(settings: Settings, tmp_path: Path, point: str):
    paths = delivery(tmp_path, 1)
    code, _, complaint = ended(start(settings, "load", *paths, fail_at=point))
    assert code == -signal.SIGKILL, complaint
    assert ledger.open(settings.ledger).newest() == 0
    assert load(settings, paths).snapshot == 1
    assert_whole(settings, 1)
    assert_tidy(settings)


@ON_SQLITE
def test_killed_while_sweeping(both_settings: Settings, tmp_path: Path):
    settings = both_settings
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    ended(start(settings, "load", *paths, fail_at="before_commit"))
    left = len(Landing.open(settings.landing).names())
    for _ in range(10):
        code, said, complaint = ended(start(settings, "load", *paths, fail_at="during_cleanup"))
        if code == 0:
            break
        assert (code, said) == (-signal.SIGKILL, []), complaint
        assert ledger.open(settings.ledger).newest() in (1, 2)
        assert len(Landing.open(settings.landing).names()) <= left
        left = len(Landing.open(settings.landing).names())
    else:
        raise AssertionError("sweeping never came to an end")
    assert_whole(settings, 2)
    assert_tidy(settings)


@ON_POSTGRESQL
@pytest.mark.parametrize("point", ["before_commit", "after_commit", "during_cleanup"])
def test_killed_while_forgetting(both_settings: Settings, tmp_path: Path, point: str):
    settings = both_settings
    for number in (1, 2):
        load(settings, delivery(tmp_path, number))
    code, _, complaint = ended(start(settings, "forget", "K1-0", fail_at=point))
    assert code == -signal.SIGKILL, complaint
    book = ledger.open(settings.ledger)
    swept(settings, book)
    assert_tidy(settings)
    loads = book.loads()
    store = Warehouse(warehouse.ensure(settings, loads, Landing.open(settings.landing)))
    with store.asking() as question:
        ids = {row["client_id"] for row in question.rows("stg_client")}
    assert ("K1-0" in ids) == (point == "before_commit")
    assert len(ids) in (2 * ROWS_A_LOAD, 2 * ROWS_A_LOAD - 1)
    assert bool(book.forgotten()) == (point != "before_commit")
    names = {path.name for path in settings.warehouses.iterdir()}
    assert names <= {warehouse.file_name(loads[:number]) for number in (0, 1, 2)}
    code, said, complaint = ended(start(settings, "forget", "K1-0"))
    assert code == 0, complaint
    assert said == [{"rows": 2 if point == "before_commit" else 0}]


@ON_SQLITE
def test_killed_while_taking_a_load_back(both_settings: Settings, tmp_path: Path):
    """A load is taken back whole or not at all, whenever the process ends."""
    settings = both_settings
    for number in (1, 2):
        load(settings, delivery(tmp_path, number))
    for point in ("warehouse_half_built", "before_commit"):
        code, said, complaint = ended(start(settings, "undo", 2, fail_at=point))
        assert (code, said) == (-signal.SIGKILL, []), (point, complaint)
        assert_whole(settings, 2)
    code, said, complaint = ended(start(settings, "undo", 2, fail_at="after_commit"))
    assert (code, said) == (-signal.SIGKILL, []), complaint
    loads = ledger.open(settings.ledger).loads()
    assert [load.undoes for load in loads] == [None, None, 2]
    store = Warehouse(warehouse.ensure(settings, loads, Landing.open(settings.landing)))
    with store.asking() as question:
        assert question.table("stg_client").num_rows == ROWS_A_LOAD
    store.close()
    assert_tidy(settings)


@contextmanager
def reading(settings: Settings, last: int) -> Iterator[subprocess.Popen[str]]:
    """A reader who asks until snapshot `last` stands, ended with the block."""
    reader = start(settings, "read", last)
    try:
        yield reader
    finally:
        reader.kill()
        reader.communicate()


def kill_at_random(settings: Settings, folder: Path, kills: int, seed: int) -> None:
    """Loaders killed at random moments, one delivery after the other, before a reader who asks all the time.

    No load that was told of may be missing, and the reader meets whole snapshots alone.
    """
    chance = random.Random(seed)
    begun = time.monotonic()
    code, _, complaint = ended(start(settings, "load", *delivery(folder, 1)))
    assert code == 0, complaint
    longest = time.monotonic() - begun
    stands, killed = 1, 0
    with reading(settings, 10**6) as reader:  # until a snapshot that never comes
        while killed < kills:
            process = start(settings, "load", *delivery(folder, stands + 1))
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.0, longest))
            process.kill()
            _, said, complaint = ended(process)
            assert process.returncode in (0, -signal.SIGKILL), complaint
            newest = ledger.open(settings.ledger).newest()
            assert newest in (stands, stands + 1)
            assert newest == stands + 1 or not said, "a load was told of and lost"
            assert_whole(settings, newest)
            stands = newest
            is_killed = process.returncode != 0
            killed += is_killed
            longest *= 1.1 if is_killed else 0.8  # some three in ten end by themselves, however busy the machine is
        load(settings, delivery(folder, stands + 1))
        assert_whole(settings, stands + 1)
        has_read = any(json.loads(line).get("snapshot") == stands + 1 for line in reader.stdout)
        assert has_read, reader.stderr.read()
    assert_tidy(settings)


@ON_POSTGRESQL
def test_killed_at_any_moment(both_settings: Settings, tmp_path: Path):
    kill_at_random(both_settings, tmp_path, kills=3, seed=2014)


@pytest.mark.soak
@pytest.mark.parametrize("home_number", range(20))
def test_killed_at_any_moment_for_long(both_settings: Settings, tmp_path: Path, home_number: int):
    """In a home of its own each time: the more loads stand, the longer a kill takes to be looked at."""
    kill_at_random(both_settings, tmp_path, kills=13, seed=time.time_ns() + home_number)
