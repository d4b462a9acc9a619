"""Installations that many tests begin with, each made once in a test run by whichever process asks first."""

from __future__ import annotations

import dataclasses
import datetime as dt
import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

from data_pipeline import meetings, reports
from data_pipeline.ledger import Ledger
from data_pipeline.loading.load import load
from data_pipeline.privacy import rights
from data_pipeline.sample import meeting, region
from data_pipeline.settings import ROOT, Settings
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.sweep import sweep

DELIVERIES = tuple(sorted(path for path in (ROOT / "sample_data").iterdir() if path.is_dir()))
YEAR_END = dt.date(2014, 12, 31)


def on_one_machine(home: Path) -> Settings:
    """The settings of an installation in `home`: SQLite and folders."""
    return Settings.read({"VAEKSTTAVLEN_HOME": str(home)})


def swept(settings: Settings, book: Ledger) -> None:
    """Sweep what a killed program left, as whoever loads next does."""
    with book.loading(seconds=0):
        sweep(settings, book, Landing.open(settings.landing))


class Installations:
    """Homes in a folder that all processes of a test run share; who changes a home changes a copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(exist_ok=True)

    def made(self, name: str, make: Callable[[Settings], object], after: Path | None = None) -> Path:
        """Return the home `name`: a copy of the home `after`, or an empty one, with what `make` does to it."""
        home, is_made = self._folder / name / "home", self._folder / name / "is_made"
        home.parent.mkdir(exist_ok=True)
        with (home.parent / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_made.exists():
                shutil.rmtree(home, ignore_errors=True)
                if after:
                    shutil.copytree(after, home)
                make(on_one_machine(home))
                is_made.touch()
        return home

    def first_delivery(self) -> Path:
        """The first sample delivery."""
        return self.made("first_delivery", lambda settings: _load(settings, DELIVERIES[0]))

    def both_deliveries(self) -> Path:
        """Both sample deliveries and no meeting."""
        return self.made("both_deliveries", lambda settings: _load(settings, DELIVERIES[1]), self.first_delivery())

    def sample_year(self) -> Path:
        """Both sample deliveries and the meeting that was held on the first: what `load --samples` gives."""
        return self.made("sample_year", hold_meeting, self.both_deliveries())

    def frozen_year(self) -> Path:
        """The sample year, and a meeting called `year` on its last day."""
        return self.made("frozen_year", freeze_year, self.sample_year())

    def region(self) -> tuple[Path, Path]:
        """The sample year with the made-up region around it, and the folder of all their agreements."""
        home = self.made("region", _load_region, self.sample_year())
        return home, home.parent / region.AGREEMENTS


def hold_meeting(settings: Settings) -> None:
    """Hold the sample year's meeting."""
    board = reports.open_board(settings)
    meeting.hold(board, by=rights.owner())
    board.ledger.close()


def freeze_year(settings: Settings) -> None:
    """Freeze the meeting `year`."""
    board = reports.open_board(settings)
    meetings.freeze(board, "year", "viborg-2014", YEAR_END, by=rights.owner())
    board.ledger.close()


def _load(settings: Settings, delivery: Path) -> None:
    load(settings, [delivery], message=f"sample_data/{delivery.name}")


def _load_region(settings: Settings) -> None:
    out = settings.home.parent
    region.write(out, seed=2014)
    load(dataclasses.replace(settings, agreements=out / region.AGREEMENTS), [out / region.EXPORT])
