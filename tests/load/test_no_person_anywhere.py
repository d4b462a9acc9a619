"""Exports stuffed with CPR numbers: no byte of one is in what the installation owns, nor in anything it says."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from data_pipeline.command.line import main
from data_pipeline.exports.kinds import KINDS
from data_pipeline.loading.watch import handle
from data_pipeline.settings import ROOT, Settings
from tests.exports.files import rows_of, text_of
from tests.faults.processes import environment

# Day + 60: it can belong to nobody.
DIGITS = "6101601234"
CPR = f"{DIGITS[:6]}-{DIGITS[6:]}"
WRITTEN = (
    CPR,
    DIGITS,
    f"Ib {CPR} ring",
    f"{DIGITS[:6]} {DIGITS[6:]}",
    f"{DIGITS[:2]}.{DIGITS[2:4]}.{DIGITS[4:6]}-{DIGITS[6:]}",
)


def stuffed(kind: str) -> list[list[str]]:
    """A good row, then for each column and way of writing a row with a CPR number there, and columns beside."""
    (name,) = [one for one in KINDS if one.name == kind]
    headings, *rows = rows_of(kind, {}, *({column.heading: text} for column in name.columns for text in WRITTEN))
    return [[*headings, f"Note {CPR}", "Bemærkning"], *([*row, CPR, f"se {DIGITS}"] for row in rows)]


def workbook(path: Path) -> Path:
    """The same as sheets, one of them named by a CPR number."""
    with xlsxwriter.Workbook(str(path)) as book:
        for number, kind in enumerate(KINDS):
            sheet = book.add_worksheet(f"Ark {CPR}" if not number else None)
            for n, row in enumerate(stuffed(kind.name)):
                sheet.write_row(n, 0, row)
    return path


def forms() -> Iterator[bytes]:
    for text in (*WRITTEN, DIGITS[::-1], CPR[::-1]):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield text.encode(encoding)


def holding(folder: Path) -> list[str]:
    """Files whose name or bytes hold a CPR number; Parquet also unpacked."""
    found = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = str(path.relative_to(folder)).encode() + path.read_bytes()
        if path.suffix == ".parquet":
            content += str(pq.read_table(path).to_pylist()).encode()
        if any(form in content for form in forms()):
            found.append(str(path.relative_to(folder)))
    return found


def said(settings: Settings, *arguments: str) -> str:
    """All that a command prints, its complaints too; whatever it ends with."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main(list(arguments), environment(settings))
    return out.getvalue()


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    folder = tmp_path / f"fra {CPR}"
    folder.mkdir()
    files = []
    for number, kind in enumerate(KINDS):
        path = folder / (f"{kind.name} {CPR}.csv" if number % 2 else f"{kind.name}.csv")
        path.write_text(text_of(stuffed(kind.name)), encoding="utf-8")
        files.append(path)
    (folder / f"{DIGITS}.csv").write_text(f"{CPR};{DIGITS}\n1;2\n", encoding="utf-8")
    return [*files, folder / f"{DIGITS}.csv", workbook(folder / "bog.xlsx")]


def test_no_cpr_number_is_left_anywhere(settings: Settings, exports: list[Path], tmp_path: Path):
    told_by_watch: list[str] = []
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    loading = [sys.executable, "-m", "data_pipeline", "load", "--format", "json", *map(str, exports)]
    variables = environment(settings) | {"TMPDIR": str(temporary)}
    done = subprocess.run(loading, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    told = done.stdout + done.stderr
    told += said(settings, "load", *map(str, exports)) + said(settings, "load", "--dry-run", *map(str, exports))
    told += said(settings, "load", "--message", f"for {CPR}", str(exports[0]))
    for command in ("refused", "check", "audit"):
        told += said(settings, command) + said(settings, command, "--format", "json")
    for figure in ("completeness", "guided.local.entrepreneur"):
        told += said(settings, "trace", figure, "--agreement", "viborg-2014", "--as-of", "2014-06-30")
    settings.inbox.mkdir(exist_ok=True)
    arrived = [Path(shutil.copy(path, settings.inbox)) for path in exports]
    (settings.inbox / exports[0].name).write_text(text_of(stuffed("kunder")[:3]), encoding="utf-8")  # new bytes
    handle(settings, arrived, tell=lambda one: told_by_watch.append(one.say("da")))
    told += "".join(told_by_watch)
    assert "CPR" in told
    assert not any(form.decode() in told for form in forms() if b"\0" not in form)
    assert holding(temporary) == []
    # A refused file is left to whoever mends it, outside the landing and until retention or its owner takes it away.
    for path in (settings.inbox / "refused").iterdir():
        if not path.name.endswith(".report.txt"):
            path.unlink()
    assert holding(settings.home) == []
    out = tmp_path / "data"
    said(settings, "export", "data", "--out", str(out))
    assert (out / "parquet" / "dim_client.parquet").exists()
    assert holding(out) == []
    (pseudonym,) = {row["cpr_pseudonym"] for row in landed_clients(settings)} - {None}
    assert not any(pseudonym.encode() in path.read_bytes() for path in out.rglob("*.csv"))


def landed_clients(settings: Settings) -> list[dict]:
    """Every client that was landed, with the pseudonym of its CPR number."""
    files = Path(settings.landing).glob("client-*.parquet")
    return [row for path in files for row in pq.read_table(path).to_pylist()]


def test_the_search_finds_what_is_there(tmp_path: Path):
    (tmp_path / "a.log").write_text(f"… {CPR} …")
    (tmp_path / f"{CPR}.txt").write_text("")
    (tmp_path / "b.log").write_bytes(DIGITS.encode("utf-16-le"))
    assert holding(tmp_path) == [f"{CPR}.txt", "a.log", "b.log"]
