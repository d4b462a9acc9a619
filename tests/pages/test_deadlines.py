"""Frister: the numbers of `figures` on the page, and every case in the month that decided it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from data_pipeline import language, reports
from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.reports import Deadline
from data_pipeline.reports.deadlines import DeadlinesReport, Month, months_of
from data_pipeline.settings import Settings
from data_pipeline.views import deadlines as deadline_findings
from tests.load.deliveries import clients, write
from tests.pages.conftest import markup

ENDS = (dt.date(2014, 1, 31), dt.date(2014, 2, 28), dt.date(2014, 3, 31))


def deadline(kept: int = 0, missed: int = 0, pending: int = 0) -> Deadline:
    decided = kept + missed
    return Deadline("first_contact", "§5", kept, missed, pending, kept / decided if decided else None)


def report(*asked: Deadline, months: tuple[tuple[Month, ...], ...] = ()) -> DeadlinesReport:
    stamp = reports.Stamp("a", ENDS[-1], 1, dt.datetime(2014, 4, 1, tzinfo=dt.UTC), ENDS[-1])
    return DeadlinesReport(stamp, asked, months, ENDS, (2, 2))


def title(*asked: Deadline) -> str:
    return deadline_findings.title(report(*asked)).say("da")


def referred_once(home: Path, source: Path, **values: str) -> Path:
    clients(source / "kunder.csv", "K1")
    write(source / "visitationer.csv", "visitationer", values)
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}), [source])
    return home


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-10-31", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)["deadlines"]
    page = show(sample_home, "deadlines", as_of="2014-10-31", lang=lang)
    in_all = {"da": "I alt", "en": "In all"}[lang]
    for one in figures:
        share = language.share(one["share"], lang).replace("\N{NO-BREAK SPACE}", " ")
        assert f"{in_all} {one['kept']} {one['missed']} {one['pending']} {share}" in page.text


def test_every_chart_says_its_numbers(show, sample_home):
    page = show(sample_home, "deadlines", as_of="2014-06-30")
    assert sum("apr 3 til tiden og 1 for sent" in alt for alt in page.alts) == 1
    assert any("10 af 12 til tiden, 2 for sent, 0 afventer" in alt for alt in page.alts)


def test_a_case_stands_in_the_month_that_decided_it():
    """Pending in January, late in February, one more kept in a March that is not over."""
    course = [(ENDS[0], deadline(1, 0, 1)), (ENDS[1], deadline(1, 1)), (dt.date(2014, 3, 12), deadline(2, 1))]
    months = months_of(course, frozenset(ENDS))
    assert [(one.kept, one.missed, one.pending) for one in months] == [(1, 0, 1), (0, 1, 0), (1, 0, 0)]
    assert [one.is_open for one in months] == [False, False, True]
    assert [one.share for one in months] == [1.0, 0.5, 2 / 3]


def test_kept_stands_under_missed_and_the_months_to_come_are_empty():
    months = months_of([(ENDS[0], deadline(3, 1))], frozenset(ENDS))
    (plot,) = deadline_findings.courses(report(deadline(3, 1), months=(months,)))
    kept, missed = (series.marks for series in plot.series)
    assert plot.is_stacked
    assert [(mark.x, mark.y, mark.written.say("da")) for mark in (*kept, *missed)] == [(0, 3, "3"), (0, 1, "1")]
    assert len(plot.x.ticks) == len(ENDS)


def test_nothing_begun_is_neither_kept_nor_missed(show, tmp_path):
    page = show(referred_once(tmp_path / "home", tmp_path / "crm", **{"Visiteret til": "Ingen"}), "deadlines")
    assert page.title == "Ingen frist er udløbet endnu"
    assert "Ingen sag er begyndt endnu" in page.text
    assert "0 %" not in page.text


def test_a_single_case_that_is_still_open(show, tmp_path):
    page = show(referred_once(tmp_path / "home", tmp_path / "crm"), "deadlines")
    assert page.title == "Ingen frist er udløbet endnu"
    assert "1 afventer endnu" in page.text


def test_the_titles():
    assert title(deadline(), deadline()) == "Ingen frist er udløbet endnu"
    assert title(deadline(20), deadline(3)) == "Alle 23 frister er holdt"
    assert title(deadline(20, 4), deadline(3, 2)) == "6 af 29 frister blev ikke holdt"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (deadline(), "ingen sager endnu"),
        (deadline(pending=2), "2 afventer endnu"),
        (deadline(3), "ingen for sent"),
        (deadline(3, pending=1), "ingen for sent, 1 afventer"),
        (deadline(3, 2), "2 for sent"),
        (deadline(3, 2, 1), "2 for sent, 1 afventer"),
    ],
)
def test_the_sentence_beside_a_bar(asked: Deadline, told: str):
    assert deadline_findings.sentence(asked).say("da") == told


def test_the_parties_see_who_is_late_and_who_is_next(sample_home, show):
    """The one that is still open stands first, then the six that were late, each by the day it was due."""
    closed = show(sample_home, "deadlines", as_of="2014-12-31")
    assert "Afventer og for sent" in closed.text
    assert "1 afventer, 6 for sent" in closed.text
    assert "K-10116" not in markup(closed.app), "a closed list sends its title alone"
    opened = markup(show(sample_home, "deadlines", as_of="2014-12-31", rows="cases").app)
    assert opened.index("afventer</td>") < opened.index("K-10116")
