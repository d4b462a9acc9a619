"""`watch`: loads what arrives in the inbox, until it is stopped."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable
from dataclasses import replace

from data_pipeline.command.console import Console
from data_pipeline.language import N_, message
from data_pipeline.loading import watch
from data_pipeline.settings import Settings

FORMATS = ("text",)


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `watch`."""
    parser.add_argument(
        "--keep-originals",
        action="store_true",
        help=say(N_("keep loaded files in done/; they hold CPR numbers and are deleted otherwise")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Ends in order on Ctrl+C and on the signal that a service manager sends."""
    stop = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda number, frame: stop.set())
    settings = replace(settings, keep_originals=settings.keep_originals or arguments.keep_originals)
    watch.watch(settings, stop=stop, tell=console.say, reports_in=console.language)
    console.say(message("Stopped. What lies in the inbox is loaded next time."))
    return 0
