"""Every figure names its rows: what counts gives the figure, and with what is left out it is everything there is."""

from __future__ import annotations

import datetime as dt
import shutil
from decimal import Decimal
from typing import Any

import pytest

from data_pipeline import agreements
from data_pipeline.command import snapshots
from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import BY_TABLE
from data_pipeline.figures import CATALOGUE, all_figures
from data_pipeline.figures.trace import REASONS, trace
from data_pipeline.settings import ROOT
from data_pipeline.storage.warehouse import Warehouse
from tests.installations import Installations, on_one_machine

VIBORG = agreements.load(ROOT / "agreements", "viborg-2014")
DAYS = (dt.date(2014, 6, 30), dt.date(2014, 12, 31))
TRACED = [name for name in CATALOGUE if name != "fee_total"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, installations: Installations):
    """The sample year, both deliveries loaded."""
    home = shutil.copytree(installations.both_deliveries(), tmp_path_factory.mktemp("trace") / "home")
    settings = on_one_machine(home)
    with snapshots.opened(settings, snapshots.loads(settings, 2)) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(store: Warehouse) -> dict[dt.date, dict[str, Any]]:
    """All figures by date."""
    return {day: all_figures(store, VIBORG, day) for day in DAYS}


def rows_there_are(store: Warehouse, table: str) -> int:
    """Rows of a kind that stand in the snapshot, and those refused that no later row made good."""
    with store.asking() as question:
        refused = [row for row in question.rows("refused_row") if row["kind"] == table]
        return question.table(f"stg_{table}").num_rows + len(refused)


@pytest.mark.parametrize("name", TRACED)
def test_counted_and_left_out_are_all(store: Warehouse, name: str):
    for day in DAYS:
        traced = trace(store, VIBORG, day, name)
        assert len(traced.counted) + len(traced.left_out) == rows_there_are(store, traced.row_kind)
        assert traced.row_kind in BY_TABLE
        assert {row["reason"] for row in traced.left_out} <= set(REASONS) - {"counted"}
        assert sum(traced.reasons.values()) == len(traced.left_out)
        assert traced.sql
        assert traced.clause


def test_programmes_and_screening_fees_are_their_rows(store: Warehouse, told: dict[dt.date, dict[str, Any]]):
    """Where the row is the unit, as many rows count as the figure says, and their amounts add up to it."""
    for day in DAYS:
        for target in told[day]["targets"]:
            if target["id"].startswith("programme."):
                assert len(trace(store, VIBORG, day, target["id"]).counted) == target["actual"]
        for fee in told[day]["fees"]:
            if fee["id"].startswith("fee.screening."):
                rows = trace(store, VIBORG, day, fee["id"]).counted
                assert len(rows) == fee["count"]
                assert sum(row["is_pending"] for row in rows) == fee["pending"]
                assert [row["uncapped_dkk"] is None for row in rows] == [row["is_pending"] for row in rows]
                for amount in ("amount", "uncapped", "cut"):
                    assert sum((row[f"{amount}_dkk"] or Decimal(0) for row in rows), Decimal(0)) == Decimal(fee[amount])


def test_registration_fees_share_their_rows(store: Warehouse, told: dict[dt.date, dict[str, Any]]):
    """Guidances of one party share one fee; each fee once gives the amount."""
    for day in DAYS:
        fee = told[day]["fees"][0]
        rows = trace(store, VIBORG, day, fee["id"]).counted
        by_fee = {row["fee_number"]: row for row in rows}
        assert len(by_fee) == fee["count"]
        assert sum((row["fee_amount_dkk"] for row in by_fee.values()), Decimal(0)) == Decimal(fee["amount"])
        assert sum((row["fee_cut_dkk"] for row in by_fee.values()), Decimal(0)) == Decimal(fee["cut"])


def test_voices_deadlines_and_jobs_are_their_rows(store: Warehouse, told: dict[dt.date, dict[str, Any]]):
    for day in DAYS:
        satisfaction = told[day]["satisfaction"]
        voices = trace(store, VIBORG, day, "satisfaction").counted
        assert len(voices) == satisfaction["answered"]
        assert sum(row["is_satisfied"] for row in voices) == satisfaction["satisfied"]
        for level, share in satisfaction["levels"].items():
            assert len(trace(store, VIBORG, day, f"satisfaction.{level}").counted) == share["answered"]
        for deadline in told[day]["deadlines"]:
            outcomes = [row["outcome"] for row in trace(store, VIBORG, day, f"deadline.{deadline['id']}").counted]
            for outcome in ("kept", "missed", "pending"):
                assert outcomes.count(outcome) == deadline[outcome]
        changes = [
            row["change"] for row in trace(store, VIBORG, day, "jobs.net").counted if row["used_as"] == "current"
        ]
        assert sum(changes, Decimal(0)) == Decimal(told[day]["jobs"]["net"])
        for name in ("created", "lost"):
            rows = trace(store, VIBORG, day, f"jobs.{name}").counted
            total = sum((row["change"] for row in rows if row["used_as"] == "current"), Decimal(0))
            assert abs(total) == Decimal(told[day]["jobs"][name])


def test_parties_of_the_road_the_sectors_and_the_files(store: Warehouse, told: dict[dt.date, dict[str, Any]]):
    """Where a party is the unit, as many parties count as the figure says, however many clients they are."""
    for day in DAYS:
        for step in told[day]["road"]:
            for segment in ("entrepreneur", "company"):
                rows = trace(store, VIBORG, day, f"road.{step['step']}.{segment}").counted
                assert len({row["party_key"] for row in rows}) == step[segment]
        for sector in told[day]["sectors"]:
            for name in ("guided", "screened", "satisfied", "answered", "measured", "not_measured"):
                rows = trace(store, VIBORG, day, f"sector.{sector['id']}.{name}").counted
                assert len({row["party_key"] for row in rows}) == sector[name]
            for name in ("created", "lost", "net"):
                rows = trace(store, VIBORG, day, f"sector.{sector['id']}.{name}").counted
                amounts = {row["party_key"]: row["amount"] for row in rows}
                assert abs(sum(amounts.values(), Decimal(0))) == abs(Decimal(sector[name]))
        assert len(trace(store, VIBORG, day, "completeness").counted) == told[day]["completeness"]["complete"]


def test_a_figure_there_is_not_names_the_nearest(store: Warehouse):
    with pytest.raises(Correctable) as said:
        trace(store, VIBORG, DAYS[0], "guided.lokal.company")
    assert str(said.value) == "There is no figure “guided.lokal.company”; the nearest is guided.local.company."
    with pytest.raises(Correctable):
        trace(store, VIBORG, DAYS[0], "fee_total")
