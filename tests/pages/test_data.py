"""Datagrundlag: what was loaded, refused and is missing; bounded however much there is (R14)."""

from __future__ import annotations

import datetime as dt
import json
import os

import pytest

from data_pipeline.command.line import main
from data_pipeline.loading import watch
from data_pipeline.loading.load import load
from data_pipeline.loading.undo import undo
from data_pipeline.privacy.rights import os_user
from data_pipeline.reports.data import MOST_REFUSED
from data_pipeline.settings import Settings
from data_pipeline.views import data
from tests.load.deliveries import clients, write


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["completeness"]
    page = show(sample_home, "data", as_of="2014-06-30", lang=lang)
    told = {"da": "af", "en": "of"}[lang]
    assert f"{found['complete']} {told} {found['clients']}" in page.text
    assert any(alt.endswith(f"{found['complete']} {told} {found['clients']}") for alt in page.alts)


def test_every_file_of_both_loads_and_every_fault(show, sample_home):
    page = show(sample_home, "data", rows="refused")
    assert page.title == "11 rækker af 4.418 er afvist"
    assert page.text.index("Indlæsning 2,") < page.text.index("Indlæsning 1,")
    assert "vejledninger.csv vejledninger indlæst 670 667 3 0" in page.text
    assert page.text.count("ret den i CRM") >= 3


def test_the_page_defines_every_figure_once(show, sample_home):
    page = show(sample_home, "data")
    for label in (
        "Fuldstændige klientkort",
        "Tabte arbejdspladser",
        "Honorar til udbetaling",
        "Første kontakt til tiden",
    ):
        assert label in page.text
    for rule in range(4, 15):
        assert f"· R{rule}" in page.text


def test_older_loads_stand_as_a_line_each(show, tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    for number in range(data.MOST_LOADS + 2):
        load(settings, [clients(tmp_path / f"{number}.csv", f"K{number}")])
    page = show(tmp_path / "home", "data")
    assert page.text.count("Fil Slags Status") == data.MOST_LOADS
    assert page.folds == ["2 ældre indlæsninger", "De tidligere indlæsninger, fil for fil"]
    assert page.title == "Alle 7 rækker er læst"


def test_a_load_that_was_taken_back_is_shown_as_such(show, tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    load(settings, [clients(tmp_path / "a.csv", "K1")])
    load(settings, [clients(tmp_path / "b.csv", "K2", "K3")])
    undo(settings, 2, author="anna")
    page = show(tmp_path / "home", "data")
    assert page.title == "Alle 1 rækker er læst"
    assert "fortrudt af indlæsning 3" in page.text
    assert "anna fortryder indlæsning 2" in page.text


def test_of_very_many_files_those_with_faults_come_first(show, tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    for number in range(data.MOST_FILES + 3):
        clients(tmp_path / "crm" / f"file-{number:02}.csv", f"K{number}")
    clients(tmp_path / "crm" / "zz.csv", "K99", Kommune="Atlantis")
    load(settings, [tmp_path / "crm"])
    page = show(tmp_path / "home", "data")
    assert page.text.index("zz.csv") < page.text.index("file-00.csv")
    assert "De første 20 af 24 rækker" in page.text
    assert "file-22.csv" not in page.text
    assert page.title == "1 række af 24 er afvist"


def test_at_most_so_many_faults_and_where_the_rest_are(show, tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    rows = [{"Kunde-ID": f"K{number}", "Kommune": "Atlantis"} for number in range(MOST_REFUSED + 7)]
    write(tmp_path / "kunder.csv", "kunder", {"Kunde-ID": "K0"}, *rows)
    load(settings, [tmp_path / "kunder.csv"])
    page = show(tmp_path / "home", "data", rows="refused")
    assert "De nyeste 200 af 207 fejl. Dem alle: python -m data_pipeline refused" in page.text
    assert page.text.count("Kommune er ingen dansk kommune") == MOST_REFUSED


def test_a_refused_file_alone_is_named(show, tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    clients(tmp_path / "crm" / "kunder.csv", "K1")
    (tmp_path / "crm" / "andet.csv").write_text("Noget;Andet\n1;2\n", encoding="utf-8")
    load(settings, [tmp_path / "crm"])
    page = show(tmp_path / "home", "data")
    assert page.title == "1 fil er afvist, resten er læst"
    assert "ingen klient er vejledt endnu" in page.text
    assert "0 %" not in page.text


def test_the_inbox_tells_what_became_of_each_file_when_and_why(show, tmp_path):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    good = clients(settings.inbox / "kunder.csv", "K1")
    bad = settings.inbox / "andet.csv"
    bad.write_text("Noget;Andet\n1;2\n", encoding="utf-8")
    watch.handle(settings, [bad, good])
    for name, moment in (("andet.csv", 1), ("kunder.csv", 0)):
        (report,) = settings.inbox.glob(f"*/{name}.report.txt")
        at = dt.datetime(2014, 6, 30, 12, 5 + moment, tzinfo=dt.UTC).timestamp()
        os.utime(report, (at, at))
    page = show(tmp_path / "home", "data")
    assert "andet.csv Tid: 30. juni 2014 kl. 14.06 · Årsag: refused/andet.csv.report.txt afvist" in page.text
    assert "kunder.csv Tid: 30. juni 2014 kl. 14.05 indlæst" in page.text
    assert f"af {os_user()} · indbakken" in page.text
    page = show(tmp_path / "home", "data", lang="en")
    assert "andet.csv Time: 30 June 2014, 14:06 · Reason: refused/andet.csv.report.txt refused" in page.text
    assert "kunder.csv Time: 30 June 2014, 14:05 loaded" in page.text
