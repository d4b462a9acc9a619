"""A warehouse made from an earlier one: what a load touches is worked out anew, all else comes with the copied file.

A model whose rows can be worked out apart says so in its head, `keyed by <column>`; one that doesn't is made whole.
What is touched is told by the landing files that came: ids of rows, then clients linked to those by CPR or CVR number
(R1), then their parties. More may be touched than changes, never less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data_pipeline.exports.kinds import KINDS
from data_pipeline.ledger import Load, repeats, standing
from data_pipeline.storage import models
from data_pipeline.storage.landing_views import Snapshot, deciding, quoted

# A load of more than this part of all rows is worked out whole: measured, it then takes as long (benchmarks/README.md).
_MOST = 0.1
_KEYS = {kind.table: kind.key[0] for kind in KINDS}
_TYPES = {"load": "integer", "party_key": "bigint"}
_LINKS = "client_id, municipality_code, cvr, cpr_pseudonym"
_EVENTS = [kind.table for kind in KINDS if "client_id" in kind.schema.names and kind.table != "client"]


class PromiseBroken(Exception):
    """A model does not hold what it promises: a fault of ours. Names the model and the promise, never a value."""


@dataclass(frozen=True)
class Base:
    """An earlier warehouse, of the snapshot `number`; `silent` loads confirmed rows in it and no longer do."""

    path: Path
    number: int
    silent: frozenset[int]


def base(path: Path, loads: Sequence[Load], number: int) -> Base | None:
    """The warehouse at `path`, of the first `number` of `loads`, to make that of all from; None when in any doubt.

    An undoing or a complete load says something of rows that it does not bring; so does a file that counts again.
    """
    earlier, later = loads[:number], loads[number:]
    if any(load.undoes or load.full_tables for load in later) or repeats(earlier) != repeats(loads):
        return None
    silent = deciding(standing(earlier), repeats(earlier)) - deciding(standing(loads), repeats(loads))
    brought = sum(part.rows for load in later for part in load.parts)
    brought += sum(
        part.rows for load in earlier if load.number in silent for part in load.parts if part.table == "confirmed"
    )
    if brought > _MOST * sum(part.rows for load in loads for part in load.parts):
        return None
    return Base(path, number, silent)


def check_promises(connection: duckdb.DuckDBPyConnection, model: models.Model, among: str | None = None) -> None:
    """Raise `PromiseBroken` where a model's rows, or those `among` them that a condition names, break a promise."""
    for promise in model.promises:
        found = connection.execute(f"select count(*) from ({promise.failing_rows(model.name, among)})").fetchone()
        if found and found[0]:
            raise PromiseBroken(f"{model.name} breaks its promise “{promise}” in {found[0]} rows")


class Increment:
    """A copy of an earlier warehouse on its way to another snapshot: its models are made in order, each once.

    For every column that a model is keyed by there is a table of touched values, `touched_<column>`, which grows until
    the first model keyed by it is made.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, base: Base) -> None:
        self._connection = connection
        self._touched = dict.fromkeys((model.key for model in models.models().values() if model.key), 0)
        for key in self._touched:
            self._run(f"create temp table touched_{key} ({key} {_TYPES.get(key, 'varchar')})")
        for key, values in (*_brought(snapshot, base), *_silent(base)):
            self._touch(key, values)
        self._run(f"create temp table earlier_client as select {_LINKS} from stg_client where {_among('client_id')}")
        self._touch_parties_of_events()

    def make(self, model: models.Model) -> None:
        """Bring a model's table up to date, and hold what is new in it to its promises."""
        if model.name == "dim_client":
            self._link_clients()
        if model.layer == models.PASSING_LAYER:
            self._run(f"create temp table {model.name} as {self._narrowed(model)}")
        elif model.key is None:
            self._run(f"delete from {model.name}")
            self._run(f"insert into {model.name} {model.sql}")
            check_promises(self._connection, model)
        elif self._touched[model.key]:
            self._run(f"delete from {model.name} where {_among(model.key)}")
            self._run(f"insert into {model.name} {self._narrowed(model)} where {_among(model.key)}")
            check_promises(self._connection, model, _among(model.key))
        if model.name == "dim_client":
            self._touch("party_key", f"select party_key from dim_client where {_among('client_id')}")
            self._touch("party_key", "select party_key from dim_client where party_cvr in (from touched_cvr)")
            self._touch_parties_of_events()

    def _narrowed(self, model: models.Model) -> str:
        """A model's query over the touched rows of what it reads, where those can be told."""
        steps = []
        for read in model.reads:
            if read == "landing_version":
                touched = [(table, key) for table, key in _KEYS.items() if self._touched[key]]
                rows = [
                    f"select * from temp.{read} where kind = '{table}' and row_id in (from touched_{key})"
                    for table, key in touched
                ]
                steps.append(f"{read} as ({' union all '.join([*rows, f'select * from temp.{read} where false'])})")
            elif model.key and read in models.models() and model.key in models.models()[read].columns:
                steps.append(f"{read} as (select * from main.{read} where {_among(model.key)})")
        return f"{'with ' if steps else ''}{', '.join(steps)} select * from ({model.sql})"

    def _link_clients(self) -> None:
        """Touch every client that is or was linked to a touched one by CPR or CVR number, and the parties they were."""
        self._run(
            f"create temp view link as select {_LINKS} from stg_client union all select {_LINKS} from earlier_client"
        )
        grown = self._touched["client_id"]
        while grown:
            grown = sum(
                self._touch(
                    "client_id",
                    f"select client_id from link semi join (select * from link where {_among('client_id')}) as touched "
                    f"using (municipality_code, {number})",
                )
                for number in ("cvr", "cpr_pseudonym")
            )
        self._touch("party_key", f"select party_key from dim_client where {_among('client_id')}")

    def _touch_parties_of_events(self) -> None:
        for table in _EVENTS:
            if self._touched[_KEYS[table]]:
                clients = f"select client_id from stg_{table} where {_among(_KEYS[table])}"
                self._touch("party_key", f"select party_key from dim_client where client_id in ({clients})")

    def _touch(self, key: str, values: str) -> int:
        """Add the values of a query of one column to those touched; returns how many were not among them."""
        new = f"select distinct {key} from ({values}) as found ({key}) anti join touched_{key} using ({key})"
        count = int(self._run(f"insert into touched_{key} {new} where {key} is not null")[0][0])
        self._touched[key] += count
        return count

    def _run(self, statement: str) -> list[tuple[int]]:
        return self._connection.execute(statement).fetchall()


def _among(key: str) -> str:
    return f"{key} in (from touched_{key})"


def _brought(snapshot: Snapshot, base: Base) -> Iterator[tuple[str, str]]:
    """The ids of rows that came, were confirmed or refused after `base`, as (key, query); and the loads."""
    for source in snapshot.sources:
        if source.load <= base.number:
            continue
        rows = f"from read_parquet({quoted(str(source.path.resolve()))})"
        for table, key in _KEYS.items():
            if source.table == table:
                yield key, f"select {key} {rows}"
            elif source.table == "refused":
                yield key, f"select row_id {rows} where kind = '{table}'"
            elif source.table == "confirmed":
                places = f"select landed_load, landed_ordinal {rows} where kind = '{table}'"
                yield key, f"select {key} from stg_{table} where (landed_load, row_ordinal) in ({places})"
    yield "load", f"from range({base.number + 1}, {snapshot.number + 1})"


def _silent(base: Base) -> Iterator[tuple[str, str]]:
    """The ids of rows that a load confirmed which no longer does, as (key, query)."""
    loads = ", ".join(map(str, base.silent))
    for table, key in _KEYS.items():
        if loads:
            yield key, f"select {key} from stg_{table} where load in ({loads}) and load <> landed_load"
