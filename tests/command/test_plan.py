"""`plan` as one uses it, on the sample year."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.command.line import main
from data_pipeline.settings import ROOT
from tests.installations import Installations

VIBORG = ROOT / "agreements" / "viborg-2014.toml"
TARGET = ["id", "counts", "median", "low", "high", "target", "p_target", "in_ten"]
FEE = [
    *["id", "counts", "median", "low", "high", "priced", "mean", "deviation"],
    *["amount", "target", "budget", "p_within", "in_ten"],
]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, installations: Installations, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `plan` of Viborg on the sample year, the agreements in a folder of the test's own."""
    home = tmp_path / "home"
    shutil.copytree(installations.both_deliveries(), home)
    (tmp_path / "agreements").mkdir()
    shutil.copy(VIBORG, tmp_path / "agreements")
    environment = {"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(tmp_path / "agreements")}

    def answer(*arguments: str, command: tuple[str, ...] = ("plan", "--series", "viborg")) -> tuple[int, str, str]:
        code = main([*command, *arguments], environment)
        return code, *capsys.readouterr()

    return answer


def test_as_json(run: Run) -> None:
    """The keys in their order; a fee's registration follows the typed target, and another number is tried."""
    tried = ("--target", "guided.local.entrepreneur=210", "--target", "fee.screening.company=10")
    code, out, _ = run("--as-of", "2014-12-31", *tried, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["series", "as_of", "snapshot", "coming", "years", "targets", "fees", "fee_total"]
    assert found["coming"] == {"agreement": None, "first": "2015-01-01", "last": "2015-12-31", "of": 250}
    assert found["years"] == [{"agreement": "viborg-2014", "day": "2014-12-31", "days": 249, "part": 0.996}]
    assert len(found["targets"]) == 16
    assert all(list(line) == TARGET for line in found["targets"])
    local, nothing = found["targets"][0], found["targets"][-1]
    assert (local["counts"], local["median"], local["target"], local["in_ten"]) == ([190], 191, 210, 4)
    assert (nothing["target"], nothing["p_target"], nothing["in_ten"]) == (0, None, None)
    assert all(list(line) == FEE for line in found["fees"])
    registration, _, screening = found["fees"]
    # 190 owed, of which 11 await a timesheet.
    assert (registration["priced"], registration["target"], registration["budget"]) == (179, 210, "105000.00")
    assert (screening["target"], screening["budget"]) == (10, "25000.00")
    assert list(registration["amount"]) == ["median", "low", "high"]
    assert found["fee_total"]["budget"] == "160000.00"
    assert found["fee_total"]["median"] == "118522.00"


def test_a_year_just_begun_is_nothing_to_go_by(run: Run) -> None:
    """From three quarters of its working days on it is."""
    code, _, err = run("--as-of", "2014-09-29", "--language", "en")
    assert code == 2
    assert "has no year to go by as of 29 September 2014" in err
    code, out, _ = run("--as-of", "2014-09-30", "--format", "json")
    assert code == 0
    assert json.loads(out)["years"][0]["days"] == 187  # of 249


def test_in_words(run: Run) -> None:
    """The sentence to say at the table."""
    _, out, _ = run("--as-of", "2014-12-31", "--target", "guided.local.entrepreneur=210")
    assert "210 nås i 4 af 10 år som det seneste" in out
    assert "105.000,00 er nok i 9 af 10 år som det seneste" in out
    assert "Med så få år er spændet mest antagelsen" in out


def test_a_draft_that_check_explains(run: Run, tmp_path: Path) -> None:
    """Its numbers are the chosen ones, its clauses empty; it sleeps until its name says that it is an agreement."""
    code, out, _ = run("--draft", "--target", "guided.local.entrepreneur=210", "--language", "en")
    path = tmp_path / "agreements" / "_viborg-2015.toml"
    written = path.read_text(encoding="utf-8")
    assert (code, str(path) in out) == (0, True)
    assert 'title = { da = "Viborg 2015", en = "Viborg 2015" }' in written
    assert "dates = [2015-06-30, 2015-12-31]" in written
    assert 'id = "guided.local.entrepreneur"\ncount = 210\n' in written
    assert 'id = "fee.registration.entrepreneur"\ncap_dkk = 500\ncount = 210\n' in written
    code, out, _ = run("--language", "en", command=("check",))
    assert code == 0
    assert "agreements/_viborg-2015.toml, line 10: municipality.clause must not be empty." in out
    code, _, err = run("--draft", "--language", "en")
    assert code == 2
    assert "There is a draft" in err


def test_what_is_not_there(run: Run) -> None:
    """Exit code 2, with the nearest known id or the form of a number."""
    for tried, sentence in (
        ("guided.local.entrepeneur=1", "the nearest is guided.local.entrepreneur."),
        ("guided.local.company=many", "write an id and a whole number"),
        ("guided.local.company", "write an id and a whole number"),
        ("guided.local.company=-1", "write an id and a whole number"),
    ):
        code, out, err = run("--target", tried, "--language", "en")
        assert (code, out) == (2, "")
        assert sentence in err
