"""The SQL models as they stand in their files: what one row is, what always holds, what each column means.

A model is one file; the file's name is the table's name. Staging and fact models make the tables of a warehouse file,
figure and report models are asked with `$agreement`, `$slice` and `$as_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "sql"
LAYERS = ("landing", "staging", "facts", "figures", "reports", "checks")
BUILT_LAYERS = ("landing", "staging", "facts")
# Made while a warehouse is built and not kept in it.
PASSING_LAYER = "landing"

_READS = re.compile(r"\b(?:from|join)\s+([a-z_][a-z0-9_]*)")
_PARAMETERS = re.compile(r"\$([a-z_]+)")
_SECTION = re.compile(r"^-- (promises|columns):$")
_KEY = re.compile(r"^-- keyed by (\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Promise:
    """Something that always holds of a model: `unique a, b`, `known a` or `always <condition>`."""

    rule: str
    about: str

    def failing_rows(self, table: str, among: str | None = None) -> str:
        """SQL that returns the rows of `table` that break the promise (none, when it holds).

        `among`: a condition on the rows to look at, where all others are known to keep it.
        """
        rows = table if among is None else f"(select * from {table} where {among})"
        if self.rule == "unique":
            alike = table if among is None else f"{table} semi join {rows} as looked_at using ({self.about})"
            return f"select {self.about}, count(*) as row_count from {alike} group by {self.about} having count(*) > 1"
        if self.rule == "known":
            return f"select * from {rows} where {self.about} is null"
        return f"select * from {rows} where not ({self.about})"

    def __str__(self) -> str:
        return f"{self.rule} {self.about}"


@dataclass(frozen=True)
class Model:
    """One SQL file: `reads` are the tables it is made of, `parameters` the values it asks for.

    `key`: a column by which its rows can be worked out apart from the others (`increment`); None where they can't.
    """

    name: str
    layer: str
    grain: str
    promises: tuple[Promise, ...]
    columns: Mapping[str, str]
    sql: str
    reads: tuple[str, ...]
    parameters: tuple[str, ...]
    key: str | None = None


def parse(name: str, layer: str, text: str) -> Model:
    """The model in `text`: its header's three blocks and its query."""
    lines = text.splitlines()
    length = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header, query = lines[:length], "\n".join(lines[length:]).strip()
    grain = " ".join(line[3:] for line in header[: header.index("--")]) if "--" in header else ""
    promises: list[Promise] = []
    columns: dict[str, str] = {}
    section = ""
    for line in header:
        heading = _SECTION.match(line)
        if heading:
            section = heading.group(1)
        elif section and line.startswith("--   "):
            entry = line[5:]
            if section == "promises":
                promises.append(Promise(*entry.split(" ", 1)))
            elif entry.startswith(" "):
                columns[next(reversed(columns))] += " " + entry.strip()
            else:
                column, meaning = entry.split(None, 1)
                columns[column] = meaning
        elif line != "--":
            section = ""
    code = re.sub(r"--[^\n]*", "", query)
    own = set(re.findall(r"(?:with|,)\s+([a-z_][a-z0-9_]*) as \(", code))
    reads = tuple(dict.fromkeys(table for table in _READS.findall(code) if table not in own and table in _names()))
    parameters = tuple(dict.fromkeys(_PARAMETERS.findall(code)))
    key = _KEY.search("\n".join(header))
    return Model(name, layer, grain, tuple(promises), columns, query, reads, parameters, key.group(1) if key else None)


@cache
def _names() -> frozenset[str]:
    from data_pipeline.exports.kinds import KINDS

    landing = {f"landing_{kind.table}" for kind in KINDS} | {"landing_version", "landing_refused", "landing_complete"}
    return frozenset(landing | {path.stem for layer in LAYERS for path in (FOLDER / layer).glob("*.sql")})


@cache
def models() -> Mapping[str, Model]:
    """Every model, by name."""
    return {
        path.stem: parse(path.stem, layer, path.read_text(encoding="utf-8"))
        for layer in LAYERS
        for path in sorted((FOLDER / layer).glob("*.sql"))
    }


@cache
def asked_with(name: str) -> frozenset[str]:
    """Every parameter that a model and those it is made of ask for; a built table asks for none."""
    return frozenset(
        parameter for model in in_order([name]) if model.layer not in BUILT_LAYERS for parameter in model.parameters
    )


@cache
def is_lasting(name: str) -> bool:
    """Whether a model asks for agreement and slice at most: its rows are the same for every date."""
    return bool(asked_with(name)) and asked_with(name) <= {"agreement", "slice"}


def in_order(names: Iterable[str]) -> list[Model]:
    """The models called `names` and all they are made of, each after what it reads."""
    found: dict[str, Model] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in found or name not in models():
            return
        if name in above:
            raise ValueError(f"models read each other in a ring: {' > '.join((*above, name))}")
        for read in models()[name].reads:
            visit(read, (*above, name))
        found[name] = models()[name]

    for name in names:
        visit(name, ())
    return list(found.values())
