"""One file or sheet as typed rows and refused rows: every row received is accepted or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data_pipeline.errors import Correctable
from data_pipeline.exports.columns import Converted, Fault, Source, is_blank
from data_pipeline.exports.grid import Cells, Grid
from data_pipeline.exports.kinds import REFUSED, Column, Kind
from data_pipeline.exports.packing import packed_values
from data_pipeline.exports.profiles import totals
from data_pipeline.exports.progress import Counting, ignore_progress
from data_pipeline.exports.recognise import Recognition, recognise
from data_pipeline.exports.scalars import UNCERTAIN_DAY
from data_pipeline.exports.texts import source_key
from data_pipeline.exports.values import convert
from data_pipeline.language import Message, folded, message

# Columns are read two at a time where there are many rows: Arrow and numpy work outside Python's lock.
THREADS = 2
_MANY_ROWS = 20_000
REFUSED_HERE = pa.schema([field for field in REFUSED if field.name != "source"])


@dataclass(frozen=True)
class Sheet:
    """One file, or one sheet of a workbook, as read.

    `rows`: the kind's columns and `line`, accepted rows in file order. `refused`: one entry per fault, by line.
    `received` = accepted + refused rows. `reason` is set when the whole was refused; then nothing was received.
    """

    file: str
    kind: Kind | None
    rows: pa.Table
    refused: pa.Table
    received: int
    reason: Message | None = None
    notes: tuple[Message, ...] = ()


def refused_whole(file: str, *reasons: Message, kind: Kind | None = None, notes: tuple[Message, ...] = ()) -> Sheet:
    """Return a file or sheet of which nothing is taken."""
    return Sheet(file, kind, pa.table({}), REFUSED_HERE.empty_table(), 0, joined(reasons), notes)


def joined(messages: tuple[Message, ...]) -> Message:
    """Return several sentences as one message."""
    first, *rest = messages
    for following in rest:
        first = message("{first} {following}", first=first, following=following)
    return first


def sheet_of(
    file: str,
    grid: Grid,
    key: bytes,
    address: Callable[[int, int], str] | None = None,
    notes: tuple[Message, ...] = (),
    *,
    beside: Mapping[str, pa.Array] | None = None,
    counting: Counting = ignore_progress,
) -> Sheet:
    """Return what stands in `grid`, typed and judged. `address(row, position)` names a workbook's cell.

    `beside`: typed columns that stand under no heading, a value for each row of the grid. Columns are read one after
    the other, so `counting` is told of as many rows as the share of columns that is done.
    """
    try:
        found = recognise(grid.header, grid.header_line)
        cells, lines, left_out = _received(grid, found)
    except Correctable as error:
        return refused_whole(file, *error.messages, notes=notes)
    received_rows = np.flatnonzero(lines[1])

    def converted(column: Column) -> Converted:
        position = found.positions[column.name]
        source = Source(
            found.headings[column.name],
            key,
            found.profile.words(found.kind, column.name),
            _address_of(address, received_rows, position),
        )
        return convert(column, cells.pop(position), source)

    columns: dict[str, Converted] = {}
    given = [column for column in found.kind.columns if column.name in found.positions]
    with ThreadPoolExecutor(THREADS) as threads:
        in_turn = threads.map if len(received_rows) >= _MANY_ROWS else map
        for done, (column, one) in enumerate(zip(given, in_turn(converted, given), strict=True), 1):
            columns[column.name] = one
            counting(len(received_rows) * done // len(given), len(received_rows))
    _refuse_uncertain_dates(columns, found.headings, lines[0])
    unheaded = {name: values.filter(pa.array(lines[1])) for name, values in (beside or {}).items()}
    rows, refused = _divided(found, columns, lines[0], unheaded)
    more = [note for column in columns.values() for note in column.notes]
    return Sheet(file, found.kind, rows, refused, len(lines[0]), None, (*notes, *found.notes, *left_out, *more))


def _address_of(
    address: Callable[[int, int], str] | None, received_rows: np.ndarray, position: int
) -> Callable[[int], str] | None:
    if address is None:
        return None
    return lambda row: address(int(received_rows[row]), position)


def _received(grid: Grid, found: Recognition) -> tuple[dict[int, Cells], tuple[np.ndarray, np.ndarray], list[Message]]:
    """Return the cells, lines and mask of rows that are data: blank rows and rows of sums are left out."""
    positions = sorted({*found.positions.values(), *found.empty, 0})
    cells = grid.cells(positions)
    for position in found.empty:
        held = np.flatnonzero(~is_blank(cells[position]))
        if len(held):
            raise Correctable(
                message(
                    "Column {column} has no heading, but line {line} holds something there; give it a heading.",
                    column=position + 1,
                    line=int(grid.lines[held[0]]),
                )
            )
    required = [found.positions[column.name] for column in found.kind.columns if column.required]
    keep = np.ones(len(grid.lines), bool)
    # Only a row with nothing in every required column (but the first, where a sum is named) can be blank or a sum.
    suspects = np.ones(len(grid.lines), bool)
    for position in required:
        if position != 0:
            suspects &= is_blank(cells[position])
    summed = 0
    for row in np.flatnonzero(suspects):
        first = cells[0][int(row)]
        text = first.as_py() if isinstance(first, pa.Scalar) else first
        if grid.is_blank(int(row)):
            keep[row] = False
        elif isinstance(text, str) and folded(text) in totals():
            keep[row] = False
            summed += 1
    notes = []
    if summed:
        notes.append(message("{count} row of sums was left out.", "{count} rows of sums were left out.", count=summed))
    if not keep.all():
        cells = {position: _kept(column, keep) for position, column in cells.items()}
    return cells, (grid.lines[keep], keep), notes


def _kept(cells: Cells, keep: np.ndarray) -> Cells:
    if isinstance(cells, list):
        return [cell for cell, kept in zip(cells, keep, strict=True) if kept]
    return cells.filter(pa.array(keep))


def _refuse_uncertain_dates(columns: Mapping[str, Converted], headings: Mapping[str, str], lines: np.ndarray) -> None:
    """Refuse the dates whose month may stand first, as in a column where some date can only have it first.

    The file's other columns are judged by it where they are written alike and no date in them says otherwise.
    """
    dated = {name: column for name, column in columns.items() if column.order is not None}
    for name, column in dated.items():
        if column.order is None or column.order.month_first is None:
            continue
        others = [other for other in dated if other != name and _may_be_alike(dated[other], column)]
        refused = np.zeros(len(lines), bool)
        for other in (name, *others):
            unsure = ~refused & _is_early(dated[other])
            line = int(lines[column.order.month_first])
            reason = message(UNCERTAIN_DAY, heading=headings[other], other=headings[name], line=line)
            if unsure.any():
                columns[other].faults.append(Fault(np.flatnonzero(unsure), reason))
            for fault in columns[other].faults:
                refused[fault.rows] = True


def _may_be_alike(column: Converted, month_first: Converted) -> bool:
    """Return whether a column may have its months first because another one has."""
    assert column.order is not None
    assert month_first.order is not None
    return (
        column.order.month_first is None
        and column.order.marks <= month_first.order.marks
        and not any(pc.any(pc.greater(pc.day(dates.values), 12)).as_py() for dates in (column, month_first))
    )


def _is_early(column: Converted) -> np.ndarray:
    """Return which rows have a day that could be a month."""
    return pc.fill_null(pc.less_equal(pc.day(column.values), 12), False).to_numpy(zero_copy_only=False)


def _divided(
    found: Recognition, columns: dict[str, Converted], lines: np.ndarray, unheaded: Mapping[str, pa.Array]
) -> tuple[pa.Table, pa.Table]:
    count = len(lines)
    good = np.ones(count, bool)
    for converted in columns.values():
        for fault in converted.faults:
            good[fault.rows] = False
    refused = _refused(found, columns, lines)
    arrays: dict[str, pa.Array] = dict(unheaded)
    for column in found.kind.columns:
        if column.name in columns:
            arrays[column.name] = columns[column.name].values
            arrays |= columns[column.name].more
        elif column.form == "presence":
            arrays[column.name] = pa.array(np.zeros(count, bool))
        else:
            arrays[column.name] = pa.nulls(count, column.type)
    if found.kind.table == "employment":
        arrays["data_source_key"] = source_key(arrays["data_source"])
    arrays["line"] = pa.array(lines, pa.int32())
    fields = [field for field in found.kind.schema if field.name not in {"source", "row_ordinal"}]
    table = pa.table(
        [arrays[field.name] if field.name in arrays else pa.nulls(count, field.type) for field in fields],
        schema=pa.schema(fields),
    )
    return (table if good.all() else table.filter(pa.array(good))), refused


def _refused(found: Recognition, columns: dict[str, Converted], lines: np.ndarray) -> pa.Table:
    """Return one entry for each fault, by line and then in the order of the kind's columns."""
    faults = [
        (order, found.headings[name], fault)
        for order, (name, converted) in enumerate(columns.items())
        for fault in converted.faults
    ]
    if not faults:
        return REFUSED_HERE.empty_table()
    rows = np.concatenate([fault.rows for _, _, fault in faults])
    which = np.repeat(np.arange(len(faults)), [len(fault.rows) for _, _, fault in faults])
    order = np.lexsort((np.array([order for order, _, _ in faults])[which], rows))
    rows, places = rows[order], pa.array(which[order])
    id_column = found.kind.key[0]
    ids = columns[id_column].values.take(pa.array(rows))
    entries = {
        "kind": pa.array([found.kind.table], pa.string()).take(pa.array(np.zeros(len(rows), np.int64))),
        "line": pa.array(lines[rows], pa.int32()),
        "heading": pa.array([heading for _, heading, _ in faults], pa.string()).take(places),
        "reason": pa.array([fault.reason.msgid for _, _, fault in faults], pa.string()).take(places),
        "reason_values": pa.array([packed_values(fault.reason.values) for _, _, fault in faults]).take(places),
        "row_id": pc.cast(ids, pa.string()),
    }
    return pa.table([entries[field.name] for field in REFUSED_HERE], schema=REFUSED_HERE)
