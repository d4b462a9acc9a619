"""Charts under the pointer, the finger and the keyboard: words in the reader's language, a way deeper, and pictures.

On the sample year with its meeting, every page that draws a chart.
"""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from data_pipeline.settings import ROOT
from tests.browser import screen, serving
from tests.browser.conftest import PAGES, settled
from tests.installations import Installations

CHARTED = [name for name in PAGES if "chart." in (ROOT / "pages" / f"{name}.py").read_text(encoding="utf-8")]
# The page of a focus sector in depth draws one too.
DRAWN = [f"{name}?" for name in CHARTED] + ["focus_sectors?slice=sector.green&"]
DAY = "as_of=2014-06-30"
# What Plotly writes of its own, and numbers nobody rounded.
RAW = re.compile(r"trace|undefined|NaN|null|[.,]\d{4,}|\d{5,}")
# Every mark that says something: its words, where it leads, and where it lies in the window.
MARKS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((chart, place) => {
  const {xaxis, yaxis} = chart._fullLayout, box = chart.getBoundingClientRect();
  return chart._fullData.flatMap(series => (series.hovertext || []).map((words, n) => {
    const base = series.base?.[n] ?? 0, y = series.type === 'bar' ? base + series.y[n] / 2 : series.y[n];
    return {place, words, lead: series.customdata[n], high: Math.abs(yaxis.l2p(base + series.y[n]) - yaxis.l2p(base)),
      kind: series.type, x: box.left + xaxis._offset + xaxis.l2p(series.x[n]),
      y: box.top + yaxis._offset + yaxis.l2p(y)};
  }).filter(mark => mark.words));
})"""
CHOICES = "() => [...document.querySelectorAll('.choices select, .choices input')].map(one => one.value)"
# How much of a band of a picture is drawn on.
INK = """async ([bytes, top, bottom]) => {
  const picture = new Image(); picture.src = bytes; await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext('2d');
  pen.drawImage(picture, 0, 0);
  const {data} = pen.getImageData(0, top, picture.width, bottom - top);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255 && data[at] < 128) dark++;
  return [picture.width, picture.height, dark];
}"""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Iterator[str]:
    """A dashboard on the sample year and its meeting."""
    home = shutil.copytree(installations.sample_year(), tmp_path_factory.mktemp("charts") / "home")
    with serving.dashboard(home) as running:
        yield running


@pytest.mark.parametrize("name", ["overview", *CHARTED])
def test_a_page_asks_at_once_for_what_it_will_need(name: str, year: str, browser: Browser):
    context = browser.new_context()
    request = context.request
    document = request.get(f"{year}/{'' if name == 'overview' else name}").text()
    early = re.findall(r'<link rel="(?:module)?preload" href="\./([^"]+)"', document)
    assert len(early) == (4 if name == "overview" else 8), early
    assert all(request.get(f"{year}/{file}").ok for file in early)
    assert "SourceSans" not in document
    context.close()


def marks(page: Page) -> list[dict[str, Any]]:
    """Every mark that says something, once all charts are drawn."""
    page.locator(".stPlotlyChart").first.wait_for()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.stPlotlyChart')].every(one => one.querySelector('.modebar-btn'))"
    )
    screen.still(page)
    return page.evaluate(MARKS)


def one_of_each(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last mark of each chart that a hand can hit."""
    wide = [mark for mark in found if mark["kind"] != "bar" or mark["high"] > 8]
    return list({mark["place"]: mark for mark in wide}.values())


def point_at(page: Page, place: int, chart: int) -> dict[str, Any]:
    """The mark at a place of the list, scrolled to."""
    page.locator(".stPlotlyChart").nth(chart).scroll_into_view_if_needed()
    return page.evaluate(MARKS)[place]


def told(page: Page, chart: int) -> str:
    """What stands under the pointer, blanks left out."""
    layer = page.locator(".stPlotlyChart").nth(chart).locator(".hoverlayer")
    expect(layer).not_to_be_empty()
    return re.sub(r"\s", "", layer.text_content() or "")


def plain(words: str) -> str:
    return re.sub(r"\s", "", unescape(words.replace("<br>", "")))


@pytest.mark.parametrize(("name", "language"), [*((name, "da") for name in DRAWN), ("fees?", "en"), ("jobs?", "en")])
def test_a_mark_says_its_numbers_and_leads_deeper_and_back(
    name: str, language: str, year: str, open_page: Callable[..., Page]
):
    page = open_page(f"{year}/{name}{DAY}&lang={language}")
    found = marks(page)
    assert found, "a chart without words"
    said = unescape("\n".join(mark["words"] for mark in found))
    assert not RAW.search(said), said
    other = {"da": "en", "en": "da"}[language]
    lines = {line for mark in found for line in unescape(mark["words"]).split("<br>")}
    assert [
        one for one in screen.texts_only_in(other) for line in lines if re.search(rf"\b{re.escape(one)}\b", line)
    ] == []
    links = {link.get_attribute("href") for link in page.get_by_test_id("stMain").locator("a[href]").all()}
    assert {mark["lead"] for mark in found} - links == set(), "the keyboard finds no way there"
    for mark in one_of_each(found):
        at, chart = found.index(mark), mark["place"]
        now, before = point_at(page, at, chart), (page.url, page.locator("h1").inner_text(), page.evaluate(CHOICES))
        page.mouse.move(now["x"], now["y"])
        assert told(page, chart) == plain(mark["words"])
        page.mouse.click(now["x"], now["y"])
        page.wait_for_url(f"{year}/{mark['lead']}")
        expect(page.locator("h1")).not_to_have_text(before[1])
        page.go_back()
        page.wait_for_url(before[0])
        expect(page.locator("h1")).to_have_text(before[1])
        settled(page)
        marks(page)
        assert (page.url, page.evaluate(CHOICES)) == (before[0], before[2])
    assert page.heard.errors + page.heard.outside == []


def test_a_finger_reads_and_stays(year: str, browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{year}/satisfaction?{DAY}")
    settled(page)
    mark = marks(page)[-1]
    at, before = point_at(page, -1, 0), page.url
    page.touchscreen.tap(at["x"], at["y"])
    assert told(page, 0) == plain(mark["words"])
    assert page.url == before
    context.close()


def test_a_small_mark_says_its_words_to_mouse_keyboard_and_finger(
    year: str, browser: Browser, open_page: Callable[..., Page]
):
    page = open_page(f"{year}/targets?{DAY}")
    row = page.locator(".segment.entrepreneur .part").first
    words, told = row.locator(".told"), row.locator("svg[role=img]").get_attribute("aria-label")
    assert words.get_attribute("data-told") == told
    assert "95\xa0af\xa0200" in told
    expect(words).to_be_hidden()
    row.locator(".figure").hover()
    expect(words).to_be_visible()
    page.mouse.move(0, 0)
    expect(words).to_be_hidden()
    row.get_by_role("link").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(words).to_be_visible()

    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    phone.goto(f"{year}/targets?{DAY}")
    settled(phone)
    phone.locator(".segment .part .figure").first.tap()
    expect(phone.locator(".told").first).to_be_visible()
    assert phone.url == f"{year}/targets?{DAY}"
    wide = phone.evaluate("() => document.querySelector('.told').getBoundingClientRect().right - innerWidth")
    assert wide <= 0
    context.close()


@pytest.mark.parametrize(("theme", "language"), [("light", "da"), ("dark", "en")])
def test_a_chart_is_saved_as_a_picture_with_title_and_source(
    theme: str, language: str, year: str, open_page: Callable[..., Page], tmp_path: Path
):
    page = open_page(f"{year}/targets?{DAY}&lang={language}", theme=theme, size=(1024, 768))
    marks(page)
    chart = page.locator(".stPlotlyChart").first
    button = {"da": "Gem diagrammet som billede", "en": "Save the chart as a picture"}[language]
    expect(chart.get_by_role("button")).to_have_count(1)
    shown = chart.locator(".main-svg").first.inner_html()
    with page.expect_download() as waited:
        chart.get_by_role("button", name=button).click()
    file = tmp_path / "chart.png"
    waited.value.save_as(file)
    title = {"da": "Vejledte i alt, løbende mod plantempoet – Iværksættere.png"}
    assert waited.value.suggested_filename == title.get(language, waited.value.suggested_filename)
    bytes_ = "data:image/png;base64," + b64encode(file.read_bytes()).decode()
    height = int(page.evaluate("() => document.querySelector('.js-plotly-plot').layout.height"))
    for top, bottom in ((20, 70), (90, 140)):  # the title's band, the source's
        wide, high, ink = page.evaluate(INK, [bytes_, top, bottom])
        assert (wide, high) == (2 * 880, 2 * (height + 88))
        assert ink > 500 if theme == "light" else ink > wide * 20  # dark paper, all of it
    assert chart.locator(".main-svg").first.inner_html() == shown, "the screen's chart stays as it was"
    assert page.heard.errors + page.heard.outside == []
