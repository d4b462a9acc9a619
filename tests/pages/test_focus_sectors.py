"""Fokusområder: the parties see what `figures` says, on any day (R13, R18)."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal

import pytest

from data_pipeline import language, reports
from data_pipeline.agreements import Words
from data_pipeline.command.line import main
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.privacy.small_cells import Count, Hidden
from data_pipeline.reports import Quarter, Sector, SectorsReport, Total
from data_pipeline.settings import Settings
from data_pipeline.views import focus_sectors as sector_findings
from data_pipeline.views import terms
from tests.pages.conftest import markup
from ui import multiples, panel

MID_YEAR = dt.date(2014, 6, 30)
READER = Person("reader", Role.PARTNER)
FEW, PROTECTED = Hidden.FEW, Hidden.PROTECTED
GREEN = "Grøn teknologi og bæredygtig produktion"


def sector(name: str, guided: Count, net: Decimal | Hidden = PROTECTED, measured: Count = 9) -> Sector:
    return Sector(
        id=name,
        name=None,
        guided=guided,
        screened=0,
        programmes=0,
        answered=0,
        share=None,
        low=None,
        high=None,
        certainty="none",
        created=PROTECTED,
        lost=PROTECTED,
        net=net,
        measured=measured,
        not_measured=0,
    )


def report(*guided: Count, none: Count = 100, total: int = 200, net: Decimal | Hidden = PROTECTED) -> SectorsReport:
    ids = ("animation", "green", "experiences")
    names = (
        Words(da="Animation og nye medier", en="Animation and new media"),
        Words(da=GREEN, en="Green technology and sustainable production"),
        Words(da="Store oplevelser", en="Big experiences"),
    )
    sectors = [sector(name, count, net) for name, count in zip(ids, guided, strict=True)]
    stamp = reports.Stamp("a", MID_YEAR, 1, dt.datetime(2014, 7, 14, tzinfo=dt.UTC), MID_YEAR)
    zero = Decimal(0)
    whole = Total(total, 0, 0, 0, None, None, None, zero, zero, zero, 0)
    course = (Quarter(MID_YEAR, (*sectors, sector("none", none))),)
    return SectorsReport(stamp, "B4", 0.8, dict(zip(ids, names, strict=True)), {}, whole, course)


def said(found: SectorsReport, chosen: str = "", lang: str = "da") -> str:
    return sector_findings.title(found, chosen).say(lang)


@pytest.fixture(scope="module")
def board(sample_home) -> reports.Board:
    return reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))


@pytest.fixture(scope="module")
def found(board) -> SectorsReport:
    return board.answer("focus_sectors", "viborg-2014", MID_YEAR, by=READER)


@pytest.fixture
def figures(sample_home, monkeypatch, capsys) -> dict:
    """What the command line says of each sector."""
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", "--format", "json"]) == 0
    return {one["id"]: one for one in json.loads(capsys.readouterr().out)["sectors"]}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_what_is_shown_is_what_the_command_line_says(show, sample_home, found, figures, lang):
    page = show(sample_home, "focus_sectors", as_of="2014-06-30", lang=lang)
    for one in found.sectors:
        told = figures[one.id]
        name = found.names[one.id].say(lang)
        assert name in page.text
        for key in terms.SECTOR_COUNTS:
            assert getattr(one, key) == told[key]
            assert re.search(rf">{language.number(told[key], lang)}<", markup(page.app))
        assert one.net == Decimal(told["net"])
        assert language.number(one.net, lang, 1) in page.text


def test_the_title_is_a_finding_within_ten_words(show, first_home):
    page = show(first_home, "focus_sectors", as_of="2014-06-30")
    assert page.title == "Grøn teknologi: screenet langt over resten"
    assert "Hvordan går det i de tre områder fra B4?" in page.text


def test_the_total_is_the_agreements_own(board, found):
    assert found.total.guided == 199
    assert found.total.programmes == 11
    found = board.answer("focus_sectors", "viborg-2014", dt.date(2014, 12, 31), by=READER)
    assert found.total.guided == 402
    shown = [one.guided for one in found.course[-1].sectors]
    assert sum(shown) == found.total.guided


def test_a_sector_opens_by_its_address(show, sample_home):
    page = show(sample_home, "focus_sectors", as_of="2014-06-30", slice="sector.green")
    assert page.title == "Grøn teknologi: 31 vejledte, netto 62,5 årsværk"
    for told in (
        "31. marts 2014, Vejledte: 15",
        "30. juni 2014, Vejledte: 31",
        "30. juni 2014, Vækstforløb: 5",
        "30. juni 2014, Årsværk: netto 62,5, 67,0 skabt, 4,5 tabt",
    ):
        assert told in page.alts
    assert "35.11" in page.text
    assert "Hvem hører til området" in page.text


def test_those_in_no_sector_have_a_page_too(show, sample_home):
    page = show(sample_home, "focus_sectors", as_of="2014-06-30", slice="sector.none")
    assert page.title == "Uden fokusområde: 145 vejledte, netto 102,0 årsværk"
    assert "Hvem hører til området" not in page.text


def test_the_name_over_a_sector_leads_back_to_all_of_them(show, sample_home):
    page = show(sample_home, "focus_sectors", as_of="2014-06-30", slice="sector.green")
    assert 'href="focus_sectors?as_of=2014-06-30">Fokusområder</a> · ' in markup(page.app)


def test_any_day_has_its_own_figures(board, show, sample_home):
    day = dt.date(2014, 5, 14)
    found = board.answer("focus_sectors", "viborg-2014", day, by=READER)
    assert [one.day for one in found.course] == [dt.date(2014, 3, 31), day]
    page = show(sample_home, "focus_sectors", as_of=day.isoformat())
    assert "Data til og med 14. maj 2014" in page.text
    assert str(found.total.guided) in page.text


def test_an_unknown_sector_is_all_of_them(show, sample_home):
    page = show(sample_home, "focus_sectors", as_of="2014-06-30", slice="sector.steel")
    assert "Uden fokusområde" in page.text


def test_english_has_no_danish_and_no_danish_number(show, sample_home):
    for query in ({}, {"slice": "sector.experiences"}):
        page = show(sample_home, "focus_sectors", as_of="2014-06-30", lang="en", **query)
        assert not set("æøå") & set(page.text.replace("Væksttavlen", "").replace("Væksthjulet", "").lower())
        assert " %" not in page.text
        assert "62,5" not in page.text


def test_titles_tell_no_hidden_number():
    """The sum of the sectors is told only where it follows from what is shown."""
    assert said(report(14, 31, 9)) == "Grøn teknologi står for 31 af 54 vejledte"
    assert said(report(FEW, 31, PROTECTED, none=150, total=190)) == "Grøn teknologi står for 31 af 40 vejledte"
    assert said(report(FEW, 31, 9, none=PROTECTED)) == "Tal, der kan pege på få, vises ikke"
    assert said(report(FEW, FEW, FEW)) == "Tal, der kan pege på få, vises ikke"
    assert said(report(0, 0, 0)) == "Ingen er vejledt i fokusområderne endnu"
    assert said(report(40, 31, 9)) == "Animation og nye medier står for 40 af 80 vejledte"


def test_titles_of_one_sector():
    assert said(report(14, 31, 9, net=Decimal("-2.5")), "green") == "Grøn teknologi: 31 vejledte, netto −2,5 årsværk"
    assert said(report(14, 31, 9), "green") == "Grøn teknologi: 31 af 200 vejledte"
    assert said(report(FEW, 31, 9), "animation") == "Animation og nye medier: antal vejledte vises ikke"
    assert said(report(0, 31, 9), "animation", "en") == "Animation and new media: nobody is guided yet"


def test_titles_hold_ten_words():
    cases = [report(14, 31, 9), report(40, 1000, 9), report(FEW, FEW, FEW), report(0, 0, 0), report(90, 31, 9)]
    assert all(len(said(one, lang=lang).split()) <= 10 for one in cases for lang in ("da", "en"))


def test_a_scale_holds_zero_and_its_marks():
    for low, high in ((0, 31), (0, 0), (-12.5, 99), (-30, 0), (0, 1234), (0, 1)):
        found = panel.scale(low, high)
        assert 0 in found.ticks
        assert 0 <= found.at(low) <= found.at(high) <= 1
        assert all(0 <= found.at(tick) <= 1 for tick in found.ticks)


def test_codes_are_written_as_the_register_writes_them():
    assert [sector_findings.code(one) for one in ("38", "5821", "741020", "900")] == ["38", "58.21", "74.10.20", "90.0"]


def test_numbers_under_a_panel_never_touch():
    def shown(high: float) -> list[str]:
        return re.findall(r">([^<>]+)</span>", multiples.axis(panel.scale(0, high), lambda tick: f"{tick:,.0f}", 180))

    assert shown(35) == ["0", "10", "20", "30", "40"]
    assert shown(17_000) == ["0", "10,000", "20,000"]
    assert shown(8_000_000) == ["0", "8,000,000"]
