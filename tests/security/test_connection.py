"""What pages read through refuses everything but reading its own tables: a written list of statements (trust §2.5)."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data_pipeline import ledger
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.load.deliveries import clients

# `{secret}` is a file with a word that must not come out, `{folder}` where nothing may be written.
READS_FILES = (
    "select * from read_csv('{secret}')",
    "select * from read_csv_auto('{secret}')",
    "select * from read_text('{secret}')",
    "select * from read_blob('{secret}')",
    "select * from read_json('{secret}')",
    "select * from read_parquet('{secret}')",
    "select * from parquet_schema('{secret}')",
    "select * from sniff_csv('{secret}')",
    "select * from glob('{folder}/*')",
    "select * from '{secret}'",
    'select * from "{secret}"',
    "from '{folder}/*.csv'",
    "select * from query('from read_text(''{secret}'')')",
    "select * from read_text('http://127.0.0.1:9/x')",
    "select * from 'https://127.0.0.1:9/x.parquet'",
    "select getenv('HOME')",
    "create secret s (type s3, key_id 'a', secret 'b')",
)
WRITES_FILES = (
    "copy dim_client to '{folder}/out.csv'",
    "copy (select 1) to '{folder}/out.parquet' (format parquet)",
    "copy dim_client from '{secret}'",
    "export database '{folder}/out'",
    "import database '{folder}'",
    "attach '{folder}/other.duckdb'",
    "attach ':memory:' as other",
    "create database other",
    "copy from database memory to other",
    "detach temp",
)
CHANGES = (
    "create table t (i int)",
    "create or replace table dim_client as select 1 as i",
    "create view v as select 1",
    "create schema s",
    "create sequence s",
    "create type t as enum ('a')",
    "create macro m(x) as x + 1",
    "create index i on dim_client (client_id)",
    "insert into dim_client select * from dim_client",
    "update dim_client set client_id = 'x'",
    "delete from dim_client",
    "truncate dim_client",
    "drop table dim_client",
    "alter table dim_client add column x int",
    "alter table dim_client rename to y",
    "comment on table dim_client is 'x'",
)
SETS = (
    "set enable_external_access = true",
    "set global enable_external_access = true",
    "set lock_configuration = false",
    "set memory_limit = '900GB'",
    "set threads = 99",
    "set temp_directory = '{folder}'",
    "set home_directory = '{folder}'",
    "set allowed_directories = ['/']",
    "set allowed_paths = ['{secret}']",
    "set extension_directory = '{folder}'",
    "set custom_extension_repository = 'http://127.0.0.1:9'",
    "set autoload_known_extensions = true",
    "set allow_unsigned_extensions = true",
    "set python_enable_replacements = true",
    "set logging_level = 'debug'",
    "reset enable_external_access",
    "pragma enable_external_access",
    "pragma memory_limit = '900GB'",
    "pragma enable_logging",
    "call enable_logging(storage = 'file', storage_config = {{'path': '{folder}'}})",
)
LOADS = (
    "install httpfs",
    "install spatial from community",
    "force install httpfs from 'http://127.0.0.1:9'",
    "load httpfs",
    "load '{folder}/evil.duckdb_extension'",
    "update extensions",
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory):
    """The connection that pages read through, a file beside it with a secret, and an empty folder."""
    base = tmp_path_factory.mktemp("closed")
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(base / "home")})
    load(settings, [clients(base / "kunder.csv", "K-1001")])
    book = ledger.open(settings.ledger)
    path = warehouse.ensure(settings, book.loads(), Landing.open(settings.landing))
    book.close()
    secret, folder = base / "secret.csv", base / "folder"
    secret.write_text("word\nvery-secret\n", encoding="utf-8")
    folder.mkdir()
    opened = Warehouse(path)
    yield opened, secret, folder
    opened.close()


@pytest.mark.parametrize("statement", READS_FILES + WRITES_FILES + CHANGES + SETS + LOADS)
def test_it_refuses(statement: str, closed: tuple[Warehouse, Path, Path]):
    opened, secret, folder = closed
    before = opened.path.read_bytes()
    cursor = opened._connection.cursor()
    with pytest.raises(duckdb.Error) as refused:
        cursor.execute(statement.format(secret=secret, folder=folder)).fetchall()
    assert "very-secret" not in str(refused.value)
    assert list(folder.iterdir()) == []
    assert opened.path.read_bytes() == before
    cursor.close()


def test_it_still_reads_its_own_tables(closed: tuple[Warehouse, Path, Path]):
    opened, *_ = closed
    with opened.asking() as question:
        assert [row["client_id"] for row in question.rows("dim_client")] == ["K-1001"]


def test_a_python_variable_is_no_table(closed: tuple[Warehouse, Path, Path]):
    import pandas as pd

    opened, *_ = closed
    hidden_frame = pd.DataFrame({"i": [1]})
    with pytest.raises(duckdb.Error):
        opened._connection.cursor().execute("select * from hidden_frame").fetchall()
    assert len(hidden_frame) == 1
