"""DuckDB alone: `python -m benchmarks.bare FOLDER CSV …` prints the seconds that files took to become Parquet."""

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


def main(folder: str, *files: str) -> float:
    """Seconds from opening DuckDB to the last Parquet file in `folder`, typed, nothing checked or dropped."""
    started = time.perf_counter()
    with duckdb.connect() as connection:
        for path in files:
            target = Path(folder) / f"{Path(path).stem}.parquet"
            connection.execute(COPY.format(target=target), [path]).fetchall()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
