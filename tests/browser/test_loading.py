"""A whole delivery by mouse: chosen, looked at, loaded, taken back; on a desk and on a phone."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data_pipeline.settings import ROOT
from tests.browser import screen, serving
from tests.browser.conftest import settled
from tests.installations import Installations

DELIVERY = ROOT / "sample_data" / "2-aaret-2014"
DESK, PHONE = (1280, 720), (390, 844)
WAIT_MS = 60_000


@pytest.fixture
def home(tmp_path: Path, installations: Installations) -> Path:
    """An installation of its own with the first sample delivery."""
    return shutil.copytree(installations.first_delivery(), tmp_path / "home")


@pytest.fixture
def delivery(tmp_path: Path) -> list[Path]:
    """The seven files of the second delivery; a client's municipality is none."""
    folder = shutil.copytree(DELIVERY, tmp_path / "crm")
    clients = folder / "kunder.csv"
    rows = list(csv.reader(io.StringIO(clients.read_bytes().decode("cp1252")), delimiter=";"))
    rows[5][rows[0].index("Kommune")] = "Atlantis"
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    clients.write_bytes(text.getvalue().encode("cp1252"))
    return sorted(folder.iterdir())


def choose(page: Page, files: list[Path]) -> None:
    """Choose the files as a mouse does, and wait until they have been looked at."""
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Vælg filer").click()
    chooser.value.set_files(files)
    page.get_by_role("button", name="Lad være").wait_for(timeout=WAIT_MS)
    settled(page)


def at(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    screen.still(page)


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is, and laid out at a desk and on a phone; it is left as wide as it was."""
    before, found = page.viewport_size, screen.word_faults(page, "da", has_files=True) + screen.axe_faults(page)
    for size in (DESK, PHONE):
        at(page, size)
        found += page.evaluate(screen.LAYOUT)
    at(page, (before["width"], before["height"]))
    return found


def lying(home: Path) -> list[Path]:
    return [path for path in (home / "incoming").rglob("*") if path.is_file()]


def test_a_delivery_is_loaded_and_taken_back_by_mouse(home, delivery, open_page: Callable[..., Page]):
    """Loaded on a phone, taken back at a desk; each step looked at on both."""
    with serving.dashboard(home) as address:
        page = open_page(f"{address}/data", size=PHONE)
        before = page.locator("h1").inner_text()
        assert "indlæsning 1" in page.locator(".stamp").inner_text()
        assert faults(page) == []

        choose(page, delivery)
        expect(page.locator("h1")).to_contain_text("7 af 7 filer kan indlæses")
        refused = page.get_by_role("row").filter(has_text="Kommune er ingen dansk kommune; skriv navnet")
        expect(refused).to_have_count(1)
        expect(refused).to_contain_text("kunder.csv")
        expect(page.locator(".moves")).to_contain_text("Vejledte virksomheder")
        expect(page.locator(".moves")).to_contain_text("→")
        assert len(lying(home)) == 7
        assert faults(page) == []
        with page.expect_download() as list_:
            page.get_by_role("link", name="Gem listen (CSV)").click()
        saved = Path(list_.value.path()).read_text(encoding="utf-8-sig")
        assert 'kunder.csv;"Kommune er ingen dansk kommune' in saved
        assert "Atlantis" not in saved

        page.get_by_label("Besked").fill("Udtræk efter jul")
        page.get_by_role("button", name="Indlæs", exact=True).click()
        page.get_by_text("Indlæsning 2 er på plads").wait_for(timeout=WAIT_MS)
        settled(page)
        assert page.locator("h1").inner_text() != before
        assert "indlæsning 2" in page.locator(".stamp").inner_text()
        newest = page.get_by_role("row").filter(has_text="Udtræk efter jul").first
        expect(newest).to_contain_text("2.863")
        assert lying(home) == []
        assert faults(page) == []

        at(page, DESK)
        newest.get_by_role("link", name="Fortryd indlæsning 2").click()
        undo = page.get_by_role("button", name="Fortryd indlæsning 2")
        undo.wait_for(timeout=WAIT_MS)
        settled(page)
        expect(page.locator(".moves")).to_contain_text("→")
        assert faults(page) == []
        undo.click()
        page.get_by_text("Indlæsning 2 er fortrudt").wait_for(timeout=WAIT_MS)
        settled(page)
        assert page.locator("h1").inner_text() == before
        expect(page.get_by_role("row").filter(has_text="Udtræk efter jul").first).to_contain_text("fortrudt")
        assert faults(page) == []
        assert page.heard.outside + page.heard.errors == []


def test_with_keys_and_by_dropping_and_what_is_left_is_gone_at_once(home, delivery, open_page: Callable[..., Page]):
    """Left by the button, by another page, and by closing the window."""
    with serving.dashboard(home) as address:
        page = open_page(f"{address}/data", size=DESK)
        _by_keys_and_dropping(page)
        page.get_by_role("button", name="Lad være").click()
        page.get_by_text("De seneste indlæsninger").wait_for()
        assert lying(home) == []

        choose(page, delivery[:1])
        page.locator(".menu a", has_text="Overblik").click()
        page.locator(".headline").first.wait_for()
        settled(page)
        assert lying(home) == []

        page.go_back()
        page.get_by_text("De seneste indlæsninger").wait_for()
        settled(page)
        choose(page, delivery[:1])
        assert len(lying(home)) == 1
        page.goto("about:blank")
        end = time.monotonic() + 10
        while lying(home) and time.monotonic() < end:
            page.wait_for_timeout(100)
        assert lying(home) == []


def _by_keys_and_dropping(page: Page) -> None:
    """Nothing that can be loaded, chosen without a mouse's click."""
    box = page.locator(".incoming input")
    box.focus()
    assert page.locator(".drop").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    with page.expect_file_chooser() as chooser:
        box.press("Enter")
    chooser.value.set_files([])
    dropped = page.evaluate_handle(
        """() => { const held = new DataTransfer();
          held.items.add(new File(["nothing"], "brev.docx"));
          held.items.add(new File(["Noget;Andet\\n1;2\\n"], "andet.csv"));
          return held; }"""
    )
    page.locator(".drop").dispatch_event("dragover", {"dataTransfer": dropped})
    assert page.locator(".incoming.over").count() == 1
    page.locator(".drop").dispatch_event("drop", {"dataTransfer": dropped})
    page.get_by_role("button", name="Lad være").wait_for(timeout=WAIT_MS)
    settled(page)
    expect(page.locator("h1")).to_contain_text("Intet i disse filer kan indlæses")
    expect(page.get_by_role("alert")).to_contain_text("brev.docx: Det er ikke et udtræk.")
    assert page.get_by_role("button", name="Indlæs", exact=True).count() == 0
    assert faults(page) == []
