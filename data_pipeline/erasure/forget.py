"""Erasure (trust §5): a client's rows gone from every snapshot and file, and never loaded again.

New landing files without the rows are written first; one ledger transaction puts them in place of the old ones and the
client on the forget list; then old files and all warehouse files are deleted. Killed in between, the sweep goes on.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline import ledger
from data_pipeline.erasure import originals
from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import BY_TABLE
from data_pipeline.language import Message, message
from data_pipeline.ledger import AuditEntry, Hold, Ledger, Part
from data_pipeline.privacy.rights import os_user
from data_pipeline.settings import Settings
from data_pipeline.storage import disk, failpoints, keys, receipts
from data_pipeline.storage.landing import Landing, new_name
from data_pipeline.storage.sweep import outdated, sweep, sweep_warehouses, unfinished_warehouses

# How long a warehouse that another program is building from old files is waited for.
BUILDING_SECONDS = 60.0
# Ids that one statement of SQL names.
_MOST_IDS = 500
# Landing files that hold no rows of a kind.
UNLIKE_KINDS = frozenset({"refused", "confirmed"})


@dataclass(frozen=True)
class Forgotten:
    """What an erasure takes: rows and landing files that hold them, originals, and what is out of reach.

    `same_person` are the Kunde-IDs of other clients with the same CPR number, which stay. `is_done`: it is erased.
    """

    rows: int
    files: int
    originals: int
    same_person: tuple[str, ...]
    out_of_reach: tuple[Message, ...]
    is_done: bool = False


@dataclass(frozen=True)
class Removal:
    """What to erase: rows of client ids, of CVR numbers in `employment`, and refused rows by table and id.

    `before`, where there is one: refused rows of loads before that day go too, and employment figures of before it,
    but for the CVR numbers of clients that stay (`kept_cvrs`): the jobs of a client are counted from its oldest figure.
    """

    clients: frozenset[str]
    cvrs: frozenset[str]
    row_ids: dict[str, frozenset[str]]
    before: dt.date | None = None
    kept_cvrs: frozenset[str] = frozenset()


def forget(
    settings: Settings,
    client_id: str,
    *,
    tell: Callable[[Message], None] | None = None,
    consent: Callable[[Forgotten], bool] = lambda found: True,
) -> Forgotten:
    """Erase a client for good, once `consent` has seen what that takes.

    Raises `Correctable` for an id that nothing here holds: a slip of the pen must not look like an erasure.
    """
    client = client_id.strip()
    with disk.as_sentences(settings.home), ledger.open(settings.ledger) as book:
        landing = Landing.open(settings.landing)
        waiting = None if tell is None else lambda: tell(message("A load is running; the erasure waits for it."))
        with book.loading(waits=waiting) as hold:
            sweep(settings, book, landing)
            receipts.answer(settings, book)
            key = keys.opened(settings, book)
            removal, same_person = _removal(book, landing, client)
            listed = {("client", keys.forgotten_hash("client", client, key))}
            listed |= {("cvr", keys.forgotten_hash("cvr", cvr, key)) for cvr in removal.cvrs}
            rows, files = counted(book, landing, removal)
            named = originals.naming(settings, frozenset({client}))
            texts = [original for original in named if original.is_text]  # a workbook may hold any id
            if not (files or texts or listed & book.forgotten() or book.meetings.naming(client)):
                raise Correctable(
                    message("Nothing here holds the Kunde-ID {client}; see that it is written right.", client=client)
                )
            found = Forgotten(rows, files, len(named), same_person, _out_of_reach(settings, book, client))
            if not consent(found):
                return found
            entry = AuditEntry(dt.datetime.now(dt.UTC), os_user(), "forget", {"client": min(listed)[1]})
            rows, files = erase(settings, book, landing, hold, removal=removal, listed=listed, entry=entry)
            gone = originals.delete(named)
        return Forgotten(rows, files, gone, same_person, _out_of_reach(settings, book, client), is_done=True)


def erase(
    settings: Settings,
    book: Ledger,
    landing: Landing,
    hold: Hold,
    *,
    removal: Removal,
    listed: set[tuple[str, str]],
    entry: AuditEntry,
) -> tuple[int, int]:
    """Erase the rows and every warehouse; returns how many accepted rows are gone, of how many landing files."""
    replaced: dict[tuple[int, str], Part | None] = {}
    old: list[str] = []
    erased: dict[str, int] = {}
    new: list[str] = []
    try:
        for file in affected(book, landing, removal):
            table = file.part.table
            old.append(file.part.name)
            replaced[file.load, table] = None
            if table != "refused":
                erased[str(file.load)] = erased.get(str(file.load), 0) + file.gone
            if file.gone < file.part.rows:
                name = new_name(table, file.load)
                new.append(name)
                remaining = landing.read(file.part).filter(pc.invert(file.matches))
                sha256 = landing.write(remaining, name)
                replaced[file.load, table] = Part(table, name, sha256, remaining.num_rows)
        failpoints.reached("before_commit")
    except BaseException:
        for name in new:
            landing.delete(name)
        raise
    if not replaced and not listed:
        return 0, 0
    # Before the commit: asked for again after a kill, the erasure would no longer find whose ids these are.
    clients = sorted(removal.clients)
    for start in range(0, len(clients), _MOST_IDS):
        book.meetings.forget(clients[start : start + _MOST_IDS])
    book.replace_parts(hold, replaced, listed, entry, erased, clients=removal.clients)
    failpoints.reached("after_commit")
    for name in old:
        landing.delete(name)
        failpoints.reached("during_cleanup")
    if replaced:
        _delete_warehouses(settings)
    receipts.answer(settings, book)
    book.scrub()
    return sum(erased.values()), len(old)


@dataclass(frozen=True)
class Affected:
    """A landing file of a load with rows to erase: how many, and a mask of which."""

    load: int
    part: Part
    gone: int
    matches: pa.Array


def counted(book: Ledger, landing: Landing, removal: Removal) -> tuple[int, int]:
    """Return how many accepted rows an erasure takes, of how many landing files."""
    found = [(file.part.table, file.gone) for file in affected(book, landing, removal)]
    return sum(gone for table, gone in found if table != "refused"), len(found)


def affected(book: Ledger, landing: Landing, removal: Removal) -> Iterator[Affected]:
    """Yield the landing files that an erasure writes anew."""
    for load in book.loads():
        for part in load.parts:
            if part.table == "confirmed":
                continue  # places of rows, which say nothing once the rows are gone
            rows = landing.read(part, _TOLD_BY.get(part.table, ["client_id"]))
            if part.table == "refused" and removal.before is not None and load.loaded_at.date() < removal.before:
                matches = pa.repeat(pa.scalar(True), rows.num_rows)
            else:
                matches = _matches(part.table, rows, removal)
            gone = pc.sum(matches).as_py() or 0
            if gone:
                yield Affected(load.number, part, gone, matches)


# The columns that tell whether a row goes, where that is not the client's id alone.
_TOLD_BY = {"refused": ["kind", "row_id"], "employment": ["cvr", "measured_date"]}


def _matches(table: str, rows: pa.Table, removal: Removal) -> pa.Array:
    """Return a mask of the rows of a landing file to erase."""
    if table == "refused":
        found = pa.array([False] * rows.num_rows)
        for kind, ids in removal.row_ids.items():
            is_listed = pc.and_(pc.equal(rows["kind"], kind), _is_in(rows["row_id"], ids))
            found = pc.or_(found, pc.fill_null(is_listed, False))
        return found
    if table == "employment":
        found = _is_in(rows["cvr"], removal.cvrs)
        if removal.before is None:
            return found
        is_old = pc.less(rows["measured_date"], removal.before)
        return pc.or_(found, pc.and_(is_old, pc.invert(_is_in(rows["cvr"], removal.kept_cvrs))))
    return _is_in(rows["client_id"], removal.clients)


def _is_in(values: pa.ChunkedArray, wanted: frozenset[str]) -> pa.Array:
    return pc.fill_null(pc.is_in(values, value_set=pa.array(sorted(wanted), pa.string())), False)


def _parts(book: Ledger, landing: Landing, table: str, columns: list[str]) -> Iterator[pa.Table]:
    """Yield these columns of every landing file of a kind, by our name of it."""
    for load in book.loads():
        for part in load.parts:
            if part.table == table:
                yield landing.read(part, columns)


def _removal(book: Ledger, landing: Landing, client: str) -> tuple[Removal, tuple[str, ...]]:
    """Return what goes with a client, and the other clients with its CPR number.

    Employment is kept by CVR: it goes when no other client ever had that number.
    """
    own: set[str] = set()
    others: set[str] = set()
    people: set[str] = set()
    rows = list(_parts(book, landing, "client", ["client_id", "cvr", "cpr_pseudonym"]))
    for part in rows:
        is_own = pc.equal(part["client_id"], client)
        own |= set(part.filter(is_own)["cvr"].to_pylist())
        people |= set(part.filter(is_own)["cpr_pseudonym"].to_pylist())
        others |= set(part.filter(pc.invert(is_own))["cvr"].to_pylist())
    people.discard(None)  # type: ignore[arg-type]
    same = {
        other
        for part in rows
        for other in part.filter(_is_in(part["cpr_pseudonym"], frozenset(people)))["client_id"].to_pylist()
    }
    cvrs = frozenset(own - others - {None})  # type: ignore[arg-type]
    row_ids: dict[str, set[str]] = {"client": {client}}
    for table in BY_TABLE.keys() - {"client", "employment"}:
        key = BY_TABLE[table].key[0]
        for part in _parts(book, landing, table, ["client_id", key]):
            row_ids.setdefault(table, set()).update(part.filter(pc.equal(part["client_id"], client))[key].to_pylist())
    removal = Removal(frozenset({client}), cvrs, {table: frozenset(ids) for table, ids in row_ids.items()})
    return removal, tuple(sorted(same - {client}))


def _delete_warehouses(settings: Settings) -> None:
    """Delete every warehouse file made of the old landing files, also one that is being built."""
    sweep_warehouses(settings.warehouses, newest=0)
    deadline = time.monotonic() + BUILDING_SECONDS
    while unfinished_warehouses(settings.warehouses) and time.monotonic() < deadline:
        time.sleep(0.1)
    sweep_warehouses(settings.warehouses, newest=0)


def _out_of_reach(settings: Settings, book: Ledger, client: str) -> tuple[Message, ...]:
    """Return notes on copies this program can't reach, for the user to see to."""
    notes = [
        message("Backups of the landing and the ledger, and exports and papers already made, may still hold rows.")
    ]
    if settings.landing.startswith("s3://"):
        notes.append(message("If the S3 bucket keeps old versions, delete them there."))
    if outdated(settings.warehouses, book.loads()):
        notes.append(
            message("A program keeps an old warehouse file open. Stop the dashboard; the next load deletes the file.")
        )
    if naming := book.meetings.naming(client):
        notes.append(
            message(
                "{count} text of a meeting names the client by its id. Strike it out: what was written stays written.",
                "{count} texts of meetings name the client by its id. Strike them out: what was written stays written.",
                count=naming,
            )
        )
    return (*notes, *(one.sentence for one in receipts.owed(book)))
