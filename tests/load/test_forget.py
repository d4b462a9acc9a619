"""Forgetting a client: gone from every snapshot, file and name, never loaded again; everybody else untouched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data_pipeline import ledger
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Correctable
from data_pipeline.ledger import FeeLineIds, MeetingRecord
from data_pipeline.loading.load import load
from data_pipeline.settings import Settings
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.conftest import copied
from tests.installations import swept
from tests.load import deliveries
from tests.load.test_load import clients, counts, guidances, ids

ID, CVR, OTHER_CVR = "KUNDE-ÆØ-4711", "90000004", "90000012"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Two loads; the client stands in both, with events, employment and refused rows. Tests change copies of it."""
    folder = tmp_path_factory.mktemp("installation")
    given = {"VAEKSTTAVLEN_HOME": str(folder / "home")}
    if request.param == "postgresql":
        given["VAEKSTTAVLEN_LEDGER"] = request.getfixturevalue("postgres").ledger()
        given["VAEKSTTAVLEN_LANDING"] = str(folder / "shared")
    settings = Settings.read(given)
    kunder = [
        {"Kunde-ID": ID, "CVR-nr.": CVR, "CPR-nr.": "610514-1234", "Fokusområde": "Animation"},
        {"Kunde-ID": "K2", "CVR-nr.": OTHER_CVR},
        {"Kunde-ID": "K3", "CPR-nr.": "610514-1234"},
    ]
    load(
        settings,
        [
            deliveries.write(folder / "1" / "k.csv", "kunder", *kunder),
            deliveries.guidances(folder / "1" / "v.csv", (f"V-{ID}", ID), ("V2", "K2")),
            deliveries.write(
                folder / "1" / "b.csv", "beskæftigelse", {"CVR-nr.": CVR}, {"CVR-nr.": OTHER_CVR, "Årsværk": "4"}
            ),
        ],
    )
    load(
        settings,
        [
            deliveries.write(folder / "2" / "k.csv", "kunder", {"Kunde-ID": ID, "Kommune": "Narnia"}),
            deliveries.write(
                folder / "2" / "v.csv",
                "vejledninger",
                {"Vejledning-ID": f"V-{ID}", "Kunde-ID": ID, "Timer": "99"},
                {"Vejledning-ID": "V3", "Kunde-ID": "K3"},
            ),
        ],
    )
    return settings


@pytest.fixture
def loaded(request: pytest.FixtureRequest, installation: Settings, tmp_path: Path) -> Settings:
    """The installation, for one test alone."""
    is_sqlite = installation.ledger.startswith("sqlite")
    return copied(installation, tmp_path, None if is_sqlite else request.getfixturevalue("postgres"))


def forms(text: str) -> Iterator[bytes]:
    """A text as it could lie in a file: also in capitals, small, backwards, and in other encodings."""
    for one in (text, text.upper(), text.lower(), text[::-1]):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
            yield one.encode(encoding)


def places(settings: Settings, text: str) -> list[str]:
    """Every file of the installation that holds a text; Parquet also unpacked."""
    found = []
    folders = [settings.home, Path(settings.landing)]
    for path in sorted({path for folder in folders for path in folder.rglob("*") if path.is_file()}):
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # SQLite's own, which goes with its last reader
            continue
        if path.suffix == ".parquet":
            content += str(pq.read_table(path).to_pylist()).encode()
        if any(form in content for form in forms(text)):
            found.append(path.name)
    return found


def test_the_client_is_gone_from_every_snapshot_and_file(loaded: Settings):
    for number in (1, 2):
        warehouse.ensure(loaded, ledger.open(loaded.ledger).loads(number), Landing.open(loaded.landing))
    assert places(loaded, ID)
    gone = forget(loaded, f" {ID} ")
    assert gone.rows == 3  # a client, a guidance, an employment row; the refused ones are not counted
    assert places(loaded, ID) == []
    assert places(loaded, CVR) == []
    assert clients(loaded) == ["K2", "K3"]
    assert clients(loaded, 1) == ["K2", "K3"]
    assert guidances(loaded) == ["V2", "V3"]
    assert ids(loaded, "stg_employment", "cvr") == [OTHER_CVR]
    assert places(loaded, ID) == []


def test_the_counts_of_the_loads_stand(loaded: Settings):
    before = [load.files for load in ledger.open(loaded.ledger).loads()]
    forget(loaded, ID)
    book = ledger.open(loaded.ledger)
    assert [load.files for load in book.loads()] == before
    assert book.erased() == {1: 3}
    for load_ in book.loads():
        accepted = sum(file.accepted for file in load_.files if file.status == "loaded")
        landed = sum(part.rows for part in load_.parts if part.table != "refused")
        assert accepted == landed + book.erased().get(load_.number, 0)


def test_the_client_is_never_loaded_again(loaded: Settings, tmp_path: Path):
    forget(loaded, ID)
    kunder = [{"Kunde-ID": ID, "CVR-nr.": CVR}, {"Kunde-ID": "K5"}]
    outcome = load(
        loaded,
        [
            deliveries.write(tmp_path / "3" / "k.csv", "kunder", *kunder),
            deliveries.guidances(tmp_path / "3" / "v.csv", ("V9", ID)),
            deliveries.write(tmp_path / "3" / "b.csv", "beskæftigelse", {"CVR-nr.": CVR}),
        ],
    )
    assert [counts(file) for file in outcome.files] == [
        ("loaded", 2, 1, 1, 0),
        ("loaded", 1, 0, 1, 0),
        ("loaded", 1, 0, 1, 0),
    ]
    assert clients(loaded) == ["K2", "K3", "K5"]
    assert places(loaded, ID) == []
    assert places(loaded, CVR) == []


def test_a_refused_row_of_a_forgotten_client_keeps_no_id(loaded: Settings, tmp_path: Path):
    forget(loaded, ID)
    load(loaded, [deliveries.write(tmp_path / "k.csv", "kunder", {"Kunde-ID": ID, "Kommune": "Narnia"})])
    assert places(loaded, ID) == []


def test_a_cvr_number_shared_with_another_client_stays(settings: Settings, tmp_path: Path):
    kunder = [{"Kunde-ID": ID, "CVR-nr.": CVR}, {"Kunde-ID": "K2", "CVR-nr.": CVR}]
    load(
        settings,
        [
            deliveries.write(tmp_path / "k.csv", "kunder", *kunder),
            deliveries.write(tmp_path / "b.csv", "beskæftigelse", {"CVR-nr.": CVR}),
        ],
    )
    forget(settings, ID)
    assert ids(settings, "stg_employment", "cvr") == [CVR]


def test_the_same_persons_other_clients_are_named(loaded: Settings):
    assert forget(loaded, ID).same_person == ("K3",)


def test_the_forget_list_names_nobody(loaded: Settings):
    forget(loaded, ID)
    book = ledger.open(loaded.ledger)
    assert {what for what, _ in book.forgotten()} == {"client", "cvr"}
    assert all(len(keyed) == 64 for _, keyed in book.forgotten())
    assert ID not in str(book.audit())


def test_forgetting_twice_is_forgetting(loaded: Settings):
    forget(loaded, ID)
    again = forget(loaded, ID)
    assert (again.rows, again.files) == (0, 0)


def test_an_id_that_nothing_holds_is_told(loaded: Settings):
    """A slip of the pen must neither look like an erasure nor delete a workbook."""
    done = loaded.inbox / "done"
    done.mkdir(parents=True)
    (done / "book.xlsx").write_bytes(b"PK")
    with pytest.raises(Correctable, match="Nothing here holds the Kunde-ID K22"):
        forget(loaded, "K22")
    assert (clients(loaded), (done / "book.xlsx").exists()) == (["K2", "K3", ID], True)
    assert ledger.open(loaded.ledger).forgotten() == frozenset()


def test_nothing_goes_without_a_yes(loaded: Settings):
    seen = []
    found = forget(loaded, ID, consent=lambda would: bool(seen.append(would)))
    assert seen == [found]
    assert (found.rows, found.files, found.same_person, found.is_done) == (3, 4, ("K3",), False)
    assert ID in clients(loaded)
    assert forget(loaded, ID).rows == 3


def test_an_open_warehouse_does_not_bring_the_rows_back(loaded: Settings):
    loads = ledger.open(loaded.ledger).loads()
    open_one = Warehouse(warehouse.ensure(loaded, loads, Landing.open(loaded.landing)))
    forget(loaded, ID)
    assert ID not in clients(loaded)
    with open_one.asking() as question:  # who has it open keeps the old one, until it asks anew
        assert ID in {row["client_id"] for row in question.rows("stg_client")}
    open_one.close()


def test_a_warehouse_of_before_is_swept(loaded: Settings):
    """Built late by a dashboard that had begun before the erasure."""
    loads = ledger.open(loaded.ledger).loads()
    path = warehouse.ensure(loaded, loads, Landing.open(loaded.landing))
    kept = path.read_bytes()
    forget(loaded, ID)
    path.write_bytes(kept)
    assert places(loaded, ID)
    swept(loaded, ledger.open(loaded.ledger))
    assert places(loaded, ID) == []


def test_originals_in_the_inbox_go_too(loaded: Settings):
    done = loaded.inbox / "done"
    done.mkdir(parents=True)
    deliveries.clients(done / "with.csv", ID)
    deliveries.clients(done / "without.csv", "K2")
    (done / "book.xlsx").write_bytes(b"PK")
    (done / "book.xlsx.report.txt").write_text("fine")
    assert forget(loaded, ID).originals == 2
    assert sorted(path.name for path in done.iterdir()) == ["book.xlsx.report.txt", "without.csv"]


def test_without_the_key_nobody_is_forgotten(loaded: Settings):
    loaded.key_file.unlink()
    with pytest.raises(Correctable, match="missing"):
        forget(loaded, ID)
    assert ID in clients(loaded)


def test_a_frozen_meeting_names_the_client_no_longer(loaded: Settings):
    """What was shown stays shown: the fee line keeps its amounts in the meeting, and loses whom it was for."""
    now = dt.datetime(2014, 7, 1, tzinfo=dt.UTC)
    meeting = MeetingRecord("M1", "viborg-2014", now.date(), 2, now, "me", "", "{}", "x")
    lines = [FeeLineIds("fee.registration.entrepreneur", n, one, f"V-{one}") for n, one in enumerate((ID, "K2"))]
    book = ledger.open(loaded.ledger)
    book.meetings.add(meeting, lines)
    forget(loaded, ID)
    kept = book.meetings.fee_line_ids("M1")
    assert [line.client_id for line in kept] == [None, "K2"]
    assert places(loaded, ID) == []
