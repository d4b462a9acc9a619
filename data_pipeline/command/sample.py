"""`sample`: made-up exports, the same each time for the same seed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from data_pipeline.command.console import Console
from data_pipeline.language import N_, message
from data_pipeline.sample import region, write
from data_pipeline.settings import Settings


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `sample`."""
    parser.add_argument("--out", type=Path, required=True, metavar=say(N_("FOLDER")), help=say(N_("where to write")))
    parser.add_argument("--clients", type=int, metavar="N", help=say(N_("how many clients; a believable year without")))
    parser.add_argument("--seed", type=int, default=2014, metavar="S", help=say(N_("another seed, another year")))
    parser.add_argument(
        "--region",
        action="store_true",
        help=say(N_("with made-up agreements and clients of the years around it and of four neighbours")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Writes the files and names them."""
    paths = write(arguments.out, clients=arguments.clients, seed=arguments.seed)
    if arguments.region:
        paths += region.write(arguments.out, arguments.seed)
    if console.format == "json":
        console.json(
            {"out": str(arguments.out), "files": [path.relative_to(arguments.out).as_posix() for path in paths]}
        )
    else:
        console.say(
            message(
                "{count} file was written to {folder}.",
                "{count} files were written to {folder}.",
                count=len(paths),
                folder=str(arguments.out),
            )
        )
    return 0
