"""A warehouse made from an earlier one has the rows that one built whole has, whatever had happened."""

from __future__ import annotations

import re
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest

from data_pipeline import ledger
from data_pipeline.command.check import look
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import KINDS
from data_pipeline.loading.load import load
from data_pipeline.loading.undo import undo
from data_pipeline.settings import Settings
from data_pipeline.storage import increment, models, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.landing_views import snapshot_of
from data_pipeline.storage.snapshot_mixture import differences, unlike_tables
from tests.load import deliveries
from tests.load.test_damage import flipped
from tests.oracle.files import write_csv
from tests.oracle.rows import Delivery
from tests.oracle.strategies import CLIENT_IDS, World, draw_terms

ACTS = 7
ATTACHED = ("earlier", "later")


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The snapshots that were made from an earlier warehouse; here a load is never too large for that."""
    numbers: list[int] = []
    begin = increment.Increment.__init__

    def noted(self, connection, snapshot, base):
        numbers.append(snapshot.number)
        begin(self, connection, snapshot, base)

    monkeypatch.setattr(increment, "_MOST", 1.0)
    monkeypatch.setattr(increment.Increment, "__init__", noted)
    return numbers


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation without agreements: no figure is asked for here."""
    return Settings.read(
        {"VAEKSTTAVLEN_HOME": str(tmp_path / "home"), "VAEKSTTAVLEN_AGREEMENTS": str(tmp_path / "home")}
    )


def hold(settings: Settings, folder: Path, *, is_damaged: bool = False) -> None:
    """Hold the newest warehouse, made where one before it `is_damaged`, against one that is built whole."""
    with closing(ledger.open(settings.ledger)) as book:
        loads = book.loads()
    landing = Landing.open(settings.landing)
    here = warehouse.ensure(settings, loads, landing)
    assert is_damaged or not list(settings.warehouses.glob(f"{warehouse.APART}*")), "it was taken for damaged"
    whole = folder / f"whole-{time.time_ns()}.duckdb"
    warehouse.build(snapshot_of(loads, landing, folder), whole)
    assert unlike_tables(here, whole) == {}
    before, after = folder / "before.duckdb", folder / "after.duckdb"
    if after.exists():
        after.replace(before)
        whole.replace(after)
        hold_told(before, after)
    else:
        whole.replace(after)


def hold_told(earlier: Path, later: Path) -> None:
    """Hold that a load tells of every municipality of which a fact is another, whoever else it tells of."""
    moved = set()
    with duckdb.connect() as connection:
        connection.execute(f"attach '{earlier}' as earlier (read_only); attach '{later}' as later (read_only)")
        for model in models.models().values():
            if model.layer == "facts" and "municipality_code" in model.columns:
                sides = [f"(select columns(lambda name: name <> 'load') from {side}.{model.name})" for side in ATTACHED]
                other = "select distinct municipality_code from ({0} except all {1})"
                queries = other.format(*sides), other.format(*reversed(sides))
                moved |= {code for query in queries for (code,) in connection.execute(query).fetchall()}
    assert moved <= differences(earlier, later).municipalities


def any_history(settings: Settings, folder: Path, seed: int) -> None:
    """Loads small and complete, repeated, taken back and erased; now and then a home that missed some."""
    chance = Random(seed)
    world = World(chance, draw_terms(chance))
    sent: list[Delivery] = []
    for number in range(ACTS):
        act = chance.random()
        with closing(ledger.open(settings.ledger)) as book:
            standing = [one.number for one in ledger.standing(book.loads())]
        if act < 0.1 and standing:
            undo(settings, chance.choice(standing))
        elif act < 0.2 and standing:
            try:
                forget(settings, chance.choice(CLIENT_IDS))
            except Correctable:
                continue
        else:
            delivery = world.delivery(number == 0, with_refusals=True)
            if sent and chance.random() < 0.5:  # rows that stand already
                again = chance.choice(sent).rows
                rows = {table: (*delivery.rows.get(table, ()), *again.get(table, ())) for table in world.draw}
                delivery = replace(delivery, rows={table: found for table, found in rows.items() if found})
            sent.append(delivery)
            paths = write_csv(delivery, folder / str(number), str(chance.randint(0, 2)))
            load(settings, paths, full=delivery.full and chance.random() < 0.3)
        if chance.random() < 0.7:
            hold(settings, folder)
        else:  # of a home that was asleep, the next one starts from an older one
            newest = max(settings.warehouses.glob("warehouse-*"), key=lambda path: path.stat().st_mtime, default=None)
            if newest is not None:
                newest.unlink()
    hold(settings, folder)


@pytest.mark.parametrize("seed", range(2))
def test_any_history(settings: Settings, tmp_path: Path, made: list[int], seed: int):
    any_history(settings, tmp_path, seed)
    assert made, "none was made from an earlier one"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 400))
def test_any_history_for_long(settings: Settings, tmp_path: Path, seed: int):
    any_history(settings, tmp_path, seed)


def small_loads(settings: Settings, folder: Path) -> None:
    """A client of two guidances, then a third guidance."""
    first = deliveries.clients(folder / "clients.csv", "K1", "K2")
    load(settings, [first, deliveries.guidances(folder / "first.csv", ("V1", "K1"), ("V2", "K1"))])
    load(settings, [deliveries.guidances(folder / "second.csv", ("V3", "K2"))])


def test_links_that_come_and_go(settings: Settings, tmp_path: Path, made: list[int]):
    """A party changes with a client it was linked to by CPR, and with that client's CVR number."""
    person = {"CPR-nr.": "610180-0001"}
    one, other = {"Kunde-ID": "K1", **person}, {"Kunde-ID": "K2", **person}
    for number, rows in enumerate(
        ([one, other], [{**other, "CVR-nr.": "90000004"}], [{"Kunde-ID": "K2", "CVR-nr.": "90000004"}]), 1
    ):
        files = [deliveries.write(tmp_path / f"{number}.csv", "kunder", *rows)]
        if number == 1:
            files.append(deliveries.guidances(tmp_path / "g.csv", ("V1", "K1"), ("V2", "K2"), ("V3", "K9")))
            files.append(deliveries.write(tmp_path / "e.csv", "beskæftigelse", {}))
        load(settings, files)
        hold(settings, tmp_path)
    load(settings, [deliveries.clients(tmp_path / "late.csv", "K9")])
    hold(settings, tmp_path)
    assert made == [2, 3, 4]


def test_in_doubt_it_is_built_whole(settings: Settings, tmp_path: Path, made: list[int], monkeypatch):
    """After an undoing, from no earlier file, from another code's, after a large load, beside a damaged file."""
    small_loads(settings, tmp_path)
    assert made == [2]
    undo(settings, 2)
    load(settings, [deliveries.guidances(tmp_path / "third.csv", ("V4", "K2"))], full=True)
    for path in settings.warehouses.glob("warehouse-*"):
        path.unlink()
    load(settings, [deliveries.guidances(tmp_path / "fourth.csv", ("V5", "K2"))])
    assert made == [2, 5]  # the loader had the fourth built, to see which rows are new
    (settings.warehouses / f"{warehouse.APART}x").touch()
    with closing(ledger.open(settings.ledger)) as book:
        loads = book.loads()
    warehouse.make(settings.warehouses, loads, Landing.open(settings.landing), tmp_path / "beside.duckdb")
    assert made == [2, 5]
    monkeypatch.setattr(increment, "_MOST", 0.1)
    load(settings, [deliveries.guidances(tmp_path / "fifth.csv", ("V6", "K2"))])
    monkeypatch.setattr(warehouse, "_fingerprint_of_code", lambda: "another")
    load(settings, [deliveries.guidances(tmp_path / "sixth.csv", ("V7", "K2"))])
    assert made == [2, 5]
    hold(settings, tmp_path, is_damaged=True)


def test_a_damaged_base_is_set_apart(settings: Settings, tmp_path: Path, made: list[int]):
    """What can't be read of an earlier file is not handed on."""
    small_loads(settings, tmp_path)
    (earlier,) = settings.warehouses.glob("warehouse-2-*")
    earlier.write_bytes(flipped(earlier.read_bytes()[: 5 * 4096]))
    load(settings, [deliveries.guidances(tmp_path / "third.csv", ("V4", "K2"))])
    hold(settings, tmp_path, is_damaged=True)


def test_a_broken_promise_is_built_whole_and_the_log_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    """Should this way of building be at fault, the other way decides; who runs it can report it."""
    small_loads(settings, tmp_path)
    assert not caplog.messages
    delete = increment.Increment._run

    def keeps_the_old(self, statement: str):
        return [] if statement.startswith("delete from stg_guidance") else delete(self, statement)

    monkeypatch.setattr(increment.Increment, "_run", keeps_the_old)
    load(settings, [deliveries.guidances(tmp_path / "again.csv", ("V1", "K2"))])
    (told,) = caplog.messages
    assert re.fullmatch(
        r"Made from warehouse-2-\w{16}\.duckdb, the warehouse of snapshot 3 would be wrong: stg_guidance breaks its"
        r" promise “.+” in 1 rows\. It is built whole instead\. Nothing is to be done but to report this line .+",
        told,
    )
    hold(settings, tmp_path)


def test_check_builds_it_anew(settings: Settings, tmp_path: Path, made: list[int], monkeypatch: pytest.MonkeyPatch):
    small_loads(settings, tmp_path)
    assert [one for one in look(settings, rebuild=True) if one.faults and one.name != "agreements"] == []
    monkeypatch.setattr(increment.Increment, "_touch_parties_of_events", lambda _: None)
    load(settings, [deliveries.guidances(tmp_path / "third.csv", ("V4", "K2"))])
    assert made == [2, 3]
    (found,) = (one for one in look(settings, rebuild=True) if one.name == "rebuild")
    assert [fault.values["table"] for fault in found.faults] == ["fct_guidance"]


def test_a_key_is_a_column():
    """A model can be worked out by a column it has; the rows of a kind by the id that a refused row is known by."""
    for model in models.models().values():
        if model.key is not None:
            assert model.key in model.columns, model.name
            assert model.layer in ("staging", "facts"), model.name
    for kind in KINDS:
        assert models.models()[f"stg_{kind.table}"].key == kind.key[0]
