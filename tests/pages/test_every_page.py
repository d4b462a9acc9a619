"""Every page in the house: with rows, without rows, in both languages, and never without its frame."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.settings import ROOT
from tests.pages.conftest import Shown

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
DATES = {"da": "Data til og med 30. juni 2014", "en": "Data up to 30 June 2014"}
EMPTY = {"da": "Der er ikke indlæst noget endnu", "en": "Nothing is loaded yet"}
LONGEST_PAGE_LINES = 40


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_rows(page: str, language: str, sample_home: Path, show: Callable[..., Shown]):
    shown = show(sample_home, page, lang=language, as_of="2014-06-30")
    assert len(shown.title) > 8
    # A list of meetings has no date of its own: each meeting has one.
    assert (DATES[language] in shown.text) != (page == "meeting")
    assert "{" not in shown.text, "a gap is left in a sentence"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_rows(page: str, language: str, tmp_path: Path, show: Callable[..., Shown]):
    shown = show(tmp_path / "home", page, lang=language)
    assert shown.title == EMPTY[language]
    assert "python -m data_pipeline load" in shown.text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_goes_inside_the_frame_first(page: str):
    tree = ast.parse((ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8"))
    calls = [node for node in tree.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    statements = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert ast.unparse(calls[0]) == "frame.inside()"
    assert statements[1] is calls[0], "something happens before the frame"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_and_lays_out_and_does_nothing_else(page: str):
    """No arithmetic, no SQL, no format strings, no colours, no numbers from the agreement."""
    source = (ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_PAGE_LINES
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, ast.BinOp | ast.JoinedStr | ast.FormattedValue), ast.unparse(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not re.search(r"#[0-9A-Fa-f]{6}|\bselect\b", node.value), node.value
            assert not re.search(r"\d{3}", node.value), node.value
