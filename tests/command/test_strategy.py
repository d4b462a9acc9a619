"""`strategy`: values are written beside the earlier ones, with author and date, and a page shows them (R17)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from data_pipeline.command.line import main
from data_pipeline.privacy.rights import os_user

ASK = ("strategy", "--agreement", "viborg-2014")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command line in a home of its own: exit code, stdout, stderr."""

    def answer(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments), {"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
        out, err = capsys.readouterr()
        return code, out, err

    return answer


def test_every_value_is_kept_with_author_and_date(run):
    for value, day in (("31", "2014-01-15"), ("24", "2014-09-01")):
        code, _, _ = run(*ASK, "business_climate", value, "--date", day, "--source", "DI", "--note", "foreløbig")
        assert code == 0
    _, out, _ = run(*ASK, "--format", "json")
    entries = json.loads(out)["entries"]
    assert [(one["value"], one["value_date"]) for one in entries] == [("31", "2014-01-15"), ("24", "2014-09-01")]
    assert {one["author"] for one in entries} == {os_user()}
    assert dt.datetime.fromisoformat(entries[0]["written_at"]) <= dt.datetime.fromisoformat(entries[1]["written_at"])


def test_the_list_is_a_table_a_person_reads(run):
    _, out, _ = run(*ASK, "--language", "en")
    assert out == "Nothing is written yet.\n"
    run(*ASK, "business_climate", "31", "--source", "DI")
    _, out, _ = run(*ASK, "business_climate", "--language", "en")
    assert out.splitlines()[0].split() == ["Written", "By", "Point", "Value", "Source"]
    assert "31" in out


def test_a_point_there_is_not_names_the_nearest(run):
    code, _, err = run(*ASK, "business_climat", "31", "--language", "en")
    assert code == 2
    assert err == "There is no point “business_climat”; the nearest is business_climate.\n"
