"""A system without what Unix alone has (fcntl, resource, owners, folder handles): loading, locks and the key hold.

Windows itself is not at hand; here its lacks are made up in a process of its own, and its `msvcrt.locking` played by
`flock`. What it protects less is said in the README.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from data_pipeline.settings import ROOT
from tests.load import deliveries

# Runs before anything else in every Python of the test, the reader's child too.
LACKS = """
import fcntl, os, subprocess, sys, types
flock, both = fcntl.flock, fcntl.LOCK_EX | fcntl.LOCK_NB

def locking(handle, mode, count):
    try:
        flock(handle, both)
    except BlockingIOError:
        raise PermissionError(13, "Permission denied")

for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
for name in ("O_CLOEXEC", "O_DIRECTORY", "getuid", "kill", "fork"):
    delattr(os, name)
"""


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    """A Python that lacks what Windows lacks."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(LACKS)
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{tmp_path}/site:$PYTHONPATH" exec "{sys.executable}" "$@"\n')
    python.chmod(0o700)
    return python


def run(windows: Path, home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.executable = {str(windows)!r}; from data_pipeline.command.line import main; "
    code += "sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [windows, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "VAEKSTTAVLEN_HOME": str(home), "PYTHONPATH": str(ROOT), "USERNAME": "ib"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_loaded_there_is_loaded(windows: Path, tmp_path: Path):
    exports = [
        deliveries.clients(tmp_path / "k.csv", "K1", "K2", **{"CPR-nr.": "610514-1234"}),
        deliveries.guidances(tmp_path / "v.csv", ("V1", "K1")),
    ]
    told = run(windows, tmp_path / "home", "load", "--format", "json", *exports)
    assert told.returncode == 0, told.stderr
    assert [file["accepted"] for file in json.loads(told.stdout)["files"]] == [2, 1]
    again = run(windows, tmp_path / "home", "load", "--format", "json", *exports)
    assert [file["status"] for file in json.loads(again.stdout)["files"]] == ["unchanged", "unchanged"], again.stderr
    gone = run(windows, tmp_path / "home", "forget", "K1", "--yes", "--format", "json")
    assert json.loads(gone.stdout)["rows"] == 2, gone.stderr


def test_one_loader_waits_for_another_there(windows: Path, tmp_path: Path):
    code = """
import sys
from data_pipeline import ledger
from data_pipeline.errors import Busy
address = sys.argv[1]
with ledger.open(address).loading(0):
    try:
        with ledger.open(address).loading(0):
            print("both")
    except Busy:
        print("one")
with ledger.open(address).loading(0):
    print("the next")
"""
    address = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [windows, "-c", code, address], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert told.stdout.split("\n")[:2] == ["one", "the next"], told.stderr
