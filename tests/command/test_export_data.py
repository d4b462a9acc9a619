"""`export data`: the rows another program reads, their sums beside `figures`, and a folder that is whole or absent."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from data_pipeline.command.line import main
from data_pipeline.papers import data_folder
from data_pipeline.reports.data_tables import VERSION
from tests.command import data_columns
from tests.installations import Installations

Run = Callable[..., int]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """The sample year and, made once, its data in `data/` beside it."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(installations.both_deliveries(), folder / "home")
    assert run_in(folder / "home")("export", "data", "--out", str(folder / "data")) == 0
    return folder / "home"


@pytest.fixture(scope="module")
def data(home: Path) -> Path:
    return home.parent / "data"


@pytest.fixture
def run(home: Path) -> Run:
    return run_in(home)


def run_in(home: Path) -> Run:
    return lambda *words: main(words, {"VAEKSTTAVLEN_HOME": str(home)})


def figures(run: Run, capsys: pytest.CaptureFixture[str]) -> dict:
    capsys.readouterr()
    assert run("figures", "--agreement", "viborg-2014", "--format", "json") == 0
    return json.loads(capsys.readouterr().out)


def test_the_schema_is_the_committed_one(data: Path) -> None:
    """A column that comes, goes or turns is a new VERSION and a new list: programs of others rest on it."""
    assert data_columns.of(data) == data_columns.LIST.read_text(encoding="utf-8")


def test_each_column_says_what_it_is_and_the_file_which_schema(data: Path) -> None:
    told = (data / "README.md").read_text(encoding="utf-8")
    assert f"Skema version {VERSION}." in told
    for path in (data / "parquet").iterdir():
        schema = pq.read_schema(path)
        assert schema.metadata[b"vaeksttavlen.schema_version"] == str(VERSION).encode()
        assert f"\n## {path.stem}\n" in told
        for field in schema:
            assert field.metadata[b"description"]
            assert f"\n| {field.name} | " in told.split(f"\n## {path.stem}\n")[1].split("\n## ")[0]


def test_sums_equal_the_figures_in_duckdb(run: Run, data: Path, capsys) -> None:
    """By the README's own recipes, over Parquet."""
    known = figures(run, capsys)

    def ask(sql: str) -> dict:
        found = duckdb.sql(sql.format(parquet=data / "parquet")).fetchall()
        return {key[0] if len(key) == 1 else tuple(key): value for *key, value in found}

    guided = ask(
        "select 'guided.local.' || segment, count(*) from '{parquet}/guided_party.parquet' "
        "where first_local_date is not null group by all union all "
        "select 'guided.specialised.' || segment, count(*) from '{parquet}/guided_party.parquet' "
        "where first_specialised_date is not null group by all union all "
        "select 'guided.total.' || segment, count(*) from '{parquet}/guided_party.parquet' "
        "where first_local_date is not null or first_specialised_date is not null group by all union all "
        "select 'programme.' || growth_level || '.' || segment, count(*) "
        "from '{parquet}/programme_in_window.parquet' group by all"
    )
    counted = {line["id"]: line["actual"] for line in known["targets"]}
    compared = {name: guided.get(name, 0) for name in counted if not name.startswith(("programme.t", "guided.f"))}
    assert compared == {name: counted[name] for name in compared}
    assert len(compared) > 8

    fees = ask("select fee_id, sum(amount_dkk) from '{parquet}/fee_line.parquet' group by all")
    assert {line["id"]: line["amount"] for line in known["fees"]} == {one: str(sum_) for one, sum_ in fees.items()}

    (jobs,) = duckdb.sql(
        f"select sum(change), sum(change) filter (change > 0), -sum(change) filter (change < 0), count(change) "
        f"from '{data}/parquet/job_party.parquet'"
    ).fetchall()
    assert [f"{value:.2f}" for value in jobs[:3]] == [known["jobs"][name] for name in ("net", "created", "lost")]
    assert jobs[3] == known["jobs"]["measured"]

    outcomes = ask("select deadline_id, outcome, count(*) from '{parquet}/deadline_case.parquet' group by all")
    assert outcomes["first_contact", "kept"] > 0
    for line in known["deadlines"]:
        for outcome in ("kept", "missed", "pending"):
            assert outcomes.get((line["id"], outcome), 0) == line[outcome]


def test_sums_equal_the_figures_in_pandas_over_csv(run: Run, data: Path, capsys) -> None:
    """The files for Excel hold the same: `;`, decimal comma, a BOM."""
    known = figures(run, capsys)

    def table(name: str) -> pd.DataFrame:
        path = data / "csv" / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        return pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")

    fees = table("fee_line")
    assert f"{fees['amount_dkk'].sum():.2f}" == known["fee_total"]["amount"]
    assert fees["is_pending"].sum() == known["fee_total"]["pending"]
    voice = table("voice").query("scope == 'all' and is_counted == 1")
    assert (len(voice), (voice["score"] >= 4).sum()) == tuple(
        known["satisfaction"][name] for name in ("answered", "satisfied")
    )
    invited = table("invited_party")
    assert invited["is_counted"].sum() == known["satisfaction"]["invited"]
    road = table("road_party")
    for place, step in enumerate(known["road"], 1):
        reached = road[road["step_count"] >= place]["segment"].value_counts()
        assert {name: int(reached.get(name, 0)) for name in ("entrepreneur", "company")} == {
            name: step[name] for name in ("entrepreneur", "company")
        }
    files = table("client_file")
    assert len(files) == known["completeness"]["clients"]
    assert files["missing_fields"].isna().sum() == known["completeness"]["complete"]
    guided = table("guided_party").dropna(subset="first_date").merge(table("party_sector"), on="party_key")
    counts = guided["sector_id"].value_counts()
    assert {one["id"]: one["guided"] for one in known["sectors"] if one["id"] != "none"} == counts.to_dict()
    every = table("figure").set_index(["figure_id", "part"])["number"]
    assert every["guided.local.entrepreneur", "actual"] == known["targets"][0]["actual"]
    assert every["satisfaction", "share"] == pytest.approx(known["satisfaction"]["share"])


def test_it_is_noted_and_told_to_machines(run: Run, tmp_path: Path, capsys) -> None:
    out = tmp_path / "ud"
    capsys.readouterr()
    assert run("export", "data", "--agreement", "viborg-2014", "--out", str(out), "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["folder"], told["schema"], told["snapshot"]) == (str(out), VERSION, 2)
    assert told["tables"]["fct_guidance"] == pq.read_metadata(out / "parquet" / "fct_guidance.parquet").num_rows
    municipalities = set(pq.read_table(out / "parquet" / "dim_client.parquet")["municipality_code"].to_pylist())
    assert municipalities == {"791"}  # of all that are loaded: one agreement's alone was asked for
    assert run("audit", "--newest", "1", "--format", "json") == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["action"], entry["details"]["format"], entry["details"]["agreement"]) == (
        "export",
        "data",
        "viborg-2014",
    )


def test_english_has_comma_and_point(run: Run, tmp_path: Path) -> None:
    assert run("export", "data", "--out", str(tmp_path / "out"), "--language", "en", "--as-of", "2014-06-30") == 0
    with (tmp_path / "out" / "csv" / "fee_line.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["cap_dkk"] == "500.00"
    assert "the most one fee can be" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    (days,) = pq.read_table(tmp_path / "out" / "parquet" / "agreement.parquet").to_pylist()
    assert days["as_of"].isoformat() == "2014-06-30"


def test_an_earlier_export_is_replaced_and_nothing_else(run: Run, data: Path, tmp_path: Path, capsys) -> None:
    """Somebody's own file in the folder, or a folder of something else, is left as it is."""
    out = tmp_path / "data"
    shutil.copytree(data, out)
    (out / "csv" / "gone.csv").touch()
    out.chmod(0o750)
    killed, own = tmp_path / ".data.vaeksttavlen-killed", tmp_path / ".data.mine"
    for folder in (killed, own):
        folder.mkdir()
        os.utime(folder, (0, 0))
    assert run("export", "data", "--out", str(out)) == 0
    assert (killed.exists(), own.exists()) == (False, True)
    own.rmdir()
    assert out.stat().st_mode & 0o777 == 0o750
    assert not (out / "csv" / "gone.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    (out / "min rapport.pbix").touch()
    capsys.readouterr()
    assert run("export", "data", "--out", str(out)) == 2
    assert "min rapport.pbix" in capsys.readouterr().err
    other = tmp_path / "andet"
    (other / "csv").mkdir(parents=True)
    (other / "csv" / "mine.csv").touch()
    assert run("export", "data", "--out", str(other)) == 2
    assert (other / "csv" / "mine.csv").exists()
    assert run("export", "data", "--out", str(tmp_path / "intet" / "data")) == 2
    empty = tmp_path / "tom"
    empty.mkdir()
    assert run("export", "data", "--out", str(empty)) == 0


def test_one_that_fails_leaves_the_earlier_one(run: Run, data: Path, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "data"
    shutil.copytree(data, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(data_folder, "_readme", full)
    assert run("export", "data", "--out", str(out)) == 2
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_papers_need_an_agreement_and_rows_no_meeting(run: Run, tmp_path: Path, capsys) -> None:
    assert run("export", "xlsx", "--as-of", "2014-06-30", "--out", str(tmp_path / "x.xlsx")) == 2
    assert "--agreement" in capsys.readouterr().err
    assert run("export", "data", "--audience", "others", "--out", str(tmp_path / "data")) == 2
    assert "--audience" in capsys.readouterr().err
    assert run("export", "data", "--template", "house.potx", "--out", str(tmp_path / "data")) == 2
    assert "--template" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()
