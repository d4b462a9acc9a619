"""Deliveries as files: semicolons, Windows-1252, decimal comma, dates day first; the survey is a workbook."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from collections.abc import Mapping
from contextlib import ExitStack
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter

from data_pipeline.exports.kinds import BY_TABLE, KINDS, Kind

CSV_NAMES = {
    "client": "kunder.csv",
    "guidance": "vejledninger.csv",
    "screening": "visitationer.csv",
    "referral": "henvisninger.csv",
    "programme": "vaekstforloeb.csv",
    "employment": "beskaeftigelse.csv",
}
WORKBOOK_NAMES = {"answer": "tilfredshed.xlsx"}
NAMES = CSV_NAMES | WORKBOOK_NAMES
# XlsxWriter would write the clock; the same sample has the same bytes.
CREATED = dt.datetime(2015, 1, 1)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class _Sheet(Protocol):
    def add(self, row: Mapping[str, Any]) -> None: ...

    def close(self) -> None: ...


class Delivery:
    """One folder with a file of every kind, written row by row; use with `with`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open = ExitStack()
        self._sheets: dict[str, _Sheet] = {}

    def __enter__(self) -> Delivery:
        self.folder.mkdir(parents=True, exist_ok=True)
        for table, name in NAMES.items():
            make = _Csv if table in CSV_NAMES else _Workbook
            sheet = make(self.folder / name, BY_TABLE[table])
            self._open.callback(sheet.close)
            self._sheets[table] = sheet
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """One more row of a kind, by column names; what is not given is blank."""
        self._sheets[table].add(row)

    @property
    def paths(self) -> list[Path]:
        """The files in the agreement's order of kinds."""
        return [self.folder / NAMES[kind.table] for kind in KINDS]


class _Csv:
    def __init__(self, path: Path, kind: Kind) -> None:
        self._columns = [column.name for column in kind.columns]
        self._file = path.open("w", encoding="cp1252", newline="")
        self._writer = csv.writer(self._file, delimiter=";", lineterminator="\r\n")
        self._writer.writerow([column.heading for column in kind.columns])

    def add(self, row: Mapping[str, Any]) -> None:
        self._writer.writerow([_text(row.get(name)) for name in self._columns])

    def close(self) -> None:
        self._file.close()


class _Workbook:
    def __init__(self, path: Path, kind: Kind) -> None:
        self._path, self._columns = path, [column.name for column in kind.columns]
        self._bytes = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._book.set_properties({"created": CREATED})
        self._day = self._book.add_format({"num_format": "dd-mm-yyyy"})
        self._moment = self._book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        self._sheet = self._book.add_worksheet(kind.name.capitalize())
        self._sheet.write_row(0, 0, [column.heading for column in kind.columns])
        self._line = 0

    def add(self, row: Mapping[str, Any]) -> None:
        self._line += 1
        for position, name in enumerate(self._columns):
            value = row.get(name)
            if isinstance(value, dt.datetime):
                self._sheet.write_datetime(self._line, position, value, self._moment)
            elif isinstance(value, dt.date):
                self._sheet.write_datetime(self._line, position, value, self._day)
            elif value and value.isdigit():
                self._sheet.write_number(self._line, position, int(value))
            elif value:
                self._sheet.write_string(self._line, position, value)

    def close(self) -> None:
        self._book.close()
        _store(self._bytes, self._path)


def _store(workbook: BytesIO, path: Path) -> None:
    """The workbook's parts without compression: what zlib makes of them differs between machines."""
    with zipfile.ZipFile(workbook) as packed, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as stored:
        for entry in packed.infolist():
            stored.writestr(zipfile.ZipInfo(entry.filename, ZIP_TIME), packed.read(entry.filename))


def _text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return _moment_text(value) if isinstance(value, dt.datetime) else _day_text(value)


@lru_cache(maxsize=65536)
def _day_text(day: dt.date) -> str:
    return f"{day:%d-%m-%Y}"


def _moment_text(moment: dt.datetime) -> str:
    return f"{_day_text(moment.date())} {moment:%H:%M}"
