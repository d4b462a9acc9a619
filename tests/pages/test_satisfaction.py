"""Tilfredshed: the numbers of `figures` on the page, both verdicts, and what it says where little is known."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from data_pipeline import language, reports
from data_pipeline.arithmetic import intervals
from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import LevelShare, MonthShare, Satisfaction, SatisfactionReport
from data_pipeline.settings import Settings
from data_pipeline.views import levels
from data_pipeline.views import satisfaction as satisfaction_findings
from data_pipeline.views.levels import Spread
from tests.load.deliveries import clients, write
from ui import answers

MID_YEAR = dt.date(2014, 6, 30)
READER = Person("reader", Role.PARTNER)
GOAL = 80


def report(satisfied: int, answered: int, invited: int = 100) -> SatisfactionReport:
    interval = intervals.wilson(satisfied, answered)
    low, high = interval or (None, None)
    whole = Satisfaction(
        clause="§7",
        satisfied=satisfied,
        answered=answered,
        invited=invited,
        share=satisfied / answered if answered else None,
        goal=GOAL / 100,
        met=100 * satisfied > GOAL * answered if answered else None,
        low=low,
        high=high,
        certainty=intervals.certainty(interval, GOAL / 100),
        response_rate=answered / invited if invited else None,
    )
    stamp = reports.Stamp("a", MID_YEAR, 1, dt.datetime(2014, 7, 14, tzinfo=dt.UTC), MID_YEAR)
    needed = GOAL * answered // 100 + 1
    return SatisfactionReport(stamp, whole, needed, invited - answered, (MID_YEAR,), (), None, ())


def said(satisfied: int, answered: int, invited: int = 100) -> str:
    return satisfaction_findings.title(report(satisfied, answered, invited)).say("da").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def board(sample_home) -> reports.Board:
    return reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))


@pytest.fixture
def figures(sample_home, monkeypatch, capsys):
    """What the command line says of satisfaction as of a date."""

    def told(as_of: str) -> dict:
        monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
        assert main(["figures", "--agreement", "viborg-2014", "--as-of", as_of, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)["satisfaction"]

    return told


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("as_of", ["2014-06-30", "2014-11-30"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, figures, lang, as_of):
    found = figures(as_of)
    page = show(sample_home, "satisfaction", as_of=as_of, lang=lang)
    for name in ("share", "response_rate"):
        assert language.share(found[name], lang).replace("\u00a0", " ") in page.text
    for name in ("satisfied", "answered", "invited"):
        assert language.number(found[name], lang) in page.text
    assert language.share_range(found["low"], found["high"], lang).replace("\u00a0", " ") in page.text


def test_both_verdicts_stand_side_by_side(show, sample_home):
    page = show(sample_home, "satisfaction", as_of="2014-06-30")
    assert "Aftalens regel: mere end 80 % ▲ Opfyldt Mindst 60 af 74 skal være tilfredse" in page.text
    assert "Statistisk sikkert □ Åbent 80 % ligger inden for 74–90 %" in page.text


def test_every_month_is_told_with_its_answers(show, sample_home):
    page = show(sample_home, "satisfaction", as_of="2014-06-30")
    course = next(alt for alt in page.alts if "Mål: mere end" in alt).replace("\u00a0", " ")
    assert "31. januar 2014: 100 % af 3 svar, 95 %-interval 44–100 %" in course
    assert "30. juni 2014: 84 % af 74 svar, 95 %-interval 74–90 %" in course
    assert "juli" not in course


def test_a_level_of_few_is_shown_to_the_parties_and_hidden_from_others(board, show, sample_home):
    """At the middle of the year 6 of 7 were satisfied with the specialists: 86 % would name the seventh."""
    page = show(sample_home, "satisfaction", as_of="2014-06-30")
    assert "Specialiseret: utilfredse 0, hverken eller 1, tilfredse" in " ".join(page.alts)
    found = board.answer("satisfaction", "viborg-2014", MID_YEAR, by=READER)
    hidden = {one.scope: one for one in small_cells.hide(found).levels}
    assert {one.scope: one for one in found.levels}["specialised"].answered == 7
    assert hidden["specialised"].share is hidden["specialised"].spread is Hidden.PROTECTED
    assert hidden["all"].answered == found.whole.answered


def test_a_small_group_of_answers_is_told_to_others_with_its_neighbour(board):
    found = board.answer("satisfaction", "viborg-2014", MID_YEAR, by=READER)
    spread = small_cells.hide(found).levels[0].spread
    assert spread == {"not_satisfied": 12, "satisfied": 37, "very_satisfied": 25}


def test_the_page_says_whom_the_goal_asks_and_how_many_are_left_out(board, show, sample_home):
    page = show(sample_home, "satisfaction", as_of="2014-06-30")
    found = board.answer("satisfaction", "viborg-2014", MID_YEAR, by=READER)
    assert "dem med vækstambition (§7)" in page.text
    assert f"{found.without_ambition} virksomheder uden vækstambition har fået et spørgeskema" in page.text
    trace = board.answer("why", "viborg-2014", MID_YEAR, by=READER, figure="response_rate").trace
    sent = [row for row in trace.left_out if row["reason"] == "no_ambition"]
    assert found.without_ambition == len({row["client_id"] for row in sent}), "no two clients of one party among them"


def test_english_has_no_danish_and_no_danish_number(show, sample_home):
    page = show(sample_home, "satisfaction", as_of="2014-06-30", lang="en")
    assert page.title == "84% are satisfied, but the lead is not certain"
    assert not set("æøå") & set(page.text.replace("Væksttavlen", "").lower())
    assert " %" not in page.text


def test_titles_say_the_share_and_how_sure_it_is():
    assert said(98, 100) == "98 % er tilfredse, statistisk sikkert over målet"
    assert said(62, 74) == "84 % er tilfredse, men forspringet er ikke sikkert"
    assert said(80, 100) == "80 % er tilfredse, ét svar fra målet"
    assert said(118, 149) == "79 % er tilfredse, to svar fra målet"
    assert said(50, 100) == "50 % er tilfredse, statistisk sikkert ikke over målet"
    assert said(1, 3) == "1 af 3 er tilfreds, for få til sikkerhed"
    assert said(0, 0) == "Ingen har svaret endnu"
    assert said(0, 0, invited=0) == "Ingen er spurgt endnu"
    assert all(len(said(one, 100).split()) <= 10 for one in range(101))


def test_what_is_needed_is_more_than_the_goal(board):
    found = board.answer("satisfaction", "viborg-2014", MID_YEAR, by=READER)
    whole = found.whole
    assert 100 * found.needed > GOAL * whole.answered >= 100 * (found.needed - 1)
    assert found.silent == whole.invited - round(whole.response_rate * whole.invited)


def test_the_course_ends_where_the_headline_stands(board):
    found = board.answer("satisfaction", "viborg-2014", dt.date(2014, 11, 30), by=READER)
    last = found.course[-1]
    assert (last.day, last.satisfied, last.answered) == (
        dt.date(2014, 11, 30),
        found.whole.satisfied,
        found.whole.answered,
    )


def spread(count: str, **parts: int) -> Spread:
    return Spread("A", count, parts, "told")


def test_parts_that_are_too_narrow_for_a_number_have_it_beside():
    wide = answers._row(spread("100 svar", dissatisfied=10, satisfied=40, very_satisfied=50), axis())
    narrow = answers._row(spread("105 svar", satisfied=5, very_satisfied=100), axis())
    assert 'class="in on-mid"' in wide
    assert "5 · 100" in narrow


def axis() -> answers._Axis:
    return answers._axis([{"dissatisfied": 10, "satisfied": 40, "very_satisfied": 65}])


def test_a_hidden_level_has_a_word_and_no_mark():
    few = LevelShare("local", Hidden.PROTECTED, Hidden.PROTECTED, None, None, "", Hidden.PROTECTED)
    (shown,) = levels.spreads(replace(report(1, 1), levels=(few,)))
    drawn = answers._row(shown, axis())
    assert 'aria-label="Lokal: diskretionsbeskyttet"' in drawn
    assert "svar" not in drawn


def test_the_course_has_every_month_with_its_interval_and_the_goal_across():
    months = (
        MonthShare(dt.date(2014, 5, 31), 0, 0, None, None, None),
        MonthShare(MID_YEAR, 40, 50, 0.8, 0.67, 0.89),
        MonthShare(dt.date(2014, 7, 31), 45, 50, 0.9, 0.79, 0.96),
    )
    ends = (dt.date(2014, 5, 31), MID_YEAR)
    plot = satisfaction_findings.course(replace(report(45, 50), month_ends=ends, course=months))
    (dots,) = plot.series
    assert [(mark.x, mark.y, mark.low, mark.high) for mark in dots.marks] == [
        (1, 0.8, 0.67, 0.89),
        (1, 0.9, 0.79, 0.96),
    ]
    assert [level.y for level in plot.levels] == [GOAL / 100]
    assert "40 af 50 svar" in [text.say("da") for text in dots.marks[0].words]


def test_without_answers_the_page_says_so(show, tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1")
    write(source / "vejledninger.csv", "vejledninger", {"Niveau": "Lokal"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "satisfaction")
    assert page.title == "Ingen er spurgt endnu"
    assert "Vælg en senere dato" in page.text
    assert "0 %" not in page.text.replace("80 %", "").replace("100 %", "").replace("50 %", "").replace(
        "0 % 0 %", ""
    ).replace("0 % 25 %", "")


def test_asked_but_not_answered_is_not_measured(show, tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1")
    write(source / "vejledninger.csv", "vejledninger", {"Niveau": "Lokal"})
    write(source / "tilfredshed.csv", "tilfredshed", {"Udsendt": "03-02-2014"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "satisfaction")
    assert page.title == "Ingen har svaret endnu"
    assert "Ikke målt" in page.text
    assert "Spurgt 1 1 har ikke svaret" in page.text
    assert "Aftalens regel" not in page.text


def test_a_report_is_empty_only_when_nobody_was_asked():
    assert report(0, 0, invited=0).is_empty
    assert not report(0, 0).is_empty
    assert not replace(report(1, 1), silent=0).is_empty
