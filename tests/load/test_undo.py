"""Taking a load back: as if it had never been, in all that is shown from then on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline import agreements, ledger
from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import KINDS
from data_pipeline.figures import all_figures
from data_pipeline.ledger import Load, LoadFile, Repeat, first_read, repeats, standing
from data_pipeline.loading.load import load
from data_pipeline.loading.undo import undo
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.load import deliveries
from tests.load.test_load import clients, guidances, no

NOON = dt.datetime(2014, 6, 30, 12, tzinfo=dt.UTC)
AS_OF = dt.date(2014, 6, 30)
ORIGIN = {"load", "source", "line", "landed_load", "row_ordinal"}


def shown(settings: Settings, snapshot: int | None = None) -> dict[str, object]:
    """All that is shown of a snapshot: the rows that stand, those that wait, and every figure."""
    loads = ledger.open(settings.ledger).loads(snapshot)
    store = Warehouse(warehouse.ensure(settings, loads, Landing.open(settings.landing)))
    found: dict[str, object] = {
        "figures": all_figures(store, agreements.load(settings.agreements, "viborg-2014"), AS_OF)
    }
    with store.asking() as question:
        for kind in KINDS:
            rows = question.rows(f"stg_{kind.table}")
            told = [{name: value for name, value in row.items() if name not in ORIGIN} for row in rows]
            found[kind.name] = sorted(told, key=repr)
        known = {row["client_id"] for row in question.rows("stg_client")}
        found["waiting"] = [row for row in found["vejledninger"] if row["client_id"] not in known]
        found["refused"] = sorted((row["kind"], row["line"]) for row in question.rows("stg_refused"))
    store.close()
    return found


def test_its_rows_no_longer_count(both_settings: Settings, tmp_path: Path):
    settings = both_settings
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    before = shown(settings)
    wrong = [
        deliveries.clients(tmp_path / "b.csv", "K2", "K3", Kommune="Aarhus"),
        deliveries.guidances(tmp_path / "v.csv", ("V1", "K1"), ("V2", "")),
    ]
    load(settings, wrong)
    after = shown(settings)
    found = undo(settings, 2, why="forkert fil", author="anna")
    assert (found.snapshot, found.is_committed, found.effect.clients) == (3, True, ("K2", "K3"))
    assert shown(settings) == before
    assert shown(settings, 2) == after
    stood = ledger.open(settings.ledger).loads()[-1]
    assert (stood.undoes, stood.author, stood.message, stood.files) == (2, "anna", "forkert fil", ())
    entry = ledger.open(settings.ledger).audit()[-1]
    assert (entry.action, entry.details) == ("undo", {"load": 2, "snapshot": 3})
    outcome = load(settings, wrong)
    assert [file.status for file in outcome.files] == ["loaded", "loaded"]  # the same bytes are news again
    assert shown(settings)["kunder"] == after["kunder"]


def test_what_it_withdrew_counts_again(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1", "K2")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")], full=True)
    assert clients(settings) == ["K2"]
    undo(settings, 2)
    assert clients(settings) == ["K1", "K2"]


def test_a_file_that_a_later_load_knew_stays(both_settings: Settings, tmp_path: Path):
    settings = both_settings
    wrong, right = deliveries.clients(tmp_path / "a.csv", "K1"), deliveries.clients(tmp_path / "b.csv", "K2")
    load(settings, [wrong, right])
    again = load(settings, [right, deliveries.guidances(tmp_path / "v.csv", ("V1", "K2"))])
    assert [file.status for file in again.files] == ["unchanged", "loaded"]
    undo(settings, 1)
    assert (clients(settings), guidances(settings)) == (["K2"], ["V1"])
    assert [file.status for file in load(settings, [right]).files] == ["unchanged"]
    undo(settings, 2)
    assert clients(settings) == []


def test_nothing_is_done_without_a_yes(settings: Settings, tmp_path: Path):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
    files = sorted(settings.home.rglob("*"))
    found = undo(settings, 1, consent=no)
    assert (found.snapshot, found.is_committed, found.effect.clients) == (1, False, ("K1",))
    assert (sorted(settings.home.rglob("*")), clients(settings)) == (files, ["K1"])


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(1, "was taken back already, by 3"), (3, "is no load but the taking back of load 1"), (9, "The newest is 3")],
)
def test_what_can_not_be_taken_back(settings: Settings, tmp_path: Path, number: int, sentence: str):
    load(settings, [deliveries.clients(tmp_path / "a.csv", "K1")])
    load(settings, [deliveries.clients(tmp_path / "b.csv", "K2")])
    undo(settings, 1)
    with pytest.raises(Correctable, match=sentence):
        undo(settings, number)
    assert clients(settings) == ["K2"]


def file(position: int, status: str, sha256: str) -> LoadFile:
    return LoadFile(position, f"{sha256}.csv", "kunder", status, sha256)


def of(number: int, *files: LoadFile, undoes: int | None = None) -> Load:
    return Load(number, NOON, "anna", "", (), files, (), undoes)


def test_whose_rows_count_after_several_undoings():
    loads = (
        of(1, file(0, "loaded", "x"), file(1, "loaded", "y")),
        of(2, undoes=1),
        of(3, file(0, "loaded", "x")),
        of(4, file(0, "loaded", "z"), file(1, "unchanged", "x")),
        of(5, file(0, "unchanged", "x"), file(1, "loaded", "w")),
        of(6, undoes=3),
    )
    assert [load.number for load in standing(loads)] == [4, 5]
    assert repeats(loads) == (Repeat(load=4, source=1, read_by=3, read_source=0),)
    assert [entry.position for entry in first_read(loads, "x")] == [0]
    assert first_read(loads, "y") == ()
    assert repeats((*loads, of(7, undoes=4))) == (Repeat(load=5, source=0, read_by=3, read_source=0),)
