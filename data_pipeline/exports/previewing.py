"""How a file's headings would be understood, its rows unread: for `load --dry-run` and for making a profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_pipeline.errors import Correctable
from data_pipeline.exports import child
from data_pipeline.exports.grid import Grid
from data_pipeline.exports.matching import may_be_shown, sheet_shown
from data_pipeline.exports.package import ZIP_START, refuse_other_forms
from data_pipeline.exports.packing import packed, unpacked
from data_pipeline.exports.profiles import is_footer, known_headings
from data_pipeline.exports.reading import why
from data_pipeline.exports.recognise import is_header, recognise
from data_pipeline.exports.register import is_register, open_register
from data_pipeline.exports.sheets import joined
from data_pipeline.exports.text import open_text
from data_pipeline.language import Message
from data_pipeline.privacy import cpr


@dataclass(frozen=True)
class Preview:
    """One file or sheet: kind (Danish name) and profile, and for each of its headings ours (None: left out).

    A heading that is not fit to be shown (it may be a person) stands as ''. `reason` is set when it would be refused.
    """

    file: str
    kind: str | None
    profile: str | None
    headings: tuple[tuple[str, str | None], ...]
    reason: Message | None
    notes: tuple[Message, ...]

    def plain(self) -> dict[str, Any]:
        """Return the same as JSON can hold it."""
        return {
            "file": self.file,
            "kind": self.kind,
            "profile": self.profile,
            "headings": [list(pair) for pair in self.headings],
            "reason": self.reason and packed(self.reason),
            "notes": [packed(note) for note in self.notes],
        }


def preview(path: Path) -> tuple[Preview, ...]:
    """Return what each sheet of the file at `path` would be taken for, found in a limited child process."""
    name = cpr.without_cpr(path.name)
    answer = child.ask(path, b"", child.Limits.for_size(path.stat().st_size), "preview")
    if answer.end != "done":
        return (_refused(name, why(answer.end)),)
    return tuple(
        Preview(
            head["file"],
            head["kind"],
            head["profile"],
            tuple((theirs, ours) for theirs, ours in head["headings"]),
            head["reason"] and unpacked(head["reason"]),
            tuple(unpacked(note) for note in head["notes"]),
        )
        for head in answer.head["sheets"]
    )


def preview_bytes(name: str, content: bytes) -> list[Preview]:
    """Return what each sheet of `content` would be taken for."""
    file = cpr.without_cpr(name)
    try:
        return list(_previews(file, content))
    except Correctable as error:
        return [_refused(file, joined(error.messages))]


def _previews(file: str, content: bytes) -> Iterator[Preview]:
    if content.startswith(ZIP_START):
        from data_pipeline.exports.workbook import open_workbook

        for sheet in open_workbook(content):
            name = f"{file}#{sheet_shown(sheet.name)}"
            yield _of(name, sheet.grid, sheet.notes) if sheet.grid else _refused(name, sheet.reason)
        return
    refuse_other_forms(content)
    grid = (
        open_register(content)[0]
        if is_register(content)
        else open_text(content, known_headings(), is_header, is_footer)
    )
    yield _of(file, grid, ())


def _of(file: str, grid: Grid, notes: tuple[Message, ...]) -> Preview:
    shown = [heading.strip() if may_be_shown(heading.strip()) else "" for heading in grid.header]
    try:
        found = recognise(grid.header, grid.header_line)
    except Correctable as error:
        return Preview(file, None, None, tuple((heading, None) for heading in shown), joined(error.messages), notes)
    ours = {position: found.kind.column(name).heading for name, position in found.positions.items()}
    pairs = tuple((heading, ours.get(position)) for position, heading in enumerate(shown))
    return Preview(file, found.kind.name, found.profile.title, pairs, None, (*notes, *found.notes))


def _refused(file: str, reason: Message | None) -> Preview:
    return Preview(file, None, None, (), reason, ())
