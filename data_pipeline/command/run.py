"""`run`: opens the dashboard on this machine."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

from data_pipeline.command.console import Console
from data_pipeline.language import N_
from data_pipeline.settings import ROOT, Settings

FORMATS = ("text",)
PORT = 8501


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the options of `run`."""
    parser.add_argument(
        "--port", type=int, default=PORT, metavar=say(N_("PORT")), help=say(N_("of this machine; 8501 without"))
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Become the server, until it is stopped: this process leaves out pandas, which a server needs."""
    options = ("--server.address", "127.0.0.1", "--server.port", str(arguments.port), "--server.headless", "true")
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), *options]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)
