"""The catalogue and SQL speak of the same figures: none without a name, no name without a figure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from data_pipeline import agreements
from data_pipeline.figures import CATALOGUE, all_figures
from data_pipeline.settings import ROOT
from data_pipeline.storage import landing_views, models, warehouse

VIBORG = agreements.load(ROOT / "agreements", "viborg-2014")
# What says how a figure was judged, how many it rests on, or what it is held against: no figure of its own.
BESIDE = {"id", "step", "share", "goal", "measure"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All figures of an installation in which nothing happened: every one of them is there all the same."""
    path: Path = tmp_path_factory.mktemp("empty") / "warehouse.duckdb"
    warehouse.build(landing_views.Snapshot(0, ()), path)
    store = warehouse.Warehouse(path)
    try:
        return all_figures(store, VIBORG, dt.date(2014, 6, 30))
    finally:
        store.close()


def test_every_figure_of_sql_is_in_the_catalogue_and_every_entry_exists(told: dict[str, Any]):
    found = {target["id"] for target in told["targets"]} | {fee["id"] for fee in told["fees"]}
    found |= {"fee_total", "satisfaction", "response_rate", "completeness"} & {*told, *told["satisfaction"]}
    found |= {f"satisfaction.{level}" for level in told["satisfaction"]["levels"]}
    found |= {f"jobs.{name}" for name in told["jobs"] if name not in BESIDE}
    found |= {f"deadline.{one['id']}" for one in told["deadlines"]}
    found |= {f"road.{one['step']}.{name}" for one in told["road"] for name in one if name not in BESIDE}
    found |= {f"sector.{name}" for name in told["sectors"][0] if name not in BESIDE}
    assert found == set(CATALOGUE)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_entry_names_a_column_that_is_there(name: str):
    figure = CATALOGUE[name]
    assert figure.column in models.models()[figure.model].columns
