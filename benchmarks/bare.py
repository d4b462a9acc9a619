"""DuckDB alone: `python -m benchmarks.bare FOLDER CSV …` prints what it took files to become Parquet.

Seconds on the wall, and of processors.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

COPY = """
copy (
    select * from read_csv(?, delim = ';', decimal_separator = ',', dateformat = '%d-%m-%Y',
                           timestampformat = '%d-%m-%Y %H:%M')
) to '{target}' (format parquet)
"""


def main(folder: str, *files: str) -> tuple[float, float]:
    """Seconds on the wall and of processors, from opening DuckDB to the last Parquet file in `folder`.

    The files are typed as they are read; nothing is checked or dropped.
    """
    started, worked = time.perf_counter(), time.process_time()
    with duckdb.connect() as connection:
        for path in files:
            target = Path(folder) / f"{Path(path).stem}.parquet"
            connection.execute(COPY.format(target=target), [path]).fetchall()
    return time.perf_counter() - started, time.process_time() - worked


if __name__ == "__main__":
    print(*main(*sys.argv[1:]))
