"""What the CVR register says of a company reaches the facts; landing files older than its columns still build."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_pipeline.exports.kinds import BY_TABLE, REGISTER
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing_views import Snapshot, Source
from data_pipeline.storage.warehouse import Warehouse
from tests.load import deliveries
from tests.load.test_load import ids

CVR = "90000004"
FACTS = [field.name for field in REGISTER]


def told(folder: Path, name: str, cvr: str, **company: Any) -> Path:
    """A register document of one company."""
    path = folder / name
    path.write_text(json.dumps({"Vrvirksomhed": {"cvrNummer": int(cvr), **company}}) + "\n", encoding="utf-8")
    return path


def facts(path: Path) -> list[dict[str, Any]]:
    store = Warehouse(path)
    try:
        with store.asking() as question:
            return question.rows("fct_employment")
    finally:
        store.close()


def test_a_document_and_a_list_of_figures_stand_side_by_side(both_settings: Settings, tmp_path: Path):
    period = {"gyldigFra": "2008-03-01", "gyldigTil": "2014-09-30"}
    paths = [
        deliveries.clients(tmp_path / "kunder.csv", "K1", **{"CVR-nr.": CVR}),
        deliveries.write(tmp_path / "tal.csv", "beskæftigelse", {"Kilde": "Register"}),
        told(
            tmp_path,
            "cvr.jsonl",
            CVR,
            livsforloeb=[{"periode": period}],
            hovedbranche=[{"branchekode": "620200", "periode": period}],
        ),
    ]
    outcome = load(both_settings, paths)
    assert [(file.kind, file.accepted) for file in outcome.files] == [
        ("kunder", 1),
        ("beskæftigelse", 1),
        ("beskæftigelse", 1),
    ]
    assert ids(both_settings, "fct_employment", "data_source") == ["CVR", "Register"]
    rows = facts(next(both_settings.warehouses.glob("*.duckdb")))
    found = {row["data_source"]: (row["measured_date"], *(row[name] for name in FACTS)) for row in rows}
    assert found == {
        "CVR": (dt.date(2014, 9, 30), "620200", dt.date(2008, 3, 1), dt.date(2014, 9, 30)),
        "Register": (dt.date(2014, 2, 3), None, None, None),
    }


def landed(folder: Path, table: str, without: list[str], **row: Any) -> Path:
    """A landing file of one row that lacks columns."""
    kind = BY_TABLE[table]
    place = {"source": 0, "line": 2, "row_ordinal": 0}
    path = folder / f"{table}-{len(without)}-{row.get('measured_date', '')}.parquet"
    pq.write_table(pa.Table.from_pylist([place | row], kind.schema).drop_columns(without), path)
    return path


@pytest.fixture
def client(tmp_path: Path) -> Source:
    row = {"client_id": "K1", "client_type": "company", "municipality_code": "791", "cvr": CVR}
    return Source(1, "client", landed(tmp_path, "client", [], **row))


def test_landing_files_older_than_the_columns_build_beside_newer_ones(client: Source, tmp_path: Path):
    old = {"cvr": CVR, "measured_date": dt.date(2013, 12, 31), "full_time_equivalents": 4}
    new = {"cvr": CVR, "measured_date": dt.date(2014, 12, 31), "register_industry_code": "620200"}
    sources = (
        client,
        Source(1, "employment", landed(tmp_path, "employment", FACTS, **old)),
        Source(2, "employment", landed(tmp_path, "employment", [], **new)),
    )
    warehouse.build(Snapshot(2, sources), tmp_path / "w.duckdb")
    rows = facts(tmp_path / "w.duckdb")
    assert [(row["full_time_equivalents"], row["register_industry_code"], row["load"]) for row in rows] == [
        (4, None, 1),
        (None, "620200", 2),
    ]


def test_a_landing_file_without_another_column_is_no_landing_file(client: Source, tmp_path: Path):
    row = {"cvr": CVR, "measured_date": dt.date(2013, 12, 31)}
    torn = Source(1, "employment", landed(tmp_path, "employment", ["revenue_dkk"], **row))
    with pytest.raises(duckdb.Error):
        warehouse.build(Snapshot(1, (client, torn)), tmp_path / "w.duckdb")
