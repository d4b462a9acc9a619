"""What stands on the pages is what the command line says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from data_pipeline.language import money, number, share
from data_pipeline.settings import ROOT
from tests.browser import serving
from tests.browser.conftest import lead

AS_OF = "2014-06-30"


@pytest.fixture(scope="module")
def figures(filled_home: Path) -> dict[str, Any]:
    """The command line's figures."""
    command = [sys.executable, "-m", "data_pipeline", "figures", "--agreement", "viborg-2014", "--as-of", AS_OF]
    told = subprocess.run(
        [*command, "--format", "json"],
        cwd=ROOT,
        env=serving.environment(filled_home),
        check=True,
        capture_output=True,
    )
    return json.loads(told.stdout)


def cells(page: Page, row: Any) -> list[str]:
    """The texts of a row's cells, blanks made one."""
    return [" ".join(cell.split()) for cell in row.get_by_role("cell").all_inner_texts()]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_headlines_are_the_figures(
    language: str, figures: dict[str, Any], address: str, open_page: Callable[..., Page]
):
    page = open_page(f"{address}/?as_of={AS_OF}&lang={language}")
    of = {"da": "af", "en": "of"}[language]
    targets = {one["id"]: one for one in figures["targets"]}
    satisfaction, jobs, fees = figures["satisfaction"], figures["jobs"], figures["fee_total"]
    shown = [" ".join(text.split()) for text in page.locator(".headline .number").all_inner_texts()]
    for text, name in zip(shown, ("guided.total.entrepreneur", "guided.total.company"), strict=False):
        assert text == f"{targets[name]['actual']} {of} {targets[name]['target']}"
    assert shown[2].startswith(" ".join(share(satisfaction["share"], language).split()))
    assert str(satisfaction["answered"]) in shown[2]
    assert shown[3] == f"{number(Decimal(jobs['net']), language)} {of} {jobs['goal']}"
    assert " ".join(money(Decimal(fees["amount"]), language).split()) in shown[4]


def test_b1_is_the_figures(figures: dict[str, Any], address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/targets?as_of={AS_OF}")
    for segment in ("entrepreneur", "company"):
        rows = page.locator(f".segment.{segment} [role=row].part, .segment.{segment} [role=row].sum").all()
        asked = [one for one in figures["targets"] if one["id"].endswith(segment)]
        assert len(rows) == len(asked)
        for row, one in zip(rows, asked, strict=True):
            told = " ".join(row.locator(".number").inner_text().split())
            assert told == (f"{one['actual']} af {one['target']}" if one["target"] else str(one["actual"]))
            statuses = {"met": "Nået", "on_track": "På niveau", "behind": "Bagud", "missed": "Ikke nået", "none": ""}
            word = statuses[one["status"]]
            assert word in row.locator(".verdict").inner_text()
            if one["forecast"]:
                alt = row.locator("svg[role=img]").get_attribute("aria-label")
                assert f"prognose {one['forecast']['median']}" in alt
                assert f"{one['forecast']['low']}–{one['forecast']['high']}" in alt


def headlines(page: Page) -> list[str]:
    """The numbers of the headline rows, with what they are of."""
    return [" ".join(text.split()) for text in page.locator(".headline .number").all_inner_texts()]


def blanks(text: str) -> str:
    """The text with plain blanks."""
    return " ".join(text.split())


def test_every_pages_headline_is_the_figure(figures: dict[str, Any], address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/fees?as_of={AS_OF}")
    total, jobs, satisfaction = figures["fee_total"], figures["jobs"], figures["satisfaction"]
    assert headlines(page)[0].startswith(blanks(money(Decimal(total["amount"]), "da")))
    lines = [cells(page, row) for row in page.get_by_role("table", name="Tabellen i B2").get_by_role("row").all()[1:]]
    for row, one in zip(lines, figures["fees"], strict=False):
        count, *amounts, pending = row[2:7]  # behind the clause and the number agreed
        assert count == number(one["count"], "da")
        assert pending.replace(" ", "") == (f"□{one['pending']}" if one["pending"] else "0")
        assert amounts == [
            number(Decimal(one["uncapped"]), "da", 2),
            number(-Decimal(one["cut"]), "da", 2),
            number(Decimal(one["amount"]), "da", 2),
        ]

    lead(page, f"{address}/jobs?as_of={AS_OF}")
    shown = headlines(page)
    assert shown[0].endswith(f"af {jobs['goal']}")
    assert float(shown[0].split()[0].replace(",", ".")) == pytest.approx(float(jobs["net"]), abs=0.5)
    assert shown[2] == f"{jobs['measured']} af {jobs['measured'] + jobs['not_measured']}"

    lead(page, f"{address}/satisfaction?as_of={AS_OF}")
    assert headlines(page) == [f"{blanks(share(satisfaction['share'], 'da'))} af {satisfaction['answered']} svar"]

    lead(page, f"{address}/deadlines?as_of={AS_OF}")
    assert headlines(page) == [f"{one['kept']} af {one['kept'] + one['missed']}" for one in figures["deadlines"]]

    lead(page, f"{address}/data?as_of={AS_OF}")
    assert headlines(page) == [f"{figures['completeness']['complete']} af {figures['completeness']['clients']}"]


def test_every_breakdown_shows_the_figure_or_hides_it(
    figures: dict[str, Any], address: str, open_page: Callable[..., Page]
):
    hidden = ("1–4", "diskretionsbeskyttet")
    page = open_page(f"{address}/road?as_of={AS_OF}")
    rows = page.get_by_role("table", name="Klientens vej").get_by_role("row").all()[1:]
    shown = 0
    for row, one in zip(rows, figures["road"], strict=True):
        for text, count in zip(cells(page, row), (one["entrepreneur"], one["company"]), strict=True):
            assert text.replace("\u00ad", "") in (number(count, "da"), *hidden)
            shown += text == number(count, "da")
    assert shown

    lead(page, f"{address}/focus_sectors?as_of={AS_OF}")
    rows = page.get_by_role("table", name="Fokusområder").get_by_role("row").all()[1:]
    shown = 0
    for row, one in zip(rows, figures["sectors"], strict=False):
        found = [text.replace("\u00ad", "") for text in cells(page, row)]
        for text, name in zip(found, ("guided", "screened", "programmes"), strict=False):
            assert text in (number(one[name], "da"), *hidden)
            shown += text == number(one[name], "da")
    assert shown
