"""What depends on no date is worked out once a warehouse, and never mixed up between agreements and slices."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from data_pipeline import agreements, figures, ledger
from data_pipeline.agreements import Agreement
from data_pipeline.loading.load import load
from data_pipeline.settings import ROOT, Settings
from data_pipeline.storage import models, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.load.deliveries import write

VIBORG = agreements.load(ROOT / "agreements", "viborg-2014")
HORSENS = VIBORG.model_copy(update={"municipality": VIBORG.municipality.model_copy(update={"code": "615"})})
JUNE, DECEMBER = dt.date(2014, 6, 30), dt.date(2014, 12, 31)
KEPT = [name for name in models.models() if models.is_lasting(name)]


@pytest.fixture
def store(settings: Settings, tmp_path: Path):
    """Two companies of Viborg and one of Horsens, guided in March, with employment in January, May and September."""
    cvr = {"K1": ("90000004", "Viborg"), "K2": ("90000012", "Viborg"), "K3": ("90000020", "Horsens")}
    rows = [
        {"Kunde-ID": client, "Kundetype": "Virksomhed", "CVR-nr.": number, "Kommune": place}
        for client, (number, place) in cvr.items()
    ]
    months = (("15-01-2014", "2"), ("15-05-2014", "3"), ("15-09-2014", "7"))
    figures_of = [
        {"CVR-nr.": number, "Opgjort": day, "Årsværk": full_time}
        for number, _place in cvr.values()
        for day, full_time in months
    ]
    guided = [{"Vejledning-ID": f"V-{client}", "Kunde-ID": client, "Dato": "03-03-2014"} for client in cvr]
    paths = [
        write(tmp_path / "kunder.csv", "kunder", *rows),
        write(tmp_path / "vejledninger.csv", "vejledninger", *guided),
        write(tmp_path / "beskæftigelse.csv", "beskæftigelse", *figures_of),
    ]
    load(settings, paths)
    book = ledger.open(settings.ledger)
    opened = Warehouse(warehouse.ensure(settings, book.loads(), Landing.open(settings.landing)))
    yield opened
    opened.close()
    book.close()


def net(store: Warehouse, agreement: Agreement, day: dt.date) -> tuple[int, int]:
    """Parties in scope, and the jobs they have come to by a day."""
    with figures.asking(store, agreement, day) as question:
        return len(question.rows("party_in_scope")), int(question.row("jobs")["net"])


def test_each_agreement_and_date_has_its_own_answer(store: Warehouse):
    for _again in range(2):
        assert net(store, VIBORG, JUNE) == (2, 2)
        assert net(store, HORSENS, DECEMBER) == (1, 5)
        assert net(store, VIBORG, DECEMBER) == (2, 10)
        assert net(store, HORSENS, dt.date(2014, 2, 28)) == (1, 0)


def test_it_is_worked_out_once(store: Warehouse):
    for day in (JUNE, DECEMBER):
        net(store, VIBORG, day)
    made = store._connection.execute("select table_name from duckdb_tables() where database_name = 'kept'").fetchall()
    assert sorted(name.rpartition("_")[0] for (name,) in made) == sorted(
        ["party_sector", "party_industry", "party_in_scope", "company_figure", "job_baseline", "job_figure"]
    )


def test_who_opens_the_same_file_again_has_the_same_tables(store: Warehouse):
    assert net(store, VIBORG, JUNE) == (2, 2)
    again = Warehouse(store.path)
    assert net(again, VIBORG, DECEMBER) == (2, 10)
    again.close()
    assert net(store, HORSENS, DECEMBER) == (1, 5)


def test_what_asks_for_a_date_is_not_kept():
    assert {"party_in_scope", "company_figure", "party_sector", "job_baseline", "job_figure"} <= set(KEPT)
    for name in KEPT:
        assert not any("$as_of" in model.sql for model in models.in_order([name])), name


def test_many_may_ask_at_once(store: Warehouse):
    found: list[tuple[int, int]] = []
    askers = [threading.Thread(target=lambda: found.append(net(store, VIBORG, DECEMBER))) for _number in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert found == [(2, 10)] * 8
