"""Every page in the house: with rows, without rows, in both languages, and never without its frame."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.settings import ROOT
from tests.pages.conftest import Shown

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
DATES = {"da": "Data til og med 30. juni 2014", "en": "Data up to 30 June 2014"}
EMPTY = {"da": "Der er ikke indlæst noget endnu", "en": "Nothing is loaded yet"}


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
