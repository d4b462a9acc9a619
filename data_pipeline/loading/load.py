"""Load exports: into the landing, the warehouse and the ledger, whole or not at all.

Everything is written under names that no reader looks for, the row in the ledger makes it a load, and what a killed
loader left is swept by the next. Readers never wait for a load.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from data_pipeline import exports, language
from data_pipeline.erasure import retention
from data_pipeline.exports.delivery import Delivered, delivered
from data_pipeline.exports.kinds import BY_TABLE, REFUSED
from data_pipeline.exports.progress import Counting, Doing, Progress, Step, ignore_steps
from data_pipeline.language import Message
from data_pipeline.ledger import LOADING_SECONDS, Load, LoadFile, first_read, standing
from data_pipeline.loading.arrivals import Arrivals
from data_pipeline.loading.candidate import Consent, Place, built, commit, compared, opened
from data_pipeline.loading.effect import Effect, missing_kinds
from data_pipeline.loading.focus_sectors import unknown_sectors
from data_pipeline.loading.forgotten_rows import without_forgotten
from data_pipeline.loading.mending import mend
from data_pipeline.loading.refusals import Refusal, refusals
from data_pipeline.privacy import cpr
from data_pipeline.privacy.rights import os_user
from data_pipeline.settings import Settings
from data_pipeline.storage import failpoints, keys, warehouse


@dataclass(frozen=True)
class Outcome:
    """The result of a load: the newest snapshot, every file (or sheet) in order, and notes.

    `origins` are the paths that `files` came from, one for each. `refused_paths` are files refused whole or in a sheet
    of a known kind; an unknown sheet beside a known one is not counted. `is_committed`: whether there is a new load;
    `effect` is what it changes, or would.
    """

    snapshot: int
    files: tuple[LoadFile, ...]
    origins: tuple[Path, ...]
    refused_paths: frozenset[Path]
    notes: tuple[Message, ...] = ()
    is_committed: bool = False
    effect: Effect = field(default_factory=Effect)
    refused: pa.Table = field(default_factory=REFUSED.empty_table)

    @property
    def has_refused_file(self) -> bool:
        """Whether a file was refused, which the user has to correct (exit code 2)."""
        return bool(self.refused_paths)

    @property
    def is_held(self) -> bool:
        """Whether there is something to load and nobody said yes to what it would change."""
        return not self.is_committed and any(file.status == "loaded" for file in self.files)

    @property
    def waiting(self) -> Message | None:
        """How many rows wait for their client; None for none."""
        count = sum(file.waiting for file in self.files if file.status == "loaded")
        told = language.message(
            "{count} row waits for its client and counts when the client arrives.",
            "{count} rows wait for their client and count when the client arrives.",
            count=count,
        )
        return told if count else None

    def refusals(self) -> list[Refusal]:
        """Why rows were refused, by file and line."""
        return list(refusals(self.refused, {file.position: file.file for file in self.files}))


def load(
    settings: Settings,
    paths: Sequence[Path],
    *,
    full: bool = False,
    message: str = "",
    author: str | None = None,
    progress: Progress = ignore_steps,
    tell: Callable[[Message], None] | None = None,
    consent: Consent = lambda found: True,
    dry_run: bool = False,
    patience_seconds: float = LOADING_SECONDS,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> Outcome:
    """Load the files: one new snapshot, or none when no row in them is new and accepted.

    `full`: the files are the complete content of their kinds. `consent` is asked with what would change before the
    load stands; `dry_run`: it is told and nothing stands. Raises `Correctable` when nothing could be done, and `Busy`
    when another load kept running; in both cases nothing has changed.
    """
    cpr.refuse_people(message)
    with opened(settings, patience_seconds, tell, _WAITING) as place:
        files = delivered(paths)
        mended = () if dry_run else mend(place, files)
        work = _Work(place, full=full, dry_run=dry_run, progress=progress)
        outcome = work.run(files, message, author or os_user(), now(), consent)
        if dry_run:
            return outcome
        notes = retention.after_load(
            settings, place.ledger, place.landing, place.hold, author=author or os_user(), moment=now()
        )
        return replace(outcome, notes=(*mended, *outcome.notes, *notes))


_NOTHING_ACCEPTED = language.message("No row could be accepted, so nothing is loaded. Correct the rows named here.")
_NO_ROWS = language.message("There are headings and no rows, so nothing is loaded.")
_WAITING = language.message("Another load is running; this one waits for it.")


class _Work:
    """One load in the making."""

    def __init__(self, place: Place, *, full: bool, dry_run: bool, progress: Progress) -> None:
        self.place = place
        self.full = full
        self.dry_run = dry_run
        self.progress = progress
        self.number = place.next_number
        self.key = keys.opened(place.settings, place.ledger)
        self.forgotten = place.ledger.forgotten()
        self.files: list[LoadFile] = []
        self.notes: list[Message] = []
        self.origins: list[Path] = []
        self.refused_paths: set[Path] = set()
        self.refused: list[pa.Table] = []
        self.seen: dict[str, list[int]] = {}  # sha256 -> positions of its entries in this load
        self.unsafe: dict[str, Message] = {}  # tables of which nothing is withdrawn, and why
        self.arrivals = Arrivals(place)

    def run(
        self, files: Sequence[Delivered], message: str, author: str, moment: dt.datetime, consent: Consent
    ) -> Outcome:
        """Read the files, write the landing, build and check the warehouse, ask, commit, publish."""
        failpoints.reached("before_read")
        try:
            full_tables = self._read(files)
            if not any(file.status == "loaded" and file.accepted for file in self.files):
                self._refuse_empty()
                return self._outcome(self.number - 1)
            parts = self.arrivals.land()
            failpoints.reached("parquet_written")
            load = Load(self.number, moment, author, message, full_tables, tuple(self.files), parts)
            with built(self.place, load, self.progress) as draft:
                self.files = self._with_waiting(warehouse.waiting(draft, self.number))
                load = replace(load, files=tuple(self.files))
                found = self._effect(load, draft)
                if self.dry_run or not consent(found):
                    return self._outcome(self.number - 1, found)
                self.arrivals.keep()
                commit(self.place, load, self.key, draft)
            return self._outcome(self.number, found)
        finally:
            self.arrivals.clear()

    def _effect(self, load: Load, draft: Path) -> Effect:
        """What the load would change; of the first one only when somebody wants to see it first."""
        kept = {file.kind: 0 for file in self.files if self.full and file.kind and file.status == "loaded"}
        if not self.place.loads and not self.dry_run:
            return Effect(withdrawn=kept)
        found = compared(self.place, load, draft)
        warnings = (*found.warnings, *missing_kinds(load, standing(self.place.loads)))
        return replace(found, withdrawn={**kept, **found.withdrawn}, warnings=warnings)

    # Reading -------------------------------------------------------------------------------------------------------

    def _read(self, files: Sequence[Delivered]) -> tuple[str, ...]:
        """Read every file and write it to the landing; returns the tables this load is the complete content of."""
        repeated = self.full and self._is_repeated(files)
        total = sum(file.size for file in files)
        done = 0
        new: dict[str, Delivered] = {}
        for file in files:
            if file.fault is None and not self._is_old(file, repeated):
                new.setdefault(file.sha256, file)
        sizes = {file.path: file.size for file in new.values()}
        with ExitStack() as writers, exports.Prefetch(sizes, self.key) as prefetch:
            for file in files:
                self.progress(Step(Doing.READING, done, total, file.name))
                if file.fault is not None:
                    self._refuse(file)
                elif file.sha256 in self.seen or self._is_old(file, repeated):
                    self._repeat(file)
                else:
                    self._take(file, prefetch.sheets(file.path, self._counting(file, done, total)), writers)
                self.origins += [file.path] * (len(self.files) - len(self.origins))
                done += file.size
                failpoints.reached("during_read")
            self.progress(Step(Doing.READING, total, total, files[-1].name if files else ""))
        return self._complete() if self.full and not repeated else ()

    def _complete(self) -> tuple[str, ...]:
        """The tables this load is the complete content of, but those of which something may be missing."""
        tables = {_table(file.kind) for file in self.files if file.status == "loaded"}
        if self.refused_paths:
            self.notes.append(
                language.message(
                    "A file was refused, so nothing is withdrawn: the rest of what is complete may stand in it. Correct"
                    " it and load all the files again with --full."
                )
            )
            return ()
        self.notes += self.unsafe.values()
        return tuple(sorted(tables - set(self.unsafe)))

    def _counting(self, file: Delivered, before: int, total: int) -> Counting:
        """A function that reports how far a file is read, its bytes in step with its rows."""
        return lambda rows, all_rows: self.progress(
            Step(Doing.READING, before + file.size * rows // max(all_rows, 1), total, file.name, rows, all_rows)
        )

    def _is_old(self, file: Delivered, repeated: bool) -> bool:
        """Whether an earlier load holds the same bytes, and this one has no use for them again."""
        return (repeated or not self.full) and bool(first_read(self.place.loads, file.sha256))

    def _is_repeated(self, files: Sequence[Delivered]) -> bool:
        """Whether these files are the newest complete load over again, with nothing loaded of its kinds since."""
        touched: set[str] = set()
        for earlier in reversed(standing(self.place.loads)):
            if earlier.full_tables:
                before = dict.fromkeys(file.sha256 for file in earlier.files if file.status == "loaded")
                return list(before) == list(dict.fromkeys(file.sha256 for file in files)) and not (
                    touched & set(earlier.full_tables)
                )
            touched |= {part.table for part in earlier.parts}
        return False

    def _refuse(self, file: Delivered) -> None:
        self.refused_paths.add(file.path)
        self.files.append(LoadFile(len(self.files), file.name, None, "refused", file.sha256, reason=file.fault))

    def _repeat(self, file: Delivered) -> None:
        """Add the entries of the first load of the same bytes."""
        here = [self.files[position] for position in self.seen.get(file.sha256, ())]
        first = here or list(first_read(self.place.loads, file.sha256))
        for entry in first:
            status = "refused" if entry.status == "refused" else "unchanged"
            name = entry.file if file.path.suffix and entry.file.endswith(file.path.suffix) else _sheet(entry.file)
            shown = file.name if name == entry.file or not name else f"{file.name}#{name}"
            self.files.append(replace(entry, position=len(self.files), file=shown, status=status))
        self._judge(file, first)

    def _take(self, file: Delivered, sheets: Sequence[exports.Sheet], writers: ExitStack) -> None:
        if file.has_changed:
            self._refuse(replace(file, fault=language.message("The file changed while it was read. Load it again.")))
            return
        entries = []
        for sheet in sheets:
            position = len(self.files)
            rows = sheet.rows
            if sheet.reason is None and sheet.kind is not None:
                rows, refused = without_forgotten(sheet, self.forgotten, self.key)
                self._look_at(sheet)
                self.arrivals.add(sheet.kind.table, rows, position, writers)
                self.arrivals.add("refused", refused, position, writers)
                self._keep_refused(refused, position)
            entry = LoadFile(
                position,
                sheet.file,
                None if sheet.kind is None else sheet.kind.name,
                "loaded" if sheet.reason is None else "refused",
                file.sha256,
                received=0 if sheet.reason is not None else sheet.received,
                accepted=0 if sheet.reason is not None else rows.num_rows,
                refused=0 if sheet.reason is not None else sheet.received - rows.num_rows,
                reason=sheet.reason,
            )
            notes = list(sheet.notes)
            if sheet.kind is not None and "focus_area" in rows.column_names:
                notes += unknown_sectors(self.place.settings.agreements, rows["focus_area"])
            self.notes += [language.message("{file}: {note}", file=sheet.file, note=note) for note in notes]
            self.files.append(entry)
            entries.append(entry)
        self.seen[file.sha256] = [entry.position for entry in entries]
        self._judge(file, entries)

    def _look_at(self, sheet: exports.Sheet) -> None:
        """Note whether a sheet can't be known to be all there is of its kind."""
        assert sheet.kind is not None
        table, kind = sheet.kind.table, sheet.kind.name
        if not sheet.received:
            self.unsafe[table] = language.message(
                "{file} holds no rows, so nothing of {kind} is withdrawn.", file=sheet.file, kind=kind
            )
        elif sheet.refused["row_id"].null_count:
            self.unsafe[table] = language.message(
                "{file} has a row without an id that can be read, so nothing of {kind} is withdrawn: it may be any of"
                " them. Correct it and load all the files again with --full.",
                file=sheet.file,
                kind=kind,
            )

    def _keep_refused(self, refused: pa.Table, position: int) -> None:
        """Remember refused rows, for whoever is to be told of them at once."""
        source = pa.repeat(pa.scalar(position, pa.int32()), refused.num_rows)
        self.refused.append(refused.append_column("source", source).select(REFUSED.names).cast(REFUSED))

    def _refuse_empty(self) -> None:
        """Say of each file of which nothing was accepted that it is refused, its rows counted all the same."""
        for position, file in enumerate(self.files):
            if file.status == "loaded":
                reason = _NOTHING_ACCEPTED if file.received else _NO_ROWS
                self.files[position] = replace(file, status="refused", reason=reason)
                self.refused_paths.add(self.origins[position])

    def _judge(self, file: Delivered, entries: Sequence[LoadFile]) -> None:
        """Note a file as refused when all of it is, or a sheet of a known kind (an unknown one may be)."""
        refused = [entry for entry in entries if entry.status == "refused"]
        if len(refused) == len(entries) or any(entry.kind is not None for entry in refused):
            self.refused_paths.add(file.path)

    def _with_waiting(self, waiting: dict[tuple[str, int], int]) -> list[LoadFile]:
        files = list(self.files)
        for position, file in enumerate(files):
            if file.status == "loaded" and file.kind is not None:
                files[position] = replace(file, waiting=waiting.get((_table(file.kind), position), 0))
        for sha256, positions in self.seen.items():
            copies = [n for n, file in enumerate(files) if file.sha256 == sha256 and n not in positions]
            for n, copy in enumerate(copies):
                files[copy] = replace(files[copy], waiting=files[positions[n % len(positions)]].waiting)
        return files

    def _outcome(self, snapshot: int, found: Effect | None = None) -> Outcome:
        return Outcome(
            snapshot,
            tuple(self.files),
            tuple(self.origins),
            frozenset(self.refused_paths),
            tuple(self.notes) + (found.warnings if found else ()),
            is_committed=snapshot == self.number,
            effect=found or Effect(),
            refused=pa.concat_tables(self.refused) if self.refused else REFUSED.empty_table(),
        )


def _table(name: str | None) -> str:
    """Our name of a kind by the agreement's word for it."""
    return next((table for table, kind in BY_TABLE.items() if kind.name == name), "")


def _sheet(entry: str) -> str:
    return entry.rpartition("#")[2] if "#" in entry else ""
