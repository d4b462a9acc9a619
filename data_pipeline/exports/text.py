"""Reading separated text strictly: one separator fits every row, quoting as RFC 4180, or the file is refused.

Structure is found by counting (positions of quotes, line ends and separators over the whole file); Arrow then cuts the
cells, and must find the same rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from data_pipeline.errors import Correctable
from data_pipeline.exports.encoding import utf8_of
from data_pipeline.exports.text_rows import TextRows, positions_of, text_rows
from data_pipeline.language import N_, Message, folded, message

SEPARATORS = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tab"), "|": N_("vertical bar")}

# A row longer than this is a quote that was never closed, or no export at all (32 cells of Excel's longest).
MAX_ROW_BYTES = 1 << 20
# How many lines one sentence names; the number of the rest is told.
_NAMED_LINES = 20
_FOOTER_ROWS = 30
# Fewer short lines than this are the lines' own fault.
_LEAST_CUT = 2
# A title takes fewer rows than this, headings fewer bytes, and no file holds more tables.
_ROWS_ABOVE = 50
_LONGEST_HEADER_BYTES = 10_000
_MOST_TABLES = 100
_BLOCK = 8 << 20
_QUOTE, _LF, _CR = ord('"'), ord("\n"), ord("\r")
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True)
class _Trial:
    """What one separator makes of the rows."""

    separator: str
    header: tuple[str, ...]
    known: int
    faults: tuple[Message, ...]
    kept: np.ndarray

    @property
    def rank(self) -> tuple[int, int]:
        return self.known, len(self.header)


class TextGrid:
    """The rows of a separated text (a `Grid`)."""

    def __init__(self, rows: TextRows, trial: _Trial, header_row: int) -> None:
        self._rows = rows
        self._kept = trial.kept
        self._separator = trial.separator
        self.header = trial.header
        self.header_line = int(rows.lines[header_row])
        self.lines = rows.lines[trial.kept].astype(np.int32)

    def cells(self, positions: list[int]) -> dict[int, pa.StringArray]:
        """Return the cells of the columns at `positions` as text. Raises `Correctable` if Arrow counts other rows."""
        names = [str(position) for position in range(len(self.header))]
        wanted = [str(position) for position in positions]
        if not len(self._kept):
            return {position: pa.array([], pa.string()) for position in positions}
        try:
            table = pa_csv.read_csv(
                pa.BufferReader(self._content()),
                read_options=pa_csv.ReadOptions(column_names=names, block_size=_BLOCK),
                parse_options=pa_csv.ParseOptions(
                    delimiter=self._separator, newlines_in_values=bool(len(self._rows.quotes))
                ),
                convert_options=pa_csv.ConvertOptions(
                    include_columns=wanted,
                    column_types=dict.fromkeys(names, pa.string()),
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid:
            raise Correctable(_uncertain()) from None
        if table.num_rows != len(self._kept):
            raise Correctable(_uncertain())
        columns: dict[int, pa.StringArray] = {}
        for position, name in zip(positions, wanted, strict=True):
            # One column leaves the table before the next is joined: never two copies of the file at once.
            columns[position] = table.column(name).combine_chunks()
            table = table.drop_columns([name])
        return columns

    def is_blank(self, row: int) -> bool:
        """Return whether nothing but separators, quotes and blanks stands in the row."""
        return not self._rows.raw(int(self._kept[row])).replace(self._separator, "").replace('"', "").strip()

    def _content(self) -> pa.Buffer:
        """Return the bytes of the kept rows, without copying where they stand together."""
        breaks = np.flatnonzero(np.diff(self._kept) > 1)
        firsts = np.concatenate(([0], breaks + 1))
        lasts = np.concatenate((breaks, [len(self._kept) - 1]))
        after = np.append(self._rows.starts[1:], len(self._rows.text))
        text = pa.py_buffer(self._rows.text)
        parts = [
            text.slice(
                int(self._rows.starts[self._kept[first]]),
                int(after[self._kept[last]] - self._rows.starts[self._kept[first]]),
            )
            for first, last in zip(firsts, lasts, strict=True)
        ]
        return parts[0] if len(parts) == 1 else pa.py_buffer(b"".join(memoryview(part) for part in parts))


def open_text(
    content: bytes,
    known: Collection[str],
    is_header: Callable[[Sequence[str]], bool],
    is_footer: Callable[[str], bool],
) -> TextGrid:
    """Return the rows of a text file. Raises `Correctable` unless exactly one reading is certain.

    `known`: folded headings of all kinds and profiles. `is_header`: whether cells are the headings of a kind.
    `is_footer`: whether a CRM puts such a line below its rows.
    """
    rows = text_rows(utf8_of(content))
    header_row = next((row for row in range(len(rows.starts)) if not rows.is_blank(row)), None)
    if header_row is None:
        raise Correctable(message("The file is empty; export it again."))
    separators: Sequence[str] = tuple(SEPARATORS)
    said = _SEPARATOR_LINE.fullmatch(rows.raw(header_row).strip(" ")) if len(rows.starts) > header_row + 1 else None
    if said:
        separators = tuple(separator for separator in SEPARATORS if separator == said[1])
        header_row += 1
    first_line = rows.raw(header_row)
    if len(first_line) > MAX_ROW_BYTES:
        raise Correctable(_too_long(int(rows.lines[header_row])))
    found = _headings_in(rows, range(header_row + 1, header_row + _ROWS_ABOVE), is_header)
    if found is not None and _headings_in(rows, [header_row], is_header) is None:
        raise Correctable(
            message(
                "The headings stand in line {line}, below a title; delete the lines above them and load the file "
                "again.",
                line=int(rows.lines[found]),
            )
        )
    if found is None:
        found = _headings_in(rows, _likely_headings(rows, header_row), is_header)
    if found is not None:
        raise Correctable(
            message(
                "Line {line} holds headings again, as where a second table begins; put each table in a file of its "
                "own, with its headings in the first line.",
                line=int(rows.lines[found]),
            )
        )
    trials = [
        _try(separator, rows, header_row, known, is_footer) for separator in separators if separator in first_line
    ]
    if not trials or max(len(trial.header) for trial in trials) < 2:
        raise Correctable(
            message(
                "Line {line} has no headings separated by semicolon, comma, tab or vertical bar; "
                "export the file as CSV with its headings.",
                line=int(rows.lines[header_row]),
            )
        )
    return TextGrid(rows, _the_only(trials), header_row)


def _headings_in(rows: TextRows, among: Iterable[int], is_header: Callable[[Sequence[str]], bool]) -> int | None:
    """Return the first of the rows that holds the headings of a kind, by any separator; None where none does."""
    for row in among:
        if row < len(rows.starts) and rows.ends[row] - rows.starts[row] < _LONGEST_HEADER_BYTES:
            line = rows.raw(row)
            if any(separator in line and is_header(_cells(line, separator)) for separator in SEPARATORS):
                return row
    return None


def _likely_headings(rows: TextRows, header_row: int) -> list[int]:
    """Return rows that may be headings again: written as the first ones are, or right below a blank line."""
    header = rows.text[rows.starts[header_row] : rows.ends[header_row]]
    likely: list[int] = []
    place = rows.text.find(header, int(rows.ends[header_row]))
    while place >= 0 and len(likely) < _MOST_TABLES:
        likely.append(int(np.searchsorted(rows.starts, place, side="right")) - 1)
        place = rows.text.find(header, place + 1)
    below_blank = np.flatnonzero((rows.ends - rows.starts)[header_row:-1] == 0)[:_MOST_TABLES] + header_row + 1
    return sorted({*likely, *below_blank.tolist()})


def _the_only(trials: list[_Trial]) -> _Trial:
    best = max(trials, key=lambda trial: trial.rank)
    if best.faults:
        raise Correctable(*best.faults)
    fitting = [trial for trial in trials if not trial.faults and len(trial.header) > 1]
    if len(fitting) > 1:
        raise Correctable(
            message(
                "The file can be read in two ways, separated by {first} or by {second}; "
                "export it with another separator.",
                first=message(SEPARATORS[fitting[0].separator]),
                second=message(SEPARATORS[fitting[1].separator]),
            )
        )
    return best


def _try(
    separator: str, rows: TextRows, header_row: int, known: Collection[str], is_footer: Callable[[str], bool]
) -> _Trial:
    """Return the headings and faults that come of reading `rows` by `separator`."""
    positions = rows.outside(positions_of(rows.text, ord(separator)))
    # Between two rows stands a line end and nothing else: separators before a row are those up to the last one's end.
    widths = 1 + np.diff(np.searchsorted(positions, rows.ends), prepend=0)
    header = tuple(_cells(rows.raw(header_row), separator))
    known_count = sum(folded(heading) in known for heading in header)
    last = _last_row(rows, widths, header_row, separator, is_footer)
    kept = np.arange(header_row + 1, last + 1)
    uneven = kept[widths[kept] != widths[header_row]]
    # Only a row that is empty or begins with a blank can be a blank line (a byte above 127 may begin a NBSP).
    first = np.frombuffer(rows.text, np.uint8)[rows.starts[uneven]]
    maybe = uneven[(widths[uneven] == 1) & ((first <= 32) | (first > 127))]
    blank = np.array([row for row in maybe if rows.is_blank(row)], np.int64)
    if len(blank):
        kept = np.setdiff1d(kept, blank, assume_unique=True)
        uneven = np.setdiff1d(uneven, blank, assume_unique=True)
    faults: list[Message] = []
    quote = _quote_fault(rows, separator)
    if quote is not None:
        faults.append(quote)
    elif widths[header_row] < 2 or len(header) != widths[header_row]:
        faults.append(_uncertain())
    elif len(uneven):
        full = np.setdiff1d(kept, uneven, assume_unique=True)
        faults.append(
            _cut_at_the_end(rows, widths, uneven, full, separator)
            or _uneven(rows, widths, uneven, int(widths[header_row]))
        )
    elif len(kept) and int((rows.ends[kept] - rows.starts[kept]).max()) > MAX_ROW_BYTES:
        longest = kept[(rows.ends[kept] - rows.starts[kept]).argmax()]
        faults.append(_too_long(int(rows.lines[longest])))
    return _Trial(separator, header, known_count, tuple(faults), kept)


def _cells(line: str, separator: str) -> list[str]:
    try:
        found = list(csv.reader(io.StringIO(line, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return []
    return found[0] if len(found) == 1 else []


def _quote_fault(rows: TextRows, separator: str) -> Message | None:
    """Return the first breach of RFC 4180: a quote neither around a field nor doubled in it, or never closed."""
    quotes = rows.quotes
    if not len(quotes):
        return None
    numbers = np.frombuffer(rows.text, np.uint8)
    opening, closing = quotes[0::2].astype(np.int64), quotes[1::2].astype(np.int64)
    before = np.where(opening > 0, numbers[np.maximum(opening - 1, 0)], _LF)
    after = np.where(closing < len(numbers) - 1, numbers[np.minimum(closing + 1, len(numbers) - 1)], _LF)
    allowed = np.zeros(256, bool)
    allowed[[ord(separator), _LF, _CR, _QUOTE]] = True
    # A quote before an opening one is the first of a doubled pair: its own turn was the closing one just before.
    wrong = np.concatenate((opening[~allowed[before]], opening[: len(closing)][~allowed[after]]))
    if len(wrong):
        return message(
            "A quotation mark in line {line} stands in the middle of a field; put the whole field in quotation marks "
            "and write each mark inside it twice, or export the file again.",
            line=_line(rows, int(wrong.min())),
        )
    if len(quotes) % 2:
        return message(
            "The quotation mark that opens a field in line {line} is never closed; export the file again.",
            line=_line(rows, int(quotes[-1])),
        )
    return None


def _line(rows: TextRows, position: int) -> int:
    """Return the physical line of a byte: of its row, and of line ends inside quotes before it."""
    row = int(np.searchsorted(rows.starts, position, side="right")) - 1
    within = rows.text[rows.starts[row] : position]
    return int(rows.lines[row]) + len(re.findall(rb"\r\n|\r|\n", within))


def _last_row(
    rows: TextRows, widths: np.ndarray, header_row: int, separator: str, is_footer: Callable[[str], bool]
) -> int:
    """Return the last row of data: what a CRM writes below its rows (Salesforce) is left out, as are blank lines."""
    last = len(rows.starts) - 1
    first_footer: int | None = None
    for row in range(last, max(header_row, last - _FOOTER_ROWS), -1):
        line = rows.raw(row).replace('"', "").strip(separator + " \t\u00a0")
        if is_footer(line):
            first_footer = row
        elif line and (widths[row] > 1 or widths[header_row] < 2):
            break
    if first_footer is None:
        return last
    # Older reports put the report's name above the footer, after a blank line.
    above = first_footer - 1
    while above > header_row + 1 and widths[above] == 1 and not rows.is_blank(above):
        above -= 1
    if above < first_footer - 1 and rows.is_blank(above):
        first_footer = above
    return first_footer - 1


def _cut_at_the_end(
    rows: TextRows, widths: np.ndarray, uneven: np.ndarray, full: np.ndarray, separator: str
) -> Message | None:
    """Return the sentence for rows from which Excel left out the last separators, None for other uneven rows.

    It does so from some row on, where the last columns of a file are empty in all of its rows.
    """
    expected = int(widths[full[0]]) if len(full) else 0
    missing = expected - int(widths[uneven].min())
    if len(uneven) < _LEAST_CUT or int(widths[uneven].max()) >= expected:
        return None
    if not all(rows.raw(row).rstrip().endswith(separator * missing) for row in full[:_ROWS_ABOVE]):
        return None
    return message(
        "From line {line} on, {count} lines are missing fields at the end, as Excel leaves empty columns out; "
        "save the file as .xlsx in Excel and load that.",
        line=int(rows.lines[uneven[0]]),
        count=len(uneven),
    )


def _uneven(rows: TextRows, widths: np.ndarray, uneven: np.ndarray, expected: int) -> Message:
    lines = tuple(int(line) for line in rows.lines[uneven[:_NAMED_LINES]])
    if len(uneven) == 1:
        return message(
            "Line {line} has {found} fields where the headings are {expected}; mend the line or export the file again.",
            line=lines[0],
            found=int(widths[uneven[0]]),
            expected=expected,
        )
    if len(uneven) <= _NAMED_LINES:
        return message(
            "Lines {lines} do not have {expected} fields as the headings have; mend them or export the file again.",
            lines=lines,
            expected=expected,
        )
    return message(
        "{count} lines do not have {expected} fields as the headings have, the first of them {lines}; "
        "export the file again.",
        lines=lines,
        count=len(uneven),
        expected=expected,
    )


def _too_long(line: int) -> Message:
    return message(
        "The row that starts in line {line} is longer than a row can be; look for a quotation mark that is not closed.",
        line=line,
    )


def _uncertain() -> Message:
    return message("The rows cannot be told from each other for certain; export the file again as CSV.")
