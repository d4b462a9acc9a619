"""The shipped year as it is loaded, one delivery after the other, and what a meeting saw after each."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_pipeline.loading.load import load
from data_pipeline.settings import ROOT, Settings
from tests.disclosure.walk import Snapshot, walk

AGREEMENT = "viborg-2014"


def walked(home: Path, deliveries: list[Path], *, every_date: bool = False) -> list[Snapshot]:
    """What a reader saw after each delivery."""
    settings = Settings.read({"VAEKSTTAVLEN_HOME": str(home)})
    found = []
    for delivery in deliveries:
        load(settings, [delivery])
        found.append(walk(settings, AGREEMENT, every_date=every_date))
    return found


def folders(place: Path) -> list[Path]:
    """The deliveries in a folder, in order."""
    return sorted(path for path in place.iterdir() if path.is_dir())


def in_pieces(crm: Path, out: Path, number: int) -> list[Path]:
    """The deliveries in a folder, each in so many pieces to load one after the other; clients come with the first."""
    found = []
    for delivery in folders(crm):
        for piece in range(number):
            found.append(out / f"{delivery.name}-{piece}")
            found[-1].mkdir(parents=True)
            for file in delivery.iterdir():
                if file.suffix != ".csv" or file.stem == "kunder":
                    if piece == (0 if file.stem == "kunder" else number - 1):
                        (found[-1] / file.name).write_bytes(file.read_bytes())
                    continue
                head, *rows = file.read_bytes().splitlines(keepends=True)
                (found[-1] / file.name).write_bytes(b"".join([head, *rows[piece::number]]))
    return found


@pytest.fixture(scope="session")
def year_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the installation with the shipped year lies; empty until `year` is asked for."""
    return tmp_path_factory.mktemp("year") / "home"


@pytest.fixture(scope="session")
def year(year_home: Path) -> list[Snapshot]:
    """What a reader saw of the shipped year."""
    return walked(year_home, folders(ROOT / "sample_data"))
