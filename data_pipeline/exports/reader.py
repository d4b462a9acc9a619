"""A file as its sheets: what it is (text, workbook, register lines) is told by its first bytes, never by its name."""

from __future__ import annotations

from collections.abc import Iterator

from data_pipeline.errors import Correctable
from data_pipeline.exports.matching import sheet_shown
from data_pipeline.exports.package import ZIP_START, refuse_other_forms
from data_pipeline.exports.profiles import is_footer, known_headings
from data_pipeline.exports.progress import Counting, ignore_progress
from data_pipeline.exports.recognise import is_header
from data_pipeline.exports.register import is_register, open_register
from data_pipeline.exports.sheets import Sheet, refused_whole, sheet_of
from data_pipeline.exports.text import open_text
from data_pipeline.privacy import cpr


def read_bytes(name: str, content: bytes, key: bytes, counting: Counting = ignore_progress) -> tuple[Sheet, ...]:
    """Return what stands in a file called `name`, read in this process: a `Sheet` for each sheet of a workbook.

    `counting` is told of the rows of each while they are read.
    """
    file = cpr.without_cpr(name)
    try:
        if content.startswith(ZIP_START):
            return tuple(_workbook(file, content, key, counting))
        refuse_other_forms(content)
        if is_register(content):
            grid, beside = open_register(content)
            return (sheet_of(file, grid, key, beside=beside, counting=counting),)
        return (sheet_of(file, open_text(content, known_headings(), is_header, is_footer), key, counting=counting),)
    except Correctable as error:
        return (refused_whole(file, *error.messages),)


def _workbook(file: str, content: bytes, key: bytes, counting: Counting) -> Iterator[Sheet]:
    from data_pipeline.exports.workbook import open_workbook

    for sheet in open_workbook(content):
        name = f"{file}#{sheet_shown(sheet.name)}"
        if sheet.grid is None:
            yield refused_whole(name, *([sheet.reason] if sheet.reason else []), notes=sheet.notes)
        else:
            yield sheet_of(name, sheet.grid, key, sheet.grid.address, sheet.notes, counting=counting)
