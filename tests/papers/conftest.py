"""A frozen meeting of the sample figures with minutes, a comment and a mark, and its papers, each made once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from data_pipeline import ledger, meetings, reports
from data_pipeline.ledger import Ledger
from data_pipeline.meetings import Audience, Meeting, minutes
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.settings import Settings
from tests.conftest import copied
from tests.installations import Installations, on_one_machine

NAME = "Halvårsmødet"
BEFORE = "Kvartalsmødet"
CHAIR = Person("formand", Role.ADMINISTRATOR)

Paper = Callable[..., bytes]


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> tuple[Settings, Ledger, Meeting]:
    """An installation with the meeting of 30 June 2014, what was said at it, and a meeting before it."""
    made = installations.made("two_meetings", hold_meetings, installations.first_delivery())
    settings = on_one_machine(shutil.copytree(made, tmp_path_factory.mktemp("papers") / "home"))
    book = ledger.open(settings.ledger)
    return settings, book, meetings.find(book, NAME)


@pytest.fixture
def held_anew(held: tuple[Settings, Ledger, Meeting], tmp_path: Path) -> tuple[Settings, Ledger, Meeting]:
    """The same once more, for a test that changes it."""
    settings = copied(held[0], tmp_path, None)
    return settings, ledger.open(settings.ledger), held[2]


def hold_meetings(settings: Settings) -> None:
    """Freeze both meetings and write what was said at the later one."""
    board = reports.open_board(settings)
    meetings.freeze(board, BEFORE, "viborg-2014", dt.date(2014, 3, 31), by=CHAIR)
    meeting = meetings.freeze(board, NAME, "viborg-2014", dt.date(2014, 6, 30), by=CHAIR)
    book = board.ledger
    minutes.add(book, meeting, "decision", "Vi fortsætter som aftalt", by=CHAIR, slide="targets")
    minutes.add(
        book,
        meeting,
        "action",
        "Send de manglende timesedler",
        by=CHAIR,
        slide="fees",
        responsible="erhvervsraad",
        due_date=dt.date(2014, 9, 1),
    )
    minutes.comment(book, meeting, "jobs.net", "En stor virksomhed flyttede i maj", by=CHAIR)
    minutes.mark(book, meeting, "fee_total", "kommune", "disputed", by=CHAIR, value="52650.00", note="Ser vi på")
    book.close()


@pytest.fixture(scope="session")
def meeting(held: tuple[Settings, Ledger, Meeting]) -> Meeting:
    return held[2]


@pytest.fixture(scope="session")
def paper(held: tuple[Settings, Ledger, Meeting]) -> Paper:
    """A paper of the meeting: `paper(Form.PDF, "da")`; for a partner and the parties unless others are named."""
    _settings, _book, found = held

    @cache
    def made(form: Form, said: str, role: Role = Role.PARTNER, whom: Audience = meetings.PARTIES) -> bytes:
        # A ledger of its own, as a server and a command would open it.
        own = ledger.open(_settings.ledger)
        try:
            shown = meetings.for_audience(found, whom)
            return meeting_papers.make(form, own, shown, said, by=Person("læser", role))
        finally:
            own.close()

    return made


@pytest.fixture(scope="session")
def client_ids(held: tuple[Settings, Ledger, Meeting]) -> frozenset[str]:
    """Every id of the CRM that a fee line is about."""
    lines = held[1].meetings.fee_line_ids(NAME)
    found = {one for line in lines for one in (line.client_id, line.row_id) if one}
    assert len(found) > 50
    return frozenset(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
