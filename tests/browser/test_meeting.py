"""The meeting before a projector: legible, by keyboard alone, and unmoved by whatever is loaded meanwhile (issue 6)."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from python_calamine import CalamineWorkbook

from data_pipeline import meetings, reports
from data_pipeline.meetings import minutes, proposals, sitting
from data_pipeline.papers import meeting_papers
from data_pipeline.papers.meeting_papers import Form
from data_pipeline.privacy import rights
from data_pipeline.settings import Settings
from data_pipeline.slides import deck
from tests.browser import screen, serving
from tests.browser.conftest import listen, settled
from tests.browser.screen import unfold
from tests.installations import DELIVERIES, Installations
from tests.meetings import extremes
from tests.papers.test_opened import LOOK

PROJECTORS = [(1920, 1080), (1280, 720), (1024, 768)]
SEEN_WITHIN_MS = 60_000
LEAST_PRINTED = 250  # letters of a page with its foot: a table's last rows, and no page with the foot alone
LONG = "Erhvervsrådet rykker for de timesedler, der mangler, og sender en liste til væksthuset hver måned"

SHOWN = """() => [...document.querySelectorAll('.show .slide')]
  .filter(one => getComputedStyle(one).display !== 'none').map(one => one.dataset.id)"""
# Of every text of the slide that is up: its size in per cent of the window's height, and whether it stands right.
MEASURED = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));  // a new size is known
  const slide = [...document.querySelectorAll('.show .slide')].find(one => getComputedStyle(one).display !== 'none');
  const stage = slide.querySelector('.stage').getBoundingClientRect();
  const foot = slide.querySelector('footer').getBoundingClientRect();
  const head = slide.querySelector('header').getBoundingClientRect();
  const size = one => {
    const svg = one.closest('svg'), scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(one).fontSize) * scale / innerHeight * 100;
  };
  const LABEL = 'svg, footer, .legend, .keys, .occasion, .label, .heads, .chosen';
  const kind = one => one.closest('h1') ? 'title' : one.closest(LABEL) ? 'label' : 'text';
  const texts = [...slide.querySelectorAll('.stage *')].filter(one => one.getClientRects().length
    && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  const box = one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getBoundingClientRect();
  };
  const least = {title: 6, text: 4, label: 3}, faults = [];
  for (const one of texts) {
    const at = box(one), told = one.textContent.trim().slice(0, 40);
    const tall = size(one), as = kind(one), inBody = one.closest('.body');
    if (tall < least[as] - 0.005) faults.push(`${told}: ${tall.toFixed(2)} % is small for ${as}`);
    if (at.left < stage.left - 1 || at.right > stage.right + 1) faults.push(`${told}: cut off at a side`);
    if (at.bottom > stage.bottom + 1 || at.top < stage.top) faults.push(`${told}: cut off`);
    if (inBody && (at.bottom > foot.top + 2 || at.top < head.bottom - 4)) faults.push(`${told}: over head or foot`);
  }
  const leaves = texts.filter(one => ![...one.children].some(child => texts.includes(child)))
    .map(one => [one.textContent.trim().slice(0, 30), box(one)]);
  leaves.forEach(([a, one], place) => leaves.slice(place + 1).forEach(([b, other]) => {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 2 && high > innerHeight * 0.012) faults.push(`${a} / ${b}: on top of each other`);
  }));
  const form = document.querySelector('.strip-form');
  if (form?.getClientRects().length) for (const one of form.querySelectorAll('textarea, select, input, button, span')) {
    const tall = parseFloat(getComputedStyle(one).fontSize) / innerHeight * 100, at = one.getBoundingClientRect();
    if (!at.width) continue;
    if (tall < (one.matches('textarea') ? 4 : 3)) faults.push(`form: ${one.name}: ${tall.toFixed(2)} % is small`);
    if (at.bottom > foot.top + 2 || at.right > stage.right) faults.push(`form: ${one.name} over foot or side`);
    if (one.matches('span, button') && box(one).width > at.width) faults.push(`form: ${one.textContent} is cut off`);
  }
  const root = document.documentElement;
  if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) faults.push('scrolls');
  if (slide.querySelector('.chart') && !slide.querySelector('.chart svg')) faults.push('no chart');
  for (const chrome of ['stSidebar', 'stHeader', 'stToolbar'])
    if (document.querySelector(`[data-testid=${chrome}]`)?.getClientRects().length) faults.push(chrome + ' is seen');
  return faults;
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, installations: Installations) -> Path:
    """An installation with two frozen meetings, minutes of the first and a story behind a figure."""
    home = shutil.copytree(installations.first_delivery(), tmp_path_factory.mktemp("meeting") / "home")
    extremes.write(home.parent / "agreements")
    extremes.deliver(DELIVERIES[0], home.parent / "sparse")
    serving.load(home, home.parent / "sparse")
    board = reports.open_board(opened(home))
    by = rights.owner()
    extremes.hold(board, by=by, earlier=dt.date(2014, 3, 31), day=dt.date(2014, 6, 30))
    first = meetings.freeze(board, "2014-03-31", "viborg-2014", dt.date(2014, 3, 31), by=by)
    second = meetings.freeze(board, "2014-06-30", "viborg-2014", dt.date(2014, 6, 30), by=by)
    due = dt.date(2014, 6, 1)
    minutes.add(board.ledger, first, "action", LONG, by=by, slide="fees", responsible="erhvervsraad", due_date=due)
    minutes.add(board.ledger, first, "decision", "Tilfredshed måles også efter telefonisk vejledning", by=by)
    minutes.comment(board.ledger, second, "fee_total", "Timesedler fra maj kom først i juli.", by=by)
    return home


def opened(home: Path) -> Settings:
    """The installation, with its own folder of agreements."""
    return Settings.read({"VAEKSTTAVLEN_HOME": str(home), "VAEKSTTAVLEN_AGREEMENTS": str(home.parent / "agreements")})


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[str]:
    """A dashboard on it, for an administrator."""
    agreements = str(home.parent / "agreements")
    with serving.dashboard(home, VAEKSTTAVLEN_ROLE="administrator", VAEKSTTAVLEN_AGREEMENTS=agreements) as address:
        yield address


@pytest.fixture
def show(running: str, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the show of the second meeting at a size."""

    def shown(size: tuple[int, int] = (1280, 720), **more: str) -> Page:
        query = "&".join(f"{name}={value}" for name, value in {"meeting": "2014-06-30", **more}.items())
        page = open_page(f"{running}/meeting?{query}", size=size)
        page.wait_for_function("() => document.documentElement.classList.contains('showing')")
        page.evaluate("() => document.fonts.ready")
        return page

    return shown


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_slide_is_legible_on_every_projector_by_keyboard_alone(language: str, show: Callable[..., Page]):
    page = show(PROJECTORS[0], lang=language)
    all_ids = page.evaluate("() => [...document.querySelectorAll('.show .slide')].map(one => one.dataset.id)")
    assert all_ids[0] == "decide_today"
    assert {"last_time", "targets", "fees", "satisfaction", "jobs", "changes", "decisions"} <= set(all_ids)
    seen, faults = [], {}
    for place in range(len(all_ids)):
        seen += page.evaluate(SHOWN)
        for size in PROJECTORS:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if found := page.evaluate(MEASURED):
                faults[seen[-1], size] = found
        page.keyboard.press("PageDown" if place % 2 else "ArrowRight")
    assert seen == all_ids
    assert page.evaluate(SHOWN) == [all_ids[-1]]  # the end is the end
    assert faults == {}
    for key, there in (("Home", 0), ("End", -1), ("PageUp", -2), ("ArrowLeft", -3)):
        page.keyboard.press(key)
        assert page.evaluate(SHOWN) == [all_ids[there]]
    assert f"slide={all_ids[-3]}" in page.url
    assert page.heard.errors == []
    assert page.heard.outside == []


@pytest.mark.parametrize("name", extremes.ALL)
def test_any_agreement_s_slides_are_legible(name: str, show: Callable[..., Page]):
    """The longest names and decisions, next to no parts, no data: nothing is cut off, squeezed or written over."""
    page, faults = show(meeting=name), {}
    for one in page.evaluate("() => [...document.querySelectorAll('.show .slide')].map(one => one.dataset.id)"):
        for size in PROJECTORS[1:]:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if found := page.evaluate(MEASURED):
                faults[one, size] = found
        page.keyboard.press("ArrowRight")
    assert faults == {}


@pytest.mark.parametrize("name", extremes.ALL)
def test_any_agreement_s_papers_open(name: str, home: Path, browser: Browser, tmp_path: Path):
    """All are made and no page is empty; nothing on a slide to edit leaves it, those without network are whole."""
    ledger = reports.open_board(opened(home)).ledger
    meeting = meetings.find(ledger, name)
    made = {form: meeting_papers.make(form, ledger, meeting, "da", by=rights.owner()) for form in Form}
    presentation = Presentation(io.BytesIO(made[Form.PPTX]))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= presentation.slide_width, (slide.name, shape.name)
            assert shape.top + shape.height <= presentation.slide_height, (slide.name, shape.name)
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(made[Form.XLSX])).sheet_names) > 5
    printed = [len(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made[Form.PDF])).pages]
    assert len(printed) > 5
    assert min(printed) > LEAST_PRINTED, printed
    written = docx.Document(io.BytesIO(made[Form.DOCX]))
    assert len(written.tables) > 5
    assert [one.text for one in written.paragraphs if one.style.name.startswith("Heading") and not one.text] == []
    (tmp_path / "slides.html").write_bytes(made[Form.HTML])
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto((tmp_path / "slides.html").as_uri())
    for _slide in range(page.locator("section").count()):
        look = page.evaluate(LOOK)
        assert not look["high"], look
        assert not look["out"], look
        page.keyboard.press("PageDown")
    page.close()


def test_a_note_is_typed_without_setting_anything_off_and_bound_to_the_slide(home: Path, show: Callable[..., Page]):
    page = show(slide="fees")
    page.keyboard.press("c")
    assert page.get_by_role("dialog").count() == 0
    page.keyboard.press("b")
    expect(page.locator(".show .blank")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".show .blank")).to_be_hidden()
    page.keyboard.press("n")
    field = page.locator(".strip-form textarea")
    expect(field).to_be_focused()
    text = "rykker centralt for barrierer: r c b n f"
    page.keyboard.type(text)
    for key in ("ArrowLeft", "ArrowRight", "Home", "End", "PageDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(field).to_have_value(text)
    assert page.evaluate(SHOWN) == ["fees"]
    assert screen.axe_faults(page) == []
    page.keyboard.press("Enter")  # neither decision nor action yet: what is missing is said, and nothing is lost
    expect(page.locator(".strip-form .fault")).to_contain_text("beslutning eller en handling")
    expect(field).to_have_value(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".strip-form")).to_be_hidden()
    assert page.evaluate(SHOWN) == ["fees"]
    page.keyboard.press("End")
    expect(page.locator(".slide[data-id=decisions]")).to_contain_text(text)
    ledger = reports.open_board(opened(home)).ledger
    meeting = meetings.find(ledger, "2014-06-30")
    kept = ledger.meetings.minutes("2014-06-30")[-1]
    fees = next(one for one in deck.slides(meeting, ledger) if one.id == "fees")
    assert (kept.text, kept.slide, dict(kept.figures)) == (text, "fees", dict(fees.figures))


# The letters of the slide that is up, by their words: a note beneath it takes none of them its size.
LETTERS = """() => Object.fromEntries(
  [...document.querySelectorAll('.show h1, .show .subtitle, .show .stage p, .show li, .show text')]
    .filter(one => one.getClientRects().length && one.closest('.stage')).map(one => {
      const svg = one.closest('svg'), scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
      return [one.textContent, parseFloat(getComputedStyle(one).fontSize) * scale];
    }))"""
FORM = """() => { const form = document.querySelector('.strip-form');
  return Object.fromEntries(new FormData(form)); }"""


def test_a_note_takes_no_letter_its_size_and_begins_empty_each_time(show: Callable[..., Page]):
    page, faults = show(PROJECTORS[1]), {}
    for name in page.evaluate("() => [...document.querySelectorAll('.show .slide')].map(one => one.dataset.id)"):
        for size in PROJECTORS[1:]:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            before = page.evaluate(LETTERS)
            page.keyboard.press("n")
            found, after = page.evaluate(MEASURED), page.evaluate(LETTERS)
            found += [f"{told}: {tall} px" for told, tall in after.items() if before.get(told, tall) > tall]
            if found:
                faults[name, size] = found
            page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
    assert faults == {}
    page.keyboard.press("n")
    page.keyboard.type("Væksthuset ringer")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator(".strip-form select").select_option("vaeksthus")
    page.locator(".strip-form input[name=due]").fill("31-12-2014")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("n")
    assert page.evaluate(FORM) == {"text": "", "responsible": "", "due": ""}
    assert page.evaluate("() => document.activeElement.name") == "text"
    assert page.heard.errors == []


# Counts what is written anew in the show; the speaker's clock goes on.
WATCHED = """() => { window.moved = 0;
  new MutationObserver(changes => window.moved += changes.filter(one => !one.target.closest?.('.clock')).length)
    .observe(document.querySelector('.show'),
      {subtree: true, childList: true, attributes: true, characterData: true}); }"""


def test_a_meeting_is_decided_by_keyboard_alone(home: Path, running: str, show: Callable[..., Page]):
    """Projector and speaker's window, three sizes, a load meanwhile: from today's proposals to minutes on disk."""
    page, ledger = show(PROJECTORS[0]), reports.open_board(opened(home)).ledger
    meeting = meetings.find(ledger, "2014-06-30")
    speaker = page.context.new_page()
    heard = listen(speaker)
    speaker.goto(f"{page.url}&notes=1")
    page.wait_for_function("() => vaeksttavlenShow.hasSpeaker()", timeout=SEEN_WITHIN_MS)

    def shows(name: str, size: tuple[int, int]) -> None:
        """The slide is up in both windows, whole and legible at each size; it stays at the one that is asked."""
        expect(page.locator(f".slide[data-id={name}]")).to_be_visible()
        expect(speaker.locator(f".slide[data-id={name}] .notes")).to_be_visible()
        for width, height in (*PROJECTORS, size):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(MEASURED) == [], (name, width)

    def typed(text: str = "", party: int = 0, due: str = "") -> None:
        """In the form that has the focus of the speaker's window, from field to field by Tab."""
        expect(speaker.locator(".strip-form :focus")).to_have_count(1)
        if text:
            speaker.keyboard.press("ControlOrMeta+a")
            speaker.keyboard.type(text)
        if party:
            _tab(speaker, "[name=responsible]")
            for key in ("Home", *["ArrowDown"] * party):
                speaker.keyboard.press(key)
        _tab(speaker, "[name=due]")
        if due:
            speaker.keyboard.type(due)  # instead of what stood there: Tab has chosen it
        speaker.keyboard.press("Enter")
        expect(speaker.locator(".strip-form :focus")).to_have_count(0)

    # Today's proposals: as it is, with another text, party and day, and not at all.
    page.keyboard.press("Home")
    rows = page.locator(".slide[data-id=decide_today] .proposals li")
    last = rows.count()
    up = page.locator(".slide[data-id=decide_today] li.up")
    expect(up).to_have_attribute("data-digit", "1")
    page.keyboard.press("v")
    expect(rows.nth(0)).to_contain_text("Vedtaget")
    expect(up).to_have_attribute("data-digit", "2")  # the next one is up
    page.keyboard.press("r")
    typed("Ring til de utilfredse inden påske", party=1, due="13-02-2015")
    expect(rows.nth(1)).to_contain_text("Viborg Kommune")
    expect(rows.nth(1)).to_contain_text("13. februar 2015")
    speaker.keyboard.press(str(last))
    speaker.keyboard.press("u")
    expect(rows.nth(last - 1)).to_contain_text("Droppet")
    expect(page.locator(".slide[data-id=decide_today] h1")).not_to_have_text("I dag beslutter vi: fem forslag")
    shows("decide_today", PROJECTORS[1])
    chosen = proposals.of_meeting(ledger, meeting)
    assert [chosen[place].choice for place in (0, 1, -1)] == ["adopted", "changed", "dropped"]
    assert chosen[1].minute.minute.responsible == "kommune"
    # Last time's: a strip under its slide says what became of it.
    speaker.keyboard.press("ArrowRight")
    expect(page.locator(".slide[data-id=last_time]")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("v")
    expect(page.locator(".slide[data-id=last_time] li").first).to_contain_text("Udført")
    shows("last_time", PROJECTORS[1])
    assert [one.status for one in minutes.from_last_time(ledger, meeting) if one.minute.kind == "action"] == ["done"]
    # Data are loaded: neither window is written anew, and the live pages know of it.
    page.keyboard.press("ArrowRight")
    shows("year", PROJECTORS[1])
    for window in (page, speaker):
        window.evaluate(WATCHED)
    before = (page.evaluate(SHOWN), page.screenshot())
    serving.load(home, DELIVERIES[1])
    other = page.context.new_page()
    other.goto(f"{running}/targets")
    expect(other.locator(".stamp")).to_contain_text("indlæsning 3", timeout=SEEN_WITHIN_MS)
    other.close()
    page.bring_to_front()
    page.wait_for_timeout(5000)  # two looks for a new load, and the run that follows
    assert (page.evaluate(SHOWN), page.screenshot()) == before
    assert [window.evaluate("() => window.moved") for window in (page, speaker)] == [0, 0]
    # What the parties promised is filled in.
    while page.evaluate(SHOWN) != ["obligations"]:
        page.keyboard.press("PageDown")
    page.keyboard.press("2")
    page.keyboard.press("r")
    expect(speaker.locator(".strip-form textarea")).to_be_focused()
    speaker.keyboard.type("Holdt hvert halve år")
    speaker.keyboard.press("Enter")
    expect(page.locator(".slide[data-id=obligations] li").nth(1)).to_contain_text("Holdt hvert halve år")
    shows("obligations", PROJECTORS[2])
    # An action without a day is asked for once before the show ends.
    speaker.keyboard.press("n")
    speaker.keyboard.type("Kommunen indkalder")
    _tab(speaker, "[name=kind]")
    speaker.keyboard.press("ArrowRight")
    typed(party=1)
    unfinished = page.locator(".slide[data-id=decisions] li", has_text="Kommunen indkalder")
    expect(unfinished).to_have_count(1)
    page.keyboard.press("Escape")
    typed(due="27-02-2015")
    expect(unfinished).to_contain_text("27. februar 2015")
    shows("decisions", PROJECTORS[2])
    assert screen.slide_faults(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".meetings")).to_be_visible()
    assert "meeting=" not in page.url
    # The minutes are taken home.
    settled(page)
    _tab(page, ".takeaway [href$='2014-06-30.docx']", most=300)
    with page.expect_download(timeout=SEEN_WITHIN_MS) as waited:
        page.keyboard.press("Enter")
    told = " ".join(one.text for one in docx.Document(str(waited.value.path())).element.body.iter() if one.text)
    for text in ("Kommunen indkalder", "27. februar 2015", "Ring til de utilfredse inden påske", "13. februar 2015"):
        assert text in told
    assert (page.heard.errors, heard.errors) == ([], [])


def _tab(page: Page, wanted: str, most: int = 9) -> None:
    """Goes from one to the next by Tab until it is what is wanted."""
    for _press in range(most):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is out of reach")


def test_what_one_browser_writes_others_show_within_three_seconds(
    home: Path, running: str, show: Callable[..., Page], open_page: Callable[..., Page]
):
    """Their slide stays, and whoever is writing there keeps every letter."""
    projector, other = show(slide="decisions"), open_page(f"{running}/meeting?meeting=2014-06-30&slide=fees")
    other.keyboard.press("n")
    other.keyboard.type("Halvt skrev")
    projector.keyboard.press("n")
    projector.keyboard.type("Vi mødes igen i januar")
    projector.keyboard.press("Tab")
    projector.keyboard.press("Space")
    projector.keyboard.press("Enter")
    written = dt.datetime.now(dt.UTC)
    seen = other.locator(".slide[data-id=decisions] li", has_text="Vi mødes igen i januar")
    expect(seen).to_have_count(1, timeout=SEEN_WITHIN_MS)
    ledger = reports.open_board(opened(home)).ledger
    kept = next(one for one in ledger.meetings.minutes("2014-06-30") if one.text == "Vi mødes igen i januar")
    assert dt.datetime.now(dt.UTC) - kept.written_at < dt.timedelta(seconds=3), written
    assert other.evaluate(SHOWN) == ["fees"]
    other.keyboard.type("et")
    assert other.evaluate(FORM)["text"] == "Halvt skrevet"
    assert projector.evaluate(SHOWN) == ["decisions"]


def test_a_finger_turns_the_slides(running: str, browser: Browser):
    """A swipe to the left leads on, to the right back; a tap, an upward stroke and two fingers turn nothing."""
    context = browser.new_context(viewport={"width": 1024, "height": 768}, has_touch=True, locale="da-DK")
    page = context.new_page()
    page.goto(f"{running}/meeting?meeting=2014-06-30&slide=targets")
    page.wait_for_function("() => document.documentElement.classList.contains('showing')")
    hand = context.new_cdp_session(page)

    def stroke(*fingers: tuple[int, int], by: tuple[int, int]) -> list[str]:
        def points(share: float) -> list[dict[str, float]]:
            return [{"x": x + by[0] * share, "y": y + by[1] * share, "id": n} for n, (x, y) in enumerate(fingers)]

        hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points(0)})
        for step in (0.5, 1):
            hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points(step)})
        hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        return page.evaluate(SHOWN)

    assert stroke((600, 300), by=(-200, 10)) == ["programmes"]
    assert stroke((300, 300), by=(200, -10)) == ["targets"]
    assert stroke((300, 300), by=(0, 0)) == ["targets"]
    assert stroke((600, 500), by=(-60, -300)) == ["targets"]
    assert stroke((600, 300), (700, 400), by=(-200, 0)) == ["targets"]
    context.close()


def test_the_speakers_window_follows_and_leads(show: Callable[..., Page]):
    page = show(slide="targets")
    speaker = page.context.new_page()
    speaker.goto(page.url.replace("slide=targets", "slide=jobs") + "&notes=1")
    expect(speaker.locator(".show.speaker .slide[data-id=targets] .notes")).to_be_visible(timeout=SEEN_WITHIN_MS)
    assert speaker.locator("[data-do=write]:visible").count() == 0
    assert screen.axe_faults(speaker) == []
    page.bring_to_front()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(speaker.locator(".slide[data-id=fees] .notes")).to_contain_text("Timesedler fra maj kom først i juli.")
    expect(speaker.locator(".slide.coming")).to_have_attribute("data-id", "satisfaction")
    # The note is written there: the projector keeps what it shows, and what is typed on it by mistake does nothing.
    before = page.screenshot()
    page.wait_for_function("() => window.vaeksttavlenShow.hasSpeaker()")  # a window says every second that it is there
    page.keyboard.press("n")
    expect(speaker.locator(".strip-form textarea")).to_be_focused()
    page.keyboard.type("bvru ")
    assert page.screenshot() == before
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(speaker.locator(".show .dark")).to_be_visible()
    speaker.bring_to_front()
    speaker.keyboard.press("b")
    expect(page.locator(".show .blank")).to_be_hidden()
    speaker.keyboard.press("b")
    expect(page.locator(".show .blank")).to_be_visible()
    speaker.keyboard.press("b")
    speaker.keyboard.press("PageDown")
    expect(page.locator(".slide[data-id=satisfaction]")).to_be_visible()
    speaker.keyboard.press("n")
    expect(speaker.locator(".strip-form textarea")).to_be_focused()
    speaker.keyboard.type("Fra talerens vindue")
    speaker.keyboard.press("Tab")
    speaker.keyboard.press("Space")
    speaker.keyboard.press("Enter")
    expect(page.locator(".slide[data-id=decisions] li", has_text="Fra talerens vindue")).to_have_count(1)
    assert page.evaluate(SHOWN) == speaker.evaluate(SHOWN)[:1] == ["satisfaction"]
    expect(speaker.locator(".strip-form textarea")).to_have_value("")


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.soak)])
def test_axe_finds_nothing_on_the_page_and_in_the_show(
    language: str, running: str, open_page, show: Callable[..., Page]
):
    page = open_page(f"{running}/meeting?lang={language}")
    unfold(page)
    found = screen.axe_faults(page)
    page = show(lang=language)
    assert found + screen.axe_faults(page) + screen.slide_faults(page) == []


@pytest.mark.soak
def test_who_takes_part_writes_nothing(home: Path, open_page: Callable[..., Page]):
    with serving.dashboard(home, VAEKSTTAVLEN_ROLE="observer") as address:
        page = open_page(f"{address}/meeting")
        assert page.locator(".meetings a").count()
        for form in ("mark_box", "order_box", "status_box", "freeze_box", "minute_box", "sitting_box"):
            assert page.locator(f".st-key-{form}").count() == 0
        for role in ("administrator", "part i aftalen"):  # which right is lacking is said instead
            expect(page.locator(".note").filter(has_text=f"kræver rollen {role}")).to_have_count(1)
        page.goto(f"{address}/meeting?meeting=2014-06-30")
        page.wait_for_function("() => document.documentElement.classList.contains('showing')")
        page.keyboard.press("n")
        assert page.locator(".strip-form, [data-do=write]").count() == 0


def test_a_meeting_is_prepared_on_the_page(home: Path, running: str, open_page: Callable[..., Page]):
    """Frozen, marked, told about, put in order and taken home by an administrator; each holds in the ledger."""
    page = open_page(f"{running}/meeting?agreement=viborg-2014&as_of=2014-03-31")
    _open(page, "freeze_box")
    page.get_by_label("Mødets navn").fill("Forårsmødet")
    page.get_by_role("button", name="Fastfrys").click()
    expect(page.locator(".meetings").get_by_text("Forårsmødet").first).to_be_visible(timeout=SEEN_WITHIN_MS)
    ledger = reports.open_board(opened(home)).ledger
    assert ledger.meetings.get("Forårsmødet").as_of == dt.date(2014, 3, 31)
    # What was frozen is what one goes on with, though another meeting is later.
    expect(page.locator(".st-key-prepared input")).to_have_value("Forårsmødet")

    settled(page)
    _open(page, "sitting_box")
    box = page.locator(".st-key-sitting_box")
    box.get_by_label("Sted", exact=True).fill("Viborg Rådhus")
    box.get_by_label("Mødets dag").fill("22-01-2015")
    box.get_by_label("Fra", exact=True).fill("13")
    box.get_by_label("Til", exact=True).fill("12.30")
    box.get_by_label("Til stede for Viborg Kommune").fill("Anne Holm, Bo Lund")
    box.get_by_role("button").last.click()
    expect(page.get_by_role("alert").filter(has_text="slutter")).to_be_visible()
    box.get_by_label("Til", exact=True).fill("14:40")
    box.get_by_label("Næste mødes dag").fill("25-06-2015")
    box.get_by_role("button").last.click()
    expect(page.get_by_text("22. januar 2015 · 13.00–14.40 · Viborg Rådhus")).to_be_visible()
    expect(page.get_by_text("Viborg Kommune: Anne Holm, Bo Lund")).to_be_visible()
    expect(page.get_by_text("Næste møde: 25. juni 2015")).to_be_visible()
    assert [one.name for one in sitting.of_meeting(ledger, meetings.find(ledger, "Forårsmødet")).present] == [
        "Anne Holm",
        "Bo Lund",
    ]

    settled(page)
    _open(page, "minute_box")
    box = page.locator(".st-key-minute_box")
    box.locator("textarea").fill("Væksthuset sender listen")
    box.get_by_role("button").last.click()
    expect(page.get_by_role("alert").filter(has_text="beslutning eller en handling")).to_be_visible()
    box.get_by_text("Handling", exact=True).click()
    box.get_by_role("combobox").click()
    page.get_by_role("option", name="Væksthus Midtjylland").click()
    box.get_by_label("Hvornår senest?").fill("27-02-2015")
    box.get_by_role("button").last.click()
    row = page.locator(".minutes li").filter(has_text="Væksthuset sender listen")
    expect(row).to_contain_text("Væksthus Midtjylland · senest 27. februar 2015")
    settled(page)
    _open(page, "status_box")
    box = page.locator(".st-key-status_box")
    box.get_by_label("Stadig åben, med en anden frist").fill("31-03-2015")
    box.get_by_role("button").last.click()
    moved = page.locator(".minutes li").filter(has_text="Erhvervsrådet rykker")
    expect(moved).to_contain_text("senest 31. marts 2015")
    marks = len(ledger.meetings.marks("viborg-2014"))

    _open(page, "mark_box")
    box = page.locator(".st-key-mark_box")
    box.get_by_text("Bestridt", exact=True).click()
    box.get_by_role("button").last.click()
    expect(page.get_by_role("alert").filter(has_text="bestrides")).to_be_visible()  # without a reason it is refused
    box.locator("textarea").fill("Vi tæller 96")
    box.get_by_role("button").last.click()
    expect(page.locator(".minutes").filter(has_text="Vi tæller 96").first).to_be_visible()
    box.get_by_text("Historien bag tallet", exact=True).click()
    box.locator("textarea").fill("To vejledninger kom sent")
    box.get_by_role("button").last.click()
    expect(page.locator(".minutes li").filter(has_text="To vejledninger kom sent")).to_contain_text("Viborg Kommune ·")
    assert len(ledger.meetings.marks("viborg-2014")) == marks + 1
    story = ledger.meetings.comments("viborg-2014")[-1]
    assert (story.text, story.party) == ("To vejledninger kom sent", "kommune")

    _open(page, "order_box")
    page.locator(".st-key-order_fees").get_by_text("Honorar").click()
    expect(page.locator(".st-key-in_fees input")).not_to_be_checked()
    settled(page)
    page.locator(".st-key-move_jobs_-1 button:visible").first.click()
    expect(page.locator(":has(> .st-key-order_jobs) ~ :has(> .st-key-order_satisfaction)")).to_have_count(1)
    expect(page.get_by_text("Skrevet.")).to_be_visible()
    agenda = ledger.meetings.agenda("Forårsmødet")
    assert "fees" not in agenda.slides
    assert agenda.slides.index("jobs") < agenda.slides.index("satisfaction")

    begins = {"pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF-1.7", "html": b"<!doctype html>"}
    for form, head in begins.items():
        with page.expect_download(timeout=SEEN_WITHIN_MS) as waited:
            page.locator(f".takeaway a[href$='.{form}']").first.click()
        assert waited.value.suggested_filename.endswith(f".{form}")
        assert Path(waited.value.path()).read_bytes().startswith(head), form
        if form == "pptx":
            assert len(Presentation(str(waited.value.path())).slides) >= 10
    assert page.heard.errors == []
    # The papers of a day that nobody froze.
    page.goto(f"{running}/meeting?agreement=viborg-2014&as_of=2014-05-31")
    expect(page.get_by_text("Papirer for 31. maj 2014, som ingen har fastfrosset")).to_be_visible()
    with page.expect_download(timeout=SEEN_WITHIN_MS) as waited:
        page.locator(".takeaway a[href$='viborg-2014-2014-05-31.pptx']").click()
    assert len(Presentation(str(waited.value.path())).slides) >= 10


def _open(page: Page, box: str) -> None:
    page.locator(f".st-key-{box} summary").click()
