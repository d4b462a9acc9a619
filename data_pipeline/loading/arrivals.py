"""The rows of a load on their way into the landing: what says what stands already is confirmed, not stored again."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data_pipeline.errors import Correctable
from data_pipeline.exports.kinds import BY_TABLE, CONFIRMED, REFUSED, STORED_AGAIN
from data_pipeline.ledger import Part, standing
from data_pipeline.loading.candidate import Place
from data_pipeline.storage import warehouse
from data_pipeline.storage.landing import new_name
from data_pipeline.storage.landing_file import LandingFile
from data_pipeline.storage.sweep import CANDIDATE
from data_pipeline.storage.unchanged_rows import unchanged_rows


class Arrivals:
    """The rows of a load, by table: added while its files are read, then landed together."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._names: list[str] = []
        self._files: dict[str, LandingFile] = {}
        self._drafts: dict[str, Path] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def add(self, table: str, rows: pa.Table, position: int, writers: ExitStack) -> None:
        """Add rows of the file at `position` of the load; what is written is whole when `writers` is closed."""
        if not rows.num_rows:
            return
        if table not in self._files:
            self._files[table] = self._begun(table, writers)
        file = self._files[table]
        rows = rows.append_column("source", pa.repeat(pa.scalar(position, pa.int32()), rows.num_rows))
        if table != "refused":
            ordinal = pa.array(np.arange(file.rows, file.rows + rows.num_rows))
            rows = rows.append_column("row_ordinal", ordinal)
        file.write(rows)

    def land(self) -> tuple[Part, ...]:
        """Return the landing files of the load, all of them written."""
        parts = []
        confirmed = [CONFIRMED.empty_table()]
        for table, file in self._files.items():
            if table not in self._drafts:
                parts.append(Part(table, file.name, file.sha256, file.rows))
                continue
            newest = warehouse.ensure(self._place.settings, self._place.loads, self._place.landing)
            found = unchanged_rows(newest, self._drafts[table], BY_TABLE[table])
            confirmed.append(found.select(CONFIRMED.names))
            if found.num_rows < file.rows:
                parts.append(self._landed(table, found["row_ordinal"]))
        rows = pa.concat_tables(confirmed)
        if rows.num_rows:
            name = self._named("confirmed")
            parts.append(Part("confirmed", name, self._place.landing.write(rows, name), rows.num_rows))
        return tuple(sorted(parts, key=lambda part: part.table))

    def keep(self) -> None:
        """Leave what was landed where it is: from now on it may be a load's."""
        self._names.clear()

    def clear(self) -> None:
        """Delete what was landed and is not kept."""
        if self._folder is not None:
            self._folder.cleanup()
        with suppress(OSError, Correctable):
            for name in self._names:
                self._place.landing.delete(name)

    def _begun(self, table: str, writers: ExitStack) -> LandingFile:
        """A file to write to: in the landing, or beside it where its rows are first compared with what stands."""
        schema = REFUSED if table == "refused" else BY_TABLE[table].schema
        if table in {"refused", *STORED_AGAIN} or not standing(self._place.loads):
            return writers.enter_context(self._place.landing.writing(self._named(table), schema))
        if self._folder is None:
            folder = self._place.settings.warehouses
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._folder = tempfile.TemporaryDirectory(prefix=CANDIDATE, dir=folder)
        self._drafts[table] = Path(self._folder.name) / table
        sink = writers.enter_context(self._drafts[table].open("wb"))
        return writers.enter_context(LandingFile(table, schema, sink).open())

    def _named(self, table: str) -> str:
        self._names.append(new_name(table, self._place.next_number))
        return self._names[-1]

    def _landed(self, table: str, confirmed: pa.ChunkedArray) -> Part:
        """The landing file of the rows of a draft but those confirmed."""
        name = self._named(table)
        known = confirmed.combine_chunks()
        with self._place.landing.writing(name, BY_TABLE[table].schema) as file:
            for batch in pq.ParquetFile(self._drafts[table]).iter_batches():
                is_new = pc.invert(pc.is_in(batch["row_ordinal"], value_set=known))
                file.write(pa.Table.from_batches([batch.filter(is_new)]))
        return Part(table, name, file.sha256, file.rows)
