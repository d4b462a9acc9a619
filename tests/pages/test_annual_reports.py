"""Årsrapporter: each operator's profile and industries, and nothing hidden follows from B1 or a total (R16, R18)."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from data_pipeline.command.line import main
from data_pipeline.loading.load import load
from data_pipeline.privacy import small_cells
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.reports import Stamp, annual_reports
from data_pipeline.settings import Settings
from tests.load.deliveries import clients, write

DAY = dt.date(2014, 6, 30)
FEW, PROTECTED = Hidden.FEW, Hidden.PROTECTED


def profile(before_start: int, entrepreneur: int, established: int) -> list[Any]:
    """The counts as others see them."""
    counts = {"before_start": before_start, "entrepreneur": entrepreneur, "established": established}
    hidden = small_cells.mark(annual_reports.profiles_table(counts, (), is_headline=True))
    return [hidden.get(name, count) for name, count in counts.items()]


def industry(revenue: tuple[int, ...] = (90,) * 10, **values: Any) -> dict[str, Any]:
    """A row of annual_industry, and what each company's revenue is: ten of which all is known, none exports."""
    usual = dict.fromkeys(("party_count", "alive_count", "surviving_count", "export_known_count"), 10)
    amounts = {"full_time": Decimal(50), "revenue_dkk": Decimal(sum(revenue)), "export_dkk": Decimal(0)}
    return {**usual, **amounts, "exporting_count": 0, "revenue": revenue, **values}


def shown(**groups: dict[str, Any]) -> dict[str, annual_reports.Industry]:
    """The industries as others see them."""
    held = {
        "full_time": lambda row: [5] * 10,
        "revenue": lambda row: row["revenue"],
        "export": lambda row: [],
    }
    found = annual_reports._Operator(
        profiles=dict.fromkeys(annual_reports.PROFILES, 0),
        industries=groups,
        held={
            (group, name): {f"{group}{number}": Decimal(one) for number, one in enumerate(amounts(row))}
            for group, row in groups.items()
            for name, amounts in held.items()
        },
    )
    operator = annual_reports._operator("specialised", "Væksthus", found)
    tables, also, joined = annual_reports._industry_marks(found, ("operators", 0, "industries"))
    stamp = Stamp("a", DAY, 1, dt.datetime(2014, 7, 14, tzinfo=dt.UTC), DAY)
    marks = small_cells.marks(tables, also, joined)
    report = small_cells.hide(annual_reports.AnnualReport(stamp, DAY, "B3", (operator,), marks))
    return {one.group: one for one in report.operators[0].industries}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_title_has_b1s_numbers(show, sample_home, monkeypatch, capsys, lang):
    monkeypatch.setenv("VAEKSTTAVLEN_HOME", str(sample_home))
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30", "--format", "json"]) == 0
    actual = {one["id"]: one["actual"] for one in json.loads(capsys.readouterr().out)["targets"]}
    local, specialised = (
        sum(actual[f"guided.{level}.{segment}"] for segment in ("entrepreneur", "company"))
        for level in ("local", "specialised")
    )
    page = show(sample_home, "annual_reports", as_of="2014-06-30", lang=lang)
    assert page.title.startswith(f"{local} ")
    assert f" {specialised} " in page.title
    assert f"{local} {specialised}" in page.text


def test_every_bar_says_its_number(show, sample_home):
    page = show(sample_home, "annual_reports", as_of="2014-09-30")
    assert any(alt.startswith("Etablerede virksomheder, ") and alt.endswith(": 147") for alt in page.alts)


def test_a_single_client_without_a_company(show, tmp_path):
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K1")
    write(source / "vejledninger.csv", "vejledninger", {"Dato": "03-02-2014"})
    write(source / "tilfredshed.csv", "tilfredshed", {"Udsendt": "31-03-2014"})
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")}), [source])
    page = show(tmp_path / "home", "annual_reports", as_of="2014-03-31")
    assert page.title == "1 vejledt lokalt, 0 specialiseret"  # B1's own numbers
    assert "Førstartere (før start) 1" in page.text
    assert "Ingen virksomhed med CVR-nummer er vejledt endnu" in page.text


def test_profiles_keep_their_secret_from_b1():
    """B1 tells entrepreneurs and companies apart, so a small number before start may not rest on the established."""
    assert profile(81, 54, 147) == [81, 54, 147]
    assert profile(3, 60, 5) == [FEW, PROTECTED, 5]  # the established are B1's own count
    assert profile(3, 60, 200)[:2] == [FEW, PROTECTED]
    assert profile(0, 8, 10) == [0, 8, 10]


def test_small_industries_are_joined_where_they_are_most_of_them():
    groups = shown(
        trade=industry(party_count=2),
        culture=industry(party_count=3),
        services=industry(),
        public=industry(party_count=1),
    )
    assert list(groups) == ["services", "others"]
    assert groups["others"].companies == 6


def test_a_share_that_names_the_last_one_is_hidden():
    assert shown(trade=industry(surviving_count=9))["trade"].surviving is PROTECTED
    assert shown(trade=industry(alive_count=8, surviving_count=8))["trade"].surviving == 1.0


def test_unknown_is_no_zero():
    assert shown(trade=industry(full_time_count=0, full_time=None))["trade"].full_time is None


def test_an_amount_that_two_companies_hold_is_hidden():
    groups = shown(trade=industry(), culture=industry((400, 400, 20, 20, 20, 20, 20)))
    assert groups["culture"].revenue is PROTECTED
    assert groups["trade"].revenue == Decimal(900)  # no total is shown that would give the other away
