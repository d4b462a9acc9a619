"""`digest`: the mail of a month, for the parties and for others: what it tells, what it holds back, how it is built."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from data_pipeline.command.line import main
from data_pipeline.meetings import minutes, records
from data_pipeline.privacy import rights
from data_pipeline.reports import open_board
from tests.installations import Installations, on_one_machine

MOST_BYTES = 100_000  # beyond it some mail programs cut a mail off
ACTION = "Ring til <b>alle</b> & spørg"

Run = Callable[..., dict]


class Mail(HTMLParser):
    """The tags of a mail with their attributes, and its words."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """The sample year with one more action, and its mails: September's, December's twice, and those of others."""
    folder = tmp_path_factory.mktemp("digest")
    shutil.copytree(installations.sample_year(), folder / "home")
    board = open_board(on_one_machine(folder / "home"))
    name = records.all_heads(board.ledger)[-1].name
    meeting = records.find(board.ledger, name)
    party = meeting.agreement.parties[0].id
    minutes.add(board.ledger, meeting, "action", ACTION, by=rights.owner(), responsible=party)
    board.ledger.close()
    for out, *words in (
        ("september.html", "--as-of", "2014-09-30"),
        ("december.html", "--as-of", "2014-12-31", "--language", "en"),
        ("again.html", "--as-of", "2014-12-31", "--language", "en"),
        ("others.html", "--as-of", "2014-09-30", "--for", "others"),
        ("others-later.html", "--as-of", "2014-12-31", "--for", "others"),
    ):
        assert run_in(folder, out, *words) == 0
    return folder


def run_in(folder: Path, out: str, *words: str) -> int:
    line = ["digest", "--agreement", "viborg-2014", "--out", str(folder / out), *words]
    return main(line, {"VAEKSTTAVLEN_HOME": str(folder / "home")})


def text(folder: Path, name: str) -> str:
    """A mail's plain text with plain blanks, one line a paragraph."""
    told = (folder / f"{name}.txt").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\n  (?=\S)", " ", told)


def test_the_parties_read_what_moved_what_is_missed_and_who_owes(folder: Path):
    """Since the meeting, as there was no mail before; by hand from the sample's figures of both days."""
    told = text(folder, "september")
    assert told.splitlines()[0] == "Viborg 2014: Iværksætterne er 15 bagud, virksomhederne tre"
    assert "Det har flyttet sig siden 30. juni 2014" in told
    assert "* Vejledte iværksættere: 93 → 135 +2 sent indberettet og +40 nye" in told
    assert "* Tilfredse klienter: 84 % → 83 % +45 svar, +37 tilfredse" in told
    assert "* Lokal vejledning af virksomheder: 147 af 200 ▼ Bagud, før på niveau" in told
    missed = told.split("Det nås ikke, som det går nu")[1].split("Hvem skylder hvad")[0]
    assert missed.split("* ")[1].startswith("C-forløb for iværksættere: 0 af 3 ▼ Bagud · nås med 1 % sandsynlighed")
    owed = told.split("Hvem skylder hvad")[1]
    assert "honoraret kan opgøres. Viborgegnens Erhvervsråd ▼ skulle være sket 29. august 2014" in owed
    assert "* Aflever de 9 manglende timesedler: Viborgegnens Erhvervsråd □ Afventer · 9 af 152 honorarer" in owed
    assert told.endswith("Fortroligt: kun for aftalens parter\n")


def test_the_next_one_begins_where_the_last_one_ended(folder: Path):
    """Once more for the same day it is the same mail, byte for byte; when the year is over it says what was missed."""
    told = text(folder, "december")
    assert "What moved since 30 September 2014" in told
    assert "* Guided entrepreneurs: 135 → 190 55 new" in told
    assert "What was missed" in told
    for suffix in (".html", ".txt"):
        assert (folder / f"december{suffix}").read_bytes() == (folder / f"again{suffix}").read_bytes()


def test_others_read_headlines_alone(folder: Path):
    """No causes, no single targets, nobody's debts; their first mail hears nothing of the parties' meeting."""
    first, later = text(folder, "others"), text(folder, "others-later")
    assert "Det er det første statusbrev." in first
    assert "* Vejledte iværksættere: 135 → 190\n" in later
    for told in (first, later):
        assert told.endswith("For andre: små tal er skjult\n")
        assert not re.search(r"skylder|nås ikke|C-forløb|nye|Erhvervsråd", told)


def test_the_page_is_fit_for_every_mail_program(folder: Path):
    """Nothing that runs or is fetched, styles in the tags, layout that a screen reader passes over, what people wrote
    as text."""
    for path in folder.glob("*.html"):
        content = path.read_bytes()
        mail = Mail(content.decode())
        assert len(content) < MOST_BYTES
        assert {tag for tag, _ in mail.tags} <= {
            *("html", "head", "meta", "title", "style", "body"),
            *("div", "table", "tr", "td", "h1", "h2", "p", "span", "b"),
        }
        assert not any(name in attributes for _, attributes in mail.tags for name in ("src", "href", "onclick", "id"))
        assert b"url(" not in content
        assert b"@import" not in content
        assert all(attributes["role"] == "presentation" for tag, attributes in mail.tags if tag == "table")
        assert [tag for tag, _ in mail.tags if tag in ("h1", "h2")][:2] == ["h1", "h2"]
        assert all("style" in attributes for tag, attributes in mail.tags if tag in ("h1", "h2", "p", "span"))
    assert dict(Mail((folder / "december.html").read_text("utf-8")).tags)["html"] == {"lang": "en"}
    assert ACTION in Mail((folder / "september.html").read_text("utf-8")).words


def test_it_is_noted_for_whom_and_of_which_day(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["audit", "--format", "json"], {"VAEKSTTAVLEN_HOME": str(folder / "home")}) == 0
    noted = [one["details"] for one in json.loads(capsys.readouterr().out) if one["action"] == "digest"]
    assert {"agreement": "viborg-2014", "as_of": "2014-12-31", "snapshot": 2, "about": "others"} in noted


def test_since_a_day_of_ones_own_and_the_text_alone(folder: Path, capsys: pytest.CaptureFixture[str]):
    """Read from the newest data on both days, so nothing was reported late."""
    capsys.readouterr()
    assert run_in(folder, "own.txt", "--as-of", "2014-09-30", "--since", "2014-08-31", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(folder / "own.txt")]
    assert told["since"]["as_of"] == "2014-08-31"
    assert not (folder / "own.html").exists()
    assert "sent indberettet" not in text(folder, "own")


@pytest.mark.parametrize(
    ("out", "words", "told"),
    [
        ("mail.pdf", (), ".html"),
        ("intet/mail.html", (), "Der findes ingen mappe"),
        ("mail.html", ("--as-of", "2014-06-30", "--since", "2014-06-30"), "--since"),
    ],
)
def test_what_can_t_be_is_told_in_a_sentence(folder: Path, out, words, told, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert run_in(folder, out, *words) == 2
    assert told in capsys.readouterr().err
    assert not (folder / out).exists()


def test_an_action_that_was_moved_is_owed_by_its_new_day(folder: Path, tmp_path: Path):
    shutil.copytree(folder / "home", tmp_path / "home")
    board = open_board(on_one_machine(tmp_path / "home"))
    late = next(one for one in board.ledger.meetings.minutes() if one.due_date == dt.date(2014, 8, 29))
    minutes.set_status(board.ledger, late.id, "open", by=rights.owner(), due_date=dt.date(2014, 10, 31))
    board.ledger.close()
    assert run_in(tmp_path, "moved.html", "--as-of", "2014-09-30") == 0
    owed = text(tmp_path, "moved").split("Hvem skylder hvad")[1]
    assert "29. august 2014" not in owed
    assert "honoraret kan opgøres. Viborgegnens Erhvervsråd □ senest 31. oktober 2014" in owed
