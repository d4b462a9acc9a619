"""Moving about: from a figure to what it rests on and back, by keyboard and by Back; files; and the wall by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PAGES, settled
from tests.security.inside import unpacked
from tests.security.secrets_of import ids, told

DAY = "as_of=2014-06-30"
# What a reader sees while the page is on its way, frame by frame: title, height, how faint what stands there is.
RECORD = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  window.frames_ = []; window.shift = 0; window.isRecording = true;
  window.watch?.disconnect();
  window.watch = new PerformanceObserver(list => list.getEntries().forEach(one => window.shift += one.value));
  window.watch.observe({type: 'layout-shift'});
  const look = () => {
    const faint = [...document.querySelectorAll('[data-stale="true"]')].map(one => +getComputedStyle(one).opacity);
    const title = document.querySelector('h1');
    const outline = getComputedStyle(document.querySelector('.stMainBlockContainer'), '::before').content !== 'none';
    window.frames_.push({title: title?.textContent ?? '', top: title?.getBoundingClientRect().top ?? 0,
      high: main.scrollHeight, faintest: Math.min(1, ...faint), outline});
    if (window.isRecording) requestAnimationFrame(look);
  };
  look();
}"""


def test_from_a_number_to_its_rows_and_back_by_keyboard(address: str, open_page: Callable[..., Page], tmp_path: Path):
    page = open_page(f"{address}/targets?{DAY}")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name=re.compile("95 af 200.*Hvorfor.*vejledt lokalt")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kicker")).to_contain_text("Iværksættere vejledt lokalt · Hvorfor?")
    settled(page)
    assert sorted(page.url.partition("?")[2].split("&")) == [DAY, "figure=guided.local.entrepreneur"]
    shown = page.locator("h1").inner_text()
    with page.expect_download() as waited:
        page.locator(".takeaway").get_by_role("link", name="XLSX").click()
    saved = tmp_path / waited.value.suggested_filename
    waited.value.save_as(saved)
    assert saved.name == "why-guided.local.entrepreneur-viborg-2014-2014-06-30.xlsx"
    counted = openpyxl.load_workbook(saved).worksheets[0]["B4"].value
    assert shown.startswith(f"{counted} af ")
    page.reload()
    settled(page)
    assert page.locator("h1").inner_text() == shown, "a copied link shows the same"
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    assert page.heard.errors == []


def test_a_sector_has_an_address_and_back_restores_the_choice(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/focus_sectors?{DAY}")
    title = page.locator("h1").inner_text()
    page.get_by_role("table", name="Side om side").get_by_role("link", name="Grøn teknologi").click()
    page.wait_for_function("() => location.search.includes('slice=sector.green')")
    expect(page.locator(".pills [aria-current]")).to_contain_text("Grøn teknologi")
    settled(page)
    in_depth = page.locator("h1").inner_text()
    page.get_by_role("link", name="Side om side").click()
    page.wait_for_function("() => !location.search.includes('slice')")
    page.go_back()
    page.wait_for_function("() => location.search.includes('slice=sector.green')")
    expect(page.locator("h1")).to_have_text(in_depth)
    page.go_back()
    expect(page.locator("h1")).to_have_text(title)
    # Twice round the languages: what one language says must not be answered by the other for ever.
    for language, name in (("English", "Focus sectors"), ("Dansk", "Fokusområder"), ("English", "Focus sectors")):
        page.get_by_role("link", name=language).click()
        expect(page.locator(".kicker")).to_contain_text(name)


def test_the_wall_moves_on_waits_for_hands_and_leaves(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/?wall=overview,jobs&seconds=5&{DAY}", size=(1920, 1080))
    expect(page.locator(".slide:visible .page")).to_have_text("1 af 2")
    for hidden in ("stSidebar", "stHeader"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    expect(page.locator(".slide:visible .page")).to_have_text("2 af 2")
    expect(page.locator(".slide:visible .page")).to_have_text("1 af 2")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".waits")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".show")).to_have_count(0)
    settled(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert page.url == f"{address}/?{DAY}"
    assert page.heard.errors == []


def test_the_wall_tells_nobody_apart(address: str, filled_home: Path, browser: Browser):
    """Whatever pages its address names: headlines for others, with no row and no id in anything that is sent."""
    context = browser.new_context()
    page, frames = context.new_page(), list[bytes]()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda sent: frames.append(bytes(sent))))
    page.goto(f"{address}/fees?wall={','.join(PAGES)}&{DAY}")
    page.locator(".slide h1:visible").wait_for()
    assert page.locator(".show .slide").count() == 7
    for place in range(1, 8):
        expect(page.locator(".slide:visible .page")).to_have_text(f"{place} af 7")
        expect(page.locator(".slide:visible .stamp")).to_contain_text("For andre: små tal er skjult")
        page.keyboard.press("ArrowRight")
    assert page.locator("table, [role=table], .stDataFrame").count() == 0
    known = ids(filled_home)
    assert len(known) > 1000
    sent = unpacked(b"\n".join(frames))
    assert "95 af 200" in sent
    assert not told(known, sent.encode())
    context.close()


def test_nothing_jumps_on_the_way_to_another_day_or_page(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/targets?{DAY}")
    page.evaluate(RECORD)
    page.get_by_role("combobox", name="Status pr.").select_option("31. maj 2014")
    expect(page.locator(".stamp")).to_contain_text("31. maj 2014")
    settled(page)
    frames, shift = page.evaluate("() => { window.isRecording = false; return [window.frames_, window.shift]; }")
    assert shift < 0.01
    assert {frame["top"] for frame in frames} == {frames[0]["top"]}, "the title stands where it stood"
    assert min(frame["high"] for frame in frames) >= min(frames[0]["high"], frames[-1]["high"])
    assert min(frame["faintest"] for frame in frames) >= 0.69
    shown = page.locator("h1").inner_text()
    expect(page.locator(".spoken")).to_have_text("" if shown == frames[0]["title"] else shown)

    for name in ("Klientens vej", "Honorar", "Aktivitetsmål"):
        page.evaluate(RECORD)
        page.locator(".menu").get_by_role("link", name=name).click()
        expect(page.locator(".kicker")).to_contain_text(name)
        settled(page)
        frames, shift = page.evaluate("() => { window.isRecording = false; return [window.frames_, window.shift]; }")
        assert shift < 0.02, name
        assert [frame for frame in frames if not frame["title"] and not frame["outline"]] == [], "never an empty page"
        expect(page.locator(".spoken")).to_have_text(page.locator("h1").inner_text())
        assert page.get_by_role("status").filter(has_text=page.locator("h1").inner_text()).count() == 1


def test_a_mark_and_a_month_lead_where_their_numbers_do(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/fees?{DAY}")
    april = page.get_by_role("link", name=re.compile("30. april 2014.*Hvorfor.*Honorar til udbetaling"))
    asked = april.get_attribute("href")
    columns = page.locator(".stPlotlyChart").nth(1).locator(".barlayer .point path")
    expect(columns).to_have_count(6)  # a month to come has no mark
    columns.nth(3).hover(force=True)  # the pointer's layer lies over the marks
    expect(page.locator(".stPlotlyChart").nth(1).locator(".hoverlayer")).to_contain_text("30. april 2014")
    columns.nth(3).click(force=True)
    expect(page.locator(".kicker")).to_contain_text("Honorar til udbetaling · Hvorfor?")
    assert page.url == f"{address}/{asked}"
    page.go_back()
    expect(page.locator(".kicker")).to_contain_text("Honorar ·")
    settled(page)
    page.locator(".headline a.lead").click()
    expect(page.locator(".kicker")).to_contain_text("Honorar til udbetaling · Hvorfor?")
    assert sorted(page.url.partition("?")[2].split("&")) == [DAY, "figure=fee_total"]
    page.go_back()
    settled(page)
    assert page.heard.errors == []
