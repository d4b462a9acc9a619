"""The wheel holds all that a checkout needs to run, and its command works far from any checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data_pipeline.settings import ROOT

PARTS = ("agreements", "data_pipeline", "pages", "sample_data", "static", "ui")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, since building leaves folders behind."""
    copy = tmp_path_factory.mktemp("source")
    for name in PARTS:
        shutil.copytree(ROOT / name, copy / name, ignore=LEFT_OUT)
    (copy / ".streamlit").mkdir()
    for name in ("dashboard.py", "pyproject.toml", "requirements.txt", ".streamlit/config.toml"):
        shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", "dist", "."]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    (made,) = (copy / "dist").iterdir()
    return made


def test_everything_that_runs_is_in_it(wheel: Path):
    needed = {
        path.relative_to(ROOT).as_posix()
        for name in PARTS
        for path in (ROOT / name).rglob("*")
        if path.is_file() and path.name[0] != "." and "__pycache__" not in path.parts
    }
    needed |= {"dashboard.py", "requirements.txt", ".streamlit/config.toml"}
    held = {
        name.removeprefix("vaeksttavlen/") for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name
    }
    assert held == needed


def test_the_command_runs_anywhere(wheel: Path, tmp_path: Path):
    """From an empty folder: the agreements that came along count, and data lie in the user's own place for them."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    work = tmp_path / "work"
    work.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VAEKSTTAVLEN_")}
    environment |= {
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "share"),
        "PYTHONPATH": str(tmp_path / "site"),
    }

    def run(*arguments: str) -> str:
        code = "import sys; from vaeksttavlen.data_pipeline.__main__ import main; sys.exit(main())"
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, cwd=work, env=environment, check=True, capture_output=True, text=True).stdout

    sample = next((ROOT / "sample_data").rglob("kunder.csv"))
    assert "`vaeksttavlen refused` siger hvor" in run("load", str(sample))
    assert (tmp_path / "share" / "vaeksttavlen" / "ledger.sqlite").exists()
    assert list(work.iterdir()) == []
    assert "viborg-2014" in run("check")
