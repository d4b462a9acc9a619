"""Klientens vej: quarter ends alone, no hidden step or channel follows from those shown (R12, R18)."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from data_pipeline import reports
from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.privacy import courses
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports.road import RoadReport, Step, roads_shown, steps_shown
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
    return road_findings.title(RoadReport(stamp, "§5", DAY, DAY, steps, (), ())).say("da")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-09-30", "--format", "json"]) == 0
    steps = {one["step"]: one for one in json.loads(capsys.readouterr().out)["road"]}
    page = show(sample_home, "road", as_of="2014-09-30", lang=lang)
    for step in ("guided_local", "screened"):
        assert f"{steps[step]['entrepreneur']} {steps[step]['company']}" in page.text


def test_a_day_between_shows_the_quarter_before_and_says_so(show, sample_home):
    page = show(sample_home, "road", as_of="2014-08-31")
    assert "vist pr. 30. juni 2014, det seneste kvartal" in page.text
    assert page.title == show(sample_home, "road", as_of="2014-06-30").title


def test_before_the_first_quarter_end_there_is_nothing(show, sample_home):
    page = show(sample_home, "road", as_of="2014-02-28")
    assert page.title == "Intet kvartal er slut endnu"
    assert "Vælg 31. marts 2014 eller senere" in page.text


def test_every_bar_says_its_number(show, sample_home):
    page = show(sample_home, "road", as_of="2014-09-30")
    assert any(alt.endswith("Vejledt lokalt: 135") for alt in page.alts)
    assert any("diskretionsbeskyttet" in alt for alt in page.alts)


def test_a_single_client_stands_nowhere(show, tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1")
    write(source / "vejledninger.csv", "vejledninger", {"Dato": "03-02-2014", "Kanal": "Telefon"})
    write(source / "tilfredshed.csv", "tilfredshed", {"Udsendt": "31-03-2014"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "road", as_of="2014-03-31")
    assert page.title == "Få klienter er vejledt endnu"
    assert "Telefon diskretionsbeskyttet" in page.text.replace("\u00ad", "")  # 1–4 would be the one that B1 tells of
    assert not any(alt.endswith(": 1") for alt in page.alts)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([20, 12, 5, 0], [20, 12, 5, 0]),
        ([20, 12, 4, 0], [20, 12, FEW, 0]),
        ([8, 7, 7], [8, PROTECTED, PROTECTED]),  # the eighth would be named
        ([8, 8, 3], [8, 8, FEW]),
        ([6, 5], [6, PROTECTED]),
        ([6, 4], [6, PROTECTED]),  # else the word after a 6 would mean 5
        ([6, 5, 2, 0], [6, PROTECTED, PROTECTED, 0]),
        ([3, 3, 0], [FEW, PROTECTED, PROTECTED]),  # else the word after a small first step would mean 0
        ([0, 0], [0, 0]),
        ([], []),
    ],
)
def test_steps_shown(counts: list[int], shown: list[Count]):
    assert steps_shown(counts) == shown


@pytest.mark.parametrize("first", range(1, 30))
def test_no_hidden_step_follows(first: int):
    """Whatever is hidden after a step, at least two counts would look the same."""
    for count in range(first + 1):
        hidden = steps_shown([first, count])[1]
        if isinstance(hidden, Hidden):
            assert sum(steps_shown([first, other])[1] == hidden for other in range(first + 1)) > 1, (first, count)


def test_a_small_channel_takes_another_along_only_where_it_would_follow():
    counts = {"phone": 40, "mail": 20, "outreach": 3}
    covered, uncovered = courses.overlapping([counts], [], [50]), courses.overlapping([counts], [], [62])
    assert covered == [{"phone": 40, "mail": 20, "outreach": FEW}]  # they cover all guided
    assert uncovered == [{"phone": 40, "mail": PROTECTED, "outreach": FEW}]
    assert courses.overlapping([{"phone": 40, "mail": 20}], [], [60]) == [{"phone": 40, "mail": 20}]


def test_a_step_is_hidden_where_few_have_taken_it_since_the_reader_saw_it():
    assert roads_shown([[40, 10, 5], [60, 13, 5], [80, 15, 5]]) == [[40, 10, 5], [60, PROTECTED, 5], [80, 15, 5]]
    assert roads_shown([[40, 13, 5]], [[[40, 12, 5]]]) == [[40, PROTECTED, 5]]
    assert roads_shown([[41, 12, 5]], [[[40, 12, 5]]]) == [[41, 12, 5]]  # the first step is B1's


def test_the_titles():
    assert title(135, 15, 7) == "15 af 135 vejledte er screenet, 7 visiteret videre"
    assert title(135, 15, FEW) == "15 af 135 vejledte er screenet"
    assert title(135, FEW, FEW) == "135 er vejledt, få går videre"
    assert title(135, PROTECTED, FEW) == "135 er vejledt; hvor mange der går videre, vises ikke"  # it may be many
    assert title(135, 0, 0) == "Ingen af 135 vejledte er screenet endnu"
    assert title(FEW, FEW, 0) == "Få klienter er vejledt endnu"
    assert title(0, 0, 0) == "Ingen er på vej endnu"
