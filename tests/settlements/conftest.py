"""Two installations to copy: the first half-year, and the whole year with the first half-year settled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from data_pipeline import reports
from data_pipeline.settings import Settings
from tests.settlements.crm import H1, load_h1, load_year, settle


@pytest.fixture(scope="session")
def half_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an installation with the first delivery."""
    folder = tmp_path_factory.mktemp("half_year")
    load_h1(Settings.read({"VAEKSTTAVLEN_HOME": str(folder / "home")}), folder / "crm")
    return folder / "home"


@pytest.fixture(scope="session")
def whole_year(tmp_path_factory: pytest.TempPathFactory, half_year: Path) -> Path:
    """The home of an installation whose first half-year was settled before the second delivery came."""
    folder = tmp_path_factory.mktemp("whole_year")
    shutil.copytree(half_year, folder / "home")
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(folder / "home")})
    board = reports.open_board(settings)
    settle(board, H1)
    board.ledger.close()
    load_year(settings, folder / "crm")
    return folder / "home"
