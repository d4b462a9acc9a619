"""The project's own source files, as its own tests read them."""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("data_pipeline", "ui", "pages")


def python_files(*folders: str) -> list[Path]:
    """Every Python file of what runs (not tests), sorted; `folders` narrows it."""
    found = [path for folder in folders or PACKAGES for path in (ROOT / folder).rglob("*.py")]
    if not folders:
        found.append(ROOT / "dashboard.py")
    return sorted(path for path in found if path.exists())


def sql_files(*layers: str) -> list[Path]:
    """Every model under data_pipeline/sql, sorted; `layers` narrows it to folders."""
    folder = ROOT / "data_pipeline" / "sql"
    return sorted(path for layer in layers or ("",) for path in (folder / layer).rglob("*.sql"))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def module_name(path: Path) -> str:
    """`data_pipeline.exports.text` for `data_pipeline/exports/text.py`."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def shown(path: Path) -> str:
    """The path as one reads it from the project's folder."""
    return path.relative_to(ROOT).as_posix()


def require_none(offenders: Collection[str], owed: Collection[str] = ()) -> None:
    """Fail naming every offender that is not in `owed`, and every name in `owed` that offends no longer."""
    new, mended = sorted(set(offenders) - set(owed)), sorted(set(owed) - set(offenders))
    assert not new, "against the rule:\n" + "\n".join(new)
    assert not mended, "mended, so take them out of OWED:\n" + "\n".join(mended)
