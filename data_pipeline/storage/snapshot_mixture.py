"""Two snapshots mixed row by row: what a meeting's data would say with only some of what has happened to them since.

Between an earlier and a later snapshot a row was withdrawn (it is in the earlier alone), corrected (in both, with other
values) or added. Rows of both, as the earlier or as the later has them, make a warehouse of their own, in memory: it
holds nothing on disk that an erasure would have to look for. The other room that knows DuckDB beside `warehouse`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import duckdb

from data_pipeline.exports.kinds import KINDS
from data_pipeline.storage import models
from data_pipeline.storage.landing_views import quoted
from data_pipeline.storage.warehouse import CLOSED, Warehouse, lock_down, told_when_damaged

Side = Literal["earlier", "later"]
What = Literal["withdrawn", "corrected", "late", "new"]

# Columns that say where and when a row came, not what it says.
_ORIGIN = ("changed_at", "load", "source", "line", "landed_load", "row_ordinal")
# The day a row of a kind counts from; a client has none.
_DAY = {
    "guidance": "guidance_date",
    "screening": "screening_date",
    "referral": "referral_date",
    "programme": "start_date",
    "answer": "coalesce(answered_date, sent_date)",
    "employment": "measured_date",
}


@dataclass(frozen=True)
class Moved:
    """Rows of a kind (our name of it) that something happened to between two snapshots, and how many they concern.

    `what`: withdrawn, corrected, late (dated by the first date, known later or waiting for its client then) or new
    (dated after it, by the second). `concerned`: clients, or companies where the kind is employment.
    """

    kind: str
    what: What
    rows: int
    concerned: int


@contextmanager
def shared_rows(earlier: Path, later: Path, as_in: Side) -> Iterator[Warehouse]:
    """A warehouse of the rows that both snapshots have, with the values that one of them gives them."""
    with _attached(earlier=earlier, later=later) as connection:
        other = "later" if as_in == "earlier" else "earlier"
        for table in _TABLES:
            connection.execute(
                f"create table {table} as select * from {as_in}.main.{table} "
                f"semi join {other}.main.{table} using ({_key(table)})"
            ).fetchall()
        _detach(connection)
        for model in models.in_order(model.name for model in models.models().values() if model.layer == "facts"):
            if model.layer == "facts":
                connection.execute(f"create table {model.name} as\n{model.sql}").fetchall()
        yield _Mixed(connection)


def moved_rows(earlier: Path, later: Path, municipality: str, between: tuple[dt.date, dt.date]) -> tuple[Moved, ...]:
    """What happened to the rows of a municipality's clients, the figures being shown as of the dates `between`."""
    with _attached(earlier=earlier, later=later) as connection:
        connection.execute(_OURS, {"municipality": municipality}).fetchall()
        found = [moved for kind in KINDS for moved in _moved(connection, kind.table, *between)]
    return tuple(found)


@dataclass(frozen=True)
class Difference:
    """What becomes of the rows of a kind from one snapshot to the next: `before` stood in the earlier.

    `gone` are in the earlier alone, `changed` say something else in the later, `new` are in the later alone.
    """

    before: int
    gone: int
    changed: int
    new: int


@dataclass(frozen=True)
class Differences:
    """What becomes of the rows of each kind (our name of it) from one snapshot to the next.

    `clients`: Kunde-IDs gone or changed; `municipalities`: codes of those of which a row is or was, so that no figure
    of another moves.
    """

    rows: dict[str, Difference]
    clients: tuple[str, ...]
    municipalities: frozenset[str]


def differences(earlier: Path, later: Path) -> Differences:
    """Return what is otherwise in one of two snapshots than in the other."""
    with _attached(earlier=earlier, later=later) as connection:
        rows = {kind.table: _difference(connection, kind.table) for kind in KINDS}
        gone, changed, _ = _gone_changed_and_new("client")
        clients = f"select client_id from ({gone}) union select client_id from ({changed}) order by client_id"
        found, touched = (connection.execute(query).fetchall() for query in (clients, _touched()))
    return Differences(rows, tuple(one for (one,) in found), frozenset(one for (one,) in touched))


def unlike_tables(one: Path, other: Path) -> dict[str, int]:
    """Return the tables of which two warehouse files have other rows, in whatever order, and how many."""
    with _attached(earlier=one, later=other) as connection:
        found = {}
        for model in models.models().values():
            if model.layer in models.BUILT_LAYERS and model.layer != models.PASSING_LAYER:
                sides = (f"from {side}.main.{model.name}" for side in ("earlier", "later"))
                both = "select count(*) from ((({0}) except all ({1})) union all (({1}) except all ({0})))"
                found[model.name] = connection.execute(both.format(*sides)).fetchall()[0][0]
    return {name: rows for name, rows in found.items() if rows}


def newest_days(snapshot: Path, by: dt.date, load: int | None = None) -> dict[str, dt.date]:
    """Return the newest day, `by` a day at the latest, of the rows of each kind (our name of it) that has days.

    `load`: of the rows that came with that load.
    """
    with _attached(earlier=snapshot) as connection:
        days = {}
        for kind, day in _DAY.items():
            newest = (
                f"select max({day}) from earlier.main.stg_{kind} where {day} <= $by and load = coalesce($load, load)"
            )
            days[kind] = connection.execute(newest, {"by": by, "load": load}).fetchall()[0][0]
    return {kind: day for kind, day in days.items() if day is not None}


def _difference(connection: duckdb.DuckDBPyConnection, kind: str) -> Difference:
    """What becomes of the rows of a kind; those that lie elsewhere in the landing stay at hand as `lone_…` tables.

    Rows in one place of the landing say the same: only the others are compared.
    """
    for side, other in (("earlier", "later"), ("later", "earlier")):
        connection.execute(
            f"create temp table lone_{kind}_{side} as "
            f"from {side}.main.stg_{kind} anti join {other}.main.stg_{kind} using (landed_load, row_ordinal)"
        ).fetchall()
    queries = (f"from earlier.main.stg_{kind}", *_gone_changed_and_new(kind))
    return Difference(*(connection.execute(f"select count(*) from ({query})").fetchall()[0][0] for query in queries))


def _touched() -> str:
    """SQL for the municipalities of the clients and companies that `lone_…` rows are of, in either snapshot."""
    lone: dict[str, list[str]] = {"client_id": [], "cvr": []}
    for kind in KINDS:
        whose = _whose(kind.table)
        lone[whose] += [f"select {whose} from lone_{kind.table}_{side}" for side in ("earlier", "later")]
    of = " or ".join(f"{whose} in ({' union '.join(queries)})" for whose, queries in lone.items())
    sides = (f"select municipality_code from {side}.main.stg_client where {of}" for side in ("earlier", "later"))
    return " union ".join(sides)


def _whose(kind: str) -> str:
    """The column that says whom a row of a kind is of: a client, or a company."""
    return "cvr" if kind == "employment" else "client_id"


def _gone_changed_and_new(kind: str) -> tuple[str, str, str]:
    """SQL for the keys of rows that are in the earlier alone, say other things in the later, and are in that alone."""
    key = _key(f"stg_{kind}")
    columns = ", ".join(name for name in models.models()[f"stg_{kind}"].columns if name not in _ORIGIN)
    before, after = (f"select {columns} from lone_{kind}_{side}" for side in ("earlier", "later"))
    return (
        f"select {key} from ({before}) anti join ({after}) using ({key})",
        f"select {key} from (({after}) except ({before})) semi join ({before}) using ({key})",
        f"select {key} from ({after}) anti join ({before}) using ({key})",
    )


class _Mixed(Warehouse):
    """A warehouse in memory, asked like one in a file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = Path(":memory:")
        self._connection = connection
        self._kept = set()


_TABLES = tuple(f"stg_{kind.table}" for kind in KINDS)

_OURS = """
create temp table our_client as
select distinct client_id, cvr
from (
    select client_id, cvr, municipality_code from earlier.main.stg_client
    union all
    select client_id, cvr, municipality_code from later.main.stg_client
) as both_snapshots
where municipality_code = $municipality
"""


@contextmanager
def _attached(**paths: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with these files attached by name, read-only, inside the `with` block."""
    with told_when_damaged(*paths.values()), duckdb.connect(config={**CLOSED, "temp_directory": ""}) as connection:
        for name, path in paths.items():
            connection.execute(f"attach {quoted(str(path.resolve()))} as {name} (read_only)")
        yield connection


def _detach(connection: duckdb.DuckDBPyConnection) -> None:
    for name in ("earlier", "later"):
        connection.execute(f"detach {name}")
    lock_down(connection)


@cache
def _key(table: str) -> str:
    """The columns that make two rows versions of one another, as the model's promise names them."""
    return next(promise.about for promise in models.models()[table].promises if promise.rule == "unique")


def _moved(connection: duckdb.DuckDBPyConnection, kind: str, then: dt.date, now: dt.date) -> Iterator[Moved]:
    table = f"stg_{kind}"
    columns = ", ".join(name for name in models.models()[table].columns if name not in _ORIGIN)
    whose = _whose(kind)
    key = _key(table)
    ours = f"where {whose} in (select {whose} from our_client)"
    before, after = (
        f"(select {columns} from earlier.main.{table} {ours})",
        f"(select {columns} from later.main.{table} {ours})",
    )
    queries = {
        "withdrawn": f"select * from {before} anti join {after} using ({key})",
        "corrected": f"select * from (from {after} except from {before}) semi join {before} using ({key})",
    }
    if kind in _DAY:
        # An event whose client came later waited until then: it is late as well.
        known = before
        if kind != "employment":
            known = f"(select * from {before} semi join earlier.main.stg_client using (client_id))"
            after = f"(select * from {after} semi join later.main.stg_client using (client_id))"
            queries["corrected"] += " semi join earlier.main.stg_client using (client_id)"
        added = f"select * from {after} anti join {known} using ({key})"
        queries["late"] = f"{added} where {_DAY[kind]} <= $then"
        queries["new"] = f"{added} where {_DAY[kind]} > $then and {_DAY[kind]} <= $now"
    for what, query in queries.items():
        dates = {name: day for name, day in (("then", then), ("now", now)) if f"${name}" in query}
        found = connection.execute(f"select count(*), count(distinct {whose}) from ({query})", dates).fetchone()
        if found and found[0]:
            yield Moved(kind, what, *found)  # type: ignore[arg-type]
