"""Loaders and readers as processes of their own, to be killed or to run side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from data_pipeline.settings import ROOT, Settings
from data_pipeline.storage.failpoints import VARIABLE
from tests.load import deliveries

ROWS_A_LOAD = 40
SECONDS = 120.0
PATIENCE = "VAEKSTTAVLEN_TEST_PATIENCE"
# As the command starts.
WORKER = (
    "import runpy; from data_pipeline.start import without_pandas; without_pandas(); "
    "runpy.run_module('tests.faults.worker', run_name='__main__')"
)


def environment(settings: Settings, fail_at: str | None = None) -> dict[str, str]:
    """The variables that give a process this installation."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("VAEKSTTAVLEN_")}
    return {
        **mine,
        "VAEKSTTAVLEN_HOME": str(settings.home),
        "VAEKSTTAVLEN_LEDGER": settings.ledger,
        "VAEKSTTAVLEN_LANDING": settings.landing,
        "VAEKSTTAVLEN_KEY_FILE": str(settings.key_file),
        **({VARIABLE: fail_at} if fail_at else {}),
    }


# Root passes over the rights to files; a worker must not.
_AS_A_USER = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def start(
    settings: Settings,
    *arguments: object,
    fail_at: str | None = None,
    limit: int | None = None,
    patience: float | None = None,
) -> subprocess.Popen[str]:
    """A process that runs `worker.py`, to whom rights to files apply; no file grows beyond `limit` bytes.

    `patience`: seconds to wait for another program's lock on the ledger, instead of the usual.
    """
    return subprocess.Popen(
        [
            *(_AS_A_USER if os.getuid() == 0 else ()),
            *(("prlimit", f"--fsize={limit}") if limit is not None else ()),
            *(sys.executable, "-c", WORKER, *map(str, arguments)),
        ],
        cwd=ROOT,
        env=environment(settings, fail_at) | ({} if patience is None else {PATIENCE: str(patience)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, list[dict], str]:
    """Exit code, the JSON lines a process wrote, and its complaints."""
    out, err = process.communicate(timeout=SECONDS)
    lines = [json.loads(line) for line in out.splitlines() if line.endswith("}")]
    return process.returncode, lines, err


def delivery(folder: Path, number: int) -> list[Path]:
    """Two files that add `ROWS_A_LOAD` clients and a local guidance of each; no id is in another delivery."""
    clients = [f"K{number}-{n}" for n in range(ROWS_A_LOAD)]
    return [
        deliveries.clients(folder / f"{number}-kunder.csv", *clients),
        deliveries.guidances(folder / f"{number}-vejledninger.csv", *((f"V-{client}", client) for client in clients)),
    ]


def deliveries_of(folder: Path, numbers: Iterable[int]) -> list[list[Path]]:
    """One delivery a number."""
    return [delivery(folder, number) for number in numbers]
