"""`check`: what an installation promises, looked at: agreement files, key, versions, rows and the warehouse."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from data_pipeline import agreements, ledger, people, reports
from data_pipeline.command.console import Console
from data_pipeline.errors import Correctable
from data_pipeline.language import N_, Message, message
from data_pipeline.ledger import Ledger
from data_pipeline.settings import ROOT, Settings

HELP = N_("looks after everything: agreement files, key, versions, rows and the warehouse's promises")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `faults` says what is wrong, nothing when all is well; `is_ours`: not the user's to mend."""

    name: str
    text: Message
    faults: tuple[Message, ...] = ()
    is_ours: bool = False


def add(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """`check` has no options of its own."""


def run(arguments: argparse.Namespace, settings: Settings, console: Console) -> int:
    """Exit code 0 when all is well, 2 when something is the user's to mend, 1 when a promise of ours is broken."""
    findings = list(look(settings))
    if console.format == "json":
        console.json(
            {
                "checks": [
                    {
                        "name": one.name,
                        "is_well": not one.faults,
                        "text": one.text.say(console.language),
                        "faults": [fault.say(console.language) for fault in one.faults],
                    }
                    for one in findings
                ]
            }
        )
    else:
        for one in findings:
            mark = "✗" if one.faults else "✓"
            print(f"{mark} {one.text.say(console.language)}", file=console.out)
            for fault in one.faults:
                print(f"  {fault.say(console.language)}", file=console.out)
    if any(one.faults and one.is_ours for one in findings):
        return 1
    return 2 if any(one.faults for one in findings) else 0


def look(settings: Settings) -> Iterator[Finding]:
    """Every finding, one after the other."""
    yield _agreements(settings)
    yield _key(settings)
    yield _versions(ROOT / "requirements.txt")
    book = ledger.open(settings.ledger)
    yield _conservation(book)
    if book.newest():
        yield from _promises(settings)


def _agreements(settings: Settings) -> Finding:
    try:
        known = agreements.load_all(settings.agreements)
    except Correctable as fault:
        return Finding("agreements", message("Agreement files"), fault.messages)
    return Finding("agreements", message("Agreement files: {names}", names=sorted(known)))


def _key(settings: Settings) -> Finding:
    if not settings.key_file.exists():
        return Finding("key", message("The CPR key is made at the first load."))
    try:
        people.read_key(settings.key_file)
    except Correctable as fault:
        return Finding("key", message("The CPR key"), fault.messages)
    return Finding("key", message("The CPR key is there and private."))


def _versions(requirements: Path) -> Finding:
    """What is installed, held against the exact versions this was tested with."""
    pinned = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    faults = []
    for name, version in pinned:
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


def _conservation(book: Ledger) -> Finding:
    """Received = accepted + refused in every file; as many rows in the landing as were accepted."""
    faults = []
    rows = 0
    for load in book.loads():
        rows += sum(file.received for file in load.files)
        faults += [
            message("Load {load}, {file}: received is not accepted + refused.", load=str(load.number), file=file.file)
            for file in load.files
            if file.received != file.accepted + file.refused or not 0 <= file.waiting <= file.accepted
        ]
        accepted = sum(file.accepted for file in load.files if file.status == "loaded")
        landed = sum(part.rows for part in load.parts if part.table != "refused")
        if accepted != landed:
            faults.append(message("Load {load}: the landing has not the rows accepted.", load=str(load.number)))
    text = message("{loads} loads, {rows} rows: received = accepted + refused", loads=book.newest(), rows=rows)
    return Finding("rows", text, tuple(faults), is_ours=True)


def _promises(settings: Settings) -> Iterator[Finding]:
    """Every promise of every model, and the facts' own totals, on the newest snapshot."""
    kept, broken = reports.check_promises(settings)
    yield Finding(
        "promises",
        message("{count} promises of the models", count=kept + len(broken)),
        tuple(message("{promise} is broken.", promise=one) for one in broken),
        is_ours=True,
    )
