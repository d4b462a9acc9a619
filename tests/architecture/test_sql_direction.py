"""SQL reads only go down: landing > staging > facts > figures > reports; and each model says what it promises."""

from __future__ import annotations

import graphlib
import json
import re
from functools import cache
from pathlib import Path

import duckdb

from tests.architecture.sources import require_none, shown, sql_files

# The floors from the ground up; a model reads its own floor (in one direction) and those below, the first floor only
# what was landed. Checks may read every floor.
FLOORS = ("landing", "staging", "facts", "figures", "reports", "checks")
MODELS = {path.stem: path for path in sql_files()}


@cache
def parsed(path: Path) -> dict:
    """DuckDB's own syntax tree of the one statement in a file."""
    with duckdb.connect() as connection:
        (text,) = connection.execute("select json_serialize_sql(?)", [path.read_text(encoding="utf-8")]).fetchone()
    answer = json.loads(text)
    assert not answer["error"], f"{shown(path)}: {answer['error_message']}"
    assert len(answer["statements"]) == 1, f"{shown(path)} holds more than one statement"
    return answer["statements"][0]["node"]


def nodes(part: object):
    """Every object of a syntax tree."""
    if isinstance(part, dict):
        yield part
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from nodes(one)


def tables_read(path: Path) -> set[str]:
    """Names of the tables a model reads, its own steps left out."""
    tree = parsed(path)
    steps = {entry["key"] for node in nodes(tree) for entry in node.get("cte_map", {}).get("map", [])}
    return {node["table_name"] for node in nodes(tree) if node.get("type") == "BASE_TABLE"} - steps


def floor(table: str) -> str:
    return MODELS[table].parent.name if table in MODELS else "landing"


def header(path: Path) -> list[str]:
    """The comment that opens a model, line by line, without dashes."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").removeprefix(" ").rstrip())
    return lines


def block(path: Path, name: str) -> list[str]:
    """The indented lines under `name:` in the header, None of them when the block is missing."""
    lines = header(path)
    if f"{name}:" not in lines:
        return []
    after = lines[lines.index(f"{name}:") + 1 :]
    end = next((n for n, line in enumerate(after) if not line.startswith("  ")), len(after))
    return [line for line in after[:end] if line.strip()]


def last_step(path: Path) -> list[dict]:
    """The expressions of the last select, as columns come out; of a union, those of its first part."""
    node = parsed(path)
    while node["type"] == "SET_OPERATION_NODE":
        node = node.get("left") or node["children"][0]
    return node["select_list"]


def columns(path: Path) -> list[str]:
    """The names of a model's columns, in order."""
    return [one.get("alias") or one.get("column_names", ["(no name)"])[-1] for one in last_step(path)]


def test_there_are_models_on_every_floor():
    """Without this the other tests could pass on an empty folder."""
    assert {path.parent.name for path in MODELS.values()} >= {"staging", "facts", "figures"}


def test_a_table_has_one_file():
    """The file's name is the table's name, so a name may not come twice."""
    names = [path.stem for path in sql_files()]
    assert len(names) == len(set(names))


def test_reads_only_go_down():
    """A model reads its own floor or one below, nothing above staging what was landed."""
    offenders = []
    for path in MODELS.values():
        for table in tables_read(path):
            if FLOORS.index(floor(table)) > FLOORS.index(path.parent.name):
                offenders.append(f"{path.stem} reads {table}, which stands above it")
            elif floor(table) == "landing" and not table.startswith("landing_"):
                offenders.append(f"{path.stem} reads {table}: no such model")
            elif floor(table) == "landing" and path.parent.name not in ("landing", "staging", "checks"):
                offenders.append(f"{path.stem} reads {table} past staging")
    require_none(offenders)


def test_no_reads_in_a_circle():
    """On one floor, too, there is a first and a last."""
    graph = {name: tables_read(path) & set(MODELS) for name, path in MODELS.items()}
    graphlib.TopologicalSorter(graph).prepare()


def test_header_says_what_one_row_is():
    """What one row is (or the only one), then what always holds, then each column."""
    offenders = []
    for path in MODELS.values():
        if not header(path) or not re.match(r"One row( per .|:)", header(path)[0]):
            offenders.append(f"{shown(path)} does not begin with what one row is")
        if path.parent.name == "checks":
            continue
        offenders += [f"{shown(path)} has no {name}" for name in ("promises", "columns") if not block(path, name)]
        for promise in block(path, "promises"):
            if not re.match(r"  (unique|known|always) \S", promise):
                offenders.append(f"{shown(path)} promises {promise.strip()!r}")
    require_none(offenders)


def test_documented_columns_are_the_columns():
    """Each column with meaning and unit, in the order they come out; no `select *` out of the last step."""
    offenders = []
    for path in MODELS.values():
        if path.parent.name == "checks":
            continue
        if any(one["class"] == "STAR" for one in last_step(path)):
            offenders.append(f"{shown(path)} ends with select *")
            continue
        documented = {line.split()[0]: line.split()[1:] for line in block(path, "columns") if line[2] != " "}
        if list(documented) != columns(path):
            offenders.append(f"{shown(path)} documents {list(documented)}, not {columns(path)}")
        offenders += [f"{shown(path)}: {name} has no meaning" for name, words in documented.items() if not words]
    require_none(offenders)
