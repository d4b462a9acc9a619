"""`load`: exports in, as one load that stands whole or not at all."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from data_pipeline import exports
from data_pipeline.command import effect, snapshots
from data_pipeline.command.console import Console
from data_pipeline.errors import Correctable
from data_pipeline.exports.delivery import delivered
from data_pipeline.exports.progress import Doing, Progress, Step, ignore_steps
from data_pipeline.language import N_, Message, message
from data_pipeline.ledger import LoadFile
from data_pipeline.loading.load import Outcome
from data_pipeline.loading.load import load as load_files
from data_pipeline.privacy import rights
from data_pipeline.settings import COMMAND, ROOT, Settings

REDRAW_SECONDS = 0.1
MOST_ROWS = 50  # refused rows in text
MEGABYTES_FROM = 10_000_000  # bytes
SAMPLES = ROOT / "sample_data"
_HELD = (message("Nothing was loaded. Look at what is said above; --yes loads it all the same."),)
STATUS = {"loaded": N_("loaded"), "unchanged": N_("unchanged"), "refused": N_("refused")}


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """The options of `load`."""
    parser.add_argument("paths", nargs="*", type=Path, metavar=say(N_("PATH")), help=say(N_("a file or a folder")))
    parser.add_argument(
        "--full",
        action="store_true",
        help=say(N_("the files are all there is of their kinds: ids they lack are withdrawn")),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=say(N_("tell how each file would be understood and what would change; load nothing")),
    )
    parser.add_argument("--yes", action="store_true", help=say(N_("do it without asking")))
    parser.add_argument("--message", default="", metavar=say(N_("TEXT")), help=say(N_("why: kept with the load")))
    parser.add_argument(
        "--samples",
        action="store_true",
        help=say(N_("the sample deliveries, one load each, unless something else is loaded")),
    )
    parser.add_argument(
        "--region",
        action="store_true",
        help=say(N_("with --samples: and the made-up region, its agreements in region/agreements of the home folder")),
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Exit code 2 when a file was refused, 0 otherwise: refused rows alone are the export's to mend, and kept."""
    if arguments.samples:
        return _samples(settings, console, with_region=arguments.region)
    if not arguments.paths:
        raise Correctable(message("Name at least one file or folder to load."))
    outcome = load_files(
        settings,
        arguments.paths,
        full=arguments.full,
        message=arguments.message,
        progress=_progress(console),
        tell=console.complain,
        consent=effect.consent(console, yes=arguments.yes),
        dry_run=arguments.dry_run,
    )
    return _would(arguments.paths, outcome, console) if arguments.dry_run else tell(outcome, console)


def _would(paths: Sequence[Path], outcome: Outcome, console: Console) -> int:
    """Tells what each file would be taken for and what would change; the exit code a load would have without --yes."""
    previews: list[exports.Preview] = []
    for file in delivered(paths):
        previews += (
            [exports.Preview(file.name, None, None, (), file.fault, ())] if file.fault else exports.preview(file.path)
        )
    if console.format == "json":
        answer = _as_json(outcome, console.language)
        known = {file["file"]: file for file in answer["files"]}
        files = [known.get(one.file, {}) | _preview_as_json(one, console.language) for one in previews]
        console.json({**answer, "files": files, **_looked_at(outcome, console.language)})
    else:
        for preview in previews:
            _tell_preview(preview, console)
        _tell_files(outcome, console)
        effect.tell(outcome.effect, console)
        console.say(message("Nothing was loaded. Without --dry-run it is."))
    return 2 if outcome.has_refused_file or outcome.effect.needs_yes else 0


def _tell_preview(preview: exports.Preview, console: Console) -> None:
    if preview.reason is not None:
        console.say(message("{file}: {reason}", file=preview.file, reason=preview.reason))
    else:
        console.say(
            message("{file}: {kind}, profile {profile}", file=preview.file, kind=preview.kind, profile=preview.profile)
        )
    if preview.headings:
        console.table(
            [message("Heading"), message("Understood as")],
            [
                (theirs or message("(not shown)"), ours or message("left out") if preview.reason is None else None)
                for theirs, ours in preview.headings
            ],
            indent="  ",
        )
    console.say(*(message("{file}: {note}", file=preview.file, note=note) for note in preview.notes))


def _preview_as_json(preview: exports.Preview, language: str) -> dict[str, object]:
    return {
        "file": preview.file,
        "kind": preview.kind,
        "profile": preview.profile,
        "headings": [{"heading": theirs, "understood_as": ours} for theirs, ours in preview.headings],
        "reason": None if preview.reason is None else preview.reason.say(language),
        "notes": [note.say(language) for note in preview.notes],
    }


def _samples(settings: Settings, console: Console, *, with_region: bool) -> int:
    """Loads the deliveries of sample_data/ that are missing, with the meeting held after the first one, and the region.

    A load of the owner's own is left alone, and nothing is put beside it.
    """
    # The reports and their statistics take a second to import, which the user's own loads need not wait for.
    from data_pipeline import reports
    from data_pipeline.sample import meeting as sample_meeting
    from data_pipeline.sample import region

    deliveries = sorted(path for path in SAMPLES.iterdir() if path.is_dir())
    if with_region:
        deliveries.append(settings.home / region.FOLDER / region.EXPORT)
    loads = snapshots.loads(settings)
    expected = [f"sample_data/{path.name}" for path in deliveries]
    if [load.message for load in loads] != expected[: len(loads)]:
        console.say(message("Something is loaded already, so the samples are left out."))
        deliveries = []
    outcomes = []
    for number, (path, why) in enumerate(zip(deliveries, expected, strict=False), 1):
        if number > len(loads):
            if path.name == region.EXPORT:
                settings = region.install(settings)
            outcomes.append(
                load_files(settings, [path], message=why, progress=_progress(console), tell=console.complain)
            )
        if number == 1:
            sample_meeting.hold(reports.open_board(settings), by=rights.owner())
    if console.format == "json":
        newest = outcomes[-1].snapshot if outcomes else len(loads)
        files = tuple(file for outcome in outcomes for file in outcome.files)
        notes = tuple(note for outcome in outcomes for note in outcome.notes)
        console.json(_as_json(Outcome(newest, files, (), frozenset(), notes), console.language))
        return 0
    return max((tell(outcome, console) for outcome in outcomes), default=0)


def tell(outcome: Outcome, console: Console) -> int:
    """Says how each file went and what it comes to; the exit code."""
    if console.format == "json":
        more = {} if outcome.is_committed else _looked_at(outcome, console.language)
        console.json(_as_json(outcome, console.language) | more)
    else:
        _tell_files(outcome, console)
        console.say(*summary(outcome))
    return 2 if outcome.has_refused_file or outcome.is_held else 0


def _tell_files(outcome: Outcome, console: Console) -> None:
    files = outcome.files
    console.table(
        [
            message("File"),
            message("Kind"),
            message("Status"),
            message("Received"),
            message("Accepted"),
            message("Refused"),
            message("Waiting"),
        ],
        [
            (file.file, file.kind, message(STATUS[file.status]))
            + ((None,) * 4 if file.status == "refused" and not file.received else _counts(file))
            for file in files
        ],
    )
    console.say(*(_reason(file) for file in files if file.reason is not None))
    if not outcome.is_committed:
        rows = outcome.refusals()
        console.say(*(row.sentence for row in rows[:MOST_ROWS]))
        if len(rows) > MOST_ROWS:
            console.say(message("… and {count} more; --format json has them all.", count=len(rows) - MOST_ROWS))
    console.say(*outcome.notes)


def _counts(file: LoadFile) -> tuple[int, int, int, int]:
    return file.received, file.accepted, file.refused, file.waiting


def _as_json(outcome: Outcome, language: str) -> dict[str, Any]:
    return {
        "snapshot": outcome.snapshot,
        "notes": [note.say(language) for note in (*outcome.notes, *(_HELD if outcome.is_held else ()))],
        "withdrawn": dict(outcome.effect.withdrawn),
        "files": [
            {
                "file": file.file,
                "kind": file.kind,
                "status": file.status,
                "received": file.received,
                "accepted": file.accepted,
                "refused": file.refused,
                "waiting": file.waiting,
                "reason": None if file.reason is None else file.reason.say(language),
            }
            for file in outcome.files
        ],
    }


def _looked_at(outcome: Outcome, language: str) -> dict[str, Any]:
    """What is told of files that were read and not loaded: refused rows, which no load keeps, and what would change."""
    rows = [
        {
            "file": row.file,
            "kind": row.kind,
            "line": row.line,
            "column": row.heading,
            "id": row.row_id,
            "reason": row.reason.say(language),
        }
        for row in outcome.refusals()
    ]
    return {"refused": rows, "effect": effect.as_json(outcome.effect)}


def _reason(file: LoadFile) -> Message:
    return message("{file}: {reason}", file=file.file, reason=file.reason)


def summary(outcome: Outcome) -> list[Message]:
    """What the load comes to, in one or a few sentences."""
    if outcome.is_held:
        return list(_HELD)
    if not outcome.is_committed:
        return [message("Nothing new was loaded. The newest load is {snapshot}.", snapshot=str(outcome.snapshot))]
    loaded = [file for file in outcome.files if file.status == "loaded"]
    accepted, refused = (sum(getattr(file, name) for file in loaded) for name in ("accepted", "refused"))
    told = [
        message("Load {snapshot} stands: {accepted} rows accepted.", snapshot=str(outcome.snapshot), accepted=accepted)
    ]
    told += [
        message(
            "{kind}: {count} row withdrawn, which the files lack.",
            "{kind}: {count} rows withdrawn, which the files lack.",
            kind=kind,
            count=count,
        )
        for kind, count in outcome.effect.withdrawn.items()
        if count
    ]
    if refused:
        told.append(
            message(
                "{count} row was refused. `{command} refused` says where and why.",
                "{count} rows were refused. `{command} refused` says where and why.",
                count=refused,
                command=COMMAND,
            )
        )
    if outcome.waiting:
        told.append(outcome.waiting)
    return told


def _progress(console: Console) -> Progress:
    """What moves the bar on a terminal: bytes of all files and rows of each, then the tables of the warehouse."""
    if not console.err.isatty():
        return ignore_steps
    drawn_at = 0.0

    def draw(step: Step) -> None:
        nonlocal drawn_at
        now = time.monotonic()
        if 0 < step.done < step.total and now - drawn_at < REDRAW_SECONDS:
            return
        drawn_at = now
        console.progress(described(step), step.done, step.total)

    return draw


def described(step: Step) -> Message:
    """What a load is doing, in a few words."""
    if step.doing is Doing.BUILDING:
        return message("Building the warehouse: {done} of {total} tables", done=step.done, total=step.total)
    unit, size = ("MB", 1_000_000) if step.total >= MEGABYTES_FROM else ("kB", 1_000)
    read = message("{done} of {total} {unit}", done=step.done // size, total=-(-step.total // size), unit=unit)
    if not step.all_rows:
        return message("Reading {file}: {read}", file=step.file, read=read)
    return message(
        "Reading {file}: {read}, {rows} of {all_rows} rows",
        file=step.file,
        read=read,
        rows=step.rows,
        all_rows=step.all_rows,
    )
