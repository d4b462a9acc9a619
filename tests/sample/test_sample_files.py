"""Sample exports: the same bytes each time, every heading, and numbers that belong to nobody."""

from __future__ import annotations

import csv
import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from stdnum.dk import cvr as cvr_numbers

from data_pipeline import sample
from data_pipeline.errors import Correctable
from data_pipeline.exports import read_bytes
from data_pipeline.exports.kinds import KINDS
from data_pipeline.sample.deck import deal
from data_pipeline.settings import ROOT

COMMITTED = ROOT / "sample_data"
KEY = bytes(32)


def files(folder: Path) -> dict[str, bytes]:
    """Every export under a folder, by its path in it."""
    found = [path for path in folder.rglob("*") if path.suffix in (".csv", ".xlsx")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def cells(path: Path) -> list[dict[str, str]]:
    """The rows of a sample CSV, by heading."""
    with path.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def clients(folder: Path) -> list[dict[str, str]]:
    """The clients' export of the whole year."""
    return cells(folder / sample.DELIVERIES[1] / "kunder.csv")


def test_the_committed_samples_are_made_by_the_command(tmp_path: Path):
    """Byte for byte, so that nobody can mend them by hand."""
    written = sample.write(tmp_path)
    assert files(tmp_path) == files(COMMITTED)
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        f"{delivery}/{name}"
        for delivery in ("1-status-30-juni-2014", "2-aaret-2014")
        for name in (
            "kunder.csv",
            "vejledninger.csv",
            "visitationer.csv",
            "henvisninger.csv",
            "vaekstforloeb.csv",
            "tilfredshed.xlsx",
            "beskaeftigelse.csv",
        )
    ]


def test_the_same_bytes_elsewhere_and_later(tmp_path: Path):
    """Neither the clock's zone nor Python's own chance has a say."""
    code = f"from pathlib import Path; from data_pipeline import sample; sample.write(Path({str(tmp_path)!r}))"
    surroundings = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run([sys.executable, "-c", code], check=True, env=surroundings, cwd=tmp_path)
    assert files(tmp_path) == files(COMMITTED)


def test_another_seed_tells_of_others(tmp_path: Path):
    sample.write(tmp_path, seed=1)
    others = clients(tmp_path)
    assert len(others) == len(clients(COMMITTED))
    assert not {row["CVR-nr."] for row in others if row["CVR-nr."]} >= {
        row["CVR-nr."] for row in clients(COMMITTED) if row["CVR-nr."]
    }


@pytest.mark.parametrize("number", [1, 2, 37, 451, 452, 453, 1000])
def test_as_many_clients_as_asked_for(tmp_path: Path, number: int):
    sample.write(tmp_path, clients=number)
    ids = [row["Kunde-ID"] for row in clients(tmp_path)]
    assert len(ids) == len(set(ids)) == number


@pytest.mark.parametrize("number", [0, -1, 100_001])
def test_a_number_out_of_range_is_told(tmp_path: Path, number: int):
    with pytest.raises(Correctable, match="from 1 to 100,000"):
        sample.write(tmp_path / "out", clients=number)
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_place_to_write_in(tmp_path: Path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Correctable, match="is a file"):
        sample.write(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("delivery", sample.DELIVERIES)
def test_every_kind_is_recognised_with_every_heading(delivery: str):
    """The reader knows each file; a workbook's sheet carries the kind's name."""
    sheets = [
        sheet
        for path in sorted((COMMITTED / delivery).iterdir())
        for sheet in read_bytes(path.name, path.read_bytes(), KEY)
    ]
    assert sorted(sheet.kind.name for sheet in sheets if sheet.kind) == sorted(kind.name for kind in KINDS)
    assert not [sheet.file for sheet in sheets if sheet.reason is not None or sheet.notes]
    for sheet in sheets:
        assert sheet.kind is not None
        if sheet.file.endswith(".csv"):
            header = (COMMITTED / delivery / sheet.file).read_bytes().decode("cp1252").split("\r\n")[0]
            assert header.split(";") == [column.heading for column in sheet.kind.columns]


def test_numbers_belong_to_nobody():
    """CVR begins with 9 and keeps mod 11; CPR has day + 60; telephones begin with 00."""
    for row in clients(COMMITTED):
        if row["CVR-nr."]:
            assert row["CVR-nr."][0] == "9"
            assert cvr_numbers.is_valid(row["CVR-nr."])
        if row["CPR-nr."]:
            assert 61 <= int(row["CPR-nr."][:2]) <= 91
        assert row["Telefon"].startswith("00 ")
    companies = {row["CVR-nr."] for row in cells(COMMITTED / sample.DELIVERIES[1] / "beskaeftigelse.csv")}
    assert all(number.startswith("9") for number in companies)


def test_a_danish_dialect():
    """Windows-1252 letters, decimal comma, dates day first, lines ended by CRLF."""
    content = (COMMITTED / sample.DELIVERIES[0] / "vejledninger.csv").read_bytes()
    text = content.decode("cp1252")
    assert "Opsøgende" in text
    assert ";0,75;" in text
    assert text.count("\n") == text.count("\r\n")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    days = {row["Dato"] for row in cells(COMMITTED / sample.DELIVERIES[1] / "vejledninger.csv")}
    real = {dt.datetime.strptime(day, "%d-%m-%Y").date() for day in days - {"11/31/2014"}}
    assert max(real) <= dt.date(2014, 12, 31)


def test_the_plan_can_be_dealt():
    """The plan asks for no more than there is, and always deals the same."""
    assert deal() == deal()
