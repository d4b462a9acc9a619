"""`settle`: tells, previews, settles and lists, in both languages and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from data_pipeline.command.line import main
from data_pipeline.privacy.rights import os_user

ASK = ("settle", "--agreement", "viborg-2014")
H2 = ("--until", "2014-12-31")


@pytest.fixture
def run(tmp_path: Path, whole_year: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command line in an installation whose first half-year is settled: exit code, stdout, stderr."""
    shutil.copytree(whole_year, tmp_path / "home")

    def answer(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(arguments), {"VAEKSTTAVLEN_HOME": str(tmp_path / "home")})
        out, err = capsys.readouterr()
        return code, out.replace("\u00a0", " "), err

    return answer


def test_a_preview_writes_nothing_and_settling_it_writes_the_same(run):
    code, out, _ = run(*ASK, *H2, "--preview", "--format", "json")
    draft = json.loads(out)
    assert code == 0
    assert (draft["settled_at"], draft["checksum"]) == (None, None)
    assert draft["corrections"]["amount"] == "-700.00"
    assert draft["total"] == {"count": 0, "uncapped": "-550.00", "cut": "-100.00", "amount": "-450.00"}
    _, out, _ = run(*ASK, *H2, "--message", "Ifølge referatet", "--format", "json")
    settled = json.loads(out)
    assert (settled["author"], settled["message"], settled["settlement"]) == (os_user(), "Ifølge referatet", 2)
    assert len(settled["checksum"]) == 64
    for name in ("lines", "fees", "awaiting", "earlier", "total", "own", "corrections"):
        assert settled[name] == draft[name]
    late = next(line for line in settled["lines"] if line["why"] == "late")
    assert (late["client_id"], late["date"], late["amount"], late["screening_id"]) == (
        "K-7",
        "2014-05-12",
        "150.00",
        None,
    )
    _, out, _ = run(*ASK, "--format", "json")
    listed = json.loads(out)["settlements"]
    assert [(one["settlement"], one["total"]["amount"]) for one in listed] == [(1, "5000.00"), (2, "-450.00")]


def test_the_text_says_who_pays_whom_and_why(run):
    code, out, _ = run(*ASK, *H2, "--preview")
    assert code == 0
    assert "2. afregning: 1. juli 2014 – 31. december 2014" in out
    assert "Viborgegnens Erhvervsråd betaler 450,00 kr. tilbage til Væksthus Midtjylland." in out
    assert "Ikke afregnet endnu" in out
    for words in ("Sent indberettet", "Trukket tilbage", "Timeseddel modtaget", "1. afregning, linje 1", "−500,00"):
        assert words in out
    _, out, _ = run(*ASK, *H2, "--preview", "--language", "en")
    assert "Viborgegnens Erhvervsråd pays back DKK 450.00 to Væksthus Midtjylland." in out
    assert "No longer gives a fee" in out
    _, out, _ = run(*ASK)
    assert "14.07.2014" in out
    assert "5.000,00" in out


def test_what_can_not_be_settled_is_told_with_exit_code_2(run):
    code, out, err = run(*ASK, "--until", "2014-06-30")
    assert (code, out) == (2, "")
    assert err == "Honorar til og med 30. juni 2014 er allerede afregnet i 1. afregning.\n"
