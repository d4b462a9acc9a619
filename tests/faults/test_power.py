"""The power is cut anywhere: every load that was told of is whole, every other is absent, and nothing lies about it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from data_pipeline import ledger
from data_pipeline.command.check import look
from data_pipeline.erasure.forget import forget
from data_pipeline.ledger import parts_of
from data_pipeline.ledger.book import Ledger
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import receipts, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.sweep import outdated
from tests.faults.power import Recorder, Told, after_a_cut
from tests.faults.processes import ROWS_A_LOAD, delivery

LOADS = 3
GONE = "K1-0"


def installation(home: Path) -> Settings:
    """A home without agreements: no figure is asked for here."""
    return Settings.read({"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(home.parent)})


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Three loads and an erasure, in a home of which every step is recorded."""
    settings = installation(tmp_path / "home")
    settings.home.mkdir()
    monkeypatch.setattr(receipts, "place_of", lambda settings: "here")  # what a cut leaves is the same machine's
    with monkeypatch.context() as patched:
        recorder = Recorder(settings.home, patched)
        for name in ("commit_load", "replace_parts"):
            commits = getattr(Ledger, name)

            def recording(self, *arguments, _commits=commits, **named):
                recorder.look()
                _commits(self, *arguments, **named)
                recorder.look()

            patched.setattr(Ledger, name, recording)
        for number in range(1, LOADS + 1):
            assert load(settings, delivery(tmp_path / "files", number)).is_committed
            recorder.told("load")
        assert forget(settings, GONE).is_done
        recorder.told("erasure")
    return recorder


def hold(recorder: Recorder, at: int, seed: int, folder: Path) -> None:
    """Cut the power before event `at`, and look at what is left; then go on."""
    home = folder / f"{at}-{seed}" / "home"
    after_a_cut(recorder, at, Random(seed), home)
    told = [event.what for event in recorder.events[:at] if isinstance(event, Told)]
    settings = installation(home)
    with closing(ledger.open(settings.ledger)) as book:
        loads = book.loads()
        is_erased = bool(book.forgotten())
        assert len(loads) in (told.count("load"), told.count("load") + 1), (at, seed)
        assert is_erased or "erasure" not in told, (at, seed)
        landing = Landing.open(settings.landing)
        assert parts_of(loads) <= landing.names(), (at, seed)
        owed = {"erasures"} if is_erased and "erasure" not in told else set()
        assert faults(settings) <= owed, (at, seed)
        receipts.answer(settings, book)
        assert not owed or not faults(settings), (at, seed)
        assert outdated(settings.warehouses, loads) == [], (at, seed)
        held(settings, loads, is_erased)
        number = len(loads) + 1
        assert load(settings, delivery(folder / "files", number)).snapshot == number, (at, seed)
        held(settings, book.loads(), is_erased)
        assert landing.names() == parts_of(book.loads()), (at, seed)


def faults(settings: Settings) -> set[str]:
    """What `check` finds wrong in an installation that has no agreements."""
    return {one.name for one in look(settings) if one.faults} - {"agreements"}


def held(settings: Settings, loads: tuple[ledger.Load, ...], is_erased: bool) -> None:
    """Every row of the loads is there, and no other."""
    path = warehouse.ensure(settings, loads, Landing.open(settings.landing))
    with closing(warehouse.Warehouse(path)) as store, store.asking() as question:
        ids = {row["client_id"] for row in question.rows("stg_client")}
        guided = {row["client_id"] for row in question.rows("fct_guidance")}
    expected = {f"K{load.number}-{n}" for load in loads for n in range(ROWS_A_LOAD)}
    assert ids == guided == expected - ({GONE} if is_erased else set())


def test_the_power_is_cut(recorded: Recorder, tmp_path: Path):
    """At once after each thing told of, and at a few moments before."""
    told = [number + 1 for number, event in enumerate(recorded.events) if isinstance(event, Told)]
    for seed, at in enumerate((*told, *Random(17).sample(range(len(recorded.events)), 2))):
        hold(recorded, at, seed, tmp_path)


@pytest.mark.soak
def test_the_power_is_cut_anywhere(recorded: Recorder, tmp_path: Path):
    for at in range(len(recorded.events) + 1):
        for seed in range(3):
            hold(recorded, at, seed, tmp_path)
