"""The ledger's tables as SQLAlchemy sees them (the migrations make them), and rows as values."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from data_pipeline.exports import packed, unpacked
from data_pipeline.ledger.values import LoadFile, Part


class Instant(sa.TypeDecorator):
    """Moments in UTC, with their time zone also where the database keeps none."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return value if value is None else value.replace(tzinfo=value.tzinfo or dt.UTC).astimezone(dt.UTC)


INSTALLATION = sa.table("installation", sa.column("name"), sa.column("value"))
LOAD = sa.table(
    "load",
    *(sa.column(name) for name in ("number", "author", "message", "full_tables", "undoes")),
    sa.column("loaded_at", Instant),
)
COUNTS = ("received", "accepted", "refused", "waiting")
FILE = sa.table(
    "load_file",
    *(sa.column(name) for name in ("load_number", "position", "file", "kind", "status", "sha256", *COUNTS, "reason")),
)
PART = sa.table("part", *(sa.column(name) for name in ("load_number", "table_name", "name", "sha256", "row_count")))
FORGOTTEN = sa.table("forgotten", sa.column("what"), sa.column("keyed_hash"), sa.column("forgotten_at", Instant))
STRATEGY = sa.table(
    "strategy_entry",
    *(sa.column(name) for name in ("id", "author", "agreement", "milestone", "value", "source", "note")),
    sa.column("written_at", Instant),
    sa.column("value_date", sa.Date),
)
AUDIT = sa.table(
    "audit_entry",
    *(sa.column(name) for name in ("id", "author", "action", "details")),
    sa.column("written_at", Instant),
)
RECEIPT = sa.table(
    "receipt",
    *(sa.column(name) for name in ("id", "place", "erasures")),
    sa.column("is_gone", sa.Boolean),
    sa.column("written_at", Instant),
)
NEWEST = sa.text("select coalesce(max(number), 0) from load")
# What people write and pages show, beside loads: none of it is ever deleted, so counting tells whether there is more.
WRITTEN = (
    "strategy_entry",
    "meeting",
    "minute",
    "minute_status",
    "figure_comment",
    "figure_mark",
    "agenda",
    "meeting_release",
    "proposal_choice",
    "sitting",
    "settlement",
)
PULSE = sa.text(
    "select (select coalesce(max(number), 0) from load), (select count(*) from audit_entry where action = 'rewrite'), "
    + " + ".join(f"(select count(*) from {table})" for table in WRITTEN)
)


def fields_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, as they are."""
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def load_file(row: Any) -> LoadFile:
    """The entry a row of `load_file` holds."""
    counts = {name: int(getattr(row, name)) for name in COUNTS}
    reason = None if row.reason is None else unpacked(row.reason)
    return LoadFile(row.position, row.file, row.kind, row.status, row.sha256, **counts, reason=reason)


def file_values(number: int, file: LoadFile) -> dict[str, Any]:
    """The row of `load_file` for an entry of load `number`."""
    values = {name: getattr(file, name) for name in ("position", "file", "kind", "status", "sha256", *COUNTS)}
    return {"load_number": number, **values, "reason": None if file.reason is None else packed(file.reason)}


def part_values(number: int, part: Part) -> dict[str, Any]:
    """The row of `part` for a landing file of load `number`."""
    return {
        "load_number": number,
        "table_name": part.table,
        "name": part.name,
        "sha256": part.sha256,
        "row_count": part.rows,
    }
