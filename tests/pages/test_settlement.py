"""Afregning on Honorar: what is locked, what would be, corrections; lines for partners, a button for administrators."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from data_pipeline import agreements, ledger, reports, settlements
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings
from data_pipeline.settlements.records import Book
from data_pipeline.settlements.settling import Basis, draft_of
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.warehouse import Warehouse
from tests.pages.conftest import markup, words

BOSS = Person("anna", Role.ADMINISTRATOR)
AGREEMENT = "viborg-2014"
NOON = dt.datetime(2014, 7, 14, 10, 0, tzinfo=dt.UTC)
H1, H2 = dt.date(2014, 6, 30), dt.date(2014, 12, 31)


@pytest.fixture(scope="module")
def settled_home(tmp_path_factory: pytest.TempPathFactory, sample_home: Path) -> Path:
    """The sample year, its first half settled of the first load, before the second delivery came."""
    home = tmp_path_factory.mktemp("settled") / "home"
    shutil.copytree(sample_home, home)
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(home)})
    book = ledger.open(settings.ledger)
    store = Warehouse(warehouse.ensure(settings, book.loads(1), Landing.open(settings.landing)))
    basis = Basis(store, agreements.load(settings.agreements, AGREEMENT), 1, None)
    draft, reckoned = draft_of(basis, Book((), ()), H1, author="anna", moment=NOON)
    assert book.settlements.add(draft, reckoned.settled_for)
    store.close()
    book.close()
    return home


@pytest.fixture
def as_role(monkeypatch: pytest.MonkeyPatch):
    return lambda role: monkeypatch.setenv("VAEKSTTAVLEN_ROLE", role)


def test_a_partner_sees_lines_and_corrections(show, settled_home, as_role):
    as_role(Role.PARTNER)
    page = show(settled_home, "fees", as_of="2014-12-31", rows="corrections_2,lines_1")
    titles = ("Linjer i 1. afregning", "Rettelser i 2. afregning", "Linjer i 2. afregning")
    assert sorted(titles, key=page.text.index) == list(titles)
    rows = [re.sub(r"\s+", " ", words(row)) for row in re.findall(r"<tr.*?</tr>", markup(page.app), re.DOTALL)]
    late = [
        row
        for row in rows
        if "27. februar 2014 Registrerede vejledte iværksættere K-10037" in row and "Årsag: Sent indberettet" in row
    ]
    assert len(late) == 1
    assert "0,00 400,00 400,00" in late[0]
    # A guidance that was registered after the first settlement adds to a fee settled there.
    grown = [row for row in rows if "1. afregning, linje 48 2. april 2014" in row]
    assert len(grown) == 1
    assert "Årsag: Sent indberettet" in grown[0]
    assert "207,50 500,00 292,50" in grown[0]
    assert "steget med 1.981,25 kr." in page.text
    assert not [button for button in page.app.button if button.key == "settle_open"]
    book = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(settled_home)})).ledger
    assert "settlement" in {entry.details.get("page") for entry in book.audit(action="view_ids")}


def test_an_administrator_settles_in_two_steps(show, settled_home, tmp_path, as_role):
    as_role(Role.ADMINISTRATOR)
    home = tmp_path / "home"
    shutil.copytree(settled_home, home)
    page = show(home, "fees", as_of="2014-12-31")
    page.app.button(key="settle_open").click().run()
    asked = words(markup(page.app))
    assert "Væksthus Midtjylland betaler Viborgegnens Erhvervsråd 57.821,25 kr." in asked
    assert "Linjerne låses og kan aldrig ændres eller trækkes tilbage." in asked
    book = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(home)})).ledger
    assert len(settlements.of(book, AGREEMENT, by=BOSS)) == 1, "nothing is settled by asking"
    page.app.text_input(key="settle_message").set_value("Efter mødet")
    page.app.button(key="settle_now").click().run()
    assert not page.app.exception
    second = settlements.of(book, AGREEMENT, by=BOSS)[1]
    assert (second.last_day, second.message, second.snapshot) == (H2, "Efter mødet", 2)
    now = words(markup(page.app))
    assert "2. afregning er låst." in now
    assert "Ikke afregnet" not in now


def test_a_date_before_the_first_follow_up_shows_what_is_so_far(show, sample_home, as_role):
    as_role(Role.PARTNER)
    page = show(sample_home, "fees", as_of="2014-05-31")
    assert "Ikke afregnet foreløbig til 31.05.2014" in page.text
