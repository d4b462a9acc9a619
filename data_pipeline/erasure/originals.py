"""Originals in the inbox's folders: they hold names and CPR numbers, so erasures reach them too."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data_pipeline.settings import Settings

DONE, REFUSED = "done", "refused"
REPORT_SUFFIX = ".report.txt"
_TEXT_SUFFIXES = frozenset({".csv", ".txt", ".tsv", ".json", ".jsonl"})
_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
_BETWEEN = re.compile(r'[;,\t|"\r\n:\[\]{}]+')


@dataclass(frozen=True)
class Original:
    """A file that was delivered; `arrived` is when the inbox was done with it, `report` may be missing."""

    path: Path
    report: Path
    arrived: dt.datetime

    @property
    def is_refused(self) -> bool:
        """Whether it was refused and waits for somebody to mend it."""
        return self.path.parent.name == REFUSED

    @property
    def is_text(self) -> bool:
        """Whether its text can be looked through."""
        return self.path.suffix.lower() in _TEXT_SUFFIXES


def report_of(path: Path) -> Path:
    """Return the path of the report on a file, beside it."""
    return path.with_name(path.name + REPORT_SUFFIX)


def in_folders(settings: Settings) -> Iterator[Original]:
    """Yield every original in the inbox's folders."""
    for folder in (settings.inbox / DONE, settings.inbox / REFUSED):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and not path.name.endswith(REPORT_SUFFIX):
                report = report_of(path)
                moment = (report if report.exists() else path).stat().st_mtime
                yield Original(path, report, dt.datetime.fromtimestamp(moment, dt.UTC))


def naming(settings: Settings, clients: frozenset[str]) -> list[Original]:
    """Return the originals that may name one of `clients`: text with an id in it, and every workbook."""
    return [original for original in in_folders(settings) if clients and may_name(original.path, clients)]


def delete(originals: list[Original]) -> int:
    """Delete originals, not their reports; returns how many."""
    for original in originals:
        original.path.unlink(missing_ok=True)
    return len(originals)


def old_reports(settings: Settings, before: dt.datetime) -> list[Path]:
    """Return reports from before a moment: the name of a file may itself be personal."""
    folders = (settings.inbox / DONE, settings.inbox / REFUSED)
    reports = [path for folder in folders if folder.is_dir() for path in folder.glob(f"*{REPORT_SUFFIX}")]
    return [path for path in reports if dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) < before]


def may_name(path: Path, clients: frozenset[str]) -> bool:
    """Whether a file may hold one of the ids; a workbook always may."""
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        return True
    content = path.read_bytes()
    # Ids that hold a separator themselves stand in no piece, so they are looked for one by one.
    whole = {client for client in clients if _BETWEEN.search(client)}
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if any(client in text for client in whole):
                return True
            if not clients.isdisjoint(piece.strip() for piece in _BETWEEN.split(text)):
                return True
    return False
