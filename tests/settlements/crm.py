"""A small CRM with two half-years, to be settled: each client is one story, told by hand in `test_settling.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from data_pipeline import settlements
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import Settings
from data_pipeline.settlements import Settlement
from tests.load.deliveries import clients, write

AGREEMENT = "viborg-2014"
H1, H2 = dt.date(2014, 6, 30), dt.date(2014, 12, 31)

BOSS = Person("anna", Role.ADMINISTRATOR)
NOON = dt.datetime(2014, 7, 14, 10, 0, tzinfo=dt.UTC)

Row = Mapping[str, str]


def settle(board: Board, until: dt.date, **choices: str | bool | None) -> Settlement:
    """The settlement up to a day, made by the one who may, at a known moment."""
    return settlements.settle(board, AGREEMENT, until, by=BOSS, now=lambda: NOON, **choices)


def guidance(number: str, client: str, day: str, hours: str = "", rate: str = "200") -> Row:
    """A local guidance; without hours it awaits a timesheet."""
    return {"Vejledning-ID": number, "Kunde-ID": client, "Dato": day, "Timer": hours, "Timesats": rate}


def screening(number: str, client: str, day: str, hours: str) -> Row:
    """A screening that is paid for."""
    return {"Visitation-ID": number, "Kunde-ID": client, "Dato": day, "Timer": hours, "Timesats": "1000"}


# A guidance of the specialised operator gives no fee; these make the data reach the half-years' last days.
LAST_OF_H1 = {"Vejledning-ID": "V-H1", "Kunde-ID": "K-1", "Dato": "30-06-2014", "Niveau": "Specialiseret"}
LAST_OF_H2 = {"Vejledning-ID": "V-H2", "Kunde-ID": "K-1", "Dato": "30-12-2014", "Niveau": "Specialiseret"}

GUIDANCES_OF_H1 = (
    guidance("V-1", "K-1", "03-02-2014", "2"),
    guidance("V-2", "K-2", "10-02-2014"),
    guidance("V-3", "K-3", "17-02-2014", "5"),
    guidance("V-5", "K-5", "24-02-2014", "1"),
    guidance("V-6", "K-6", "03-03-2014", "1"),
    guidance("V-9", "K-9", "04-03-2014", "1"),
    LAST_OF_H1,
)
SCREENINGS_OF_H1 = (screening("S-4", "K-4", "10-03-2014", "3"), screening("S-6", "K-6", "11-03-2014", "1"))


def load_h1(settings: Settings, folder: Path) -> None:
    """The first delivery."""
    clients(folder / "kunder.csv", *(f"K-{number}" for number in range(1, 11)))
    write(folder / "vejledninger.csv", "vejledninger", *GUIDANCES_OF_H1)
    write(folder / "visitationer.csv", "visitationer", *SCREENINGS_OF_H1)
    load(settings, [folder])


def load_year(settings: Settings, folder: Path) -> None:
    """The complete guidances and screenings of the year: V-1, V-2 and S-4 corrected, V-5 gone, V-7 late, K-9 moved."""
    write(
        folder / "vejledninger.csv",
        "vejledninger",
        guidance("V-1", "K-1", "03-02-2014", "1"),
        guidance("V-2", "K-2", "10-02-2014", "1", "250"),
        guidance("V-3", "K-3", "17-02-2014", "5"),
        guidance("V-6", "K-6", "03-03-2014", "1"),
        guidance("V-7", "K-7", "12-05-2014", "1", "150"),
        guidance("V-9", "K-9", "04-03-2014", "1"),
        guidance("V-8", "K-8", "15-10-2014", "1", "50"),
        guidance("V-10", "K-1", "10-09-2014", "1"),
        guidance("V-11", "K-3", "11-09-2014", "2"),
        LAST_OF_H1,
        LAST_OF_H2,
    )
    write(
        folder / "visitationer.csv",
        "visitationer",
        screening("S-4", "K-4", "10-03-2014", "2"),
        screening("S-6", "K-6", "11-03-2014", "1"),
    )
    load(settings, [folder], full=True)
    clients(folder / "rettet" / "kunder.csv", "K-9", Stiftelsesdato="01-01-2005")
    load(settings, [folder / "rettet"])
