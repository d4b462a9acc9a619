"""Make landing files again that are missing or set apart as damaged, from the very exports they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

from data_pipeline import exports
from data_pipeline.exports.delivery import Delivered
from data_pipeline.language import Message, message
from data_pipeline.ledger import Load, Part
from data_pipeline.loading.arrivals import Arrivals
from data_pipeline.loading.candidate import Place
from data_pipeline.loading.forgotten_rows import without_forgotten
from data_pipeline.storage import keys


def mend(place: Place, files: Sequence[Delivered]) -> tuple[Message, ...]:
    """Make again what loads lack whose files are all among these; returns a note for each landing file.

    Only what is byte for byte what was written takes the old name; anything else is left as it was.
    """
    there = place.landing.names()
    known = {file.sha256: file for file in files if file.fault is None}
    notes: list[Message] = []
    for load in place.loads:
        lost = {part.table: part for part in load.parts if part.name not in there}
        if lost and {file.sha256 for file in load.files if file.status == "loaded"} <= known.keys():
            notes += _made_again(place, load, lost, known)
    return tuple(notes)


def _made_again(
    place: Place, load: Load, lost: Mapping[str, Part], known: Mapping[str, Delivered]
) -> Iterator[Message]:
    """Read the files of a load as they were read then, after the same loads."""
    key, forgotten = keys.opened(place.settings, place.ledger), place.ledger.forgotten()
    read = [known[sha256] for sha256 in dict.fromkeys(file.sha256 for file in load.files if file.status == "loaded")]
    arrivals = Arrivals(replace(place, loads=place.loads[: load.number - 1]))
    try:
        with ExitStack() as writers, exports.Prefetch({file.path: file.size for file in read}, key) as prefetch:
            for file in read:
                entries = [one for one in load.files if one.sha256 == file.sha256 and one.status != "unchanged"]
                for sheet, entry in zip(prefetch.sheets(file.path), entries, strict=False):
                    if sheet.kind is not None and sheet.reason is None:
                        rows, refused = without_forgotten(sheet, forgotten, key)
                        arrivals.add(sheet.kind.table, rows, entry.position, writers)
                        arrivals.add("refused", refused, entry.position, writers)
        for part in arrivals.land():
            old = lost.get(part.table)
            if old is not None and old.sha256 == part.sha256:
                place.landing.rename(part.name, old.name)
                yield message("The landing file {name} was made again from its export.", name=old.name)
    finally:
        arrivals.clear()
