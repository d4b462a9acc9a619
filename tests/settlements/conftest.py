"""Two installations to copy: the first half-year, and the whole year with the first half-year settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline import reports
from data_pipeline.settings import Settings
from tests.installations import Installations
from tests.settlements.crm import H1, load_h1, load_year, settle


@pytest.fixture(scope="session")
def half_year(installations: Installations) -> Path:
    """The home of an installation with the first delivery."""
    return installations.made("half_year", lambda settings: load_h1(settings, settings.home.parent / "crm"))


@pytest.fixture(scope="session")
def whole_year(installations: Installations, half_year: Path) -> Path:
    """The home of an installation whose first half-year was settled before the second delivery came."""
    return installations.made("whole_year", settle_and_load, half_year)


def settle_and_load(settings: Settings) -> None:
    """Settle the first half-year, then load the second delivery."""
    board = reports.open_board(settings)
    settle(board, H1)
    board.ledger.close()
    load_year(settings, settings.home.parent / "crm")
