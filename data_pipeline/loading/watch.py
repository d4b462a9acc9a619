"""The inbox: files that have stopped growing are loaded and moved or deleted, with a report beside (decision 0013).

The inbox itself is the only state: a watcher killed after a load finds the file again, its bytes are known, and it is
moved. Nothing is done twice and nothing is lost.
"""

from __future__ import annotations

import datetime as dt
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import watchfiles
from watchfiles._rust_notify import WatchfilesRustInternalError

from data_pipeline import language
from data_pipeline.erasure import retention
from data_pipeline.erasure.originals import DONE, REFUSED, REPORT_SUFFIX, report_of
from data_pipeline.errors import Correctable
from data_pipeline.exports.delivery import is_export
from data_pipeline.language import N_, Message, message
from data_pipeline.loading.load import Outcome, load
from data_pipeline.privacy import cpr
from data_pipeline.settings import Settings
from data_pipeline.storage import disk

# A file is taken when nothing about it has changed for so long: programs write exports in one go.
QUIET_SECONDS = 2.0
# Folders on a network send no notice of new files, so the inbox is also looked through this often.
LOOK_SECONDS = 1.0
# After something that the user must mend (a full disk, a ledger that does not answer).
REST_SECONDS = 30.0
# The message of the inbox's loads; a page says it in the reader's language.
MESSAGE = N_("inbox")


@dataclass(frozen=True)
class Handled:
    """A file of the inbox and where it went; `report` lies there, `kept` says whether the file itself does."""

    name: str
    folder: str
    report: Path
    kept: bool
    at: dt.datetime


@dataclass(frozen=True)
class Inbox:
    """Files that wait in the inbox, and those handled, the newest first."""

    waiting: tuple[str, ...]
    handled: tuple[Handled, ...]


def look(settings: Settings) -> Inbox:
    """Return what is in the inbox and its folders now."""
    handled = []
    for folder in (DONE, REFUSED):
        place = settings.inbox / folder
        for report in place.glob(f"*{REPORT_SUFFIX}") if place.is_dir() else ():
            name = report.name.removesuffix(REPORT_SUFFIX)
            at = dt.datetime.fromtimestamp(report.stat().st_mtime, dt.UTC)
            handled.append(Handled(cpr.without_cpr(name), folder, report, (place / name).exists(), at))
    waiting = tuple(cpr.without_cpr(path.name) for path in _arrived(settings.inbox))
    return Inbox(waiting, tuple(sorted(handled, key=lambda file: file.at, reverse=True)))


def watch(
    settings: Settings,
    *,
    stop: threading.Event | None = None,
    tell: Callable[[Message], None] = lambda sentence: None,
    reports_in: str = language.DEFAULT_LANGUAGE,
    quiet_seconds: float = QUIET_SECONDS,
    rest_seconds: float = REST_SECONDS,
) -> None:
    """Load whatever arrives in the inbox until `stop` is set, and once a day delete what is too old.

    Loaded files hold CPR numbers, so they are deleted unless a setting keeps them in `done/`; refused files stay in
    `refused/` for whoever mends them.
    """
    stopped = stop or threading.Event()
    with disk.as_sentences(settings.inbox):
        settings.inbox.mkdir(parents=True, exist_ok=True, mode=0o700)
    tell(message("Watching {folder}. Stop with Ctrl+C.", folder=str(settings.inbox)))
    quiet = Quiet(quiet_seconds)
    cleared: dt.date | None = None
    left_alone: set[Path] = set()
    for _ in _looks(settings.inbox, stopped):
        for link in sorted(set(_links(settings.inbox)) - left_alone):
            left_alone.add(link)
            note = message("a link is left alone; put the file itself here")
            tell(message("{file}: {note}", file=cpr.without_cpr(link.name), note=note))
        ready = quiet.of(_arrived(settings.inbox), time.monotonic())
        today = dt.datetime.now(dt.UTC).date()
        if not ready and (cleared == today or settings.retention_months is None):
            continue
        try:
            if settings.retention_months is not None and cleared != today:
                retention.keep(settings, settings.retention_months, author=MESSAGE)
                cleared = today
            if not ready:
                continue
            with disk.as_sentences(settings.inbox):
                handle(settings, ready, tell=tell, reports_in=reports_in)
        except Correctable as fault:
            for sentence in fault.messages:
                tell(sentence)
            stopped.wait(rest_seconds)


def _looks(inbox: Path, stopped: threading.Event) -> Iterator[None]:
    """Yield whenever something may have changed in the inbox, until `stopped` is set."""
    while not stopped.is_set():
        try:
            for _ in watchfiles.watch(
                inbox,
                stop_event=stopped,
                rust_timeout=int(LOOK_SECONDS * 1000),
                yield_on_timeout=True,
                recursive=False,
                ignore_permission_denied=True,
            ):
                yield
        except WatchfilesRustInternalError:
            # It can't say a name that is not UTF-8, such as one from an old Windows; what lies there is read anyway.
            yield
            stopped.wait(LOOK_SECONDS)


class Quiet:
    """Tells which files have stopped changing; all are waited for, so that a delivery becomes one load."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[Path, tuple[tuple[int, int], float]] = {}

    def of(self, paths: Sequence[Path], now: float) -> list[Path]:
        """The files when none of them changed for the agreed seconds, else none; `now` in seconds."""
        seen: dict[Path, tuple[tuple[int, int], float]] = {}
        for path in paths:
            try:
                found = path.stat()
            except FileNotFoundError:
                continue
            state = (found.st_size, found.st_mtime_ns)
            before = self._known.get(path)
            seen[path] = before if before is not None and before[0] == state else (state, now)
        self._known = seen
        is_quiet = all(now - since >= self._seconds for _, since in seen.values())
        return sorted(seen) if is_quiet else []


def handle(
    settings: Settings,
    paths: Sequence[Path],
    *,
    tell: Callable[[Message], None] = lambda sentence: None,
    reports_in: str = language.DEFAULT_LANGUAGE,
) -> Outcome | None:
    """Load these files and clear them from the inbox; None when the load met a fault of ours.

    Files that bring a fault of ours to light are set aside one by one, so that the others are loaded.
    """
    try:
        outcome = load(settings, paths, message=MESSAGE, tell=tell)
    except Correctable:
        raise
    except Exception as fault:
        if len(paths) > 1:
            for path in paths:
                handle(settings, [path], tell=tell, reports_in=reports_in)
        else:
            sentence = message(
                "Væksttavlen could not load the file ({fault}). The fault is its own: tell those who look after it.",
                fault=type(fault).__name__,
            )
            tell(message("{file}: {note}", file=cpr.without_cpr(paths[0].name), note=sentence))
            _leave(settings.inbox, paths[0], REFUSED, [sentence.say(reports_in)], kept=True)
        return None
    for path in paths:
        lines, refused = _report(outcome, path, reports_in)
        kept = settings.keep_originals or refused
        if not kept:
            lines.append(message("The file itself was deleted: the CRM keeps the people.").say(reports_in))
        _leave(settings.inbox, path, REFUSED if refused else DONE, lines, kept=kept)
        tell(message("{file}: {note}", file=cpr.without_cpr(path.name), note=_came_to(refused)))
    return outcome


def _came_to(refused: bool) -> Message:
    return message("refused; the report says why") if refused else message("loaded")


def _arrived(inbox: Path) -> list[Path]:
    """The exports that lie in the inbox themselves: what a link points to is not ours to move."""
    return [path for path in inbox.iterdir() if is_export(path) and not path.is_symlink()] if inbox.is_dir() else []


def _links(inbox: Path) -> list[Path]:
    return [path for path in inbox.iterdir() if is_export(path) and path.is_symlink()] if inbox.is_dir() else []


def _report(outcome: Outcome, path: Path, language_code: str) -> tuple[list[str], bool]:
    """The lines of a file's report, and whether the file was refused."""
    entries = [outcome.files[n] for n, origin in enumerate(outcome.origins) if origin == path.resolve()]
    lines = []
    for entry in entries:
        if entry.status == "refused":
            lines.append(message("{file}: {note}", file=entry.file, note=entry.reason).say(language_code))
        if entry.status == "refused" and not entry.received:
            continue
        counts = message(
            "{received} rows received, {accepted} accepted, {refused} refused, {waiting} wait for their client.",
            received=entry.received,
            accepted=entry.accepted,
            refused=entry.refused,
            waiting=entry.waiting,
        )
        lines.append(message("{file}: {note}", file=entry.file, note=counts).say(language_code))
        if entry.status == "unchanged":
            lines.append(message("The same bytes were loaded before, so nothing changed.").say(language_code))
    names = {entry.file for entry in entries if entry.status != "unchanged"}
    lines += [row.sentence.say(language_code) for row in outcome.refusals() if row.file in names]
    return lines, is_refused(outcome, path)


def is_refused(outcome: Outcome, path: Path) -> bool:
    """Whether a file of a load was refused (an unknown sheet beside a known one is not), or none of its rows taken."""
    entries = [outcome.files[n] for n, origin in enumerate(outcome.origins) if origin == path.resolve()]
    nothing_taken = any(entry.received for entry in entries) and not any(entry.accepted for entry in entries)
    return nothing_taken or path.resolve() in outcome.refused_paths


def _leave(inbox: Path, path: Path, folder: str, lines: Sequence[str], *, kept: bool) -> None:
    """Write the report in `folder`, then move the file there or delete it: in this order a kill loses nothing."""
    place = inbox / folder
    place.mkdir(exist_ok=True, mode=0o700)
    clean = cpr.without_cpr(path.name)
    target = place / clean
    for n in range(2, 1_000_000):
        if not target.exists() and not report_of(target).exists():
            break
        target = place / f"{Path(clean).stem}-{n}{path.suffix}"
    report = report_of(target)
    draft = report.with_name(f".{report.name}.unfinished")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(report)
    if kept:
        path.rename(target)
        found = target.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:  # its mode is nobody else's
            target.chmod(0o600)
    else:
        path.unlink(missing_ok=True)
