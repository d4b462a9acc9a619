"""A figure's id is taken apart in one place, and put together again to the letter."""

from __future__ import annotations

import pytest

from data_pipeline.errors import Correctable
from data_pipeline.figures import CATALOGUE, FigureId, nearest_figure


def test_every_id_is_its_parts():
    for name, figure in CATALOGUE.items():
        parts = FigureId.parse(name)
        assert str(parts) == name
        assert parts.entry is figure


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("guided.local.company", FigureId("guided", "local", "company")),
        ("satisfaction", FigureId("satisfaction")),
        ("sector.net", FigureId("sector", "net")),
        ("sector.green.net", FigureId("sector", "net", sector="green")),
        ("fee_total", FigureId("fee_total")),
    ],
)
def test_parts(name: str, parts: FigureId):
    assert FigureId.find(name, ["green"]) == parts


@pytest.mark.parametrize("name", ["sector.blue.net", "guided.local.company.more", "guided", "", "satisfaction.locla"])
def test_a_figure_there_is_not_names_the_nearest(name: str):
    with pytest.raises(Correctable, match="the nearest is"):
        FigureId.find(name, ["green"])


def test_the_nearest_is_of_the_agreements_own_sectors():
    with pytest.raises(Correctable, match=r"the nearest is sector\.green\.net"):
        FigureId.find("sector.gren.net", ["green", "animation"])


def test_the_nearest_is_never_the_same():
    assert nearest_figure("guided.local.company") != "guided.local.company"
    assert nearest_figure(" Guided.Local.Company") == "guided.local.company"


@pytest.mark.parametrize(
    ("entry", "part", "figure", "rest"),
    [
        ("sector.green", "net", "sector.green.net", ""),
        ("road.screened", "company", "road.screened.company", ""),
        ("jobs", "created", "jobs.created", ""),
        ("jobs", "goal", "jobs", "goal"),
        ("satisfaction", "levels.local.share", "satisfaction.local", "share"),
        ("satisfaction", "share", "satisfaction", "share"),
        ("fee.screening.company", "amount", "fee.screening.company", "amount"),
    ],
)
def test_a_value_of_the_json_is_a_part_of_a_figure(entry: str, part: str, figure: str, rest: str):
    assert FigureId.of_value(entry, part) == (FigureId.parse(figure), rest)
