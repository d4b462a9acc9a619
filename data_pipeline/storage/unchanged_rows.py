"""Rows of a delivery that say what stands already: they are confirmed, and not stored again."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from data_pipeline.exports.kinds import CONFIRMED, PLACE, Kind
from data_pipeline.storage.landing_views import quoted
from data_pipeline.storage.warehouse import CLOSED, told_when_damaged


def unchanged_rows(snapshot: Path, delivered: Path, kind: Kind) -> pa.Table:
    """Return the rows of the Parquet file `delivered` that say what stands in the warehouse `snapshot`.

    As the landing keeps confirmations, with their own `row_ordinal` beside. A row that the delivery has twice is none:
    which of the two counts is decided among rows that are stored.
    """
    own = [name for name in kind.schema.names if name not in {field.name for field in PLACE}]
    same = " and ".join(f"delivered.{name} is not distinct from standing.{name}" for name in own)
    with told_when_damaged(snapshot), duckdb.connect(config={**CLOSED, "temp_directory": ""}) as connection:
        connection.execute(f"attach {quoted(str(snapshot.resolve()))} as earlier (read_only)")
        return (
            connection.sql(
                f"""
                select
                    '{kind.table}' as kind,
                    delivered.source,
                    delivered.line,
                    standing.landed_load,
                    standing.row_ordinal as landed_ordinal,
                    delivered.row_ordinal
                from (
                    select *, count(*) over (partition by {", ".join(kind.key)}) as version_count
                    from read_parquet({quoted(str(delivered.resolve()))})
                ) as delivered
                inner join earlier.main.stg_{kind.table} as standing on {same}
                where delivered.version_count = 1
                order by delivered.row_ordinal
                """
            )
            .to_arrow_table()
            .cast(pa.schema([*CONFIRMED, pa.field("row_ordinal", pa.int64())]))
        )
