"""Arbejdspladser: the numbers of `figures` on the page, the definition always there, and unknown never as zero."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from data_pipeline import language, ledger, meetings, reports
from data_pipeline.agreements import Words
from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Jobs
from data_pipeline.reports.jobs import JobsReport
from data_pipeline.settings import ROOT, Settings
from data_pipeline.views import jobs as job_findings
from tests.load.deliveries import clients, write

MID_YEAR = dt.date(2014, 6, 30)
ENDS = (dt.date(2014, 1, 31), dt.date(2014, 2, 28), dt.date(2014, 3, 31))
CVR = "90000004"


def jobs(created: str, lost: str = "0", goal: int = 100, measure: str = "net", measured: int = 5) -> Jobs:
    added, taken = Decimal(created), Decimal(lost)
    return Jobs("§7", added, taken, added - taken, goal, measure, measured, 2)


def report(shown: Jobs, *course: Jobs, low: str | None = None, high: str | None = None) -> JobsReport:
    stamp = reports.Stamp("a", MID_YEAR, 1, dt.datetime(2014, 7, 14, tzinfo=dt.UTC), MID_YEAR)
    return JobsReport(
        stamp,
        shown,
        Decimal(low) if low else None,
        Decimal(high) if high else None,
        Words(da="D", en="E"),
        ENDS,
        tuple(zip(ENDS, course, strict=False)),
    )


def said(shown: Jobs) -> str:
    return job_findings.title(report(shown)).say("da")


def companies(source: Path, **measured: str) -> None:
    """One guided company with these figures of Årsværk by day."""
    clients(source / "kunder.csv", "K1", Kundetype="Virksomhed", **{"CVR-nr.": CVR, "Stiftelsesdato": "01-01-2001"})
    write(source / "vejledninger.csv", "vejledninger", {"Dato": "03-02-2014"})
    rows = [{"CVR-nr.": CVR, "Opgjort": day.replace("_", "-"), "Årsværk": value} for day, value in measured.items()]
    if rows:
        write(source / "beskæftigelse.csv", "beskæftigelse", *rows)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)["jobs"]
    page = show(sample_home, "jobs", as_of="2014-06-30", lang=lang)
    for part in ("created", "lost", "net"):
        assert language.number(Decimal(figures[part]), lang, 2) in page.text
    for part in ("measured", "not_measured"):
        assert re.search(rf"\b{figures[part]}\b", page.text)


def test_the_definition_is_always_on_screen(show, sample_home):
    page = show(sample_home, "jobs", as_of="2014-06-30")
    assert "Aftalen nævner tallet, men ikke opgørelsen" in page.text
    assert "en virksomhed, der startede i perioden: 0" in page.text
    assert "Målet holdes op mod netto" in page.text


def test_no_pace_is_drawn(show, sample_home):
    """The agreement fixes a number for the year and no course to it: nothing is expected, forecast or judged."""
    page = show(sample_home, "jobs", as_of="2014-06-30")
    for word in ("Forventet", "Prognose", "Bagud", "På niveau"):
        assert word not in page.text


def test_every_chart_says_its_numbers(show, sample_home):
    page = show(sample_home, "jobs", as_of="2014-06-30")
    course = next(alt for alt in page.alts if "ved månedens udgang" in alt)
    assert "jan ikke målt" in course
    assert "jun 164,50" in course
    assert "mål 275" in course
    assert any("189,50 skabt, 25,00 tabt, 164,50 netto" in alt for alt in page.alts)


def test_without_a_measurement_nothing_is_zero(show, tmp_path):
    source = tmp_path / "crm"
    companies(source)
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "jobs")
    assert page.title == "Ingen arbejdspladser er målt endnu"
    assert "Ikke målt" in page.text
    assert "0 % af målet" not in page.text
    assert any(alt == "Arbejdspladser, netto: ikke målt" for alt in page.alts)
    assert "1 ikke målt" in page.text


def test_a_single_company_that_grows(show, tmp_path):
    source = tmp_path / "crm"
    companies(source, **{"01_01_2014": "2", "01_02_2014": "2,5", "30_06_2014": "6,25"})
    write(source / "tilfredshed.csv", "tilfredshed", {"Udsendt": "30-06-2014"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "jobs", as_of="2014-06-30")
    assert page.title == "4 af 275 arbejdspladser er nået, 271 mangler"
    assert "3,75" in page.text


def test_an_agreement_may_hold_the_goal_against_created(show, sample_home, tmp_path):
    text = (ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8")
    (tmp_path / "viborg-2014.toml").write_text(text.replace('measure = "net"', 'measure = "created"'), encoding="utf-8")
    page = show(sample_home, "jobs", agreements=tmp_path, as_of="2014-06-30")
    assert page.title == "190 af 275 arbejdspladser er nået, 85 mangler"
    assert "Målet holdes op mod skabte" in page.text
    assert "164,50" in page.text


def test_companies_add_up_to_the_figures(sample_home):
    """Created, lost and not measured company by company: the same numbers as the figures', bands and all."""
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))
    for day in (dt.date(2014, 1, 31), MID_YEAR, dt.date(2014, 12, 31)):
        found = board.answer("jobs", "viborg-2014", day, by=Person("Ada", Role.PARTNER))
        changes = [one.change for one in found.companies if one.change is not None]
        up, down = [one for one in changes if one > 0], [one for one in changes if one < 0]
        jobs_ = found.jobs
        assert (sum(up), -sum(down), sum(changes)) == (jobs_.created, jobs_.lost, jobs_.net)
        assert (len(changes), len(found.companies) - len(changes)) == (jobs_.measured, jobs_.not_measured)
        assert [abs(one) for one in changes] == sorted(map(abs, changes), reverse=True)
        assert all(one.current_figure - one.baseline == one.change for one in found.companies if not one.reason)
        assert len({one.cvr for one in found.companies}) == len(found.companies)


def test_others_are_shown_no_company(sample_home):
    board, ada = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)})), Person("Ada", Role.PARTNER)
    assert not meetings.headlines(board, "viborg-2014", MID_YEAR, by=ada).reports["jobs"].shows_ids
    whole = meetings.find(board.ledger, meetings.heads_for(board.ledger, "viborg-2014", ada)[0].name)
    listed = replace(whole.reports["jobs"], companies=board.answer("jobs", "viborg-2014", MID_YEAR, by=ada).companies)
    with_ids = replace(whole, reports=MappingProxyType({**whole.reports, "jobs": listed}))
    assert not whole.reports["jobs"].shows_ids
    assert not meetings.for_audience(with_ids, meetings.OTHERS).reports["jobs"].shows_ids


def test_each_company_has_its_change_or_why_it_has_none(show, tmp_path):
    source, home = tmp_path / "crm", tmp_path / "home"
    numbers = ("90000004", "90000012", "90000020", "90000039", "90000047")
    starts = ("01-01-2001", "01-01-2001", "01-02-2014", "01-01-2001", "01-01-2001")
    write(
        source / "kunder.csv",
        "kunder",
        *(
            {"Kunde-ID": f"K{number}", "Kundetype": "Virksomhed", "CVR-nr.": cvr, "Stiftelsesdato": start}
            for number, (cvr, start) in enumerate(zip(numbers, starts, strict=True), 1)
        ),
    )
    given = [{"Vejledning-ID": f"V{one}", "Kunde-ID": f"K{one}", "Dato": "03-02-2014"} for one in range(1, 6)]
    write(source / "vejledninger.csv", "vejledninger", *given)
    measured = [
        (0, "31-12-2013", "9", "Egen"),
        (0, "31-03-2014", "6,5", ""),
        (1, "31-12-2013", "4", "CVR"),
        (2, "31-03-2014", "3", "CVR"),
        (3, "31-03-2014", "8", "CVR"),
        (4, "31-12-2013", "5-9", "CVR"),
        (4, "31-03-2014", "10-19", "CVR"),
    ]
    write(
        source / "beskæftigelse.csv",
        "beskæftigelse",
        *(
            {"CVR-nr.": numbers[place], "Opgjort": day, "Årsværk": value, "Kilde": told}
            for place, day, value, told in measured
        ),
    )
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(home)})
    load(settings, [source])
    found = reports.open_board(settings).answer("jobs", "viborg-2014", MID_YEAR, by=Person("Ada", Role.PARTNER))
    assert [(one.client_id, one.change, one.reason) for one in found.companies] == [
        ("K3", 3, None),
        ("K1", Decimal("-2.5"), None),
        ("K4", None, "no_baseline"),
        ("K2", None, "no_later_figure"),
        ("K5", None, "only_bands"),
    ]
    page = show(home, "jobs", as_of="2014-06-30", rows="created,lost")
    assert "Kilde (fra): Egen" in page.text
    assert "Kilde (fra): startet i perioden" in page.text
    assert "−2,50" in page.text
    kept = ledger.open(settings.ledger).audit(action="view_ids")
    assert [entry.details["page"] for entry in kept] == ["jobs"]


def test_titles_never_say_reached_too_early():
    assert said(jobs("99.6")) == "99,6 af 100 arbejdspladser er nået, 0,4 mangler"
    assert said(jobs("99.99")) == "99,99 af 100 arbejdspladser er nået, 0,01 mangler"
    assert said(jobs("100")) == "Målet på 100 arbejdspladser er nået: 100"
    assert said(jobs("64.5")) == "65 af 100 arbejdspladser er nået, 35 mangler"
    assert said(jobs("0", lost="3")) == "3 flere arbejdspladser er tabt end skabt"
    assert said(jobs("0", lost="0.2")) == "0,2 flere arbejdspladser er tabt end skabt"
    assert said(jobs("0", measured=0)) == "Ingen arbejdspladser er målt endnu"
    assert said(jobs("12", goal=0)) == "12 arbejdspladser, intet mål er aftalt"


def test_bands_say_the_least_and_the_most():
    assert job_findings.bands(report(jobs("10"))) is None
    told = job_findings.bands(report(jobs("10"), low="7.5", high="18"))
    assert told is not None
    assert told.say("da") == "med intervaller: netto 7,50 til 18,00"


def test_months_without_a_measurement_are_outlined_not_drawn_as_zero():
    plot = job_findings.course(
        report(jobs("9", lost="2"), jobs("0", measured=0), jobs("0", measured=0), jobs("9", "2"))
    )
    created, lost, line = ([(mark.x, mark.y) for mark in series.marks] for series in plot.series)
    assert (created, lost, line) == ([(2, 9.0)], [(2, -2.0)], [(2, 7.0)])
    assert [(frame.x0, frame.x1, frame.is_dashed) for frame in plot.frames] == [(-0.4, 1.4, True)]


def test_status_after_the_period_has_a_column_of_its_own():
    """Current figures are read up to as-of, also past the last date (R9)."""
    late = report(jobs("9"), jobs("1"), jobs("2"), jobs("3"))
    late = JobsReport(**{**vars(late), "course": (*late.course, (dt.date(2014, 6, 30), jobs("9")))})
    ticks = job_findings.course(late).x.ticks
    assert [text.say("da") for _place, text in ticks] == ["jan", "feb", "mar", "jun"]


def test_the_pointer_is_told_the_exact_numbers_of_a_month():
    (_created, _lost, line) = job_findings.course(report(jobs("9.25", lost="2"), jobs("9.25", lost="2"))).series
    told = [text.say("da") for text in line.marks[0].words]
    goal = ["Mål 100", "92,75 mangler til målet"]
    assert told == ["31. januar 2014", "9,25 skabt", "2,00 tabt", "netto 7,25", *goal, "2 ikke målt"]
