"""Files on their way in from a desk: judged as they come, and gone when they are loaded, left or forgotten."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from data_pipeline import ledger
from data_pipeline.errors import Correctable
from data_pipeline.exports.progress import Doing, Step
from data_pipeline.loading import incoming
from data_pipeline.loading.desk import Desk, Way
from data_pipeline.loading.effect import Effect
from data_pipeline.loading.incoming import MOST_BYTES, MOST_FILES, Incoming
from data_pipeline.loading.load import load
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.settings import Settings
from tests.load.deliveries import clients

ANNA = Person("Anna", Role.ADMINISTRATOR)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})


def sent(settings: Settings, *names: str, by: Person = ANNA) -> Incoming:
    mine = Incoming(settings, by)
    for name in names:
        send(mine, name, b"Kunde-ID;Kundetype;Kommune\r\nK1;Virksomhed;Viborg\r\n")
    return mine


def send(mine: Incoming, name: str, data: bytes, size: int | None = None) -> None:
    with mine.receiving(name, len(data) if size is None else size) as file:
        file.write(data)


def lying(settings: Settings) -> list[Path]:
    return [path for path in incoming.folder(settings).rglob("*") if path.is_file()]


def test_what_is_sent_lies_where_nobody_else_reads_and_goes_when_released(settings):
    mine = sent(settings, "b.csv", "a.csv", r"C:\Users\anna\c.csv")
    assert [path.name for path in mine.files] == ["a.csv", "b.csv", "c.csv"]
    for path in lying(settings):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    mine.seen = object()
    mine.release()
    assert (mine.files, mine.seen, lying(settings)) == ([], None, [])
    send(mine, "d.csv", b"again")
    assert [path.name for path in mine.files] == ["d.csv"]
    mine.close()
    assert incoming.named(mine.key) is None
    assert lying(settings) == []


@pytest.mark.parametrize(
    ("name", "size", "why"),
    [
        ("brev.docx", 1, "no export"),
        ("", 1, "no export"),
        ("..", 1, "no export"),
        (".csv", 1, "no export"),
        ("~$kunder.xlsx", 1, "no export"),
        ("kunder\n.csv", 1, "no export"),
        ("a" * 250 + ".csv", 1, "name is too long"),
        ("kunder.csv", MOST_BYTES + 1, "over 50 MB"),
    ],
)
def test_what_can_not_be_taken_is_told_and_not_kept(settings, name, size, why):
    mine = Incoming(settings, ANNA)
    with pytest.raises(Correctable, match=why):
        send(mine, name, b"x", size)
    assert len(mine.faults) == 1
    assert lying(settings) == []


def test_a_name_never_tells_a_cpr_number(settings):
    mine = Incoming(settings, ANNA)
    with pytest.raises(Correctable):
        send(mine, "0107701234.docx", b"x")
    assert "0107701234" not in str(mine.faults)


def test_who_sends_more_than_was_said_is_stopped(settings):
    mine = Incoming(settings, ANNA)
    with pytest.raises(Correctable, match="over 50 MB"):
        send(mine, "kunder.csv", bytes(MOST_BYTES + 1), size=1)
    assert lying(settings) == []


def test_a_file_that_breaks_off_is_not_there(settings):
    mine = Incoming(settings, ANNA)

    def break_off() -> None:
        with mine.receiving("kunder.csv", 100) as file:
            file.write(b"Kunde-ID;")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    assert (mine.files, lying(settings)) == ([], [])


def test_only_so_many_at_once_and_the_same_name_once(settings):
    mine = sent(settings, *(f"{number}.csv" for number in range(MOST_FILES)))
    send(mine, "1.csv", b"newer")
    with pytest.raises(Correctable, match="at once"):
        send(mine, "more.csv", b"x")
    assert len(mine.files) == MOST_FILES
    mine.close()


def test_what_nobody_asks_for_is_released(settings, monkeypatch):
    monkeypatch.setattr(incoming, "KEPT_SECONDS", 0.3)
    mine = sent(settings, "a.csv")
    time.sleep(0.2)
    assert mine.files, "asked for, so kept"
    end = time.monotonic() + 5
    while lying(settings) and time.monotonic() < end:
        time.sleep(0.05)
    assert lying(settings) == []


def test_what_a_killed_server_left_goes_when_the_next_begins(settings):
    mine = sent(settings, "a.csv")
    living = f"{os.getppid()}-alive"
    place = incoming.folder(settings)
    mine.files[0].parent.rename(place / living)
    for name in ("4194304-dead", "no-process"):
        (place / name).mkdir()
        (place / name / "kunder.csv").write_bytes(b"x")
    incoming.sweep(settings)
    assert [path.name for path in place.iterdir()] == [living]


# What one may do with them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("partners_load", ["no", "yes"])
def test_who_may_not_load_may_neither_look_nor_undo(tmp_path, role, partners_load):
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(tmp_path), "VAEKSTTAVLEN_PARTNERS_LOAD": partners_load})
    desk = Desk(settings, Person("Ida", role))
    may = role is Role.ADMINISTRATOR or (role is Role.PARTNER and partners_load == "yes")
    assert desk.may_load is may
    if not may:
        for tried in (
            lambda: desk.look([], full=False),
            lambda: desk.load([], Effect()),
            lambda: desk.look_at_undo(1),
            lambda: desk.undo(1, Effect()),
            lambda: desk.put_into_inbox([]),
        ):
            with pytest.raises(NotAllowed):
                tried()


def test_what_was_looked_at_is_what_is_loaded_and_nothing_else(settings, tmp_path):
    desk = Desk(settings, ANNA)
    load(settings, [clients(tmp_path / "a.csv", *(f"K{n}" for n in range(20)))])
    files = [clients(tmp_path / "b.csv", "K1")]
    seen = desk.look(files, full=True)
    assert (seen.is_committed, seen.effect.needs_yes, dict(seen.effect.withdrawn)) == (False, True, {"kunder": 19})
    load(settings, [clients(tmp_path / "c.csv", "K77")])  # somebody else, meanwhile
    assert not desk.load(files, seen.effect, full=True).is_committed
    again = desk.look(files, full=True)
    done = desk.load(files, again.effect, full=True, message="June")
    newest = ledger.open(settings.ledger).loads()[-1]
    assert (done.is_committed, newest.author, newest.message) == (True, "Anna", "June")
    undone = desk.look_at_undo(newest.number)
    assert not undone.is_committed
    assert desk.undo(newest.number, undone.effect, why="wrong file").is_committed
    assert ledger.open(settings.ledger).loads()[-1].author == "Anna"


@pytest.mark.parametrize("doing", Doing)
def test_who_goes_on_while_it_loads_has_loaded_nothing(settings, tmp_path, doing):
    """Streamlit ends a page's run where it next speaks: in the midst of telling how far the load is."""
    desk = Desk(settings, ANNA)
    load(settings, [clients(tmp_path / "a.csv", "K1")])
    files = [clients(tmp_path / "b.csv", "K2")]
    seen = desk.look(files, full=False)
    before = sorted(path for path in settings.home.rglob("*") if path.is_file())

    def leave(step: Step) -> None:
        if step.doing is doing:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.load(files, seen.effect, progress=leave)
    assert sorted(path for path in settings.home.rglob("*") if path.is_file()) == before
    assert desk.load(files, seen.effect).snapshot == 2


def test_where_the_files_go(settings, tmp_path):
    """A service that only serves pages knows it by the key and the landing, which are not there for it."""
    desk = Desk(settings, ANNA)
    book = ledger.open(settings.ledger)
    assert desk.way(book) is Way.HERE, "the first load makes the key"
    load(settings, [clients(tmp_path / "a.csv", "K1")])
    assert desk.way(book) is Way.HERE
    settings.key_file.unlink()
    assert desk.way(book) is Way.NOWHERE
    settings.inbox.mkdir()
    assert desk.way(book) is Way.INBOX


def test_files_for_the_inbox_come_whole_and_under_a_free_name(settings, tmp_path):
    settings.inbox.mkdir(parents=True)
    clients(settings.inbox / "kunder.csv", "K1")
    mine = sent(settings, "kunder.csv")
    Desk(settings, ANNA).put_into_inbox(mine.files)
    assert sorted(path.name for path in settings.inbox.iterdir()) == ["kunder-2.csv", "kunder.csv"]
    assert stat.S_IMODE((settings.inbox / "kunder-2.csv").stat().st_mode) == 0o600
    mine.close()
