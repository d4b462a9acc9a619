"""What a command writes on: sentences and tables on a terminal, JSON and CSV for machines."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TextIO

from data_pipeline import language
from data_pipeline.language import Message, message

BAR_WIDTH = 24
GAP = "  "
BARE_LINE = "\r\033[K"


@dataclass(frozen=True)
class Console:
    """Where to write and how: `language` is `da` or `en`, `format` `text`, `json` or `csv`."""

    language: str
    format: str
    out: TextIO
    err: TextIO

    @property
    def is_text(self) -> bool:
        """Whether a person reads along: with `json` and `csv` nothing but the answer may stand on stdout."""
        return self.format == "text"

    def say(self, *messages: Message) -> None:
        """A sentence a line, on stdout; nothing when a machine reads."""
        if self.is_text:
            for sentence in messages:
                print(sentence.say(self.language), file=self.out)

    def complain(self, *messages: Message) -> None:
        """A sentence a line, on stderr; in the place of a bar that stands there."""
        for sentence in messages:
            print(f"{BARE_LINE if self.err.isatty() else ''}{sentence.say(self.language)}", file=self.err)

    def ask(self, question: Message) -> bool | None:
        """Whether the person at the terminal says yes; None where nobody is there to ask."""
        if not (self.err.isatty() and sys.stdin.isatty()):
            return None
        self.err.write(f"{question.say(self.language)} {'[j/N]' if self.language == 'da' else '[y/N]'} ")
        self.err.flush()
        return sys.stdin.readline().strip().lower() in {"j", "ja", "y", "yes"}

    def ask_twice(self, question: Message) -> bool:
        """Whether the person at the terminal says yes to what can't be undone, and says it again."""
        return bool(self.ask(question) and self.ask(message("It can't be undone. Are you sure?")))

    def write(self, value: Any) -> str:
        """A cell of a table as the language writes it; nothing for None."""
        if value is None:
            return ""
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return language.short_date(value, self.language)
        if isinstance(value, Decimal):
            return language.number(value, self.language, max(0, -int(value.as_tuple().exponent)))
        return language.spoken(value, self.language)

    def table(self, headings: Sequence[Message], rows: Iterable[Sequence[Any]], indent: str = "") -> None:
        """Rows under their headings, numbers to the right; columns without a value in any row are left out."""
        given = [list(row) for row in rows]
        kept = [n for n in range(len(headings)) if any(row[n] is not None for row in given)]
        is_number = [all(isinstance(row[n], int | float | Decimal | None) for row in given) for n in kept]
        cells = [[headings[n].say(self.language) for n in kept]]
        cells += [[self.write(row[n]) for n in kept] for row in given]
        widths = [max(len(line[n]) for line in cells) for n in range(len(kept))]
        for line in cells:
            parts = [
                text.rjust(width) if right else text.ljust(width)
                for text, width, right in zip(line, widths, is_number, strict=True)
            ]
            print(indent + GAP.join(parts).rstrip(), file=self.out)

    def json(self, answer: Any) -> None:
        """The answer, and nothing else, as JSON."""
        json.dump(answer, self.out, ensure_ascii=False, indent=2, allow_nan=False, default=_plain)
        self.out.write("\n")

    def csv(self, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Rows as a spreadsheet of the reader's country opens them: `;` and decimal comma in Danish, UTF-8 with BOM."""
        is_danish = self.language == "da"
        self.out.write("\ufeff")
        writer = csv.writer(self.out, delimiter=";" if is_danish else ",", lineterminator="\r\n")
        writer.writerow(headings)
        for row in rows:
            writer.writerow([_cell(value, is_danish) for value in row])

    def progress(self, message: Message, done: int, total: int) -> None:
        """A bar that moves on one line of a terminal; written nowhere else. `done` of `total`, in any one unit."""
        if not self.err.isatty() or total <= 0:
            return
        filled = round(BAR_WIDTH * min(done, total) / total)
        bar = "█" * filled + "░" * (BAR_WIDTH - filled)
        end = BARE_LINE if done >= total else ""
        # A line that wraps could not be taken back.
        room = max(shutil.get_terminal_size().columns - BAR_WIDTH - 2, 0)
        said = message.say(self.language)
        self.err.write(f"{BARE_LINE}{bar} {said if len(said) <= room else said[: max(room - 1, 0)] + '…'}{end}")
        self.err.flush()


def _plain(value: Any) -> str:
    """What JSON has no type for: dates in ISO, exact numbers as text."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def _cell(value: Any, is_danish: bool) -> str:
    """One CSV value: numbers stay numbers, and text that a spreadsheet would take for a formula gets a `'`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",") if is_danish else str(value)
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r\n\0＝＋－＠" and text else text


def standard(language_name: str, format_name: str) -> Console:
    """The console of this process; UTF-8 whatever the terminal says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return Console(language_name, format_name, sys.stdout, sys.stderr)
