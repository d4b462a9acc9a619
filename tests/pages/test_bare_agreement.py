"""Agreements that leave out targets, fees or focus sectors, or share a title: each page says so, and stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data_pipeline.settings import ROOT
from tests.agreements import sparse
from tests.pages.conftest import Shown, markup

LEFT_OUT = re.compile(r"^\[\[(?:fees|sectors|budget_lines)\]\].*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with the sample year's agreement, cut down: every count of a target is 0."""
    text = (ROOT / "agreements" / "viborg-2014.toml").read_text(encoding="utf-8")
    text = re.sub(r"^count = \d+", "count = 0", LEFT_OUT.sub("", text), flags=re.MULTILINE)
    text = text.replace('id = "viborg-2014"', 'id = "viborg-2014"\nfees = []\nsectors = []', 1)
    (tmp_path / "viborg-2014.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_what_is_not_agreed_is_said(bare: Path, sample_home: Path, show: Callable[..., Shown]):
    def page(name: str) -> Shown:
        return show(sample_home, name, agreements=bare, as_of="2014-06-30")

    overview = page("overview")
    assert "Honorar til udbetaling Hvorfor? – Der er ikke aftalt honorar" in overview.text
    assert overview.text.count("Intet mål aftalt (0)") == 2
    assert page("fees").title == "Der er ikke aftalt honorar"
    sectors = page("focus_sectors")
    assert sectors.title == "Aftalen nævner ingen fokusområder"
    assert "Hvilke områder lægger aftalen vægt på?" in sectors.text
    targets = page("targets")
    assert targets.title == "Der er ikke aftalt mål"
    assert any(alt.startswith("Iværksættere: 95 nået, intet mål aftalt (0)") for alt in targets.alts)
    assert "Mål 0" not in targets.text


def test_agreements_of_one_title_are_told_apart(bare: Path, sample_home: Path, show: Callable[..., Shown]):
    text = (bare / "viborg-2014.toml").read_text(encoding="utf-8")
    (bare / "viborg-b.toml").write_text(text.replace('id = "viborg-2014"', 'id = "viborg-b"', 1), encoding="utf-8")
    page = show(sample_home, "targets", agreements=bare, agreement="viborg-b")
    options = re.findall(r'<option value="([^"]*)"( selected|)>(Viborg[^<]+)</option>', markup(page.app))
    assert {title for _value, _is_chosen, title in options} == {"Viborg 2014 (viborg-2014)", "Viborg 2014 (viborg-b)"}
    assert [title for _value, is_chosen, title in options if is_chosen] == ["Viborg 2014 (viborg-b)"]


@pytest.mark.parametrize("page", sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
def test_every_page_of_an_agreement_with_next_to_nothing(
    page: str, tmp_path: Path, sample_home: Path, show: Callable[..., Shown]
):
    (tmp_path / "bare.toml").write_text(sparse.texts()["bare"], encoding="utf-8")
    shown = show(sample_home, page, agreements=tmp_path, as_of="2014-06-30")
    assert len(shown.title) > 8
    assert "{" not in shown.text


def test_what_one_segment_alone_has_is_shown_once(tmp_path: Path, sample_home: Path, show: Callable[..., Shown]):
    (tmp_path / "example.toml").write_text(sparse.texts()["example"], encoding="utf-8")
    overview = show(sample_home, "overview", agreements=tmp_path, as_of="2014-06-30")
    assert overview.title == "Iværksætterne følger planen"
    assert "Vejledte iværksættere B1" in overview.text
    assert "Vejledte virksomheder" not in overview.text
    targets = show(sample_home, "targets", agreements=tmp_path, as_of="2014-06-30")
    assert targets.title == "Det eneste mål følger planen"
    assert "Virksomheder" not in targets.text.partition("Nået ved månedens udgang")[2].partition("Samme")[0]
