"""DuckDB alone: `python -m benchmarks.bare DATABASE CSV …` prints the seconds that files took to become tables."""

from __future__ import annotations

import sys
import time

import duckdb

READ = """
create table file_{number} as
select * from read_csv(?, delim = ';', decimal_separator = ',', dateformat = '%d-%m-%Y',
                       timestampformat = '%d-%m-%Y %H:%M')
"""


def main(database: str, *files: str) -> float:
    """Seconds from opening a new database to closing it with every file in it, typed, nothing checked or dropped."""
    started = time.perf_counter()
    with duckdb.connect(database) as connection:
        for number, path in enumerate(files):
            connection.execute(READ.format(number=number), [path]).fetchall()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
