"""Pages ask and lay out, modules stay readable, and no code knows one agreement."""

from __future__ import annotations

import ast
import re
import tokenize
from pathlib import Path

from tests.architecture.sources import ROOT, python_files, require_none, shown, sql_files, tree

PAGES = python_files("pages")
LONGEST_LINES = {"pages": 40, "ui": 350}
LONGEST_ELSEWHERE_LINES = 400
NOT_IN_A_PAGE = re.compile(r"#[0-9a-fA-F]{6}\b|\bselect\b|\d{3}")  # a colour, a query, an amount

# Modules that are still too long: they only become fewer.
OWED: frozenset[str] = frozenset()

# Numbers that only an agreement can know; its others (80, 200, 500, 100 000) are sizes of other things too in Python.
AGREED = {275, 2_500, 160_000}
AGREED_IN_SQL = AGREED | {80, 200, 500, 791, 30_000, 100_000}


def docstrings(path: Path) -> list[str]:
    """What a file, its classes and its functions say of themselves."""
    nodes = [
        n
        for n in ast.walk(tree(path))
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [text for node in nodes if (text := ast.get_docstring(node))]


def most_lines(path: Path) -> int:
    """The most lines a file may have where it stands."""
    return LONGEST_LINES.get(path.relative_to(ROOT).parts[0], LONGEST_ELSEWHERE_LINES)


def is_agreed(value: object) -> bool:
    return not isinstance(value, bool) and value in AGREED


def test_there_are_pages():
    """Without this the next tests could pass on an empty folder."""
    assert PAGES


def test_a_page_asks_and_lays_out():
    """No arithmetic, no format strings, no colours, no queries, no numbers of the agreement in a page."""
    require_none(
        [
            f"{shown(path)}:{node.lineno}"
            for path in PAGES
            for node in ast.walk(tree(path))
            if isinstance(node, ast.BinOp | ast.JoinedStr)
            or (isinstance(node, ast.Constant) and isinstance(node.value, str) and NOT_IN_A_PAGE.search(node.value))
        ]
    )


def test_a_module_can_be_read_in_one_go():
    """A longer one has a part that is a room of its own."""
    require_none(
        [shown(path) for path in python_files() if len(path.read_text("utf-8").splitlines()) > most_lines(path)], OWED
    )


def test_no_python_knows_one_agreement():
    """Targets, caps and goals stand in agreements/*.toml; the sample maker alone tells Viborg's story."""
    require_none(
        [
            f"{shown(path)}:{node.lineno} {node.value}"
            for path in python_files()
            if path.stem != "sample" and "sample" not in path.parent.parts
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Constant)
            and (is_agreed(node.value) or (isinstance(node.value, str) and "viborg-2014" in node.value))
        ]
    )


def test_no_sql_knows_one_agreement():
    offenders = []
    for path in sql_files():
        code = re.sub(r"--[^\n]*|'[^']*'", "", path.read_text(encoding="utf-8"))
        numbers = {int(number) for number in re.findall(r"(?<![\w.])\d+(?![\w.])", code)}
        offenders += [f"{shown(path)}: {number}" for number in numbers & AGREED_IN_SQL]
    require_none(offenders)


def test_no_catch_all_names():
    """A name says what is in the room."""
    files = python_files() + sorted((ROOT / "tests").rglob("*.py"))
    require_none([shown(path) for path in files if re.search(r"util|helper|manager|common|misc", path.stem)])


def test_no_test_is_skipped():
    """A missing browser or database is a failure: a test that may not run proves nothing."""
    offenders = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        with path.open("rb") as file:
            names = {token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.NAME}
        offenders += [f"{shown(path)}: {name}" for name in names & {"skip", "skipif", "xfail", "importorskip"}]
    require_none(offenders)


def test_a_docstring_says_what_is_done():
    """A reader learns nothing of what a function does from a first line that begins with "Nothing"."""
    files = python_files() + sorted((ROOT / "tests").rglob("*.py"))
    require_none({shown(path) for path in files if any(re.match("Nothing[;,]", text) for text in docstrings(path))})
