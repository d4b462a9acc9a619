"""The parties see everything on any day; who signs for no party is told calmly whom a page is for (R18, Rights)."""

from __future__ import annotations

import datetime as dt

import pytest

from data_pipeline import reports
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.settings import Settings
from ui import menu

HIDDEN_WORDS = ("diskretionsbeskyttet", "1–4", "skjult")


@pytest.mark.parametrize("page", sorted(menu.names() - {"meeting"}))
def test_an_observer_is_told_whom_a_page_is_for(page, show, sample_home, monkeypatch):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.OBSERVER)
    shown = show(sample_home, page, as_of="2014-06-30")
    assert shown.title == "For aftalens parter"
    assert "Det, de har frigivet, står under Møde." in shown.text
    assert "K-1" not in shown.text
    assert not shown.alts


def test_no_report_is_answered_to_an_observer(sample_home):
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))
    for name in reports.ANSWERS:
        with pytest.raises(NotAllowed):
            board.answer(name, "viborg-2014", dt.date(2014, 6, 30), by=Person("Ida", Role.OBSERVER))


@pytest.mark.parametrize("day", ["2014-02-17", "2014-06-30"])
@pytest.mark.parametrize("page", ["focus_sectors", "road", "satisfaction", "annual_reports", "data", "changes"])
def test_nothing_is_hidden_from_the_parties(page, day, show, sample_home):
    shown = show(sample_home, page, as_of=day)
    everything = " ".join([shown.text, *shown.alts]).replace("\u00ad", "").lower()
    assert not [word for word in HIDDEN_WORDS if word in everything]


def test_any_day_of_the_period_may_be_asked_for_and_none_outside(show, sample_home):
    assert "Data til og med 17. februar 2014" in show(sample_home, "targets", as_of="2014-02-17").text
    for day in ("2013-12-31", "2999-01-01", "2014-02-30"):
        assert "Data til og med 31. december 2014" in show(sample_home, "targets", as_of=day).text
