"""Delete what a killed program left behind and warehouse files no longer used, under the loading lock."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from data_pipeline.ledger import Ledger, Load, parts_of
from data_pipeline.settings import Settings
from data_pipeline.storage import failpoints, warehouse
from data_pipeline.storage.landing import Landing

# A warehouse in the making carries its maker's process number.
_UNFINISHED = re.compile(r"warehouse-.+\.duckdb\.(\d+)-\d+\.tmp(\.wal)?")
CANDIDATE = ".candidate-"
# Private copies of an S3 landing are made in minutes; older ones belong to a process that died.
COPY_SECONDS = 3600.0
# The newest, the one that Changes holds it against, and one for whoever is opening it now; others are built when asked.
KEPT_WAREHOUSES = 3


def sweep(settings: Settings, ledger: Ledger, landing: Landing) -> int:
    """Delete leftovers and return how many. Needs the loading lock: a loader's own files look like leftovers."""
    loads = ledger.loads()
    referenced = parts_of(loads)
    landing.claim(ledger.facts()["id"], referenced, loads[-1].number if loads else 0)
    leftovers = landing.leftovers(referenced)
    for name in leftovers:
        landing.delete(name)
        failpoints.reached("during_cleanup")
    old = sum(map(_delete, outdated(settings.warehouses, loads)))
    return len(leftovers) + _sweep_unfinished(settings.warehouses) + old


def sweep_home(folder: Path, loads: Sequence[Load]) -> None:
    """Delete warehouse files that hold erased rows or are too many, and what was left for long.

    Needs no lock: what running programs make here is left alone.
    """
    for path in outdated(folder, loads):
        _delete(path)
    sweep_warehouses(folder)
    _sweep_unfinished(folder, is_loading=False)


def sweep_warehouses(folder: Path, newest: int = KEPT_WAREHOUSES) -> int:
    """Delete all warehouse files but the `newest` ones (0: every one, for an erasure); returns how many."""
    files = sorted(folder.glob("warehouse-*.duckdb"), key=_made, reverse=True) if folder.exists() else []
    gone = 0
    for path in (*files[newest:], *folder.glob(f"{warehouse.APART}*")):
        gone += _delete(path)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        failpoints.reached("during_cleanup")
    return gone


def _delete(path: Path) -> bool:
    """Delete a file; False where Windows keeps one that a dashboard has open, until the next sweep."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)
        return True
    return False


def unfinished_warehouses(folder: Path) -> list[Path]:
    """Return warehouse files that running programs are building now."""
    paths = list(folder.iterdir()) if folder.exists() else []
    return [path for path in paths if (found := _UNFINISHED.fullmatch(path.name)) and is_alive(int(found[1]), path)]


def outdated(folder: Path, loads: Sequence[Load]) -> list[Path]:
    """Warehouse files that hold other rows than their snapshot now has: an erasure was cut short or kept out."""
    paths = list(folder.glob("warehouse-*.duckdb")) if folder.exists() else []
    return [path for path in paths if warehouse.snapshot_number(path.name) is not None and not is_current(path, loads)]


def is_current(path: Path, loads: Sequence[Load]) -> bool:
    """Whether a file is the warehouse of a snapshot as it is now."""
    number = warehouse.snapshot_number(path.name)
    return number is not None and path.name == warehouse.file_name(loads[:number])


def _made(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _sweep_unfinished(folder: Path, *, is_loading: bool = True) -> int:
    """Delete unfinished files and copies whose maker is gone; who holds the right to load need not ask for loaders."""
    gone = 0
    for path in list(folder.iterdir()) if folder.exists() else []:
        made_by = _UNFINISHED.fullmatch(path.name)
        if (
            path.name.startswith(warehouse.APART)
            or (path.name.startswith(CANDIDATE) and (is_loading or time.time() - _made(path) > COPY_SECONDS))
            or (made_by and not is_alive(int(made_by[1]), path))
            or (path.name.startswith(warehouse.COPIES) and time.time() - _made(path) > COPY_SECONDS)
        ):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
            gone += 1
            failpoints.reached("during_cleanup")
    return gone


def is_alive(process: int, path: Path) -> bool:
    """Whether the maker of a file is still at work."""
    if not hasattr(os, "getuid"):
        # On Windows asking for a process would end it: there a file that was left alone for long has no maker.
        return time.time() - _made(path) < COPY_SECONDS
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
