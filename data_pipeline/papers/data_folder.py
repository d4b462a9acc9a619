"""Tables as a folder that other programs read: Parquet, CSV for Excel, and a README that says what each column is."""

from __future__ import annotations

import csv
import datetime as dt
import glob
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message, translate
from data_pipeline.papers.csv_file import POINTS, SEPARATORS
from data_pipeline.reports.data_tables import VERSION, DataTable
from data_pipeline.storage.disk import as_sentences
from data_pipeline.views.table import defused

README, PARQUET, CSV = "README.md", "parquet", "csv"
TITLE = "# Væksttavlen: data"  # by which an earlier export is known
LEFT_BEHIND_SECONDS = 24 * 60 * 60  # an export that was killed so long ago

TYPES: tuple[tuple[Callable[[pa.DataType], bool], str], ...] = (
    (pa.types.is_string, N_("text")),
    (pa.types.is_date, N_("date")),
    (pa.types.is_boolean, N_("yes or no")),
    (pa.types.is_integer, N_("whole number")),
    (pa.types.is_decimal, N_("decimal number")),
    (pa.types.is_floating, N_("number")),
)


@dataclass(frozen=True)
class Written:
    """A table of the folder, for its README."""

    table: DataTable
    rows: int


def write(out: Path, tables: Iterable[DataTable], stamp: str, language: str) -> list[Written]:
    """Write the folder `out` whole or not at all, in the place of an earlier export; `stamp` says which data they are.

    Raises `Correctable` where `out` is something else, or the disk complains.
    """
    require_export(out)
    written = []
    with as_sentences(out), _unfinished(out) as folder:
        for name in (PARQUET, CSV):
            (folder / name).mkdir()
        for table in tables:
            _write_parquet(folder / PARQUET / f"{table.name}.parquet", table, stamp)
            _write_csv(folder / CSV / f"{table.name}.csv", table.rows, language)
            written.append(Written(table, table.rows.num_rows))
        (folder / README).write_text(_readme(written, stamp, language), encoding="utf-8")
    return written


@contextmanager
def _unfinished(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its name when the block ends well, and is gone otherwise."""
    beside = f".{out.name}.vaeksttavlen-"
    for left in out.parent.glob(f"{glob.escape(beside)}*"):
        if left.stat().st_mtime < time.time() - LEFT_BEHIND_SECONDS:
            shutil.rmtree(left)
    folder = Path(tempfile.mkdtemp(prefix=beside, dir=out.parent))
    earlier = folder.with_name(folder.name + "-earlier")
    try:
        yield folder
        if out.exists():
            folder.chmod(out.stat().st_mode)  # whoever may read the reports' folder goes on reading it
            out.rename(earlier)
        try:
            folder.rename(out)
        except OSError:
            if earlier.exists():
                earlier.rename(out)
            raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(earlier, ignore_errors=True)


def require_export(out: Path) -> None:
    """Refuse a folder in which anything lies that an export did not write."""
    if not out.parent.is_dir():
        raise Correctable(message("There is no folder {folder}. Make it, or choose another.", folder=str(out.parent)))
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink() or not out.is_dir():
        raise Correctable(message("{folder} is no folder. Choose another name.", folder=str(out)))
    held = sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))
    strange = [name for name in held if not _is_ours(name)]
    readme = out / README
    if held and not strange and not (readme.is_file() and readme.read_text("utf-8", "replace").startswith(TITLE)):
        strange = held
    if strange:
        raise Correctable(
            message(
                "{folder} holds what is no export of data: {name}. Move it, or choose another folder.",
                folder=str(out),
                name=strange[0],
            )
        )


def _is_ours(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return name in (README, PARQUET, CSV) or (folder in (PARQUET, CSV) and file.endswith(f".{folder}"))


def _write_parquet(path: Path, table: DataTable, stamp: str) -> None:
    """Each column with its meaning, and in the file's head the schema's version and which data they are."""
    fields = [field.with_metadata({"description": table.meanings[field.name]}) for field in table.rows.schema]
    head = {"vaeksttavlen.schema_version": str(VERSION), "vaeksttavlen.data": stamp}
    pq.write_table(table.rows.cast(pa.schema(fields, head)), path, compression="zstd")


def _write_csv(path: Path, rows: pa.Table, language: str) -> None:
    """As a spreadsheet of the reader's country opens it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=SEPARATORS[language], lineterminator="\r\n")
        out.writerow(rows.column_names)
        for batch in rows.to_batches(max_chunksize=10_000):
            columns = [[_cell(value, POINTS[language]) for value in column.to_pylist()] for column in batch.columns]
            out.writerows(zip(*columns, strict=True))


def _cell(value: Any, point: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, dt.date):
        return value.isoformat()
    return (f"{value:f}" if isinstance(value, Decimal) else str(value)).replace(".", point)


def _readme(written: list[Written], stamp: str, language: str) -> str:
    def say(msgid: str) -> str:
        return translate(msgid, language)

    lines = [
        TITLE,
        "",
        f"{stamp}. " + message("Schema version {version}.", version=str(VERSION)).say(language),
        "",
        say(
            N_(
                "Ids are the CRM's own: only who has the CRM can tell who they are. Nobody's name, address, CPR number "
                "or its pseudonym is here. Rows of few still point at somebody: keep the folder as you keep the CRM's "
                "own exports, and show others nothing of 1–4 (§6). An erasure does not reach it: after one, make it "
                "anew."
            )
        ),
        "",
        say(
            N_(
                "`parquet/` is for Power BI, DuckDB, R and Python; `csv/` holds the same for Excel. `party_key` "
                "numbers the parties of this folder alone: another export may number them anew. `…_dkk` is kroner, "
                "`…_hours` hours; in CSV yes is 1 and no 0, dates are ISO. A rule (R3) stands in docs/rules.md."
            )
        ),
        "",
        f"| {say(N_('Table'))} | {say(N_('One row'))} | {say(N_('Rows'))} |",
        "| --- | --- | ---: |",
        *(f"| [{one.table.name}](#{one.table.name}) | {say(one.table.grain)} | {one.rows} |" for one in written),
        "",
        f"## {say(N_('From rows to figures'))}",
        "",
        say(
            N_("`figure` holds every figure as `figures` gives it. The same numbers, counted of one agreement's rows:")
        ),
        "",
        f"| {say(N_('Figure'))} | {say(N_('How'))} |",
        "| --- | --- |",
        *(f"| `{figure}` | {say(how)} |" for figure, how in RECIPES),
    ]
    for one in written:
        lines += ["", f"## {one.table.name}", "", say(one.table.grain), ""]
        lines += [f"| {say(N_('Column'))} | {say(N_('Type'))} | {say(N_('Meaning and unit'))} |", "| --- | --- | --- |"]
        for field in one.table.rows.schema:
            type_ = next(word for is_it, word in TYPES if is_it(field.type))
            meaning = say(one.table.meanings[field.name]).replace("|", "\\|")
            lines.append(f"| {field.name} | {say(type_)} | {meaning} |")
    return "\n".join(lines) + "\n"


RECIPES = (
    (
        "guided.local.…",
        N_("rows of `guided_party` with a `first_local_date`, by `segment`; other levels in the same way"),
    ),
    ("guided.total.…", N_("rows with a `first_local_date` or a `first_specialised_date`, by `segment`")),
    ("programme.A.…", N_("rows of `programme_in_window` by `growth_level` and `segment`")),
    ("fee.…", N_("sum of `amount_dkk` in `fee_line` by `fee_id`; those with `is_pending` await a timesheet")),
    (
        "satisfaction",
        N_("rows of `voice` with `scope` all that are `is_counted`: those with a `score` of 4 or 5, of all of them"),
    ),
    ("jobs.net", N_("sum of `change` in `job_party`; `created` of those above 0, `lost` of those below")),
    ("deadline.…", N_("rows of `deadline_case` by `deadline_id` and `outcome`")),
    ("road.…", N_("rows of `road_party` with at least so many steps, by `segment`")),
    ("sector.…", N_("rows joined with `party_sector` by `party_key`")),
    ("completeness", N_("rows of `client_file`; complete are those with empty `missing_fields`")),
)
