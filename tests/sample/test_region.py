"""The made-up region: beside the sample year, not in its way, and telling a story of its own."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline import agreements, reports, sample
from data_pipeline.agreements import series
from data_pipeline.command.line import main
from data_pipeline.sample import region
from data_pipeline.settings import ROOT, Settings
from tests.installations import Installations

Ask = Callable[..., dict]


def column(folder: Path, file: str, heading: str) -> list[str]:
    """What stands under a heading of a sample CSV."""
    with (folder / file).open(encoding="cp1252", newline="") as opened:
        return [row[heading] for row in csv.DictReader(opened, delimiter=";") if row[heading]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with the region, as `sample --region` writes them."""
    out = tmp_path_factory.mktemp("samples")
    assert main(["sample", "--region", "--out", str(out)], {}) == 0
    return out


@pytest.fixture(scope="module")
def ask(installations: Installations, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Asks an installation that has loaded all of it, for JSON."""
    made, folder = installations.region()
    home = shutil.copytree(made, tmp_path_factory.mktemp("region") / "home")
    environment = {"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(folder)}

    def answer(*arguments: str) -> dict:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            assert main([*arguments, "--format", "json"], environment) == 0
        return json.loads(said.getvalue())

    return answer


def test_agreements_are_called_made_up(written: Path) -> None:
    """But the sample year's own, which is as it was; years of Viborg are one series."""
    folder = written / region.AGREEMENTS
    known = agreements.load_all(folder)
    made_up = {
        name for name, agreed in known.items() if "(opdigtet)" in agreed.title.da and "(made up)" in agreed.title.en
    }
    assert known.keys() - made_up == {"viborg-2014"}
    assert (folder / "viborg-2014.toml").read_bytes() == (ROOT / "agreements" / "viborg-2014.toml").read_bytes()
    assert [one.id for one in series.years(known.values(), "viborg")] == ["viborg-2013", "viborg-2014", "viborg-2015"]
    assert len({one.municipality.code for one in known.values()}) == 5


def test_the_same_bytes_again_and_nobody_twice(written: Path, tmp_path: Path) -> None:
    """No id and no CVR number of the sample year comes again in the region."""
    region.write(tmp_path, 2014)
    for path in (tmp_path / region.EXPORT).iterdir():
        assert path.read_bytes() == (written / region.EXPORT / path.name).read_bytes()
    for heading in ("Kunde-ID", "CVR-nr."):
        here = column(written / region.EXPORT, "kunder.csv", heading)
        assert len(here) == len(set(here))
        assert not {*here} & {*column(written / sample.DELIVERIES[1], "kunder.csv", heading)}


def test_the_sample_year_stays_as_it_is(ask: Ask) -> None:
    """What the region brings changes no figure of Viborg 2014."""
    found = ask("figures", "--agreement", "viborg-2014", "--as-of", "2014-12-31")
    by_id = {line["id"]: line["actual"] for line in found["targets"]}
    assert (by_id["guided.local.entrepreneur"], by_id["guided.local.company"]) == (190, 212)
    assert (found["satisfaction"]["satisfied"], found["satisfaction"]["answered"]) == (118, 149)
    assert found["jobs"]["net"] == "247.00"


def test_who_really_differs(ask: Ask) -> None:
    """Randers' clients are far less satisfied than agreed; Samsø has the lowest share, which says nothing."""
    found = ask("compare", "--neighbours", "--as-of", "2014-12-31")
    assert [one["agreement"].partition("-")[0] for one in found["neighbours"]] == [
        *["aarhus", "randers", "samsoe", "skive", "viborg"]
    ]
    voices = {one["agreement"].partition("-")[0]: one["at"]["satisfaction"] for one in found["neighbours"]}
    assert all(one["at"]["covered"] for one in found["neighbours"])
    assert min(voices, key=lambda name: voices[name]["share"]) == "samsoe"
    assert {name: one["chance"] for name, one in voices.items() if one["chance"] != "inside"} == {"randers": "very_low"}


def test_years_beside_each_other(ask: Ask) -> None:
    """Three years at the same share; the running one is covered to its last day of data."""
    found = ask("compare", "--series", "viborg")
    assert (found["as_of"], found["reference"]) == ("2015-06-30", "viborg-2015")
    assert [year["at"]["covered"] for year in found["years"]] == [True, True, True]
    assert [year["whole"] is None for year in found["years"]] == [False, False, True]
    assert [year["unlike"] for year in found["years"]] == [[], [], []]


def test_what_the_years_make_likely(ask: Ask) -> None:
    """By the end of 2014, two years are pooled, and the agreement to come has a file."""
    found = ask("plan", "--series", "viborg", "--as-of", "2014-12-31")
    assert found["coming"]["agreement"] == "viborg-2015"
    assert [year["agreement"] for year in found["years"]] == ["viborg-2013", "viborg-2014"]
    assert found["targets"][0]["counts"] == [187, 190]


def test_beside_an_installation_its_own_agreements_stay(tmp_path: Path) -> None:
    """What `make run` shows: the region's agreements and one's own, of which Viborg's is as it was."""
    own = tmp_path / "agreements"
    own.mkdir()
    mine = (ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8") + "# mine\n"
    (own / "viborg-2014.toml").write_text(mine, encoding="utf-8")
    (own / "mine.toml").write_text(mine.replace('id = "viborg-2014"', 'id = "mine"', 1), encoding="utf-8")
    there = {"VAEKSTTAVLEN_HOME": str(tmp_path / "home"), "VAEKSTTAVLEN_AGREEMENTS": str(own)}
    settings = region.install(Settings.read(there))
    assert settings.agreements == tmp_path / "home" / "region" / "agreements"
    assert {path.stem for path in settings.agreements.iterdir()} == {
        *(year.id for year in region.YEARS),
        "viborg-2014",
        "mine",
    }
    assert (settings.agreements / "viborg-2014.toml").read_text(encoding="utf-8") == mine


def test_which_agreement_and_day_are_shown_first(installations: Installations) -> None:
    """The newest with data, or the one of the settings; one that another has followed ends with its last date."""
    home, folder = installations.region()
    there = {"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(folder)}
    for more, first in (({}, "viborg-2015"), ({"VAEKSTTAVLEN_FIRST_AGREEMENT": "viborg-2014"}, "viborg-2014")):
        board = reports.open_board(Settings.read(there | more))
        listed = board.agreements("da")
        assert listed[0].id == first
        newest = {one.id: one.as_of[0].isoformat() for one in listed}
        assert (newest["viborg-2013"], newest["viborg-2014"]) == ("2013-12-31", "2014-12-31")
        assert newest["viborg-2015"] == "2015-06-30"
        board.ledger.close()
