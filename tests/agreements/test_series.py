"""Years of one cooperation: which there are, and what does not fit together (R20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from data_pipeline import agreements
from data_pipeline.agreements import Agreement, series
from data_pipeline.errors import Correctable
from data_pipeline.settings import ROOT

VIBORG = agreements.load(ROOT / "agreements", "viborg-2014")


def a_year(year: int, code: str = "791", of: str | None = "viborg", **period: Any) -> Agreement:
    """An agreement of one calendar year."""
    dates: Mapping[str, Any] = {"first_date": dt.date(year, 1, 1), "last_date": dt.date(year, 12, 31)} | period
    return VIBORG.model_copy(
        update={
            "id": f"of-{year}",
            "series": of,
            "municipality": VIBORG.municipality.model_copy(update={"code": code}),
            "period": VIBORG.period.model_copy(update=dates),
        }
    )


def said(*known: Agreement) -> list[str]:
    """What is wrong with the series of these agreements."""
    return [fault.say("en") for fault in series.faults(known)]


def test_years_come_oldest_first():
    found = series.years([a_year(2015), a_year(2013), a_year(2014, of="other"), a_year(2016, of=None)], "viborg")
    assert [agreed.id for agreed in found] == ["of-2013", "of-2015"]


def test_viborg_is_a_year_of_its_series():
    assert series.years([VIBORG], "viborg") == (VIBORG,)


def test_an_unknown_series_is_told_the_nearest():
    with pytest.raises(Correctable, match=r"There is no series vibrog; the nearest is viborg\."):
        series.years([VIBORG], "vibrog")
    with pytest.raises(Correctable, match=r"There is no series x; there are viborg\."):
        series.years([VIBORG], "x")
    with pytest.raises(Correctable, match=r"No agreement says of which series it is a year"):
        series.years([a_year(2014, of=None)], "viborg")


def test_years_follow_on_each_other_to_the_day():
    assert not said(a_year(2013), a_year(2014))
    assert said(a_year(2013), a_year(2014, first_date=dt.date(2013, 12, 31))) == [
        "of-2014.toml: begins on 31 December 2013, before of-2013 of the same series viborg ends. Years of a series "
        "don't overlap: mend the dates, or write another series."
    ]


def test_a_series_is_one_municipality():
    assert said(a_year(2013), a_year(2014, code="779"), a_year(2013, of=None)) == [
        "of-2014.toml: the series viborg is municipality 791 in of-2013. A series is one municipality's: write another "
        "series, or mend the code."
    ]
    with pytest.raises(Correctable):
        series.years([a_year(2013), a_year(2014, code="779")], "viborg")
