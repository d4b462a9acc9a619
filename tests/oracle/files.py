"""Deliveries written as files: landing Parquet that SQL can read, or the CRM's own CSV for tests from end to end."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data_pipeline.exports.kinds import BY_TABLE, REFUSED, Column, Kind
from tests.oracle.rows import Delivery, Employment, Row, as_heading

# What stands in the cells that are only checked for presence.
FILLED = {
    "has_name": "Navn Navnesen",
    "has_address": "Vejen 1",
    "has_phone": "86 60 00 00",
    "has_education": "Snedker",
    "has_contact": "Kontakt Kontaktsen",
    "has_contact_education": "Smed",
    "has_content": "Talt om økonomi",
}


def write_parquet(delivery: Delivery, folder: Path) -> dict[str, Path]:
    """The landing files of one load by table (`refused` among them, if any), as the reader would write them."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {table: _landing(BY_TABLE[table], rows) for table, rows in delivery.rows.items()}
    if delivery.refused:
        tables["refused"] = pa.Table.from_pylist(
            [
                {
                    "kind": table,
                    "source": list(BY_TABLE).index(table),
                    "line": 1000 + number,
                    "heading": "Ændret",
                    "reason": "drawn",
                    "reason_values": json.dumps({}),
                    "row_id": row_id,
                }
                for number, (table, row_id) in enumerate(sorted(delivery.refused))
            ],
            REFUSED,
        )
    paths = {}
    for table, content in tables.items():
        paths[table] = folder / f"{table}.parquet"
        pq.write_table(content, paths[table])
    return paths


def _landing(kind: Kind, rows: Sequence[Row]) -> pa.Table:
    source = list(BY_TABLE).index(kind.table)
    values = []
    for number, row in enumerate(rows):
        value = asdict(row) | {"source": source, "line": number + 2, "row_ordinal": number}
        if kind.table == "employment":
            exact = value["full_time_equivalents"]
            value["data_source_key"] = as_heading(value["data_source"])
            value["full_time_low"] = exact if value["full_time_low"] is None else value["full_time_low"]
            value["full_time_high"] = exact if value["full_time_high"] is None else value["full_time_high"]
        values.append(value)
    return pa.Table.from_pylist(values, kind.schema)


def write_csv(delivery: Delivery, folder: Path, mark: str = "1") -> list[Path]:
    """The CSV files of one load, one a kind in §4's order: semicolon, Windows-1252, CRLF, Danish values.

    `mark` names a column of no kind, so that the same rows delivered again are another file. Refused rows stand last,
    with nothing but their id.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table, rows in delivery.rows.items():
        kind = BY_TABLE[table]
        lines = [[column.heading for column in kind.columns] + [f"Udtræk {mark}"]]
        lines += [[*(_cell(column, row) for column in kind.columns), mark] for row in rows]
        lines += [
            [row_id if column.name == kind.key[0] else "" for column in kind.columns] + [mark]
            for name, row_id in sorted(delivery.refused)
            if name == table
        ]
        path = folder / f"{list(BY_TABLE).index(table)}-{kind.name}.csv"
        with path.open("w", encoding="cp1252", newline="") as file:
            csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(lines)
        paths.append(path)
    return paths


def _cell(column: Column, row: Row) -> str:
    if column.name == "full_time_equivalents" and isinstance(row, Employment) and row.full_time_low is not None:
        return f"{row.full_time_low}-{row.full_time_high}"
    return _danish(column, getattr(row, column.name))


def _danish(column: Column, value: Any) -> str:
    """A cell as the CRM writes it."""
    if value is None:
        return ""
    if column.form == "presence":
        return FILLED[column.name] if value else ""
    if column.form == "score":
        return next(word for word, score in reversed(list(column.choices.items())) if score == value)
    if column.choices:
        return next(word for word, ours in column.choices.items() if ours == value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, dt.datetime):
        return value.strftime("%d-%m-%Y %H:%M:%S")
    if isinstance(value, dt.date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Decimal):
        return _danish_number(value)
    if column.form == "cpr":
        return f"{value[:6]}-{value[6:]}"
    return str(value)


def _danish_number(value: Decimal) -> str:
    """`1.234,50`; a comma always stands, since `1.234` alone would be a thousand."""
    whole, _, decimals = f"{value:,.3f}".replace(",", ".").rpartition(".")
    decimals = decimals.rstrip("0") or "0"
    return f"{whole},{decimals}"
