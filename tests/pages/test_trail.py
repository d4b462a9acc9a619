"""What administrators do and read on the screen, and that nobody else can, whatever they send (R17, issue 7)."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import ledger
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Role
from data_pipeline.settings import Settings
from tests.load.deliveries import clients, write
from tests.pages.conftest import markup


@pytest.fixture
def home(tmp_path):
    """An installation with a client who lacks a phone number."""
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
    source = tmp_path / "crm"
    clients(source / "kunder.csv", "K-1001")
    write(source / "vejledninger.csv", "vejledninger", {"Kunde-ID": "K-1001"})
    load(settings, [source])
    return settings.home


def kept(home, action):
    book = ledger.open(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}).ledger)
    try:
        return [dict(entry.details) for entry in book.audit(action=action)]
    finally:
        book.close()


def test_a_list_of_ids_is_written_down_once_a_session_page_and_snapshot(show, home):
    page = show(home, "data", rows="debtors")
    assert "K-1001" in page.text
    page.app.run()
    assert kept(home, "view_ids") == [{"page": "data", "snapshot": 1}]
    show(home, "jobs")
    show(home, "data")
    assert len(kept(home, "view_ids")) == 2


def test_who_may_not_see_ids_sees_none_and_none_is_written_down(show, home, monkeypatch):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.OBSERVER)
    page = show(home, "data", rows="debtors,audit")
    assert "K-1001" not in page.text
    assert "Indbakke" not in page.text
    assert "Hvem gjorde hvad" not in page.text
    assert kept(home, "view_ids") == []


def test_an_administrator_writes_a_value_and_reads_who_did(show, home, monkeypatch):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.ADMINISTRATOR)
    app: AppTest = show(home, "strategy").app
    app.text_input(key="strategy_value").set_value("<b>24</b>")
    app.text_input(key="strategy_day").set_value("31-02-2014")
    app.button[0].click().run()
    assert "Skriv dagen som 31-12-2014." in markup(app)
    app.text_input(key="strategy_day").set_value("03-02-2014")
    app.button[0].click().run()
    body = markup(app)
    assert "&lt;b&gt;24&lt;/b&gt;" in body
    assert "<b>24</b>" not in body
    assert kept(home, "strategy") == [{"about": "business_climate", "agreement": "viborg-2014"}]
    page = show(home, "data", rows="audit")
    assert "Skrev en værdi i strategien aftalen viborg-2014 · om business_climate" in page.text
    assert "Indlæste udtræk" in page.text


def test_a_role_taken_away_stops_the_form_that_is_open(show, home, monkeypatch):
    """The form was drawn for an administrator; what counts is the role when it is sent."""
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.ADMINISTRATOR)
    app: AppTest = show(home, "strategy").app
    app.text_input(key="strategy_value").set_value("24")
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.OBSERVER)
    app.button[0].click().run()
    assert kept(home, "strategy") == []
    assert not [one for one in app.text_input if one.key == "strategy_value"]
    assert not app.exception
