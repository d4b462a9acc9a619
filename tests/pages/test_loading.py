"""“Indlæs” and “Fortryd” on Datagrundlag: for who may, told to who may not, and nothing of a left file kept."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_pipeline import ledger
from data_pipeline.loading import incoming
from data_pipeline.loading.incoming import Incoming
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import Role
from data_pipeline.settings import Settings
from tests.load.deliveries import clients, text
from tests.pages.conftest import Shown, markup, words

CPR = b"0107701234"
CONTENT = b"Kunde-ID;Kundetype;Kommune;CPR-nr.\r\nK1;Virksomhed;Viborg;" + CPR + b"\r\nK2;Virksomhed;Atlantis;\r\n"


@pytest.fixture
def home(tmp_path: Path, first_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own with the first sample delivery, opened by who may load."""
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.ADMINISTRATOR)
    return shutil.copytree(first_home, tmp_path / "home")


def sent_to(shown: Shown) -> Incoming:
    """Where the files of this page go."""
    found = incoming.named(re.search(r"incoming/([\w-]{43})", markup(shown.app)).group(1))
    assert found is not None
    return found


def send(mine: Incoming, name: str, data: bytes) -> None:
    with mine.receiving(name, len(data)) as file:
        file.write(data)


def told(app: AppTest) -> str:
    assert not app.exception, app.exception
    return words(markup(app))


def press(app: AppTest, key: str) -> str:
    app.button(key=key).click().run()
    return told(app)


def newest(home: Path) -> ledger.Load:
    return ledger.open(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}).ledger).loads()[-1]


@pytest.mark.parametrize(("role", "setting"), [(Role.PARTNER, "no"), (Role.PARTNER, "yes"), (Role.ADMINISTRATOR, "no")])
def test_who_may_is_shown_how_and_others_are_told_who(show, first_home, monkeypatch, role, setting):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", role)
    monkeypatch.setenv("VAEKSTTAVLEN_PARTNERS_LOAD", setting)
    may = (role, setting) != (Role.PARTNER, "no")
    page = show(first_home, "data")
    assert ("Træk filer hertil" in page.text) is may
    assert ("At indlæse og fortryde er for rollen administrator. Senest indlæst af" in page.text) is not may
    assert ('aria-label="Fortryd indlæsning 1"' in markup(page.app)) is may
    assert "De seneste indlæsninger" in page.text


def test_an_observer_hears_nothing_of_it(show, first_home, monkeypatch):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.OBSERVER)
    for query in ({}, {"undo": "1"}):
        page = show(first_home, "data", **query)
        assert page.title == "For aftalens parter"
        assert not re.search("ndlæs|ortryd", page.text)


def test_the_first_load_is_made_at_the_desk_too(show, tmp_path, monkeypatch):
    monkeypatch.setenv("VAEKSTTAVLEN_ROLE", Role.ADMINISTRATOR)
    home = tmp_path / "home"
    assert "Indlæs" in show(home, "overview").text
    page = show(home, "data")
    assert page.title == "Der er ikke indlæst noget endnu"
    send(sent_to(page), "kunder.csv", CONTENT)
    assert "1 af 1 fil kan indlæses" in told(page.app.run())
    assert "Indlæsning 1 er på plads: 1 rækker godkendt, 1 afvist." in press(page.app, "load_now")
    assert newest(home).number == 1


def test_what_is_sent_is_looked_at_loaded_and_not_kept(show, home):
    page = show(home, "data")
    mine = sent_to(page)
    send(mine, "kunder.csv", CONTENT)
    looked = told(page.app.run())
    assert "1 af 1 fil kan indlæses, intet hovedtal flytter sig" in looked
    assert "Årsag: Kommune er ingen dansk kommune" in looked
    assert CPR.decode() not in markup(page.app)
    assert newest(home).number == 1, "nothing is changed before the button"
    page.app.text_input(key="load_why").set_value("Rettelse")
    assert "Indlæsning 2 er på plads" in press(page.app, "load_now")
    assert (newest(home).number, newest(home).message) == (2, "Rettelse")
    require_nothing_kept(page.app, mine, home)


def test_what_is_unknown_is_told_beside_its_file(show, home):
    page = show(home, "data")
    mine = sent_to(page)
    send(mine, "kunder.csv", CONTENT.replace(b"CPR-nr.", b"Skostr."))
    send(mine, "vejledninger.csv", text("vejledninger", [{"Vejledning-ID": "V9", "Kunde-ID": "K404"}]).encode("cp1252"))
    looked = told(page.app.run())
    assert re.search(r"kunder\.csv [^.]*Skostr", looked)
    assert "1 række afventer sin kunde" in looked


def test_what_is_left_is_not_kept(show, home):
    page = show(home, "data")
    mine = sent_to(page)
    send(mine, "kunder.csv", CONTENT)
    page.app.run()
    page.app.checkbox(key="load_full").check().run()
    assert "De seneste indlæsninger" in press(page.app, "load_leave")
    require_nothing_kept(page.app, mine, home)
    send(mine, "kunder.csv", CONTENT)
    page.app.run()
    page.app.switch_page("pages/targets.py").run()
    require_nothing_kept(page.app, mine, home)
    assert newest(home).number == 1


def require_nothing_kept(app: AppTest, mine: Incoming, home: Path) -> None:
    """Neither on disk nor in the session, where the answers of widgets and what the page remembers lie."""
    assert (mine.files, mine.seen, mine.faults) == ([], None, {})
    assert not [path for path in (home / "incoming").rglob("*") if path.is_file()]
    held = repr(app.session_state)
    assert not [word for word in ("Outcome", "kunder.csv", "load_why", "Rettelse") if word in held]
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert CPR not in kept


def test_withdrawing_much_asks_for_a_tick(show, home):
    page = show(home, "data")
    send(sent_to(page), "kunder.csv", CONTENT)
    page.app.run()
    page.app.checkbox(key="load_full").check().run()
    assert "mere end en tiendedel" in told(page.app)
    assert "Sæt kryds ved, at rækkerne skal trækkes tilbage" in press(page.app, "load_now")
    assert newest(home).number == 1
    page.app.checkbox(key="load_yes").check()
    assert "Indlæsning 2 er på plads" in press(page.app, "load_now")


def test_a_message_that_names_a_cpr_number_is_refused(show, home):
    page = show(home, "data")
    send(sent_to(page), "kunder.csv", CONTENT)
    page.app.run()
    page.app.text_input(key="load_why").set_value("010770-1234")
    assert "Indlæsning 2" not in press(page.app, "load_now")
    assert newest(home).number == 1


def test_what_somebody_else_loads_meanwhile_is_looked_at_again(show, home, tmp_path):
    page = show(home, "data")
    send(sent_to(page), "kunder.csv", CONTENT)
    page.app.run()
    load(Settings.read({"VAEKSTTAVLEN_HOME": str(home)}), [clients(tmp_path / "b.csv", "K1", "K7")])
    assert "1 af 1 fil kan indlæses" in told(page.app.run())
    assert "Indlæsning 3 er på plads" in press(page.app, "load_now")


def test_taking_back_shows_first_what_moves(show, home):
    page = show(home, "data", undo="1")
    assert page.title.startswith("Indlæsning 1 fortrydes: ")
    assert "Vejledte virksomheder 102 →" in page.text
    page.app.text_input(key="undo_why").set_value("forkert fil")
    press(page.app, "undo_now")
    assert (newest(home).undoes, newest(home).message) == (1, "forkert fil")
    assert "undo" not in page.app.query_params


@pytest.mark.parametrize("number", ["7", "x", "-1", ""])
def test_a_load_that_can_not_be_taken_back_is_not_asked_about(show, home, number):
    page = show(home, "data", undo=number)
    assert "De seneste indlæsninger" in page.text


def test_where_the_service_may_not_load_the_files_go_to_the_inbox_or_nowhere(show, home):
    (home / "cpr.key").unlink()
    assert "Denne tjeneste viser kun tallene." in show(home, "data").text
    (home / "inbox").mkdir(exist_ok=True)
    page = show(home, "data")
    assert "filerne lægges i indbakken og indlæses derfra" in page.text
    send(sent_to(page), "kunder.csv", CONTENT)
    assert "1 fil til indbakken" in told(page.app.run())
    assert "Filerne ligger i indbakken." in press(page.app, "load_pass_on")
    assert [path.name for path in (home / "inbox").iterdir()] == ["kunder.csv"]
    assert not [path for path in (home / "incoming").rglob("*") if path.is_file()]
