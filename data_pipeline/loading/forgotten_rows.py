"""Rows of forgotten clients: refused when they come again."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.exports import Sheet
from data_pipeline.language import N_
from data_pipeline.storage import keys

_FORGOTTEN = N_("The client was forgotten and is not loaded again.")


def without_forgotten(sheet: Sheet, forget_list: Collection[tuple[str, str]], key: bytes) -> tuple[pa.Table, pa.Table]:
    """The rows of a sheet of a known kind and its refused rows, with rows of forgotten clients among the refused.

    `forget_list`: (`client` or `cvr`, keyed hash), as the ledger has it.
    """
    assert sheet.kind is not None
    column, what = ("cvr", "cvr") if sheet.kind.table == "employment" else ("client_id", "client")
    hashes = {hashed for kind, hashed in forget_list if kind == what}
    if not hashes:
        return sheet.rows, sheet.refused

    def forgotten_among(values: pa.ChunkedArray) -> pa.Array:
        given = (value for value in pc.unique(values).to_pylist() if value is not None)
        return pa.array([value for value in given if keys.forgotten_hash(what, value, key) in hashes], pa.string())

    is_forgotten = pc.is_in(sheet.rows[column], value_set=forgotten_among(sheet.rows[column]))
    refused = sheet.refused
    if sheet.kind.table == "client" and refused.num_rows:
        ids = refused["row_id"]
        other_ids = pc.if_else(pc.is_in(ids, value_set=forgotten_among(ids)), pa.scalar(None, pa.string()), ids)
        refused = refused.set_column(refused.schema.get_field_index("row_id"), "row_id", other_ids)
    lines = sheet.rows.filter(is_forgotten)["line"]
    count = len(lines)
    dropped = pa.table(
        {
            "kind": pa.array([sheet.kind.table] * count, pa.string()),
            "line": lines.cast(pa.int32()),
            "heading": pa.array([sheet.kind.column(column).heading] * count, pa.string()),
            "reason": pa.array([_FORGOTTEN] * count, pa.string()),
            "reason_values": pa.array(["{}"] * count, pa.string()),
            "row_id": pa.nulls(count, pa.string()),
        }
    )
    return sheet.rows.filter(pc.invert(is_forgotten)), pa.concat_tables([refused.select(dropped.column_names), dropped])
