"""An erasure is carried out on every machine that holds files, and each answers for it in the ledger."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import ledger, reports
from data_pipeline.command.check import look
from data_pipeline.command.line import main
from data_pipeline.erasure.forget import forget
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings
from data_pipeline.storage import receipts
from data_pipeline.storage.sweep import KEPT_WAREHOUSES
from tests.browser.serving import dashboard
from tests.load import deliveries
from tests.load.bucket import Bucket
from tests.load.test_forget import places
from tests.load.test_load import clients
from tests.postgres import PostgreSQL
from ui import erasing

READER = Person("Ada", Role.PARTNER)
WHO = "KUNDE-4711"


@pytest.fixture(params=["folder", "bucket"])
def homes(
    request: pytest.FixtureRequest,
    postgres: PostgreSQL,
    bucket: Bucket,
    tmp_path: Path,
) -> tuple[Settings, Settings]:
    """A home that loads and one that serves: one ledger in PostgreSQL, one landing on a shared disk or in S3."""
    landing = bucket.address("viborg") if request.param == "bucket" else str(tmp_path / "shared")
    given = {"VAEKSTTAVLEN_LEDGER": postgres.ledger(), "VAEKSTTAVLEN_LANDING": landing}
    first, second = (
        Settings.read({**given, "VAEKSTTAVLEN_HOME": str(tmp_path / name)}) for name in ("loading", "serving")
    )
    return first, replace(second, key_file=tmp_path / "none")


def faults(settings: Settings) -> list[str]:
    """What `check` says of erasures."""
    (found,) = (finding for finding in look(settings) if finding.name == "erasures")
    return [fault.say("en") for fault in found.faults]


def held(settings: Settings) -> list[str]:
    """The files of a home, but the shared landing's, that hold the client."""
    return places(replace(settings, landing=str(settings.home)), WHO)


def looked_at(settings: Settings) -> None:
    """Ask for a page, as its first reader does."""
    board = reports.open_board(settings)
    board.answer("targets", "viborg-2014", dt.date(2014, 6, 30), by=READER)
    board.ledger.close()


def variables(settings: Settings) -> dict[str, str]:
    """What says to a program which installation this is."""
    return {
        "VAEKSTTAVLEN_HOME": str(settings.home),
        "VAEKSTTAVLEN_LEDGER": settings.ledger,
        "VAEKSTTAVLEN_LANDING": settings.landing,
    }


def asked_for(settings: Settings) -> None:
    """Ask for figures, as a machine does that only commands run on."""
    assert main(["figures", "--agreement", "viborg-2014", "--as-of", "2014-06-30"], variables(settings)) == 0


def deliver(settings: Settings, folder: Path) -> None:
    load(settings, [deliveries.clients(folder / "a.csv", WHO, "K2")])
    load(settings, [deliveries.guidances(folder / "b.csv", ("V1", WHO), ("V2", "K2"))])


@pytest.mark.parametrize("wake", [looked_at, asked_for])
def test_a_home_that_slept_owes_the_erasure_until_it_wakes(
    homes: tuple[Settings, Settings], tmp_path: Path, wake: Callable[[Settings], None]
):
    loading, serving = homes
    deliver(loading, tmp_path)
    wake(serving)
    assert held(serving)
    assert faults(loading) == []
    found = forget(loading, WHO)
    assert held(loading) == []
    assert held(serving)  # asleep
    (told,) = faults(loading)
    assert told.startswith(f"{receipts.place_of(serving)} may still hold what was erased on ")
    assert told in [note.say("en") for note in found.out_of_reach]
    wake(serving)
    assert held(serving) == []
    assert faults(loading) == faults(serving) == []
    assert clients(serving) == ["K2"]


def test_an_open_dashboard_follows_an_erasure(homes: tuple[Settings, Settings], tmp_path: Path):
    loading, serving = homes
    deliver(loading, tmp_path)
    board = reports.open_board(serving)
    before = board.state()
    forget(loading, WHO)
    assert board.state() != before
    assert (held(serving), faults(loading)) == ([], [])
    board.ledger.close()


def test_a_server_that_nobody_looks_at_erases_and_answers_too(
    homes: tuple[Settings, Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    loading, serving = homes
    deliver(loading, tmp_path)
    looked_at(serving)
    forget(loading, WHO)
    for name, value in variables(serving).items():
        monkeypatch.setenv(name, value)
    assert erasing.EVERY_SECONDS <= 3600
    monkeypatch.setattr(erasing, "EVERY_SECONDS", 0.05)

    async def serve() -> None:
        async with erasing.lifespan(None):
            for _ in range(200):
                await asyncio.sleep(0.05)
                if not held(serving) and not faults(loading):
                    break

    with ThreadPoolExecutor(1) as apart:  # Playwright may keep this thread's event loop running
        apart.submit(lambda: asyncio.run(serve())).result()
    assert (held(serving), faults(loading)) == ([], [])


def test_a_server_erases_when_it_starts(homes: tuple[Settings, Settings], tmp_path: Path):
    """Its machine was off during the erasure, and nobody opens a page."""
    loading, serving = homes
    deliver(loading, tmp_path)
    looked_at(serving)
    forget(loading, WHO)
    with dashboard(serving.home, **variables(serving)):
        deadline = time.monotonic() + 30
        while faults(loading) and time.monotonic() < deadline:
            time.sleep(0.1)
    assert (held(serving), faults(loading)) == ([], [])


def test_a_home_keeps_no_more_than_a_few_warehouses(homes: tuple[Settings, Settings], tmp_path: Path):
    loading, serving = homes
    board = reports.open_board(serving)
    for number in range(KEPT_WAREHOUSES + 2):
        load(loading, [deliveries.clients(tmp_path / f"{number}.csv", f"K{number}")])
        board.state()
    assert len(list(serving.warehouses.glob("warehouse-*"))) <= KEPT_WAREHOUSES + 1
    board.ledger.close()


def test_a_machine_that_is_no_more_is_written_off(
    homes: tuple[Settings, Settings], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    loading, serving = homes
    deliver(loading, tmp_path)
    looked_at(serving)
    forget(loading, WHO)
    environment = variables(loading)
    place = receipts.place_of(serving)
    assert main(["audit"], environment) == 0
    assert f"{place} rummer måske stadig det, der blev slettet" in capsys.readouterr().err
    assert main(["audit", "--gone", "elsewhere:/srv"], environment) == 2
    assert place in capsys.readouterr().err
    assert main(["audit", "--gone", place], environment) == 0
    told = capsys.readouterr()
    assert "Afskrev en maskine" in told.out
    assert told.err == ""
    assert faults(loading) == []
    looked_at(serving)  # it was there after all, and answers
    assert held(serving) == []


def test_a_build_that_is_under_way_is_not_answered_for(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Another program builds a warehouse from the old files, for longer than an erasure waits."""
    monkeypatch.setattr("data_pipeline.erasure.forget.BUILDING_SECONDS", 0.0)
    deliver(settings, tmp_path)
    with ledger.open(settings.ledger) as book:
        (before,) = book.receipts()
        building = settings.warehouses / "warehouse-1-0123456789abcdef.duckdb.1-1.tmp"
        building.touch()
        forget(settings, WHO)
        assert [one.erasures for one in book.receipts()] == [before.erasures] == [0]
        assert [one.place for one in receipts.owed(book)] == [before.place]
        building.unlink()
        receipts.answer(settings, book)
        assert receipts.owed(book) == ()
