"""A frozen meeting stays what it was: whatever is loaded, corrected, withdrawn, forgotten or changed afterwards."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from data_pipeline import ledger, meetings, reports
from data_pipeline.command.line import main
from data_pipeline.erasure.forget import forget
from data_pipeline.errors import Correctable
from data_pipeline.ledger import MeetingRecord
from data_pipeline.loading.load import load
from data_pipeline.meetings import Meeting, changes, freezing, minutes, records
from data_pipeline.meetings.changes import Cause
from data_pipeline.papers import csv_file
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from data_pipeline.reports import Board
from data_pipeline.settings import ROOT, Settings
from data_pipeline.slides import deck
from data_pipeline.storage import models
from data_pipeline.views.pages import chapters
from tests.faults.test_kill import ON_POSTGRESQL
from tests.load import deliveries

VIBORG, JUNE, YEAR_END = "viborg-2014", dt.date(2014, 6, 30), dt.date(2014, 12, 31)
OWNER = Person("Ada", Role.ADMINISTRATOR)
# Records of format 1: one of an early version, and one of the last that wrote it.
GOLDEN = sorted((Path(__file__).parent / "golden").glob("meeting-format-1*.json"))
OLD = {"Kundetype": "Virksomhed", "Stiftelsesdato": "01-01-2000"}


def guidance(name: str, client: str, **values: str) -> dict[str, str]:
    paid = {"Timer": "1", "Timesats": "400,00"}
    return {"Vejledning-ID": name, "Kunde-ID": client, "Dato": "03-02-2014", **paid, **values}


@pytest.fixture
def own(both_settings: Settings, tmp_path: Path) -> Settings:
    """One load and a copy of the agreement, which the test may change."""
    folder = tmp_path / "agreements"
    folder.mkdir()
    text = (ROOT / "agreements" / f"{VIBORG}.toml").read_text(encoding="utf-8")
    (folder / f"{VIBORG}.toml").write_text(text, encoding="utf-8")
    settings = Settings.read({**_environment(both_settings), "VAEKSTTAVLEN_AGREEMENTS": str(folder)})
    first = tmp_path / "1"
    load(
        settings,
        [
            deliveries.write(
                first / "k.csv",
                "kunder",
                *({"Kunde-ID": f"K-000{n}"} for n in range(1, 6)),
                {"Kunde-ID": "K-0006", **OLD},
            ),
            deliveries.write(
                first / "v.csv",
                "vejledninger",
                *(guidance(f"V{n}", f"K-000{n}") for n in range(1, 7)),
            ),
        ],
    )
    return settings


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "VAEKSTTAVLEN_HOME": str(settings.home),
        "VAEKSTTAVLEN_LEDGER": settings.ledger,
        "VAEKSTTAVLEN_LANDING": settings.landing,
    }


@pytest.fixture
def alone(settings: Settings, tmp_path: Path) -> Board:
    """A board with one client and one guidance, in SQLite."""
    load(
        settings,
        [
            deliveries.clients(tmp_path / "1" / "k.csv", "K-0001"),
            deliveries.write(tmp_path / "1" / "v.csv", "vejledninger", guidance("V1", "K-0001")),
        ],
    )
    return reports.open_board(settings)


def frozen(board: Board, name: str = "juni", by: Person = OWNER) -> Meeting:
    return meetings.freeze(board, name, VIBORG, JUNE, by=by)


def again(settings: Settings, name: str = "juni") -> Meeting:
    """The meeting as a program finds it that has just been started."""
    book = ledger.open(settings.ledger)
    try:
        return meetings.find(book, name)
    finally:
        book.close()


def of(found: changes.Changes, figure: str, part: str = "actual") -> dict[str, object]:
    change = found.of(figure, part)
    return {cause.value: by for cause, by in change.causes().items()} if change else {}


@ON_POSTGRESQL
def test_nothing_moves_a_frozen_meeting(own: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Corrections, a full export, late and new rows, erasure, another agreement and other rules: each has its cause."""
    meeting = frozen(reports.open_board(own))
    minutes.add(ledger.open(own.ledger), meeting, "decision", "Ring til K-0002 og K-00020.", by=OWNER)
    assert meeting.figures["targets"][0]["actual"] == 5
    second = tmp_path / "2"
    rows = [
        guidance("V1", "K-0001", Timer="2"),  # corrected
        guidance("V2", "K-0002"),
        guidance("V3", "K-0003", Dato="03-02-2015"),  # corrected to another year
        guidance("V5", "K-0005"),  # V4 is withdrawn
        guidance("V6", "K-0006"),
        guidance("V7", "K-0007"),  # late
        guidance("V8", "K-0008", Dato="03-08-2014"),  # new
    ]
    load(own, [deliveries.write(second / "v.csv", "vejledninger", *rows)], full=True)
    load(own, [deliveries.clients(tmp_path / "3" / "k.csv", "K-0007", "K-0008")])
    board = reports.open_board(own)
    found = changes.until_today(board, "juni", YEAR_END)
    assert of(found, "guided.local.entrepreneur") == {"withdrawn": -1, "corrected": -1, "late": 1, "new": 1}

    told = forget(own, "K-0002")
    assert "1 text of a meeting names the client" in " ".join(one.say("en") for one in told.out_of_reach)
    assert board.ledger.meetings.naming("K-000") == 0
    found = changes.until_today(board, "juni", JUNE)
    assert of(found, "guided.local.entrepreneur") == {"erased": -1, "withdrawn": -1, "corrected": -1, "late": 1}
    assert not list(own.warehouses.glob("*.tmp")), "a mixture leaves no file that an erasure would have to find"

    file = own.agreements / f"{VIBORG}.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("cap_dkk = 500", "cap_dkk = 300"), encoding="utf-8")
    found = changes.until_today(board, "juni", JUNE)
    assert of(found, "fee.registration.entrepreneur", "budget").keys() == {"agreement"}
    assert Cause.AGREEMENT.value in of(found, "fee.registration.entrepreneur", "amount")

    monkeypatch.setattr(changes, "definitions", lambda: "another")
    found = changes.until_today(board, "juni", JUNE)
    assert "definition_or_erased" in of(found, "guided.local.entrepreneur")
    monkeypatch.undo()

    kept = again(own)
    assert json.dumps(kept.figures) == json.dumps(meeting.figures)
    assert (kept.head, kept.reports, kept.fee_lines) == (meeting.head, meeting.reports, meeting.fee_lines)
    book = ledger.open(own.ledger)
    ids = book.meetings.fee_line_ids("juni")
    assert "K-0002" not in {one.client_id for one in ids}
    assert len(ids) == len(meeting.fee_lines)
    book.close()


def test_the_rules_are_a_cause(alone: Board, monkeypatch: pytest.MonkeyPatch):
    """Frozen under other rules: the difference to today's, on the same rows, is the rules'."""
    real = freezing.figures.all_figures

    def other(*asked: object) -> dict:
        answer = real(*asked)
        answer["targets"][0]["actual"] += 7
        return answer

    monkeypatch.setattr(freezing.figures, "all_figures", other)
    frozen(alone)
    monkeypatch.undo()
    found = changes.until_today(alone, "juni", JUNE)
    assert of(found, "guided.local.entrepreneur") == {"definition": -7}


def test_the_fingerprint_follows_the_rules(monkeypatch: pytest.MonkeyPatch):
    """Another SQL of a figure is another definition; one of a report is not."""
    before = records.definitions()
    known = dict(models.models())
    for name, is_same in (("activity", False), ("newest_day", True)):
        edited = {**known, name: type(known[name])(**{**vars(known[name]), "sql": known[name].sql + " -- edited"})}
        monkeypatch.setattr(models, "models", lambda edited=edited: edited)
        assert (records.definitions() == before) is is_same


def test_two_meetings_are_compared(alone: Board, tmp_path: Path):
    """What the later one shows since the earlier; the wrong way round is refused."""
    frozen(alone)
    second = deliveries.write(tmp_path / "2" / "v.csv", "vejledninger", guidance("V1", "K-0001", Timer="0,5"))
    load(alone.settings, [second])
    kept_one = meetings.freeze(alone, "december", VIBORG, YEAR_END, by=OWNER)
    third = deliveries.write(tmp_path / "3" / "v.csv", "vejledninger", guidance("V1", "K-0001", Timer="0,25"))
    load(alone.settings, [third])
    found = changes.between(alone, "juni", "december")
    amount = found.of("fee_total", "amount")
    assert amount is not None
    assert (str(amount.before), str(amount.after)) == ("400.00", "200.00")
    assert of(found, "fee_total", "amount").keys() == {"corrected"}
    # The later meeting keeps the comparison, whatever is loaded or erased after it; the first has none.
    assert meetings.find(alone.ledger, "juni").reports["changes"] is None
    forget(alone.settings, "K-0001")
    told = again(alone.settings, "december").reports["changes"]
    assert told == kept_one.reports["changes"]
    assert told.of("fee_total", "amount").causes == ((Cause.CORRECTED, amount.difference),)
    shown = [slide.id for slide in deck.slides(kept_one, alone.ledger) if slide.part == "appendix"]
    assert [one for one in shown if one.startswith("changes")] == ["changes", "changes-2"]
    assert "older data" in refusal(lambda: changes.between(alone, "december", "juni"))
    assert "lies before the meeting" in refusal(lambda: changes.until_today(alone, "december", JUNE))


def refusal(ask: Callable[[], object]) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(Correctable) as fault:
        ask()
    return fault.value.messages[0].say("en")


def test_a_changed_record_is_told(alone: Board):
    """Whoever edits a frozen figure in the ledger is found out, by everyone who asks."""
    frozen(alone)
    path = alone.settings.ledger.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        triggers = connection.execute("select name from sqlite_master where type = 'trigger' and tbl_name = 'meeting'")
        for (name,) in triggers.fetchall():
            connection.execute(f"drop trigger {name}")
        connection.execute("""update meeting set content = replace(content, '"actual":1', '"actual":2')""")
    assert "checksum differs" in refusal(lambda: again(alone.settings))
    home = {"VAEKSTTAVLEN_HOME": str(alone.settings.home)}
    assert main(["figures", "--agreement", VIBORG, "--meeting", "juni"], home) == 2
    assert main(["changes", "juni"], home) == 2
    assert main(["check"], home) == 2


def test_what_points_at_a_person_is_no_message(alone: Board):
    with pytest.raises(Correctable, match="CPR number"):
        meetings.freeze(alone, "june", VIBORG, JUNE, by=OWNER, message_="about 611290-1234")
    with pytest.raises(Correctable, match="e-mail"):
        meetings.freeze(alone, "june", VIBORG, JUNE, by=OWNER, message_="ask bo@example.dk")
    assert not alone.ledger.meetings.all()


def test_names_that_are_none(alone: Board):
    """Empty, too long, or with letters nobody can see."""
    for name in ("", "   ", "x" * 61, "a\x07b", "a\u202eb"):
        assert "name of at most 60 letters" in refusal(partial(frozen, alone, name))


def test_who_may_freeze_and_how_often(alone: Board):
    """Administrators alone; a name is taken once, and of two at once one wins."""
    for role in (Role.OBSERVER, Role.PARTNER):
        with pytest.raises(NotAllowed):
            frozen(alone, by=Person("Bo", role))

    def attempt(_: int) -> str:
        try:
            return frozen(alone, "  juni   2014 ").name
        except Correctable as fault:
            return fault.messages[0].say("en")

    with ThreadPoolExecutor(2) as two:
        told = sorted(two.map(attempt, range(2)))
    assert told == ["There is a meeting called juni 2014 already. Choose another name.", "juni 2014"]
    assert [one.action for one in alone.ledger.audit() if one.action == "freeze"] == ["freeze"]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_every_version_opens_the_meetings_of_the_first(alone: Board, golden: Path):
    """A meeting of format 1 is kept here: its record, read by today's program, is what it was. What was hidden in it is
    hidden from the parties too, and they are told why.
    """
    told = json.loads(golden.read_text(encoding="utf-8"))
    head = told["head"] | {
        "as_of": dt.date.fromisoformat(told["head"]["as_of"]),
        "frozen_at": dt.datetime.fromisoformat(told["head"]["frozen_at"]),
    }
    book = alone.ledger
    assert book.meetings.add(MeetingRecord(**head, content=told["content"], checksum=told["checksum"]), [])
    meeting = meetings.find(book, head["name"])
    assert meeting.figures["targets"][0] == told["first_target"]
    assert set(meeting.reports) >= {"overview", "targets", "fees", "satisfaction", "jobs", "deadlines", "strategy"}
    assert meeting.reports["overview"].entrepreneurs.actual == told["first_target"]["actual"]
    assert meeting.agreement.parameters()["id"] == VIBORG
    for said, word in (("da", "skjult ved frysningen"), ("en", "hidden when frozen")):
        text = csv_file.written([one for chapter in chapters(meeting, said) for one in chapter.tables], said).decode()
        assert text.count(word) > 5
        assert "1–4" not in text
    others = meetings.for_audience(meeting, meetings.OTHERS)
    assert others.reports["focus_sectors"] == meeting.reports["focus_sectors"]
