"""What was landed, as a warehouse in the making reads it: rows, their versions, confirmations, complete loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from data_pipeline.exports.kinds import CONFIRMED, KINDS, REFUSED, REGISTER, Kind
from data_pipeline.ledger import Load, Part, Repeat, repeats, standing
from data_pipeline.storage.landing import Landing

_TYPES = {
    pa.string(): "varchar",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp",
    pa.int8(): "tinyint",
    pa.int32(): "integer",
    pa.int64(): "bigint",
}


@dataclass(frozen=True)
class Source:
    """One landing file of a load, lying in a local folder. `table`: our name of the kind, `refused`, or `confirmed`."""

    load: int
    table: str
    path: Path


@dataclass(frozen=True)
class Snapshot:
    """What had been loaded: loads 1..number. `complete` holds (table, load) for every load said to be complete.

    Of `undone` loads only what stands by others counts: files that others repeat (`repeats`), rows they confirm.
    `deciding` are the loads all of whose confirmations are needed.
    """

    number: int
    sources: tuple[Source, ...]
    complete: tuple[tuple[str, int], ...] = ()
    undone: frozenset[int] = frozenset()
    repeats: tuple[Repeat, ...] = ()
    deciding: frozenset[int] = frozenset()


def snapshot_of(loads: Sequence[Load], landing: Landing, folder: Path) -> Snapshot:
    """The snapshot that `loads` 1..N make, its landing files fetched to `folder` where they lie elsewhere."""
    counting = standing(loads)
    return Snapshot(
        number=loads[-1].number if loads else 0,
        sources=tuple(
            Source(load, part.table, landing.fetch(part.name, folder, part.sha256)) for load, part in _needed(loads)
        ),
        complete=tuple((table, load.number) for load in counting for table in load.full_tables),
        undone=frozenset(load.undoes for load in loads if load.undoes is not None),
        repeats=repeats(loads),
        deciding=deciding(counting, repeats(loads)),
    )


def deciding(counting: Sequence[Load], repeated: Sequence[Repeat]) -> frozenset[int]:
    """The loads all of whose confirmations decide: the newest, the newest complete of a kind, and all from a repeat on.

    Elsewhere a confirmed row stands anyway, unless the load that stored it was undone, or a complete one refused it.
    """
    newest = {table: load.number for load in counting for table in load.full_tables}
    first = min((one.load for one in repeated), default=None)
    after = {load.number for load in counting if first is not None and load.number >= first}
    return frozenset({*newest.values(), *(load.number for load in counting[-1:]), *after})


def _needed(loads: Sequence[Load]) -> list[tuple[int, Part]]:
    """The landing files that a snapshot is made of, each with its load; confirmations where they can decide."""
    counting = standing(loads)
    is_plain = not any(load.undoes for load in loads) and not any(
        load.full_tables and any(part.table == "refused" for part in load.parts) for load in counting
    )
    loud = deciding(counting, ())
    return [
        (load.number, part)
        for load in loads
        for part in load.parts
        if part.table != "confirmed" or not is_plain or load.number in loud
    ]


def make_landing_views(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    """Make what was landed readable: the rows of each kind, `refused` ones, and which kinds a load was complete for.

    In these `load` is the one by which a row counts, null for none, and `landed_load` the one that stored it.
    `landing_version` has every version of every row of all kinds: its key and its place decide what stands.
    """
    schemas = {kind.table: kind.schema for kind in KINDS} | {"refused": REFUSED, "confirmed": CONFIRMED}
    for table, schema in schemas.items():
        own = "landed_load" in schema.names
        nothing = ", ".join(_null(field) for field in schema)
        stored = "" if own else "cast(null as integer) as landed_load, "
        parts = [f"select cast(null as integer) as load, {stored}{nothing} where false"]
        together: dict[str, list[Source]] = {}
        for source in snapshot.sources:
            if source.table == table:
                together.setdefault(_columns(connection, source, schema), []).append(source)
        for columns, sources in together.items():
            parts += _landed(sources, columns, snapshot, own=own)
        connection.execute(f"create temp view landing_{table} as {' union all '.join(parts)}")
    versions = " union all ".join(_versions(kind, snapshot) for kind in KINDS)
    connection.execute(f"create temp view landing_version as {versions}")
    complete = ", ".join(f"({quoted(table)}, {load:d})" for table, load in snapshot.complete)
    connection.execute(
        "create temp view landing_complete as select complete.kind, complete.load "
        f"from (values (cast(null as varchar), cast(null as integer)){', ' + complete if complete else ''}) "
        "as complete (kind, load) where complete.load is not null"
    )


def _landed(sources: Sequence[Source], columns: str, snapshot: Snapshot, *, own: bool) -> Iterator[str]:
    """The rows of landing files of one table with the load by which they count: an undone one's by who repeats them.

    `own`: the rows say themselves which load stored them. One reading of many files is planned far faster than many.
    """
    counting = [source for source in sources if source.load not in snapshot.undone]
    if counting:
        loads = f"{[source.load for source in counting]}[cast(file_index as bigint) + 1]"
        stored = "" if own else f"{loads} as landed_load, "
        yield f"select {loads} as load, {stored}{columns} from {_files(counting)}"
    for source in sources:
        if source.load in snapshot.undone:
            ways = [one for one in snapshot.repeats if one.read_by == source.load]
            load = "".join(f" when {one.read_source} then {one.load}" for one in ways)
            place = "".join(f" when {one.read_source} then {one.source}" for one in ways)
            stored = "" if own else f"{source.load} as landed_load, "
            yield (
                f"select {f'case source{load} end' if ways else 'cast(null as integer)'} as load, "
                f"* replace ({f'case source{place} else source end' if ways else 'source'} as source) "
                f"from (select {stored}{columns} from {_files([source])})"
            )


def _numbers(loads: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(loads))) or "null"


def _files(sources: Sequence[Source]) -> str:
    return f"read_parquet([{', '.join(quoted(str(source.path.resolve())) for source in sources)}])"


def _versions(kind: Kind, snapshot: Snapshot) -> str:
    """The rows of one kind as `landing_version` has them; `row_id` is what a refused row may be known by."""
    first, *others = kind.key
    key = " || ".join([first, *(f"chr(31) || coalesce(cast({name} as varchar), '')" for name in others)])
    client = "client_id" if "client_id" in kind.schema.names else "cast(null as varchar)"
    landed, confirmed = f"landing_{kind.table}", "landing_confirmed"
    row = f"'{kind.table}' as kind, {first} as row_id, {key} as version_key, {client} as client_id"
    return (
        f"select {row}, load, source, line, changed_at, landed_load, row_ordinal from {landed} where load is not null "
        f"union all select {row}, {confirmed}.load, {confirmed}.source, {confirmed}.line, changed_at, "
        f"{landed}.landed_load, row_ordinal from {landed} inner join {confirmed} on {confirmed}.kind = '{kind.table}' "
        f"and {confirmed}.landed_load = {landed}.landed_load and {confirmed}.landed_ordinal = row_ordinal "
        f"where {confirmed}.load in ({_numbers(snapshot.deciding)}) or {confirmed}.load is not null and "
        f"({confirmed}.landed_load in ({_numbers(snapshot.undone)}) or {first} in "
        f"(select row_id from landing_refused where kind = '{kind.table}' and load is not null))"
    )


def _columns(connection: duckdb.DuckDBPyConnection, source: Source, schema: pa.Schema) -> str:
    """The columns of a landing file as SQL; of those younger than the first files, the ones it lacks are null."""
    younger = {field.name for field in schema if field in REGISTER}
    if younger:
        path = quoted(str(source.path.resolve()))
        younger -= {name for (name,) in connection.execute(f"select name from parquet_schema({path})").fetchall()}
    return ", ".join(_null(field) if field.name in younger else field.name for field in schema)


def _null(field: pa.Field) -> str:
    return f"cast(null as {_type(field.type)}) as {field.name}"


def _type(arrow: pa.DataType) -> str:
    if pa.types.is_decimal(arrow):
        return f"decimal({arrow.precision}, {arrow.scale})"
    return _TYPES[arrow]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
