"""Imports only go down, and each outside library has one room."""

from __future__ import annotations

import ast
import graphlib
from pathlib import Path

from tests.architecture.sources import ROOT, module_name, python_files, require_none, shown, tree

# From the roof to the ground. A name stands for a module or a package with all that is in it; beside each other on a
# floor they may know each other, in one direction. A new room gets its place here first.
FLOORS = (
    {"dashboard"},
    {"pages"},
    {"ui"},
    {"data_pipeline.__main__", "data_pipeline.command", "data_pipeline.reader_process"},
    {"data_pipeline.papers"},
    {"data_pipeline.slides"},
    {"data_pipeline.views"},
    {"data_pipeline.settlements", "data_pipeline.meetings", "data_pipeline.sample"},
    {"data_pipeline.reports"},
    {"data_pipeline.loading", "data_pipeline.erasure", "data_pipeline.figures"},
    {"data_pipeline.storage"},
    {"data_pipeline.ledger", "data_pipeline.settings"},
    {"data_pipeline.exports"},
    {"data_pipeline.agreements", "data_pipeline.privacy", "data_pipeline.arithmetic"},
    {"data_pipeline.errors", "data_pipeline.municipalities", "data_pipeline.waiting"},
    {"data_pipeline.language", "data_pipeline.start"},
    {"data_pipeline"},
)
HEIGHT = {name: len(FLOORS) - floor for floor, names in enumerate(FLOORS) for name in names}

# Who may import what comes from outside, as prefixes of module names.
ROOMS = {
    "streamlit": ("dashboard", "pages", "ui"),
    "plotly": ("dashboard", "pages", "ui"),
    "duckdb": (
        "data_pipeline.storage.warehouse",
        "data_pipeline.storage.increment",
        "data_pipeline.storage.landing_views",
        "data_pipeline.storage.snapshot_mixture",
        "data_pipeline.storage.unchanged_rows",
    ),
    "sqlalchemy": ("data_pipeline.ledger", "data_pipeline.ledger.migrations"),
    "psycopg": ("data_pipeline.ledger",),
    "alembic": ("data_pipeline.ledger", "data_pipeline.ledger.migrations"),
    "pyarrow.fs": ("data_pipeline.storage.landing",),
}


def imported(path: Path) -> set[str]:
    """Every module a file imports, also inside functions and for type checking, with full names."""
    own = module_name(path).split(".")
    package = own if path.name == "__init__.py" else own[:-1]
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def room(name: str) -> str | None:
    """The floor's name that holds a module: the longest one that begins it; None for what comes from outside."""
    parts = name.split(".")
    return next((found for n in range(len(parts), 0, -1) if (found := ".".join(parts[:n])) in HEIGHT), None)


def is_in(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def room_imports() -> dict[Path, set[str]]:
    """For each file, the rooms of the house it imports from, itself left out."""
    found = {}
    for path in python_files():
        rooms = {room(name) for name in imported(path)} - {None, room(module_name(path))}
        found[path] = {name for name in rooms if name is not None and name != "data_pipeline"}
    return found


def module_imports() -> dict[str, set[str]]:
    """For each module, the modules of the house it imports, itself left out."""
    modules = {module_name(path): path for path in python_files()}

    def owner(name: str) -> str:
        """The module that holds a name: itself, or the one it is taken from."""
        while name and name not in modules:
            name = name.rpartition(".")[0]
        return name

    return {module: {owner(name) for name in imported(path)} - {"", module} for module, path in modules.items()}


def test_every_module_has_its_place():
    """A module of data_pipeline/ that no floor names could know anybody."""
    require_none(
        [
            f"{shown(path)} has no floor in FLOORS"
            for path in python_files("data_pipeline")
            if room(module_name(path)) == "data_pipeline" and path != ROOT / "data_pipeline" / "__init__.py"
        ]
    )


def test_imports_only_go_down():
    """Nobody knows who stands above."""
    require_none(
        [
            f"{shown(path)} imports {other}"
            for path, others in room_imports().items()
            for other in others
            if HEIGHT[other] > HEIGHT[room(module_name(path)) or ""]
        ]
    )


def test_rooms_never_import_in_a_circle():
    """On one floor, too, there is a first and a last."""
    graph: dict[str, set[str]] = {}
    for path, others in room_imports().items():
        graph.setdefault(room(module_name(path)) or "", set()).update(others)
    graphlib.TopologicalSorter(graph).prepare()


def test_modules_never_import_in_a_circle():
    """In one room, too, there is a first and a last; an import inside a function, or for types alone, counts."""
    graphlib.TopologicalSorter(module_imports()).prepare()


def test_each_library_has_its_room():
    """Streamlit on the screen only, DuckDB in the warehouse only, and so on."""
    require_none(
        [
            f"{shown(path)} imports {name}"
            for path in python_files()
            for name in imported(path)
            for library, owners in ROOMS.items()
            if is_in(name, (library,)) and not is_in(module_name(path), owners)
        ]
    )
