"""What a meeting's browser is sent, and the files it can take home, hold no id and no hidden number (issue 7).

The websocket is read as it comes, so nothing that a page merely does not draw is overlooked.
"""

from __future__ import annotations

import datetime as dt
import html
from functools import cache
from pathlib import Path

import pytest

from data_pipeline import language, reports
from data_pipeline.agreements import load as agreement_of
from data_pipeline.figures import CATALOGUE
from data_pipeline.papers import extract
from data_pipeline.papers.extract import Form, Wanted
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.sample import meeting
from data_pipeline.settings import ROOT, Settings
from data_pipeline.views import pages, terms
from tests.browser import serving
from tests.disclosure.walk import Quarter, Snapshot
from tests.security.inside import unpacked
from tests.security.secrets_of import ids, told
from tests.security.wire import wire
from ui.road_steps import SEGMENTS

DAYS = (dt.date(2014, 6, 30), dt.date(2014, 12, 31))
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
THOUSAND = 1000


def hidden_counts(quarter: Quarter, said: str) -> set[str]:
    """Every hidden count of sectors and steps as a page would say it, with its label: `Companies, Screened: 3`."""
    names = {one.id: one.name.say(said) for one in agreement_of(ROOT / "agreements", "viborg-2014").sectors}
    found = set()
    for cell, shown in quarter.shown.items():
        if shown.value is not None:
            continue
        value = language.number(quarter.truth[cell], said)
        if cell[0] in terms.SECTOR_COUNTS and cell[1] in names:
            label = language.translate(terms.SECTOR_COUNTS[cell[0]], said)
            found.add(f"{names[cell[1]]}, {label}: {value}")
        if cell[0] == "road":
            segment = language.translate(SEGMENTS[cell[1]], said)
            step = language.translate(CATALOGUE[f"road.{cell[2]}.company"].label, said)
            found.add(f"{segment}, {step}: {value}")
    return found


def hidden_amounts(quarter: Quarter, said: str) -> set[str]:
    """Every hidden sum of kroner, whole and in thousands; other sums that read the same are left out."""
    sums = {cell: int(sum(held.values())) for cell, held in quarter.held.items() if cell[0] in ("revenue", "export")}
    shown = {value for cell, value in sums.items() if cell in quarter.amounts}
    hidden = {value for cell, value in sums.items() if cell not in quarter.amounts and value >= THOUSAND**2} - shown
    return {form for value in hidden for form in (str(value), language.number(value / THOUSAND, said))}


@pytest.fixture(scope="module")
def heard(year: list[Snapshot], year_home: Path) -> dict[tuple[dt.date, str], bytes]:
    """All that the server sends to a meeting's browser: of one date in Danish, of the other in English on a wall.

    The show of a meeting and its speaker's notes are among it; pictures that are packed are unpacked.
    """
    assert year
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(year_home)}))
    name = meeting.hold(board, by=Person("Ada", Role.ADMINISTRATOR)).name
    found = {}
    with serving.dashboard(year_home, VAEKSTTAVLEN_ROLE=Role.OBSERVER) as running:
        for day, said in zip(DAYS, ("da", "en"), strict=True):
            with wire(running) as line:
                wall = "&wall=overview&seconds=600" if said == "en" else ""
                sent = [line.open(page, f"as_of={day}&lang={said}{wall}") for page in PAGES]
                sent += [line.open("meeting", f"meeting={name}&lang={said}{notes}") for notes in ("", "&notes=1")]
                found[day, said] = unpacked(b"".join(sent)).encode()
    return found


def test_the_browser_of_a_meeting_hears_no_id(heard: dict[tuple[dt.date, str], bytes], year_home: Path):
    known = ids(year_home)
    assert len(known) > 1000
    for part in heard.values():
        assert not told(known, part)


def test_the_browser_of_a_meeting_hears_no_hidden_number(heard: dict[tuple[dt.date, str], bytes], year: list[Snapshot]):
    for (day, said), part in heard.items():
        text = html.unescape(part.decode("utf-8", "replace")).replace("\u00ad", "")
        quarter = year[-1][day]
        counts, amounts = hidden_counts(quarter, said), hidden_amounts(quarter, said)
        assert len(counts) > 5
        assert len(amounts) > 5
        assert not [one for one in counts if one + '"' in text or one + "<" in text], (day, said)
        assert not [one for one in amounts if one in text], (day, said)


def test_the_search_would_find_a_number_that_is_shown(heard: dict[tuple[dt.date, str], bytes], year: list[Snapshot]):
    """The same words with the number of a cell that is shown do stand there."""
    text = html.unescape(heard[DAYS[1], "en"].decode("utf-8", "replace"))
    quarter = year[-1][DAYS[1]]
    assert f'Green technology and sustainable production, guided: {quarter.truth["guided", "green"]}"' in text
    assert f'Companies, Guided locally: {quarter.truth["road", "company", "guided_local"]}"' in text
    # B3 asks the specialised operator alone for revenue.
    shown = [int(value) for cell, value in quarter.amounts.items() if cell[:2] == ("revenue", "specialised")]
    assert shown
    assert all(language.number(value / THOUSAND, "en") in text for value in shown)


def test_the_files_of_a_meeting_hold_neither(year: list[Snapshot], year_home: Path, monkeypatch: pytest.MonkeyPatch):
    known = ids(year_home)
    board = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(year_home)}))
    monkeypatch.setattr(board, "answer", cache(board.answer))  # the same for both kinds of file
    day = DAYS[0]
    for page in pages.TABLES:
        asked = Wanted(page, page, "viborg-2014", "Viborg 2014", day, "da", choices={})
        for form in Form:
            text = unpacked(extract.page(board, asked, form, Person("A", Role.OBSERVER)))
            assert not told(known, text.encode()), page
            assert not [one for one in hidden_amounts(year[-1][day], "da") if one in text], page


def test_nothing_of_a_page_is_kept_on_disk(heard: dict[tuple[dt.date, str], bytes], year_home: Path):
    """Caches and made files stay in memory: the installation's folder holds the house's own files alone."""
    assert heard
    assert {path.name for path in year_home.iterdir()} <= {
        "cpr.key", "inbox", "landing", "ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal",
        "ledger.sqlite.loading", "ledger.sqlite.opening", "warehouse",
    }  # fmt: skip
    for path in [*ROOT.glob("ui/*.py"), *ROOT.glob("pages/*.py"), ROOT / "dashboard.py"]:
        assert "persist=" not in path.read_text(encoding="utf-8"), path
