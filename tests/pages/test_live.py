"""What a new load changed, in a sentence; and the wall's choices."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import reports
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import OverviewReport
from data_pipeline.settings import Settings
from data_pipeline.views import overview
from ui import wall


@pytest.fixture(scope="module")
def now(sample_home: Path) -> OverviewReport:
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(sample_home)}))
    return board.answer("overview", "viborg-2014", dt.date(2014, 6, 30), by=Person("M", Role.PARTNER))


def test_what_moved_is_named_and_the_rest_counted(now: OverviewReport):
    fees = dataclasses.replace(now.fees, amount=now.fees.amount - Decimal("500.25"))
    before = dataclasses.replace(now, fees=fees)
    assert overview.sentence(3, before, now).say("da") == (
        "Nye data: nu vises indlæsning 3; Honorar til udbetaling 54.131,00\N{NO-BREAK SPACE}kr. → "
        "54.631,25\N{NO-BREAK SPACE}kr."
    )
    targets = tuple(dataclasses.replace(one, actual=one.actual + 1) for one in now.targets)
    told = overview.sentence(3, dataclasses.replace(before, targets=targets), now).say("en")
    assert told.endswith(f"and {len(targets) + 1 - overview.MOST} more")
    assert "Entrepreneurs guided locally 96 → 95" in told


def test_no_change_and_no_comparison_are_said_as_such(now: OverviewReport):
    assert overview.sentence(3, now, now).say("en") == "New data: load 3 is shown now; no headline figure moved"
    assert overview.sentence(3, None, now).say("en") == "New data: load 3 is shown now"
    other = dataclasses.replace(now, stamp=dataclasses.replace(now.stamp, agreement="another"))
    assert overview.sentence(3, other, now).say("en") == "New data: load 3 is shown now"


def test_an_unmeasured_share_is_not_zero(now: OverviewReport):
    none = dataclasses.replace(now, satisfaction=dataclasses.replace(now.satisfaction, share=None))
    assert "Tilfredse klienter ikke målt → 84\N{NO-BREAK SPACE}%" in overview.sentence(1, none, now).say("da")


@pytest.mark.parametrize(
    ("asked", "stands"), [("20", 20), ("1", 5), ("9999", 600), ("9" * 10_000, 20), ("", 20), ("x", 20), ("-3", 20)]
)
def test_the_wall_stands_within_reason(asked: str, stands: int):
    assert wall.seconds(asked) == stands


def test_the_wall_shows_pages_that_have_headlines():
    assert wall.pages("fees,nowhere,road,fees,overview") == ("fees", "overview")
    assert wall.pages("nowhere") == ("overview", "targets", "fees", "satisfaction", "jobs", "deadlines")


def test_a_choice_that_is_too_long_is_none():
    def page() -> None:
        import streamlit as st

        from ui import address, page_run

        with page_run.begun():
            st.text(",".join(address.asked()))

    app = AppTest.from_function(page)
    app.query_params["lang"], app.query_params["agreement"] = "en", "9" * 10_000
    assert app.run().text[0].value == "lang"
