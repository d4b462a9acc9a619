"""The columns of `export data`, as committed in a list that `python -m tests.command.data_columns` writes anew."""

from __future__ import annotations

import tempfile
from pathlib import Path

from data_pipeline.command.line import main
from data_pipeline.reports.data_tables import VERSION

LIST = Path(__file__).with_suffix(".txt")


def of(folder: Path) -> str:
    """The schema's version, then a line for each column of the Parquet files in an exported folder, with its type."""
    import pyarrow.parquet as pq

    lines = [f"version {VERSION}"]
    for path in sorted((folder / "parquet").iterdir()):
        lines += [f"{path.stem}.{field.name} {field.type}" for field in pq.read_schema(path)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        environment = {"VAEKSTTAVLEN_HOME": home}
        main(["load", "--samples"], environment)
        main(["export", "data", "--out", f"{home}/data"], environment)
        LIST.write_text(of(Path(home) / "data"), encoding="utf-8")
