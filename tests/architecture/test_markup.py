"""No text of the data is ever read as markup, and no file leaves without its role (trust §2.3, decision 0094)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, python_files, shown, tree

# They read what they are given as Markdown, in which an image is fetched; `st.exception` shows values.
MARKDOWN = frozenset(
    {
        "markdown",
        "write",
        "write_stream",
        "caption",
        "title",
        "header",
        "subheader",
        "metric",
        "table",
        "warning",
        "error",
        "info",
        "success",
        "toast",
        "exception",
        "latex",
        "json",
        "badge",
        "bar_chart",
        "line_chart",
        "area_chart",
        "scatter_chart",
    }
)
COLUMNS = frozenset({"LinkColumn", "ImageColumn", "MarkdownColumn"})
# Where a script of our own is sent, with nothing of the data in it but what `safe()` or `json.dumps` wrote.
SCRIPTS = {"ui/meeting/show.py"}


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call on the screen's floors of something of Streamlit's, with its name."""
    for path in [*python_files("ui", "pages"), ROOT / "dashboard.py"]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield path, node, node.func.attr


def test_nothing_is_written_as_markdown():
    found = [
        f"{shown(path)}:{node.lineno} st.{name}"
        for path, node, name in calls()
        if (name in MARKDOWN and isinstance(node.func.value, ast.Name) and node.func.value.id == "st")
        or name in COLUMNS
    ]
    assert not found


def test_html_is_never_unsafe_and_scripts_are_our_own():
    for path, node, _name in calls():
        for keyword in node.keywords:
            assert keyword.arg != "unsafe_allow_html", f"{shown(path)}:{node.lineno}"
            assert keyword.arg != "unsafe_allow_javascript" or shown(path) in SCRIPTS, f"{shown(path)}:{node.lineno}"


def test_every_file_is_made_for_who_asks():
    """Streamlit hands a download to whoever knows its address; `files.link` asks who they are."""
    assert not [f"{shown(path)}:{node.lineno}" for path, node, name in calls() if name == "download_button"]
    assert [name for _path, _node, name in calls() if name == "link"]
