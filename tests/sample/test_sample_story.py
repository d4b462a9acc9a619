"""The sample year through the real chain: two loads, then the agreement's own figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from data_pipeline import agreements
from data_pipeline.command import snapshots
from data_pipeline.figures import all_figures
from data_pipeline.loading.load import Outcome, load
from data_pipeline.sample import DELIVERIES
from data_pipeline.settings import ROOT, Settings

MID_YEAR, YEAR_END = dt.date(2014, 6, 30), dt.date(2014, 12, 31)
VIBORG = agreements.load(ROOT / "agreements", "viborg-2014")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[Outcome]]:
    """Both deliveries loaded, one after the other."""
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path_factory.mktemp("home"))})
    return settings, [load(settings, [ROOT / "sample_data" / name]) for name in DELIVERIES]


@pytest.fixture(scope="module")
def told(installation: tuple[Settings, list[Outcome]]):
    """Figures by snapshot and date."""
    settings, _ = installation

    def figures(snapshot: int, as_of: dt.date) -> dict[str, Any]:
        with snapshots.opened(settings, snapshots.loads(settings, snapshot)) as store:
            return all_figures(store, VIBORG, as_of)

    asked = {}
    for snapshot, as_of in ((1, MID_YEAR), (2, MID_YEAR), (2, YEAR_END)):
        asked[snapshot, as_of] = figures(snapshot, as_of)
    for month_end in (dt.date(2014, 5, 31), dt.date(2014, 7, 31), dt.date(2014, 8, 31)):
        asked[2, month_end] = figures(2, month_end)
    return asked


def actual(figures: dict[str, Any]) -> dict[str, int]:
    return {target["id"]: target["actual"] for target in figures["targets"]}


def test_mid_year_as_told_by_the_end(told):
    """95 and 104 guided, specialists 5 and 7, A ahead and C behind."""
    assert actual(told[2, MID_YEAR]) == {
        "guided.local.entrepreneur": 95,
        "guided.local.company": 104,
        "guided.specialised.entrepreneur": 5,
        "guided.specialised.company": 7,
        "guided.total.entrepreneur": 95,
        "guided.total.company": 104,
        "programme.A.entrepreneur": 2,
        "programme.A.company": 4,
        "programme.B.entrepreneur": 2,
        "programme.B.company": 2,
        "programme.C.entrepreneur": 0,
        "programme.C.company": 1,
        "programme.total.entrepreneur": 4,
        "programme.total.company": 7,
        "guided.focused.entrepreneur": 0,
        "guided.focused.company": 0,
    }


def test_mid_year_as_told_then(told):
    """Two fewer of each: registered late, refused or waiting; one company was dated in June by mistake."""
    then = actual(told[1, MID_YEAR])
    assert (then["guided.local.entrepreneur"], then["guided.local.company"]) == (93, 102)


def test_the_year(told):
    """Companies reach their target, entrepreneurs nearly do."""
    year = actual(told[2, YEAR_END])
    assert (year["guided.total.entrepreneur"], year["guided.total.company"]) == (190, 212)
    assert (year["guided.specialised.entrepreneur"], year["guided.specialised.company"]) == (10, 14)
    assert (year["programme.total.entrepreneur"], year["programme.total.company"]) == (7, 14)
    assert (year["guided.focused.entrepreneur"], year["guided.focused.company"]) == (1, 2)


def test_july_dips(told):
    """Fewer new parties in July than half of June's or August's."""
    totals = {
        as_of: actual(told[2, as_of])["guided.total.entrepreneur"] + actual(told[2, as_of])["guided.total.company"]
        for as_of in (dt.date(2014, 5, 31), MID_YEAR, dt.date(2014, 7, 31), dt.date(2014, 8, 31))
    }
    may, june, july, august = totals.values()
    assert 2 * (july - june) < min(june - may, august - july)


def test_satisfaction_is_near_the_line(told):
    """62 of 74 by mid-year are enough; 118 of 149 are not (80 % would be 119,2); neither is certain."""
    then, year = told[2, MID_YEAR]["satisfaction"], told[2, YEAR_END]["satisfaction"]
    assert (then["satisfied"], then["answered"], then["met"], then["certainty"]) == (62, 74, True, "open")
    assert (year["satisfied"], year["answered"], year["met"], year["certainty"]) == (118, 149, False, "open")
    assert then["levels"]["specialised"]["answered"] >= 5


def test_jobs_are_three_fifths_there_by_mid_year(told):
    """Of 275: about 60 %, then about 90 %; of many companies the figures say nothing yet."""
    then, year = told[2, MID_YEAR]["jobs"], told[2, YEAR_END]["jobs"]
    assert Decimal("0.57") < Decimal(then["net"]) / then["goal"] < Decimal("0.62")
    assert Decimal("0.85") < Decimal(year["net"]) / year["goal"] < Decimal("0.95")
    assert Decimal(then["lost"]) > 0
    assert then["not_measured"] > 30


def test_fees_and_caps(told):
    """7 await a timesheet; of the year's hours the caps cut about every fifth krone."""
    then, year = told[2, MID_YEAR]["fee_total"], told[2, YEAR_END]["fee_total"]
    assert (then["count"], then["pending"]) == (107, 7)
    assert Decimal(105_000) < Decimal(year["amount"]) < Decimal(120_000)
    assert Decimal("0.18") < Decimal(year["cut"]) / Decimal(year["uncapped"]) < Decimal("0.25")
    assert year["budget"] == "160000.00"


def test_deadlines(told):
    """10 of 12 contacted in time by mid-year; the last referral of the year is pending."""
    contact, registration = told[2, MID_YEAR]["deadlines"]
    assert (contact["kept"], contact["missed"], contact["pending"]) == (10, 2, 0)
    assert (registration["kept"], registration["missed"]) == (2, 1)
    assert told[2, YEAR_END]["deadlines"][0]["pending"] == 1


def test_three_sectors_three_stories(told):
    """Animation is small and content, green is large and creates jobs, experiences loses them."""
    animation, green, experiences, none = told[2, MID_YEAR]["sectors"]
    assert (animation["guided"], green["guided"], experiences["guided"], none["guided"]) == (14, 31, 9, 145)
    assert animation["share"] > green["share"] > 0.8 > experiences["share"]
    assert Decimal(green["net"]) > 3 * Decimal(animation["net"]) > 0 > Decimal(experiences["net"])


def test_what_was_refused_and_what_waited(installation: tuple[Settings, list[Outcome]]):
    """A few rows of different kinds; what waited in the first delivery has joined in the second."""
    first, second = ({file.file.split("/")[-1]: file for file in outcome.files} for outcome in installation[1])
    assert {name: file.refused for name, file in first.items() if file.refused} == {
        "kunder.csv": 3,
        "vejledninger.csv": 4,
    }
    assert {name: file.refused for name, file in second.items() if file.refused} == {
        "vejledninger.csv": 3,
        "beskaeftigelse.csv": 1,
    }
    assert sum(file.waiting for file in first.values()) > 5
    assert sum(file.waiting for file in second.values()) == 0
    assert {file.status for file in (*first.values(), *second.values())} == {"loaded"}


def test_some_files_are_incomplete(told):
    """The debt to be paid before the meeting."""
    completeness = told[2, MID_YEAR]["completeness"]
    assert 0.8 < completeness["share"] < 0.95
