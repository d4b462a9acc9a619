"""A machine that lets us down: no room, no rights, no key, no ledger. The old state stands and a sentence says why."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import psycopg
import pytest

from data_pipeline import ledger, waiting
from data_pipeline.errors import Correctable
from data_pipeline.exports.progress import Step
from data_pipeline.language import Message
from data_pipeline.ledger import postgresql
from data_pipeline.ledger.opening import wait_for
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from tests.faults.processes import delivery, ended, start
from tests.faults.test_kill import assert_tidy, assert_whole
from tests.postgres import PostgreSQL

KIB = 1024


def assert_told(code: int, said: list[dict], complaint: str) -> None:
    """The user has something to correct, and one plain sentence says what."""
    assert (code, said) == (2, []), complaint
    assert "Traceback" not in complaint
    assert len(complaint.strip().splitlines()) == 1, complaint


def test_no_room_for_files_beyond_a_size(settings: Settings, tmp_path: Path):
    """Each size stops the load at another stage: the ledger, the warehouse."""
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    for limit in (3 * KIB, 1000 * KIB):
        assert_told(*ended(start(settings, "load", *paths, limit=limit)))
    assert_whole(settings, 1)
    assert load(settings, paths).snapshot == 2
    assert_whole(settings, 2)
    assert_tidy(settings)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Mounts a disk of so many KiB, as root; the folder is an ordinary one where that is not allowed.

    A keeper of its own unmounts it as soon as its pipe to this process closes, so that an interrupted run leaves none.
    """
    keepers = []

    def mount(kib: int) -> Path:
        folder = tmp_path / f"disk{kib}"
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)], capture_output=True, check=False
        )
        if done.returncode == 0:
            keep = ["sh", "-c", 'cat; umount -l "$0"', str(folder)]
            keepers.append(subprocess.Popen(keep, stdin=subprocess.PIPE, start_new_session=True))
        return folder

    yield mount
    for keeper in keepers:
        keeper.communicate()
        assert keeper.returncode == 0


@pytest.mark.parametrize("spares", [(0, 40, 1200), pytest.param((8, 400), marks=pytest.mark.soak)], ids=str)
def test_a_full_disk(tmp_path: Path, small_disk: Callable[[int], Path], spares: tuple[int, ...]):
    """A disk with ever more KiB left; as root a real one, otherwise files that may not grow beyond that."""
    disk = small_disk(8000)
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(disk / "home")})
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    filler = disk / "filler"
    for spare in spares:
        if disk.is_mount():
            filler.unlink(missing_ok=True)
            room = shutil.disk_usage(disk).free - spare * KIB
            with filler.open("wb") as file:
                file.write(bytes(room))
        assert_told(*ended(start(settings, "load", *paths, limit=None if disk.is_mount() else spare * KIB)))
    filler.unlink(missing_ok=True)
    assert_whole(settings, 1)
    assert load(settings, paths).snapshot == 2
    assert_whole(settings, 2)
    assert_tidy(settings)


@pytest.mark.parametrize("name", ["", "landing", "warehouse"])
def test_a_folder_that_may_not_be_written(settings: Settings, tmp_path: Path, name: str):
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    closed = settings.home / name
    closed.chmod(0o500)
    files = [settings.home / file for file in ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm")]
    kept = [path for path in files if path.exists()] if not name else []
    for path in kept:
        path.chmod(0o400)
    assert_told(*ended(start(settings, "load", *paths)))
    closed.chmod(0o700)
    for path in kept:
        path.chmod(0o600)
    assert_whole(settings, 1)
    assert load(settings, paths).snapshot == 2
    assert_tidy(settings)


def test_a_home_that_can_not_be_made(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(closed / "home")})
    assert_told(*ended(start(settings, "load", *delivery(tmp_path, 1))))


def test_an_export_that_may_not_be_read(settings: Settings, tmp_path: Path):
    clients, guidances = delivery(tmp_path, 1)
    guidances.chmod(0o000)
    code, said, complaint = ended(start(settings, "load", clients, guidances))
    assert code == 0, complaint
    assert said[0]["statuses"] == ["loaded", "refused"]


def test_a_key_that_is_not_right(settings: Settings, tmp_path: Path):
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    key = settings.key_file.read_bytes()

    def put_right() -> None:
        settings.key_file.unlink(missing_ok=True)
        settings.key_file.write_bytes(key)
        settings.key_file.chmod(0o600)

    faults: dict[str, Callable[[], object]] = {
        "missing": settings.key_file.unlink,
        "unreadable": lambda: settings.key_file.chmod(0o000),
        "world-readable": lambda: settings.key_file.chmod(0o644),
        "short": lambda: settings.key_file.write_bytes(key[:16]),
        "another": lambda: settings.key_file.write_bytes(os.urandom(32)),
    }
    for fault, make in faults.items():
        make()
        if fault == "unreadable":  # not to root, who may run this
            code, said, complaint = ended(start(settings, "load", *paths))
            assert_told(code, said, complaint)
        else:
            with pytest.raises(Correctable) as told:
                load(settings, paths)
            complaint = told.value.say("en")
        assert str(settings.key_file) in complaint, fault
        assert key.hex() not in complaint
        put_right()
    assert_whole(settings, 1)
    assert load(settings, paths).snapshot == 2


def test_a_ledger_that_another_program_keeps_locked(settings: Settings, tmp_path: Path):
    load(settings, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    other = sqlite3.connect(settings.home / "ledger.sqlite", isolation_level=None)
    other.execute("begin exclusive")
    try:
        assert ledger.open(settings.ledger).newest() == 1  # reading goes on
        assert_told(*ended(start(settings, "load", *paths, patience=1.0)))
    finally:
        other.close()
    assert_whole(settings, 1)
    assert load(settings, paths).snapshot == 2
    assert_tidy(settings)


def test_a_file_that_is_no_ledger(settings: Settings, tmp_path: Path):
    settings.home.mkdir()
    (settings.home / "ledger.sqlite").write_bytes(b"this is a letter to my aunt, not a database " * 99)
    (settings.home / "ledger.sqlite").chmod(0o600)
    assert_told(*ended(start(settings, "load", *delivery(tmp_path, 1))))


def test_no_postgresql_there(settings: Settings, tmp_path: Path):
    away = replace(settings, ledger=f"postgresql://anna:secret@/ledger?host={tmp_path}")
    code, said, complaint = ended(start(away, "load", *delivery(tmp_path, 1)))
    assert_told(code, said, complaint)
    assert "does not answer" in complaint
    assert "secret" not in complaint


def test_a_postgresql_that_takes_the_call_and_says_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(postgresql, "CONNECT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Correctable, match="does not answer"):
            ledger.open(f"postgresql://anna:secret@127.0.0.1:{port}/ledger")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Message]]:
    """A second instead of a minute for PostgreSQL's answers; what is told of waiting meanwhile."""
    monkeypatch.setattr(postgresql, "ANSWER_SECONDS", 1)
    monkeypatch.setattr(postgresql, "CONNECT_SECONDS", 2)
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.3)
    told: list[Message] = []
    with waiting.telling(told.append):
        yield told


def test_a_postgresql_that_hangs_is_given_up(
    settings: Settings, tmp_path: Path, own_postgres: PostgreSQL, impatient: list[Message]
):
    """Stopped while a load reads: its connections stand, its machine answers, and no answer comes."""
    shared = replace(settings, ledger=own_postgres.ledger(), landing=str(tmp_path / "shared"))
    load(shared, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    with pytest.raises(Correctable, match="has not answered for a minute"), own_postgres.hanging() as hang:
        load(shared, paths, progress=lambda _: hang())
    (still,) = impatient
    assert unquote(still.say("en")) == f"{shared.ledger} has not answered yet; it is given a minute at most."
    assert_whole(shared, 1)
    assert load(shared, paths).snapshot == 2
    assert_whole(shared, 2)
    assert_tidy(shared)


@pytest.mark.usefixtures("impatient")
def test_a_postgresql_that_hangs_before_it_is_asked(own_postgres: PostgreSQL):
    """The connections that were open are no more use; a new one is not answered either."""
    book = ledger.open(own_postgres.ledger())
    with own_postgres.hanging() as hang:
        hang()
        with pytest.raises(Correctable, match="does not answer"):
            book.loads()
    assert book.loads() == ()


@pytest.mark.usefixtures("impatient")
def test_a_table_that_somebody_keeps_locked_is_told_of(postgres: PostgreSQL):
    address = postgres.ledger()
    book = ledger.open(address)
    with psycopg.connect(address) as other:
        other.execute("lock table load")
        with pytest.raises(Correctable, match=r"has not answered for a minute\..* locked"):
            book.loads()
        # The command was cancelled there too.
        wait_for(lambda: other.execute("select from pg_locks where not granted").fetchone() is None, 10, None)
    assert book.loads() == ()


def test_postgresql_stops_in_the_middle_of_a_load(settings: Settings, tmp_path: Path, own_postgres: PostgreSQL):
    shared = replace(settings, ledger=own_postgres.ledger(), landing=str(tmp_path / "shared"))
    load(shared, delivery(tmp_path, 1))
    paths = delivery(tmp_path, 2)
    stopped = []

    def stop(step: Step) -> None:
        if not stopped:
            stopped.append(step.file)
            own_postgres.stop()

    with pytest.raises(Correctable, match="does not answer"):
        load(shared, paths, progress=stop)
    own_postgres.start()
    assert_whole(shared, 1)
    assert load(shared, paths).snapshot == 2
    assert_whole(shared, 2)
    assert_tidy(shared)


def test_another_ledger_may_not_sweep_this_landing(settings: Settings, tmp_path: Path):
    load(settings, delivery(tmp_path, 1))
    wrong = replace(settings, ledger=f"sqlite:///{tmp_path / 'other.sqlite'}", key_file=tmp_path / "other.key")
    with pytest.raises(Correctable, match="another ledger"):
        load(wrong, delivery(tmp_path, 2))
    assert_whole(settings, 1)
