"""The landing: a file is there whole or not at all, private, and only leftovers of ours are ever deleted."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pytest

from data_pipeline.errors import Correctable
from data_pipeline.ledger import Part
from data_pipeline.storage.landing import Landing, load_of, new_name

ROWS = pa.table({"client_id": ["0012", "7"], "line": pa.array([2, 3], pa.int32())})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "landing"


@pytest.fixture
def landing(folder: Path) -> Landing:
    return Landing.open(str(folder))


def test_rows_come_back_as_they_were_written(landing: Landing, folder: Path, tmp_path: Path):
    name = new_name("client", 7)
    sha256 = landing.write(ROWS, name)
    assert landing.read(Part("client", name, sha256, 2)).equals(ROWS)
    assert landing.names() == {name}
    assert landing.fetch(name, tmp_path) == folder / name
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
    assert load_of(name) == 7


def test_a_file_in_several_pieces(landing: Landing):
    name = new_name("client", 1)
    with landing.writing(name, ROWS.schema) as writing:
        writing.write(ROWS)
        writing.write(ROWS.select(["line", "client_id"]))
        assert landing.names() == frozenset()
    assert writing.rows == 4
    assert landing.read(Part("client", name, writing.sha256, 4)).num_rows == 4


def test_a_failed_file_was_never_there(landing: Landing, folder: Path):
    def fail() -> None:
        with landing.writing(new_name("client", 1), ROWS.schema) as writing:
            writing.write(ROWS)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(folder.iterdir()) == []


def test_a_folder_that_a_group_shares_lets_it_read(landing: Landing, folder: Path):
    """Who serves pages may be another user of the system: in a folder with the setgid bit, of the reading group."""
    folder.mkdir(parents=True)
    for mode, expected in ((0o2750, 0o640), (0o750, 0o600), (0o2700, 0o600)):
        folder.chmod(mode)
        name = new_name("client", 1)
        landing.write(ROWS, name)
        assert (folder / name).stat().st_mode & 0o777 == expected, oct(mode)


def test_files_and_folder_are_the_owners_alone(landing: Landing, folder: Path):
    landing.write(ROWS, new_name("client", 1))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_only_our_own_leftovers_are_named(landing: Landing, folder: Path):
    kept, replaced = new_name("client", 1), new_name("client", 1)
    for name in (kept, replaced):
        landing.write(ROWS, name)
    (folder / f".{new_name('answer', 2)}.1234.unfinished").write_bytes(b"PAR1")
    (folder / "mine.parquet").write_bytes(b"somebody's")
    (folder / "notes.txt").write_bytes(b"somebody's")
    found = landing.leftovers(frozenset({kept}))
    assert replaced in found
    assert len(found) == 2
    assert not {"mine.parquet", "notes.txt"} & set(found)


def test_a_landing_belongs_to_one_ledger(landing: Landing):
    landing.claim("one", frozenset(), 0)
    landing.claim("one", frozenset(), 3)
    with pytest.raises(Correctable, match="another ledger"):
        landing.claim("two", frozenset(), 0)


def test_an_empty_ledger_does_not_take_over_a_full_landing(landing: Landing):
    landing.write(ROWS, new_name("client", 1))
    with pytest.raises(Correctable, match="another ledger"):
        landing.claim("one", frozenset(), 0)


def test_an_old_copy_of_the_ledger_is_found_out(landing: Landing):
    landing.claim("one", frozenset(), 0)
    names = [new_name("client", number) for number in (1, 2, 3)]
    for name in names:
        landing.write(ROWS, name)
    with pytest.raises(Correctable, match="old copy"):
        landing.claim("one", frozenset(names[:1]), 1)
    landing.claim("one", frozenset(names[:2]), 2)


def test_deleting_twice_is_deleting(landing: Landing):
    name = new_name("client", 1)
    landing.write(ROWS, name)
    landing.delete(name)
    landing.delete(name)
    assert landing.names() == frozenset()


@pytest.mark.parametrize("address", ["nosuch://bucket", "s3://"])
def test_an_address_that_is_none(address):
    with pytest.raises(Correctable, match="VAEKSTTAVLEN_LANDING"):
        Landing.open(address)


def test_a_folder_that_cannot_be_made_is_said():
    with pytest.raises(Correctable, match="can't be read or written"):
        Landing.open("/proc/nowhere/landing").claim("one", frozenset(), 0)
