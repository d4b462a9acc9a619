"""Honorar: the numbers of `figures` on the page, in both languages, and what it says in the unusual cases."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from data_pipeline import language, reports
from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Change, Fee
from data_pipeline.reports.fees import FeesReport
from data_pipeline.settings import Settings
from data_pipeline.views import fees as fee_findings
from data_pipeline.views.chart import translated
from tests.load.deliveries import clients, write

MID_YEAR = dt.date(2014, 6, 30)
TOTAL = "fee_total"
SCREENING = "fee.screening.company"


def fee(amount: str, cut: str = "0", budget: str = "1000", count: int = 4, pending: int = 0) -> Fee:
    return Fee(
        TOTAL, "B2", count, pending, Decimal(amount), Decimal(amount) + Decimal(cut), Decimal(cut), Decimal(budget)
    )


def report(total: Fee, *changes: Change) -> FeesReport:
    stamp = reports.Stamp("a", MID_YEAR, 1, dt.datetime(2014, 7, 14, tzinfo=dt.UTC), MID_YEAR)
    ends = (dt.date(2014, 1, 31), dt.date(2014, 2, 28))
    return FeesReport(stamp, "P", "Q", (), (), total, (), changes, ends, ())


def said(total: Fee) -> str:
    return fee_findings.title(report(total)).say("da").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def board(sample_home: Path) -> reports.Board:
    return reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))


def ask(board: reports.Board, as_of: dt.date = MID_YEAR, role: Role = Role.PARTNER) -> FeesReport:
    return board.answer("fees", "viborg-2014", as_of, by=Person("reader", role))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_shows_the_figures_of_the_command_line(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", "--format", "json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    page = show(sample_home, "fees", as_of="2014-06-30", lang=lang)
    for line in [*figures["fees"], figures[TOTAL]]:
        for part in ("uncapped", "amount", "budget"):
            assert language.number(Decimal(line[part]), lang, 2) in page.text
        assert language.number(-Decimal(line["cut"]), lang, 2) in page.text
        left = Decimal(line["budget"]) - Decimal(line["amount"])
        assert language.number(left, lang, 2) in page.text


def test_the_title_is_a_finding(show, sample_home):
    assert show(sample_home, "fees", as_of="2014-06-30").title == "Loftet skærer hver femte krone"


def test_every_chart_says_its_numbers(show, sample_home):
    page = show(sample_home, "fees", as_of="2014-06-30")
    cascade = next(alt for alt in page.alts if "Timer × sats" in alt)
    assert "69.201,25" in cascade
    assert "−14.570,00" in cascade
    assert "54.631,25" in cascade
    assert "105.368,75" in cascade
    months = next(alt.replace("\u00a0", " ") for alt in page.alts if "Honorar til udbetaling måned" in alt)
    assert "30. april 2014 13.080,00" in months


def test_english_has_no_danish_and_no_danish_number(show, sample_home):
    page = show(sample_home, "fees", as_of="2014-06-30", lang="en")
    assert page.title == "The caps cut every fifth krone"
    assert "54.631,25" not in page.text
    assert "Afregning" not in page.text
    assert "Tilbage" not in page.text


def test_stretches_add_up_to_the_total(board):
    year = ask(board, dt.date(2014, 12, 31))
    first, second = year.stretches
    assert (first.last_day, second.last_day) == (MID_YEAR, dt.date(2014, 12, 31))
    assert first.total_dkk == ask(board).total.amount
    assert first.total_dkk + second.total_dkk == year.total.amount
    assert sum(change.total_dkk for change in year.months) == year.total.amount
    assert sum(change.total_count for change in year.months) == year.total.count


def test_a_stretch_that_is_not_over_says_so(board):
    first, second = ask(board, dt.date(2014, 7, 31)).stretches
    assert not first.is_open
    assert second.is_open
    assert second.first_day == dt.date(2014, 7, 1)
    assert second.last_day == dt.date(2014, 7, 31)


def test_what_awaits_a_timesheet_is_listed(board):
    listed = ask(board)
    screenings = {one.row_id for one in listed.awaiting if one.fee == SCREENING}
    pending = next(line.fee.pending for line in listed.lines if line.fee.id == SCREENING)
    assert pending == len(screenings) == 1


def test_what_awaits_says_who_owes_it_and_why_rows_and_fees_differ(show, sample_home, board):
    listed = ask(board)
    assert {one.operator for one in listed.awaiting} == {"Viborgegnens Erhvervsråd"}
    assert "7 honorarer over 8 rækker" in show(sample_home, "fees", as_of="2014-06-30").text
    page = show(sample_home, "fees", as_of="2014-06-30", rows="awaiting")
    assert "Operatør" in page.text


def test_rows_are_grouped_by_operator_and_those_that_name_none_are_the_payees(tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1", "K2")
    write(source / "visitationer.csv", "visitationer", {"Dato": "10-02-2014"})
    write(
        source / "vejledninger.csv",
        "vejledninger",
        {"Vejledning-ID": "V1", "Operatør": "Ø-rådet"},
        {"Vejledning-ID": "V2", "Kunde-ID": "K2", "Operatør": "Byrådet"},
    )
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    load(settings, [source])
    found = ask(reports.open_board(settings))
    owed = [("V2", "Byrådet"), ("S1", "Viborgegnens Erhvervsråd"), ("V1", "Ø-rådet")]
    assert [(one.row_id, one.operator) for one in found.awaiting] == owed
    table = fee_findings.awaiting_rows(found, "da")
    assert (table.unit, table.notes) == ("", ())


def test_a_first_guidance_that_moves_a_screening_makes_a_month_negative(tmp_path):
    """Screened in February while still an entrepreneur, first guided in April when three years had passed: R3 then
    places the screening among the companies, and what February counted for entrepreneurs is taken back in April.
    """
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1", Kundetype="Iværksætter", Stiftelsesdato="01-04-2011")
    write(
        source / "visitationer.csv",
        "visitationer",
        {"Visitation-ID": "S1", "Dato": "03-02-2014", "Timer": "2", "Timesats": "500"},
    )
    write(source / "vejledninger.csv", "vejledninger", {"Dato": "10-04-2014", "Niveau": "Specialiseret"})
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    load(settings, [source])
    found = ask(reports.open_board(settings), dt.date(2014, 4, 30))
    by_month = {change.last_day.month: change for change in found.months}
    assert by_month[2].amount_dkk["fee.screening.entrepreneur"] == Decimal("1000.00")
    assert by_month[4].amount_dkk["fee.screening.entrepreneur"] == Decimal("-1000.00")
    assert by_month[4].amount_dkk["fee.screening.company"] == Decimal("1000.00")
    assert by_month[4].total_dkk == 0


def test_without_fees_the_page_says_what_to_do(show, tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1")
    write(source / "vejledninger.csv", "vejledninger", {"Niveau": "Specialiseret"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "fees")
    assert page.title == "Ingen honorarer endnu"
    assert "Vælg en senere dato" in page.text
    assert "0,00 kr." in next(alt for alt in page.alts if "Timer × sats" in alt).replace("\u00a0", " ")


def test_titles_say_a_number_or_a_direction():
    assert said(fee("0", count=0)) == "Ingen honorarer endnu"
    assert said(fee("0", count=7, pending=7)) == "Alle 7 honorarer afventer timeseddel"
    assert said(fee("0", count=1, pending=1)) == "Det eneste honorar afventer timeseddel"
    assert said(fee("1000.01")) == "Honorarerne er 0,01 kr. over budgettet"
    assert said(fee("1000")) == "Loftet skærer intet, 100 % af budgettet er brugt"
    assert said(fee("800", cut="200")) == "Loftet skærer hver femte krone"
    assert said(fee("770", cut="230")) == "Loftet skærer 23 % af beløbet"
    assert all(len(said(one).split()) <= 10 for one in (fee("800", cut="200"), fee("1500"), fee("500")))


def bars(total: Fee) -> list[tuple[float, float, float]]:
    plot = fee_findings.from_hours_to_payable(total)
    return [(mark.x, mark.base, mark.y) for series in plot.series for mark in series.marks]


def test_the_waterfall_falls_by_what_is_cut():
    assert bars(fee("600", cut="200")) == [(0, 0, 800), (1, 600, 200), (2, 0, 600), (3, 0, 1000)]


def test_what_is_over_the_budget_stands_out():
    drawn = fee_findings.from_hours_to_payable(fee("1200", cut="100"))
    assert bars(fee("1200", cut="100"))[2:] == [(2, 0, 1000), (2, 1000, 200), (3, 0, 1000)]
    assert [series.role for series in drawn.series] == ["forecast", "cut", "actual", "cut", "background"]
    assert "200,00" in " ".join(translated(note.written, "da") for note in drawn.notes)


def test_the_budget_is_number_times_cap(board):
    found = ask(board)
    assert (found.payer, found.payee) == ("Væksthus Midtjylland", "Viborgegnens Erhvervsråd")
    assert found.total.budget == sum(line.agreed_count * line.cap_dkk for line in found.lines)
