"""`export` from the shell: papers of a meeting and of a day, faults in one sentence, and the trail of what was made."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data_pipeline.command.line import main
from data_pipeline.ledger import Ledger
from data_pipeline.meetings import Meeting
from data_pipeline.settings import Settings
from tests.papers.conftest import NAME

Run = Callable[..., int]


@pytest.fixture
def run(held: tuple[Settings, Ledger, Meeting]) -> Run:
    return exports_from(held[0].home)


def exports_from(home: Path) -> Run:
    return lambda *words: main(["export", *words, "--agreement", "viborg-2014"], {"VAEKSTTAVLEN_HOME": str(home)})


def test_a_meeting_s_paper_is_written_whole_and_noted(run: Run, held, folder: Path, capsys):
    out = folder / "møde.html"
    assert run("html", "--meeting", NAME, "--out", str(out), "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": str(out), "format": "html", "bytes": out.stat().st_size, "checksum": held[2].head.checksum}
    assert [path.name for path in folder.iterdir()] == ["møde.html"]
    entry = held[1].audit(1)[-1]
    assert (entry.action, entry.details["meeting"], entry.details["format"]) == ("export", NAME, "html")


def test_a_day_s_paper_says_that_nobody_froze_it(run: Run, held, folder: Path, capsys):
    """Same figures as the screen, without a meeting's name, on any day."""
    out = folder / "dagen.xlsx"
    assert run("xlsx", "--as-of", "2014-05-17", "--snapshot", "1", "--out", str(out)) == 0
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes()))
    told = {line[0]: line[1] for line in book.get_sheet_by_name("Om dette udtræk").to_python()[3:]}
    assert told["Møde"].startswith("Ikke fastfrosset")
    assert told["Status pr."] == "17. maj 2014"
    assert len(held[1].meetings.all()) == 2
    assert "meeting" not in held[1].audit(1)[-1].details


def test_others_get_headlines_of_a_day_and_a_meeting_that_is_released(held_anew, folder: Path, capsys):
    home = held_anew[0].home
    run = exports_from(home)
    out = folder / "andre.xlsx"
    assert run("xlsx", "--as-of", "2014-05-17", "--audience", "others", "--out", str(out)) == 0
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes())).sheet_names
    assert "Fokusområder" not in sheets
    assert any(name.startswith("Honorar") for name in sheets)
    assert run("xlsx", "--meeting", NAME, "--audience", "others", "--out", str(out)) == 2
    assert "er ikke frigivet" in capsys.readouterr().err
    assert main(["release", NAME], {"VAEKSTTAVLEN_HOME": str(home)}) == 0
    assert run("xlsx", "--meeting", NAME, "--audience", "others", "--out", str(out)) == 0
    assert "Fokusområder" in CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes())).sheet_names


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--meeting", "Halvårsmøde", "--out", "x.pdf"), NAME),
        (("--meeting", NAME, "--as-of", "2014-06-30", "--out", "x.pdf"), "--as-of"),
        (("--out", "x.pdf"), "--meeting"),
        (("--meeting", NAME, "--out", "nowhere/x.pdf"), "nowhere"),
        (("--as-of", "2014-06-30", "--snapshot", "9", "--out", "x.pdf"), "9"),
    ],
)
def test_what_can_be_mended_is_said(run: Run, words: tuple[str, ...], told: str, capsys):
    assert run("pdf", *words) == 2
    err = capsys.readouterr().err
    assert told in err
    assert "Traceback" not in err
    assert not Path("x.pdf").exists()
