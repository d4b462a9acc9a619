"""`check`: what an installation promises, looked at: agreement files, key, versions, rows and the warehouse."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from data_pipeline import agreements, figures, ledger
from data_pipeline.agreements import series
from data_pipeline.agreements.gaps import gaps
from data_pipeline.command import snapshots
from data_pipeline.command.console import Console
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, Message, message, rounded
from data_pipeline.ledger import Load
from data_pipeline.meetings.records import from_record
from data_pipeline.privacy import cpr
from data_pipeline.settings import ROOT, Settings
from data_pipeline.settlements import records
from data_pipeline.storage import models, receipts, warehouse
from data_pipeline.storage.landing import Landing
from data_pipeline.storage.landing_views import snapshot_of
from data_pipeline.storage.snapshot_mixture import unlike_tables
from data_pipeline.storage.warehouse import Warehouse


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `faults` says what is wrong, empty when all is well; `is_ours`: not the user's to mend.

    `notes`: what is good to know and no fault.
    """

    name: str
    text: Message
    faults: tuple[Message, ...] = ()
    is_ours: bool = False
    notes: tuple[Message, ...] = ()


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add what `check` may be asked."""
    parser.add_argument(
        "--rebuild", action="store_true", help=say(N_("hold the warehouse against one that is built anew, row for row"))
    )


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Exit code 0 when all is well, 2 when something is the user's to mend, 1 when a promise of ours is broken."""
    findings = list(look(settings, rebuild=arguments.rebuild))
    if console.format == "json":
        console.json(
            {
                "checks": [
                    {
                        "name": finding.name,
                        "is_well": not finding.faults,
                        "text": finding.text.say(console.language),
                        "faults": [fault.say(console.language) for fault in finding.faults],
                        "notes": [note.say(console.language) for note in finding.notes],
                    }
                    for finding in findings
                ]
            }
        )
    else:
        for finding in findings:
            mark = "✗" if finding.faults else "✓"
            print(f"{mark} {finding.text.say(console.language)}", file=console.out)
            for sentence in (*finding.faults, *finding.notes):
                print(f"  {sentence.say(console.language)}", file=console.out)
    if any(finding.faults and finding.is_ours for finding in findings):
        return 1
    return 2 if any(finding.faults for finding in findings) else 0


def look(settings: Settings, *, rebuild: bool = False) -> Iterator[Finding]:
    """Every finding, one after the other."""
    agreed = _agreements(settings)
    yield agreed
    yield _key(settings)
    yield _versions(ROOT / "requirements.txt")
    loads = snapshots.loads(settings)
    yield _records(settings)
    yield _erasures(settings)
    yield _conservation(loads, snapshots.erased(settings))
    landed = _landing(settings, loads)
    yield landed
    if loads and not landed.faults:
        with snapshots.opened(settings, loads) as store:
            yield _money(store)
            if not agreed.faults:
                yield _promises(settings, store)
        if rebuild:
            yield _rebuilt(settings, loads)


def _agreements(settings: Settings) -> Finding:
    try:
        known = agreements.load_all(settings.agreements)
    except Correctable as fault:
        return Finding("agreements", message("Agreement files"), fault.messages)
    notes = (*(note for agreed in known.values() for note in gaps(agreed)), *_drafts(settings.agreements))
    faults = series.faults(known.values())
    return Finding("agreements", message("Agreement files: {names}", names=sorted(known)), faults, notes=notes)


def _drafts(folder: Path) -> Iterator[Message]:
    """What is missing in files that sleep: no fault yet, since nobody reads them."""
    for path in sorted(folder.glob("_*.toml")):
        yield from _fault_of(partial(agreements.read, path))


def _key(settings: Settings) -> Finding:
    if not settings.key_file.exists():
        return Finding("key", message("The CPR key is made at the first load."))
    try:
        cpr.read_key(settings.key_file)
    except Correctable as fault:
        return Finding("key", message("The CPR key"), fault.messages)
    return Finding("key", message("The CPR key is there and private."))


def _versions(requirements: Path) -> Finding:
    """What is installed, held against the exact versions this was tested with."""
    lines = (line for line in requirements.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    pinned = [
        requirement
        for requirement in map(Requirement, lines)
        if requirement.marker is None or requirement.marker.evaluate()
    ]
    faults = []
    for requirement in pinned:
        name, version = requirement.name, next(iter(requirement.specifier)).version
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            faults.append(
                message("{package} {version} is not installed. Run `make setup`.", package=name, version=version)
            )
            continue
        if installed != version:
            faults.append(
                message(
                    "{package} is {installed}, tested with {version}. Run `make setup`.",
                    package=name,
                    installed=installed,
                    version=version,
                )
            )
    return Finding("versions", message("{count} pinned packages", count=len(pinned)), tuple(faults))


def _records(settings: Settings) -> Finding:
    """Every meeting and settlement is still what was frozen and settled: its checksum is that of its record."""
    faults: list[Message] = []
    counts = {"meetings": 0, "settlements": 0}
    with ledger.open(settings.ledger) as book:
        for kept in book.meetings.all():
            counts["meetings"] += 1
            faults += _fault_of(partial(from_record, kept))
        for agreement in book.settlements.agreements():
            counts["settlements"] += len(book.settlements.all(agreement))
            faults += _fault_of(partial(records.book_of, book, agreement))
    text = message("{meetings} meetings and {settlements} settlements are what they were", **counts)
    return Finding("records", text, tuple(faults))


def _erasures(settings: Settings) -> Finding:
    """Every machine that holds files has erased what was erased."""
    with ledger.open(settings.ledger) as book:
        owed = receipts.owed(book)
        places = sum(not one.is_gone for one in book.receipts())
    text = message(
        "{count} machine holds files of this installation and answers for erasures",
        "{count} machines hold files of this installation and answer for erasures",
        count=places,
    )
    return Finding("erasures", text, tuple(one.sentence for one in owed))


def _fault_of(ask: Callable[[], object]) -> tuple[Message, ...]:
    try:
        ask()
    except Correctable as fault:
        return fault.messages
    return ()


def _conservation(loads: Sequence[Load], erased: Mapping[int, int]) -> Finding:
    """Received = accepted + refused in every file; as many rows in the landing as were accepted and not forgotten."""
    faults = []
    rows = 0
    for load in loads:
        rows += sum(file.received for file in load.files)
        faults += [
            message("Load {load}, {file}: received is not accepted + refused.", load=str(load.number), file=file.file)
            for file in load.files
            if file.received != file.accepted + file.refused or not 0 <= file.waiting <= file.accepted
        ]
        accepted = sum(file.accepted for file in load.files if file.status == "loaded")
        landed = sum(part.rows for part in load.parts if part.table != "refused")
        if accepted != landed + erased.get(load.number, 0):
            faults.append(message("Load {load}: the landing has not the rows accepted.", load=str(load.number)))
    text = message("{loads} loads, {rows} rows: received = accepted + refused", loads=len(loads), rows=rows)
    return Finding("rows", text, tuple(faults), is_ours=True)


def _landing(settings: Settings, loads: Sequence[Load]) -> Finding:
    """Every landing file is there, byte for byte: figures may come from a warehouse that could not be built again."""
    faults: list[Message] = []
    landing = Landing.open(settings.landing)
    parts = [part for load in loads for part in load.parts]
    for part in parts:
        with tempfile.TemporaryDirectory() as folder:
            try:
                landing.fetch(part.name, Path(folder), part.sha256)
            except Correctable as fault:
                faults += fault.messages
    if faults:
        return Finding("landing", message("The landing files"), tuple(faults))
    text = message(
        "{count} landing file is as it was written", "{count} landing files are as they were written", count=len(parts)
    )
    return Finding("landing", text)


def _rebuilt(settings: Settings, loads: Sequence[Load]) -> Finding:
    """The newest warehouse, made from the one before or not, has the rows that one built whole has."""
    landing = Landing.open(settings.landing)
    with tempfile.TemporaryDirectory(prefix=warehouse.COPIES, dir=settings.warehouses) as folder:
        whole = Path(folder) / "whole.duckdb"
        warehouse.build(snapshot_of(loads, landing, Path(folder)), whole)
        unlike = unlike_tables(warehouse.ensure(settings, loads, landing), whole)
    faults = tuple(
        message(
            "{table}: {count} rows are others than when it is built anew. Delete the files in {folder}; they are built"
            " again.",
            table=table,
            count=count,
            folder=str(settings.warehouses),
        )
        for table, count in unlike.items()
    )
    return Finding("rebuild", message("The warehouse is row for row what it is when built anew"), faults, is_ours=True)


def _money(store: Warehouse) -> Finding:
    """Hours × rate in the facts, held against a sum of Python's own Decimal (R7)."""
    faults = []
    total = Decimal(0)
    with store.asking() as question:
        for model in ("fct_guidance", "fct_screening"):
            columns = question.table(model).select(["work_hours", "hourly_rate_dkk", "uncapped_dkk"])
            hours, rates, amounts = (column.to_pylist() for column in columns.columns)
            expected = sum(
                (rounded(h * r, 2) for h, r in zip(hours, rates, strict=True) if h is not None and r is not None),
                Decimal(0),
            )
            total += expected
            if sum((amount for amount in amounts if amount is not None), Decimal(0)) != expected:
                faults.append(message("{model}: the sum of hours × rate is another in Decimal.", model=model))
    text = message("{kroner} kroner of hours × rate, summed twice", kroner=total)
    return Finding("money", text, tuple(faults), is_ours=True)


def _promises(settings: Settings, store: Warehouse) -> Finding:
    """Every promise of every model on the newest snapshot, the figures' for each agreement as of its last date."""
    kept: set[tuple[str, ...]] = set()
    broken: dict[tuple[str, ...], Message] = {}
    for agreement in agreements.load_all(settings.agreements).values():
        with figures.asking(store, agreement, agreement.last_date) as question:
            for model in models.models().values():
                if model.layer == models.PASSING_LAYER:
                    continue
                about = () if model.layer in models.BUILT_LAYERS else (agreement.id,)
                names = {(*about, model.name, str(promise)) for promise in model.promises}
                if names <= kept | set(broken) or not set(model.parameters) <= {"agreement", "slice", "as_of"}:
                    continue
                kept |= names
                for promise in question.broken_promises(model.name):
                    broken[*about, model.name, str(promise)] = message(
                        "{model}: {promise} does not hold.", model=model.name, promise=str(promise)
                    )
    text = message("{count} promises of the models hold", count=len(kept - set(broken)))
    return Finding("promises", text, tuple(broken.values()), is_ours=True)
