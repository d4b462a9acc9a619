"""Files that commands write where they are told to: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from data_pipeline.errors import Correctable
from data_pipeline.language import message


def require_folder(out: Path) -> None:
    """Raise `Correctable` where the folder of a file to be written is not there, before anything is worked out."""
    if not out.parent.is_dir():
        raise Correctable(message("There is no folder {folder}. Make it, or choose another.", folder=str(out.parent)))


def write(out: Path, content: bytes) -> None:
    """Write the file under its name only when all of it is there."""
    unready = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        unready.write_bytes(content)
        unready.replace(out)
    except OSError as fault:
        unready.unlink(missing_ok=True)
        complaint = message("{file} could not be written: {why}.", file=str(out), why=os.strerror(fault.errno or 0))
        raise Correctable(complaint) from fault
