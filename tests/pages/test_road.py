"""Klientens vej: the parties see every step of the figures, on any day (R12, R18)."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from data_pipeline import reports
from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports.road import RoadReport, Step
from data_pipeline.settings import Settings
from data_pipeline.views import road as road_findings
from tests.load.deliveries import clients, write

DAY = dt.date(2014, 6, 30)
FEW, PROTECTED = Hidden.FEW, Hidden.PROTECTED


def title(guided: Count, screened: Count, referred: Count) -> str:
    """The title where the companies took no step."""
    stamp = reports.Stamp("a", DAY, 1, dt.datetime(2014, 7, 14, tzinfo=dt.UTC), DAY)
    names = ("guided_local", "screened", "referred")
    steps = tuple(Step(name, count, 0) for name, count in zip(names, (guided, screened, referred), strict=True))
    return road_findings.title(RoadReport(stamp, "§5", DAY, steps, (), ())).say("da")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-09-30", "--format", "json"]) == 0
    steps = {one["step"]: one for one in json.loads(capsys.readouterr().out)["road"]}
    page = show(sample_home, "road", as_of="2014-09-30", lang=lang)
    for step in steps.values():
        assert f"{step['entrepreneur']} {step['company']}" in page.text


def test_every_bar_says_its_number(show, sample_home):
    page = show(sample_home, "road", as_of="2014-09-30")
    assert any(alt.startswith("Vejledt lokalt, ") and alt.endswith(": 135") for alt in page.alts)


def test_a_single_client_is_shown_to_the_parties(show, tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1")
    write(source / "vejledninger.csv", "vejledninger", {"Dato": "03-02-2014", "Kanal": "Telefon"})
    write(source / "tilfredshed.csv", "tilfredshed", {"Udsendt": "31-03-2014"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "road", as_of="2014-03-31")
    assert page.title == "Ingen af 1 vejledte er screenet endnu"
    assert "Telefon 1" in page.text
    assert any(alt.endswith(": 1") for alt in page.alts)


def test_the_titles():
    assert title(135, 15, 7) == "15 af 135 vejledte er screenet, 7 visiteret videre"
    assert title(135, 15, FEW) == "15 af 135 vejledte er screenet"
    assert title(135, FEW, FEW) == "135 er vejledt, få går videre"
    assert title(135, PROTECTED, FEW) == "135 er vejledt; hvor mange der går videre, vises ikke"  # it may be many
    assert title(135, 0, 0) == "Ingen af 135 vejledte er screenet endnu"
    assert title(FEW, FEW, 0) == "Få klienter er vejledt endnu"
    assert title(0, 0, 0) == "Ingen er på vej endnu"
