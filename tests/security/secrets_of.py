"""What nobody but partners may read: every id and number in an installation that stands for one client."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

LOOKS = re.compile(rb"[0-9A-Za-z_\-]{3,}")


def ids(home: Path) -> frozenset[bytes]:
    """Kunde-IDs, ids of their events, CVR numbers and pseudonyms, as they stand in the newest warehouse file."""
    newest = max((home / "warehouse").glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
    found: set[str] = set()
    with duckdb.connect(str(newest), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name from information_schema.columns where data_type = 'VARCHAR'"
            " and (column_name like '%\\_id' escape '\\' or column_name in ('cvr', 'cpr', 'cpr_pseudonym', 'party_id'))"
        ).fetchall()
        assert columns
        for table, column in columns:
            values = connection.execute(f'select distinct "{column}" from "{table}"').fetchall()
            found |= {str(value) for (value,) in values if value}
    return frozenset(
        one.partition(":")[2].encode() if ":" in one else one.encode()
        for one in found
        if re.search(r"\d", one) and len(one) >= 4
    )


def told(known: frozenset[bytes], heard: bytes) -> set[bytes]:
    """Which of them somebody heard, as words of their own."""
    return known & set(LOOKS.findall(heard))
