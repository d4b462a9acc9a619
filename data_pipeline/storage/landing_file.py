"""A landing file in the making: Parquet, encoded as fits its columns, with the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

# Rows that DuckDB reads as one piece of work; it reads several pieces side by side.
ROW_GROUP_ROWS = 122_880
# Columns whose values hardly repeat are written as they stand, and numbers that grow by the step: looking for
# repetitions took two fifths of the time of writing, and the files were twice as large. All ids are such columns.
_UNLIKE = ("cvr", "cpr_pseudonym")
_COUNTED = ("line", "row_ordinal", "landed_ordinal")


class _Hashing:
    """A sink that passes bytes on and knows their SHA-256."""

    def __init__(self, sink: Any) -> None:
        self._sink = sink
        self._sha256 = hashlib.sha256()
        self.closed = False

    def write(self, data: Any) -> int:
        self._sha256.update(data)
        self._sink.write(data)
        return len(data)

    def flush(self) -> None:
        self._sink.flush()

    def close(self) -> None:
        """Leave the sink open: who opened it closes it."""

    def writable(self) -> bool:
        return True

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


class LandingFile:
    """A landing file in the making; `sha256` is known and the file seen once the block has ended."""

    def __init__(self, name: str, schema: pa.Schema, sink: Any) -> None:
        self.name = name
        self.rows = 0
        self._sink = _Hashing(sink)
        self._schema = schema
        counted = [name for name in schema.names if name in _COUNTED]
        self._parquet = pq.ParquetWriter(
            self._sink,
            schema,
            compression="zstd",
            use_dictionary=[name for name in schema.names if name not in {*counted, *_UNLIKE} and name[-3:] != "_id"],
            column_encoding=dict.fromkeys(counted, "DELTA_BINARY_PACKED") or None,
            # Of a few dozen rows, as a complete export of every day adds them, these would be the larger part.
            store_schema=False,
            write_statistics=False,
        )

    def write(self, table: pa.Table) -> None:
        """Write the rows of `table` after those before."""
        self.rows += table.num_rows
        self._parquet.write_table(table.select(self._schema.names).cast(self._schema), ROW_GROUP_ROWS)

    @contextmanager
    def open(self) -> Iterator[LandingFile]:
        """Write inside the block; the file's last bytes are handed over at its end."""
        try:
            yield self
            self._parquet.close()
        except BaseException:
            with suppress(Exception):
                self._parquet.close()
            self._parquet.is_open = False  # or its finalizer tries again
            raise

    @property
    def sha256(self) -> str:
        """SHA-256 of the file, hexadecimal."""
        return self._sink.sha256
