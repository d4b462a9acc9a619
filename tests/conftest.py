"""What every test may ask for: an installation of its own, a real PostgreSQL, a real Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from data_pipeline.exports import child
from data_pipeline.settings import Settings
from tests.browser import serving
from tests.installations import Installations
from tests.load.bucket import Bucket
from tests.postgres import PostgreSQL
from tests.read_here import ReadHere

READ_APART = {"exports", "sample", "security"}  # folders of tests about how files are read
EXPECTED_WITHIN_MS = 30_000  # no test asserts speed, and a busy machine draws late
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read without a process of their own, but where that is what a test is about."""
    if request.path.parent.name not in READ_APART:
        monkeypatch.setattr(child, "ReaderProcess", ReadHere)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run: Playwright can't be started twice in a process."""
    expect.set_options(timeout=EXPECTED_WITHIN_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=serving.chromium_path(), args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgreSQL]:
    """A PostgreSQL server for this test run."""
    server = PostgreSQL()
    yield server
    server.remove()


@pytest.fixture
def own_postgres() -> Iterator[PostgreSQL]:
    """A PostgreSQL server for one test alone, which may stop it."""
    server = PostgreSQL()
    yield server
    server.remove()


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """A bucket of S3, and credentials for it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made-up")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    held = Bucket()
    yield held
    held.stop()


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory) -> Installations:
    """What many tests begin with, made once for all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    # Each process of pytest-xdist has a folder of its own in the run's.
    return Installations((folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "installations")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder for an installation."""
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> Settings:
    """An installation on one machine: SQLite and folders."""
    return Settings.read({"VAEKSTTAVLEN_HOME": str(home)})


@pytest.fixture(params=["sqlite", "postgresql"])
def both_settings(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Settings:
    """An installation on one machine, then one with its ledger in PostgreSQL and its landing on a shared disk."""
    if request.param == "sqlite":
        return Settings.read({"VAEKSTTAVLEN_HOME": str(home)})
    return Settings.read(
        {
            "VAEKSTTAVLEN_HOME": str(home),
            "VAEKSTTAVLEN_LEDGER": request.getfixturevalue("postgres").ledger(),
            "VAEKSTTAVLEN_LANDING": str(tmp_path / "shared"),
        }
    )


def copied(settings: Settings, folder: Path, postgres: PostgreSQL | None) -> Settings:
    """The same installation once more in `folder`, for a test that changes it."""
    home = shutil.copytree(settings.home, folder / "home")
    if settings.ledger.startswith("sqlite"):
        return Settings.read({"VAEKSTTAVLEN_HOME": str(home)})
    assert postgres is not None
    return Settings.read(
        {
            "VAEKSTTAVLEN_HOME": str(home),
            "VAEKSTTAVLEN_LEDGER": postgres.ledger(like=settings.ledger),
            "VAEKSTTAVLEN_LANDING": str(shutil.copytree(settings.landing, folder / "shared")),
        }
    )
