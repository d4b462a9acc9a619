"""What a disk complains of, as sentences, and names that are safely on it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_pipeline.errors import Correctable
from data_pipeline.language import message

FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def no_room(place: str) -> Correctable:
    """The complaint about a full disk."""
    return Correctable(message("There is no room in {place}. Free some space and try again.", place=place))


def no_right(place: str) -> Correctable:
    """The complaint about a place that this user may not read or write."""
    return Correctable(
        message("{place} can't be read or written. Give Væksttavlen's user the right to it.", place=place)
    )


def read_only(place: str) -> Correctable:
    """The complaint about a disk that nobody may write."""
    return Correctable(
        message("The disk that {place} lies on is read-only. Make it writable, or put things elsewhere.", place=place)
    )


def disk_sentence(error: OSError, place: str) -> Correctable | None:
    """The sentence for a disk's complaint that the user can mend; None when it is a fault of ours."""
    if error.errno in FULL_DISK or "No space left" in str(error):
        return no_room(place)
    if error.errno == errno.EROFS:
        return read_only(place)
    if error.errno in (errno.EACCES, errno.EPERM, errno.ENOTDIR):
        return no_right(place)
    return None


@contextmanager
def as_sentences(place: Path) -> Iterator[None]:
    """Raise what a disk complains of inside the block and the user can mend as a `Correctable`."""
    try:
        yield
    except OSError as error:
        sentence = disk_sentence(error, str(error.filename or place))
        if sentence is None:
            raise
        raise sentence from error


def is_writable(folder: Path) -> bool:
    """Whether this process may write in `folder`, or make it where it is not there yet."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def mode_in(folder: Path) -> int:
    """The mode of a new file there: its owner's alone, unless a group shares the folder to read (setgid)."""
    shared = stat.S_ISGID | stat.S_IRGRP
    return 0o640 if folder.stat().st_mode & shared == shared else 0o600


def make_folder(folder: Path) -> None:
    """Make a folder for this user alone, where it is missing with those above it, their names safely on disk."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for one in missing:
        sync_folder(one.parent)


def sync_folder(folder: Path) -> None:
    """Write names that came or went in `folder` to disk, where the system opens folders (not Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
