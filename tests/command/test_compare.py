"""`compare` as one uses it: the sample year beside agreements like it, a year earlier, a year later and next door."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.command.line import main
from data_pipeline.settings import ROOT
from tests.installations import Installations

VIBORG = (ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8")
TARGET = ["id", "actual", "target", "share", "expected", "share_of_expected", "status", "chance", "change"]
FEES = ["amount", "budget", "share", "count", "pending"]
VOICES = ["satisfied", "answered", "share", "low", "high", "goal", "met", "response_rate", "limits", "chance"]
JOBS = ["created", "lost", "net", "goal", "measure", "share", "measured", "not_measured"]
DEADLINE = ["id", "kept", "missed", "pending", "share"]

Run = Callable[..., tuple[int, str, str]]


def year(number: int) -> str:
    """Viborg's agreement as of another year."""
    kept = [line for line in VIBORG.splitlines() if not line.startswith("due_date")]
    return "\n".join(kept).replace("2014", str(number))


@pytest.fixture
def run(tmp_path: Path, installations: Installations, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line on the sample year with four agreements: three years of Viborg, and Skive's of 2014."""
    home, folder = tmp_path / "home", tmp_path / "agreements"
    shutil.copytree(installations.both_deliveries(), home)
    folder.mkdir()
    for number in (2013, 2014, 2015):
        (folder / f"viborg-{number}.toml").write_text(year(number), encoding="utf-8")
    skive = year(2014).replace("viborg-2014", "skive-2014").replace('"791"', '"779"').replace('= "viborg"', '= "skive"')
    (folder / "skive-2014.toml").write_text(skive, encoding="utf-8")
    environment = {"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(folder)}

    def answer(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments, environment)
        return code, *capsys.readouterr()

    return answer


def test_years_as_json(run: Run) -> None:
    """The keys in their order; a year without data is null, one not begun stands with its period alone."""
    code, out, _ = run("compare", "--series", "viborg", "--as-of", "2014-06-30", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["series", "as_of", "snapshot", "reference", "share", "years"]
    assert (found["reference"], found["share"]) == ("viborg-2014", 121 / 249)
    before, this, after = found["years"]
    assert list(this) == ["agreement", "first", "last", "of", "unlike", "at", "whole"]
    assert (after["agreement"], after["of"], after["at"], after["whole"]) == ("viborg-2015", 250, None, None)
    assert this["whole"] is None
    # Of the year before the sample knows five guidances, the first in November.
    assert (before["at"], before["whole"]["covered"]) == (None, False)
    at = this["at"]
    assert list(at) == ["day", "days", "covered", "targets", "fees", "satisfaction", "jobs", "deadlines"]
    assert (at["day"], at["days"], at["covered"]) == ("2014-06-30", 121, True)
    assert [list(part) for part in (at["targets"][0], at["fees"], at["satisfaction"], at["jobs"])] == [
        TARGET,
        FEES,
        VOICES,
        JOBS,
    ]
    assert [list(one) for one in at["deadlines"]] == [DEADLINE, DEADLINE]
    assert at["satisfaction"]["limits"] == {"95": [52, 66], "99.8": [48, 69]}
    assert at["fees"]["budget"] == "160000.00"


def test_it_says_what_figures_says(run: Run) -> None:
    """The same actuals, amounts and shares as `figures` of the same agreement and day."""
    _, out, _ = run("compare", "--series", "viborg", "--as-of", "2014-06-30", "--format", "json")
    at = json.loads(out)["years"][1]["at"]
    _, out, _ = run("figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", "--format", "json")
    figures = json.loads(out)
    for line, told in zip(at["targets"], figures["targets"], strict=True):
        assert {name: told[name] for name in ("id", "actual", "target", "expected", "status")}.items() <= line.items()
    assert {name: figures["fee_total"][name] for name in ("amount", "budget", "count", "pending")}.items() <= at[
        "fees"
    ].items()
    for name in ("satisfaction", "jobs"):
        assert {key: at[name][key] for key in at[name].keys() & figures[name].keys()}.items() <= figures[name].items()
    assert at["deadlines"] == figures["deadlines"]


def test_neighbours_as_json(run: Run) -> None:
    """All that hold the day, in order of id; who has no data is named alone."""
    code, out, _ = run("compare", "--neighbours", "--as-of", "2014-06-30", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["as_of", "snapshot", "neighbours", "without_data"]
    assert [one["agreement"] for one in found["neighbours"]] == ["skive-2014", "viborg-2014"]
    assert list(found["neighbours"][0]) == ["agreement", "first", "last", "of", "municipality", "at"]
    assert found["neighbours"][0]["municipality"] == "779"
    assert found["without_data"] == []


def test_csv_and_text(run: Run) -> None:
    """A headline of an agreement a line; for people a column for each year."""
    _, out, _ = run("compare", "--series", "viborg", "--as-of", "2014-12-31", "--format", "csv", "--language", "en")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert {(row["agreement"], row["which"]) for row in rows} == {
        ("viborg-2013", "at"),
        ("viborg-2013", "whole"),
        ("viborg-2014", "at"),
        ("viborg-2014", "whole"),
        ("viborg-2015", "at"),
    }
    (voices,) = (
        row for row in rows if (row["agreement"], row["which"], row["id"]) == ("viborg-2014", "at", "satisfaction")
    )
    assert (voices["actual"], voices["answered"], voices["target"]) == ("118", "149", "")
    assert (voices["fewest_95"], voices["most_998"]) == ("109", "133")
    _, out, _ = run("compare", "--series", "viborg", "--as-of", "2014-12-31")
    assert "Iværksættere vejledt lokalt" in out
    assert "190 af 200" in out
    assert "31.12.2013, ikke dækket" in out
    assert "Viborg 2015: ingen data." in out
    _, out, _ = run("compare", "--neighbours", "--as-of", "2014-12-31", "--language", "en")
    assert any("190 of 200" in line for line in out.splitlines() if line.startswith("Viborg 2014"))


def test_what_is_not_there(run: Run) -> None:
    """Exit code 2, with the nearest known name or what to do."""
    for arguments, sentence in (
        (("--series", "vibrog"), "There is no series vibrog; the nearest is viborg."),
        (("--series", "viborg", "--as-of", "2012-12-31"), "the first begins on 1 January 2013."),
        (("--neighbours", "--as-of", "2012-12-31"), "No agreement's period holds 31 December 2012"),
        ((), "one of the arguments --series --neighbours is required"),
    ):
        code, out, err = run("compare", *arguments, "--language", "en")
        assert (code, out) == (2, "")
        assert sentence in err


def test_check_refuses_years_that_overlap(run: Run, tmp_path: Path) -> None:
    """In `check`, with both names; and `compare` does not compare them."""
    text = year(2015).replace("first_date = 2015-01-01", "first_date = 2014-12-01")
    (tmp_path / "agreements" / "viborg-2015.toml").write_text(text, encoding="utf-8")
    code, out, _ = run("check", "--language", "en")
    assert code == 2
    assert "viborg-2015.toml: begins on 1 December 2014, before viborg-2014 of the same series viborg ends." in out
    code, _, err = run("compare", "--series", "viborg", "--language", "en")
    assert (code, "viborg-2015.toml: begins on" in err) == (2, True)
