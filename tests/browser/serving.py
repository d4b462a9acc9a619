"""A dashboard of its own for a test: `streamlit run dashboard.py` on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_pipeline.loading import load as loading
from data_pipeline.settings import ROOT
from tests.installations import on_one_machine

START_SECONDS = 60


def environment(home: Path) -> dict[str, str]:
    """This process's environment with an installation in `home`."""
    return os.environ | {"VAEKSTTAVLEN_HOME": str(home)}


def load(home: Path, *paths: Path) -> None:
    """Loads exports in this process, another than the dashboards'."""
    assert loading.load(on_one_machine(home), paths).is_committed


def chromium_path() -> str:
    """Where the browser is; a missing one is a failure, not a skip."""
    for name in ("chromium", "google-chrome", "chromium-browser"):
        if found := shutil.which(name):
            return found
    raise AssertionError("No Chromium here: install it (`make setup` and .ci/packages say how).")


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def dashboard(
    home: Path, *options: str, port: int | None = None, script: Path | str = "dashboard.py", **variables: str
) -> Iterator[str]:
    """The address of a dashboard freshly started on `home`; it is ended by its process id.

    `options` are Streamlit's, `variables` of the environment, `script` another app to measure ours against; it writes
    `dashboard-<port>.log` beside `home`.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *options]
    log = (home.parent / f"dashboard-{port}.log").open("wb")
    server = subprocess.Popen(command, cwd=ROOT, env=environment(home) | variables, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the dashboard ended at once"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")
