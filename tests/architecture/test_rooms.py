"""Pages ask and lay out, modules stay readable, and no code knows one agreement."""

from __future__ import annotations

import ast
import re
import tokenize
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, python_files, shown, sql_files, tree

PAGES = python_files("pages")
LONGEST_MODULE_LINES = 400
LONGEST_PAGE_LINES = 80

# Numbers that only an agreement can know; its others (80, 200, 500, 100 000) are sizes of other things too in Python.
AGREED = {275, 2_500, 160_000}
AGREED_IN_SQL = AGREED | {80, 200, 500, 791, 30_000, 100_000}


def is_words(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def called(expression: ast.expr) -> list[str]:
    """Names of the functions an expression calls, innermost last: `ui.asked` → `asked`."""
    return [
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(expression)
        if isinstance(node, ast.Call)
    ]


def test_there_are_pages():
    assert PAGES


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_a_page_enters_the_frame_first(path: Path):
    """Opened by its own link after a server start, a page runs without `dashboard.py` unless it asks for the frame."""
    statements = [s for s in tree(path).body if not is_words(s) and not isinstance(s, ast.Import | ast.ImportFrom)]
    first = statements[0]
    assert isinstance(first, ast.Expr | ast.Assign), f"line {first.lineno} comes before the frame"
    assert called(first.value)[-1:] == ["inside"], f"line {first.lineno} comes before the frame"


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_a_page_asks_and_lays_out(path: Path):
    """No arithmetic, no format strings, no colours, no queries in a page."""
    for node in ast.walk(tree(path)):
        assert not isinstance(node, ast.BinOp | ast.JoinedStr), f"{shown(path)}:{node.lineno}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.search(r"#[0-9a-fA-F]{6}\b|\bselect\b.*\bfrom\b", node.value), f"{shown(path)}:{node.lineno}"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE_LINES


@pytest.mark.parametrize("path", python_files(), ids=shown)
def test_a_module_can_be_read_in_one_go(path: Path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE_LINES, f"{lines} lines: which part of it is a room of its own?"


@pytest.mark.parametrize("path", python_files(), ids=shown)
def test_no_python_knows_one_agreement(path: Path):
    """Targets, caps and goals stand in agreements/*.toml; the sample maker alone tells Viborg's story."""
    if path.stem == "sample" or "sample" in path.parent.parts:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant):
            assert isinstance(node.value, bool) or node.value not in AGREED, f"{shown(path)}:{node.lineno}"
            assert not (isinstance(node.value, str) and "viborg-2014" in node.value), f"{shown(path)}:{node.lineno}"


@pytest.mark.parametrize("path", sql_files(), ids=shown)
def test_no_sql_knows_one_agreement(path: Path):
    code = re.sub(r"--[^\n]*|'[^']*'", "", path.read_text(encoding="utf-8"))
    assert not {int(number) for number in re.findall(r"(?<![\w.])\d+(?![\w.])", code)} & AGREED_IN_SQL


@pytest.mark.parametrize("path", python_files() + sorted((ROOT / "tests").rglob("*.py")), ids=shown)
def test_no_catch_all_names(path: Path):
    """A name says what is in the room."""
    assert not re.search(r"util|helper|manager|common|misc", path.stem)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=shown)
def test_no_test_is_skipped(path: Path):
    """A missing browser or database is a failure: a test that may not run proves nothing."""
    with path.open("rb") as file:
        names = {token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.NAME}
    assert not names & {"skip", "skipif", "xfail", "importorskip"}
