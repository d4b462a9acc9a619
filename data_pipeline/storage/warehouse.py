"""The warehouse: a snapshot's facts in one read-only DuckDB file, and figures asked of it in SQL.

A file is a pure function of (snapshot, code): disposable, rebuilt from the landing at will, never changed. Its name
carries the snapshot and a fingerprint of code and landing, since a path once open in a process goes on giving the old
rows. Beside it only its neighbours here use DuckDB.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from data_pipeline.errors import Correctable
from data_pipeline.exports.progress import Counting, ignore_progress
from data_pipeline.language import message
from data_pipeline.ledger import Load
from data_pipeline.storage import failpoints, increment, models
from data_pipeline.storage.disk import as_sentences, no_right, no_room, read_only
from data_pipeline.storage.increment import Base, Increment, PromiseBroken
from data_pipeline.storage.landing_views import Snapshot, make_landing_views, quoted, snapshot_of

if TYPE_CHECKING:
    from data_pipeline.settings import Settings
    from data_pipeline.storage.landing import Landing

# Nothing is loaded, fetched or read but the file itself and, while it is built, the landing files named to it.
CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}

# A database in memory beside the open file: tables that depend on agreement and slice alone, while it is open.
_MEMORY = "kept"
_one_at_a_time = threading.Lock()
_making: dict[str, threading.Lock] = {}
_LOG = logging.getLogger("vaeksttavlen")
_NAME = re.compile(r"warehouse-(\d+)-[0-9a-f]{16}\.duckdb")
# How the name of a file begins that could not be read; the next sweep deletes it.
APART = ".damaged-"
# How a folder's name begins that holds private copies of landing files.
COPIES = ".landing-"
_DAMAGE = ("Corrupt database", "Could not read enough bytes", "not a valid DuckDB database", "been invalidated because")
_HEADER_BYTES = 3 * 4096


class DamagedWarehouse(Correctable):
    """A warehouse file can't be read; it is set apart, and built anew when it is asked for again."""


def snapshot_number(name: str) -> int | None:
    """The snapshot a warehouse file's name speaks of; None for any other name."""
    found = _NAME.fullmatch(name)
    return int(found.group(1)) if found else None


def build(snapshot: Snapshot, target: Path, counting: Counting = ignore_progress, base: Base | None = None) -> None:
    """Write the warehouse file of `snapshot` to `target`, whole or not at all; `counting` is called with its tables.

    The file is made under a name of its own beside `target`, from `base` where there is one, every promise of its
    models is checked, it is closed, flushed to the disk and renamed. Raises `PromiseBroken`; nothing is left behind
    then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        if base is not None:
            shutil.copyfile(base.path, unfinished)
        with contextlib.closing(_building(unfinished, snapshot)) as connection:
            make_landing_views(connection, snapshot)
            by_parts = Increment(connection, snapshot, base) if base else None
            built = models.in_order(_built())
            for number, model in enumerate(built):
                counting(number, len(built))
                by_parts.make(model) if by_parts else _make(connection, model)
                failpoints.reached("warehouse_half_built")
            connection.execute("checkpoint").fetchall()
            counting(len(built), len(built))
        said = _said_bytes(unfinished)
        with unfinished.open("rb+") as file:  # Windows flushes only what is open for writing
            if unfinished.stat().st_size < said:
                file.truncate(said)  # DuckDB cuts free blocks off at the end and goes on counting them
            os.fsync(file.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(target)
    except duckdb.Error as error:
        sentence = _disk_sentence(error, target.parent)
        if sentence is None:
            raise
        raise sentence from error
    finally:
        for path in (unfinished, unfinished.with_name(unfinished.name + ".wal")):
            path.unlink(missing_ok=True)


def make(
    folder: Path,
    loads: Sequence[Load],
    landing: Landing,
    target: Path,
    counting: Counting = ignore_progress,
    *,
    copies_prefix: str = COPIES,
) -> None:
    """Build the warehouse of the snapshot that `loads` 1..N make, from an earlier one in `folder` where that is sure.

    One that breaks a promise then is built whole, and the log told. Landing files that lie elsewhere (S3) are fetched
    for the building alone, to a folder beside it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=copies_prefix, dir=folder) as copies:
        snapshot = snapshot_of(loads, landing, Path(copies))
        base = _base(folder, loads)
        if base is not None:
            try:
                return build(snapshot, target, counting, base)
            except FileNotFoundError:  # swept meanwhile
                pass
            except PromiseBroken as fault:  # ours: whether of this way of building alone, the other one tells
                _LOG.warning(
                    "Made from %s, the warehouse of snapshot %s would be wrong: %s. It is built whole instead."
                    " Nothing is to be done but to report this line as a fault of Væksttavlen.",
                    *(base.path.name, snapshot.number, fault),
                )
            except duckdb.Error as error:
                if not _is_damage(error):
                    raise
                _set_apart(base.path)
        build(snapshot, target, counting)


def _base(folder: Path, loads: Sequence[Load]) -> Base | None:
    """The newest earlier warehouse in `folder` from which that of `loads` can be made; None when in any doubt."""
    numbers = {number: path for path in folder.iterdir() if (number := snapshot_number(path.name)) is not None}
    earlier = max((number for number in numbers if number < len(loads)), default=0)
    path = numbers.get(earlier)
    if path is None or path.name != file_name(loads[:earlier]):
        return None
    if any(one.name.startswith(APART) for one in folder.iterdir()):
        return None  # what is damaged in one may be damaged in another that was made from it
    if not _is_whole(path):
        _set_apart(path)
        return None
    return increment.base(path, loads, earlier)


def ensure(settings: Settings, loads: Sequence[Load], landing: Landing) -> Path:
    """The warehouse file of the snapshot that `loads` 1..N make, built when it is missing or was damaged."""
    path = settings.warehouses / file_name(loads)
    if path.exists() and not _is_whole(path):
        _set_apart(path)
    if not path.exists():
        make(settings.warehouses, loads, landing, path)
    return path


def _is_whole(path: Path) -> bool:
    """Whether a warehouse file can be opened and is as long as it says; its blocks are checked as they are read."""
    try:
        found = path.stat()
        return found.st_size >= _once_said_bytes(path, (found.st_ino, found.st_mtime_ns, found.st_ctime_ns))
    except duckdb.Error as error:
        return not _is_damage(error)


def _said_bytes(path: Path) -> int:
    """How long a warehouse file says it is."""
    with duckdb.connect(str(path), read_only=True, config=CLOSED) as connection:
        size = connection.execute(
            "select block_size * total_blocks from pragma_database_size() where database_name = current_database()"
        ).fetchone()
    return _HEADER_BYTES + size[0] if size else 0


@lru_cache(maxsize=64)
def _once_said_bytes(path: Path, state: tuple[int, ...]) -> int:
    """How long a warehouse file in this `state` says it is: opening it takes DuckDB 20 ms."""
    return _said_bytes(path)


def _is_damage(error: duckdb.Error) -> bool:
    return any(words in str(error) for words in _DAMAGE)


def _set_apart(path: Path) -> None:
    with as_sentences(path):
        path.replace(path.with_name(APART + path.name))


@contextlib.contextmanager
def told_when_damaged(*paths: Path) -> Iterator[None]:
    """Set warehouse files apart of which one can't be read in the block, and raise `DamagedWarehouse` then."""
    try:
        yield
    except duckdb.Error as error:
        if not _is_damage(error):
            raise
        for path in paths:
            with contextlib.suppress(OSError):
                path.replace(path.with_name(APART + path.name))
        raise DamagedWarehouse(
            message(
                "A warehouse file was damaged and is set apart: {names}. Do it again; it is built anew.",
                names=[path.name for path in paths],
            )
        ) from error


def file_name(loads: Sequence[Load]) -> str:
    """The name of a snapshot's warehouse file: its number, and a fingerprint of code and landing."""
    parts = [duckdb.__version__, _fingerprint_of_code()]
    parts += [f"{load.number} {part.table} {part.name}" for load in loads for part in load.parts]
    parts += [f"{load.number} complete {table}" for load in loads for table in load.full_tables]
    parts += [f"{load.number} undoes {load.undoes}" for load in loads if load.undoes is not None]
    number = loads[-1].number if loads else 0
    return f"warehouse-{number}-{_digest(parts)}.duckdb"


@cache
def _fingerprint_of_code() -> str:
    return _digest(f"{model.name} {model.sql}" for model in models.in_order(_built()))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _built() -> list[str]:
    return [model.name for model in models.models().values() if model.layer in models.BUILT_LAYERS]


def _building(path: Path, snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), config=CLOSED)
    folders = sorted({str(source.path.resolve().parent) + os.sep for source in snapshot.sources})
    connection.execute(f"set allowed_directories = [{', '.join(map(quoted, folders))}]")
    connection.execute("set parquet_metadata_cache = true")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _disk_sentence(error: duckdb.Error, folder: Path) -> Correctable | None:
    """The sentence for a disk of which DuckDB complains; None when it is a fault of ours."""
    text = str(error)
    if any(words in text for words in ("No space left", "File too large", "quota exceeded")):
        return no_room(str(folder))
    if "Read-only file system" in text:
        return read_only(str(folder))
    if "Permission denied" in text:
        return no_right(str(folder))
    return None


def _make(connection: duckdb.DuckDBPyConnection, model: models.Model) -> None:
    """Make a model's table, filled, and hold it to its promises.

    Ids of the CRM stand as they are: looking for a way to press what hardly repeats takes as long as all the rest, and
    saves a third of the file.
    """
    columns = connection.execute(f"describe {model.sql}").fetchall()
    described = ", ".join(
        f"{name} {type_}{' using compression uncompressed' if name.endswith('_id') and type_ == 'VARCHAR' else ''}"
        for name, type_, *_ in columns
    )
    passing = "temp " if model.layer == models.PASSING_LAYER else ""
    connection.execute(f"create {passing}table {model.name} ({described})").fetchall()
    connection.execute(f"insert into {model.name}\n{model.sql}").fetchall()
    increment.check_promises(connection, model)


def lock_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Attach a database in memory for tables that outlive a question, then forbid every other access, for good."""
    connection.execute(f"attach ':memory:' as {_MEMORY} (read_write)")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


class Question:
    """A cursor with agreement, slice and date as parameters: each model is made once, when first asked for."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, parameters: Mapping[str, Any], kept: set[str]) -> None:
        self._cursor = cursor
        self._parameters = parameters
        self._known: set[str] = set()
        self._kept = kept

    def table(self, model: str) -> pa.Table:
        """All rows of a model, as Arrow: decimals stay decimals."""
        self._make_model(model)
        return self._cursor.sql(f"select * from {model}").to_arrow_table()

    def rows(self, model: str) -> list[dict[str, Any]]:
        """All rows of a model as dicts."""
        return self.table(model).to_pylist()

    def row(self, model: str) -> dict[str, Any]:
        """The one row of a model that has exactly one."""
        (only,) = self.rows(model)
        return only

    def broken_promises(self, model: str) -> list[models.Promise]:
        """The promises of a model that do not hold here."""
        self._make_model(model)
        return [
            promise
            for promise in models.models()[model].promises
            if self._cursor.execute(f"select count(*) from ({promise.failing_rows(model)})").fetchall()[0][0]
        ]

    def columns(self, model: str) -> list[str]:
        """The column names a model really has."""
        self._make_model(model)
        return list(self._cursor.sql(f"select * from {model} limit 0").columns)

    def _make_model(self, name: str) -> None:
        for model in models.in_order([name]):
            if model.layer in models.BUILT_LAYERS or model.name in self._known:
                continue
            values = {parameter: self._parameters[parameter] for parameter in model.parameters}
            if models.is_lasting(model.name):
                self._cursor.execute(f"create temp view {model.name} as from {self._lasting(model, values)}").fetchall()
            else:
                self._cursor.execute(f"create temp table {model.name} as\n{model.sql}", values).fetchall()
            self._known.add(model.name)

    def _lasting(self, model: models.Model, values: Mapping[str, Any]) -> str:
        """The name of the table of a model that depends on no date: worked out once for all questions."""
        asked = [repr(self._parameters[name]) for name in sorted(models.asked_with(model.name))]
        name = f"{_MEMORY}.{model.name}_{_digest(asked)}"
        with _making.setdefault(name, threading.Lock()):  # no table waits for another one
            if name not in self._kept:  # DuckDB plans the whole query before it sees that the table exists
                self._cursor.execute(f"create table if not exists {name} as\n{model.sql}", values).fetchall()
                self._kept.add(name)
        return name


class Warehouse:
    """An open warehouse file, shared by all sessions of a process: read-only and locked down.

    Never closed while in use: drop the reference, and the last question frees the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: set[str] = set()
        with (
            told_when_damaged(path),
            _one_at_a_time,
        ):  # who opens the same file again in this process gets the same database
            self._connection = duckdb.connect(str(path), read_only=True, config=CLOSED)
            if not self._connection.execute(f"from duckdb_databases() where database_name = '{_MEMORY}'").fetchall():
                lock_down(self._connection)

    @contextlib.contextmanager
    def asking(self, **parameters: Any) -> Iterator[Question]:
        """Open a question with these parameters (`agreement`, `slice`, `as_of`, …), for use inside the `with` block."""
        cursor = self._connection.cursor()
        try:
            with told_when_damaged(self.path):
                yield Question(cursor, parameters, self._kept)
        except DamagedWarehouse:
            self._connection.close()  # or who opens the new file would get this one
            raise
        finally:
            cursor.close()

    def close(self) -> None:
        """Close the file; for short-lived programs and tests."""
        self._connection.close()


def waiting(path: Path, load: int) -> dict[tuple[str, int], int]:
    """Rows of a load that wait for their client, by (table, position of the file in the load)."""
    warehouse = Warehouse(path)
    try:
        with warehouse.asking() as question:
            rows = question.rows("stg_waiting")
    finally:
        warehouse.close()
    return {(row["kind"], row["source"]): row["waiting_count"] for row in rows if row["load"] == load}
