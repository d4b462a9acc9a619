"""Rows are kept for so many months and no longer; what is younger, and everybody's counts, stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from data_pipeline import ledger
from data_pipeline.load import load
from data_pipeline.retention import keep, months_before
from data_pipeline.settings import Settings
from tests.load import deliveries
from tests.load.test_forget import places
from tests.load.test_load import clients, ids

TODAY = dt.datetime(2016, 2, 3, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2016-02-03", 24, "2014-02-03"),
        ("2016-03-31", 1, "2016-02-29"),
        ("2016-01-15", 1, "2015-12-15"),
        ("2016-12-31", 0, "2016-12-31"),
    ],
)
def test_months_before(day: str, months: int, before: str):
    assert months_before(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(before)


@pytest.fixture
def loaded(settings: Settings, tmp_path: Path) -> Settings:
    """OLD was active until 2 February 2014, EDGE until the 3rd, NEW has no event; loaded on TODAY."""
    kinds = deliveries
    load(
        settings,
        [
            kinds.clients(tmp_path / "k.csv", "OLD-CLIENT", "EDGE", "NEW"),
            kinds.write(
                tmp_path / "v.csv",
                "vejledninger",
                {"Vejledning-ID": "V1", "Kunde-ID": "OLD-CLIENT", "Dato": "02-02-2014"},
                {"Vejledning-ID": "V2", "Kunde-ID": "EDGE", "Dato": "02-02-2014"},
                {"Vejledning-ID": "V3", "Kunde-ID": "EDGE", "Dato": "03-02-2014"},
            ),
            kinds.write(
                tmp_path / "b.csv",
                "beskæftigelse",
                {"Opgjort": "02-02-2014"},
                {"Opgjort": "03-02-2014"},
            ),
        ],
        now=lambda: TODAY,
    )
    return settings


def test_who_was_not_active_is_erased(loaded: Settings):
    assert keep(loaded, 24, now=lambda: TODAY) == 3
    assert clients(loaded) == ["EDGE", "NEW"]
    assert ids(loaded, "fct_guidance", "guidance_id") == ["V2", "V3"]
    assert len(ids(loaded, "stg_employment", "cvr")) == 1
    assert places(loaded, "OLD-CLIENT") == []
    assert [file.accepted for file in ledger.open(loaded.ledger).loads()[0].files] == [3, 3, 2]


def test_a_client_without_events_counts_from_its_last_load(loaded: Settings):
    assert keep(loaded, 24, now=lambda: TODAY.replace(year=2018, day=4)) > 0
    assert clients(loaded) == []


def test_nothing_old_is_nothing_done(loaded: Settings):
    before = ledger.open(loaded.ledger).pulse()
    assert keep(loaded, 240, now=lambda: TODAY) == 0
    assert ledger.open(loaded.ledger).pulse() == before
    assert ledger.open(loaded.ledger).audit() == ()


def test_who_comes_back_is_loaded_again(loaded: Settings, tmp_path: Path):
    keep(loaded, 24, now=lambda: TODAY)
    load(loaded, [deliveries.clients(tmp_path / "again.csv", "OLD-CLIENT")])
    assert "OLD-CLIENT" in clients(loaded)
