"""Rows are kept for so many months and no longer; what is younger, and everybody's counts, stand."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from data_pipeline import ledger
from data_pipeline.erasure.retention import keep, months_before
from data_pipeline.loading.load import load
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
    told = keep(loaded, 24, now=lambda: TODAY, dry_run=True)
    assert places(loaded, "OLD-CLIENT")
    assert (told.clients, told.rows, told.files) == (1, 3, 3)
    assert keep(loaded, 24, now=lambda: TODAY, consent=lambda found: found != told) == told
    assert places(loaded, "OLD-CLIENT")
    assert keep(loaded, 24, now=lambda: TODAY) == replace(told, is_done=True)
    assert clients(loaded) == ["EDGE", "NEW"]
    assert ids(loaded, "fct_guidance", "guidance_id") == ["V2", "V3"]
    assert len(ids(loaded, "stg_employment", "cvr")) == 1
    assert places(loaded, "OLD-CLIENT") == []
    assert [file.accepted for file in ledger.open(loaded.ledger).loads()[0].files] == [3, 3, 2]


def test_a_client_without_events_counts_from_its_last_load(loaded: Settings):
    assert keep(loaded, 24, now=lambda: TODAY.replace(year=2018, day=4)).rows > 0
    assert clients(loaded) == []


def test_nothing_old_is_nothing_done(loaded: Settings):
    before = ledger.open(loaded.ledger).pulse()
    assert keep(loaded, 240, now=lambda: TODAY).is_nothing
    assert ledger.open(loaded.ledger).pulse() == before
    assert ledger.open(loaded.ledger).audit(action="retention") == ()


def test_who_comes_back_is_loaded_again(loaded: Settings, tmp_path: Path):
    keep(loaded, 24, now=lambda: TODAY)
    load(loaded, [deliveries.clients(tmp_path / "again.csv", "OLD-CLIENT")])
    assert "OLD-CLIENT" in clients(loaded)


def test_employment_of_a_client_that_stays_is_kept(settings: Settings, tmp_path: Path):
    """Its jobs are counted from the oldest figure (R9); a company that is nobody's client has none to count."""
    figures = [{"CVR-nr.": cvr, "Opgjort": "02-02-2010"} for cvr in ("90000004", "90000012")]
    load(
        settings,
        [
            deliveries.clients(tmp_path / "k.csv", "K1", **{"CVR-nr.": "90000004"}),
            deliveries.write(tmp_path / "b.csv", "beskæftigelse", *figures),
        ],
        now=lambda: TODAY,
    )
    assert keep(settings, 24, now=lambda: TODAY).rows == 1
    assert ids(settings, "stg_employment", "cvr") == ["90000004"]


def test_refused_rows_go_with_their_loads_age(settings: Settings, tmp_path: Path):
    refused = deliveries.write(tmp_path / "k.csv", "kunder", {}, {"Kunde-ID": "NEVER-IN", "Kommune": "Narnia"})
    load(settings, [refused], now=lambda: TODAY)
    assert places(settings, "NEVER-IN")
    keep(settings, 24, now=lambda: TODAY.replace(year=2018))
    assert places(settings, "NEVER-IN")
    keep(settings, 24, now=lambda: TODAY.replace(year=2018, day=4))
    assert places(settings, "NEVER-IN") == []


def test_every_load_clears_out_when_a_setting_says_so(settings: Settings, tmp_path: Path):
    limited = replace(settings, retention_months=24)
    old = deliveries.guidances(tmp_path / "v.csv", ("V1", "OLD-CLIENT"), ("V2", "K2"))
    young = deliveries.guidances(tmp_path / "w.csv", ("V3", "K2"), Dato="01-02-2016")
    people = deliveries.clients(tmp_path / "k.csv", "OLD-CLIENT", "K2")
    outcome = load(limited, [people, old, young], now=lambda: TODAY.replace(day=4))
    assert [note.say("en") for note in outcome.notes] == [
        "Erased as older than 24 months: 1 clients, 2 rows, 0 originals."
    ]
    assert clients(settings) == ["K2"]
    assert places(settings, "OLD-CLIENT") == []
    assert load(limited, [people], now=lambda: TODAY.replace(day=4)).notes == ()  # the same bytes change nothing
    assert clients(settings) == ["K2"]


def test_originals_go_when_they_are_old_or_name_who_went(loaded: Settings):
    done, refused = loaded.inbox / "done", loaded.inbox / "refused"
    for folder in (done, refused):
        folder.mkdir(parents=True)
        deliveries.clients(folder / "names.csv", "OLD-CLIENT", "EDGE")
        deliveries.clients(folder / "others.csv", "EDGE", "OLD-CLIENT-2")
        (folder / "book.xlsx").write_bytes(b"PK")
    old = done / "old.csv.report.txt"
    old.write_text("fine")
    (done / "old.csv").write_text("x")
    before = dt.datetime(2014, 1, 1, tzinfo=dt.UTC).timestamp()
    os.utime(old, (before, before))
    assert keep(loaded, 24, now=lambda: TODAY).originals == 4
    left = sorted(str(path.relative_to(loaded.inbox)) for path in loaded.inbox.rglob("*.*"))
    assert left == ["done/others.csv", "refused/book.xlsx", "refused/others.csv"]
