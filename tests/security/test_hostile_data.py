"""Whatever stands in an export, a real browser runs none of it, asks nobody for it, and shows it (trust §2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from data_pipeline import reports, settlements
from data_pipeline.loading.load import load
from data_pipeline.meetings import Meeting
from data_pipeline.papers import extract, meeting_papers, settlement_paper
from data_pipeline.papers.extract import Wanted
from data_pipeline.privacy.rights import Role
from data_pipeline.settings import Settings
from data_pipeline.views import pages
from tests.browser import serving
from tests.browser.conftest import ADDRESSES, listen, settled
from tests.security import hostile_words
from tests.security.hostile import STRINGS, deliver
from tests.security.hostile_words import BY, DAY
from tests.security.reread import csv_texts, is_quiet_pdf, package_text, workbook_texts

# What a report must be asked with.
ASKED = {"why": {"figure": "guided.local.company"}}
DONE_TO_US = """() => ({
  ran: window.__pwned ?? null,
  outside: [...document.querySelectorAll('[src], [href]')].map(one => String(one.src || one.href || ''))
    .filter(url => url && !/^(data|blob):/.test(url))
    .filter(url => url.startsWith('javascript:') || new URL(url, location).origin !== location.origin),
  born: [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(at => /^on/i.test(at.name))
    || (one.matches('script, style') && one.textContent.includes('__pwned'))
    || (one.matches('img, svg, use') && /__pwned|beacon/.test(one.src || ''))).length,
  wide: document.documentElement.scrollWidth - innerWidth,
})"""


@dataclass(frozen=True)
class Installation:
    """A home and agreements, hostile in every place where text can stand, and the meeting that is frozen there."""

    settings: Settings
    meeting: Meeting

    def variables(self, role: Role) -> dict[str, str]:
        """What the dashboard's environment says of it, beside its home."""
        return {"VAEKSTTAVLEN_ROLE": role, "VAEKSTTAVLEN_AGREEMENTS": str(self.settings.agreements)}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    base = tmp_path_factory.mktemp("hostile")
    given = {
        "VAEKSTTAVLEN_HOME": str(base / "home"),
        "VAEKSTTAVLEN_AGREEMENTS": str(hostile_words.agreements(base / "agreements")),
    }
    settings = Settings.read(given)
    crm = deliver(base / "crm")
    hostile_words.workbook(crm / "=1+1 <b>sheets.xlsx")
    load(settings, [crm], message=STRINGS["image"], author=STRINGS["script"])
    settings.inbox.mkdir(parents=True, exist_ok=True)
    (settings.inbox / "<img src=x onerror=window.__pwned=7>.csv").write_text("=1+1;@x\n", encoding="utf-8")
    return Installation(settings, hostile_words.write(reports.open_board(settings)))


@pytest.fixture(scope="module")
def hostile(installation: Installation) -> Iterator[str]:
    """A dashboard with hostile exports, for whoever sees most."""
    home = installation.settings.home
    with serving.dashboard(home, **installation.variables(Role.ADMINISTRATOR)) as running:
        yield running


def look(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(40_000)
    page.heard = listen(page)
    page.said = []
    page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
    visit(page, url)
    return page


def visit(page: Page, url: str) -> None:
    page.goto(url)
    settled(page)
    for folded in page.get_by_test_id("stMain").locator("summary").all():
        folded.click()
    settled(page)


def is_harmless(page: Page) -> None:
    found = page.evaluate(DONE_TO_US)
    assert found == {"ran": None, "outside": [], "born": 0, "wide": found["wide"]}
    assert found["wide"] <= 0, "a long text makes the page wider than the window"
    assert page.said == []
    assert page.heard.outside == []


def test_nothing_in_the_data_does_anything(browser: Browser, hostile: str, installation: Installation):
    """Every page in one window, folded parts opened; the show, the speaker's notes and the slides without network."""
    page = look(browser, f"{hostile}/data?as_of=2014-06-30")
    is_harmless(page)
    shown = page.get_by_test_id("stMain").inner_text()
    for word in ("script", "image", "beacon", "link", "style", "template", "formula", "command", "sql", "mirror"):
        assert STRINGS[word].strip("\ufeff") in shown, word
    for name in set(ADDRESSES) - {"data"}:
        visit(page, f"{hostile}/{name}?as_of=2014-06-30")
        is_harmless(page)
        if name == "strategy":
            assert STRINGS["image"] in page.get_by_test_id("stMain").inner_text()
    for more in ("", "&notes=1"):
        page.goto(f"{hostile}/meeting?{urlencode({'meeting': installation.meeting.name})}{more}")
        page.locator(".show .slide").first.wait_for(state="attached")
        assert page.evaluate("document.querySelectorAll('.show .slide').length") > 10
        is_harmless(page)
        told = page.evaluate("document.querySelector('.show').textContent")
        assert STRINGS["script"] in told
        assert STRINGS["image"] in told
    page.context.close()


@pytest.mark.soak
@pytest.mark.parametrize("role", list(Role))
def test_nothing_in_the_data_does_anything_to_any_role(role: Role, browser: Browser, installation: Installation):
    with serving.dashboard(installation.settings.home, **installation.variables(role)) as running:
        page = look(browser, running)
        for name in ADDRESSES:
            for language in ("da", "en"):
                visit(page, f"{running}/{name}?lang={language}&as_of=2014-06-30")
                is_harmless(page)
        page.context.close()


def test_the_lookout_sees_what_it_is_for(browser: Browser):
    """Were a page to take a string for markup, the tests above would fail."""
    for word in ("image", "script", "style"):
        page = browser.new_context().new_page()
        page.heard, page.said = listen(page), []
        page.route("http://192.0.2.7/**", lambda route: route.abort())
        page.set_content(f'<div data-testid="stApp">{STRINGS[word].replace("</style>", "")}</div>')
        page.wait_for_function("window.__pwned")
        with pytest.raises(AssertionError):
            is_harmless(page)
        page.context.close()


ROUTES = (
    "<iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
    "<a id=way href='javascript:window.__pwned=2'>x</a>",
    "<meta http-equiv=refresh content='0;url=/?away'>",
    "<base href='//192.0.2.7/'><script>window.__pwned=3</script><img src=x onerror=window.__pwned=4>",
)


def test_markup_that_got_in_would_run_nothing_and_lead_nowhere(browser: Browser, hostile: str):
    """Were `safe` forgotten once: the policy stops scripts in frames and links, unfolding leaves out what leads on."""
    page = look(browser, f"{hostile}/fees?as_of=2014-06-30")
    for markup in ROUTES:
        page.evaluate(
            """markup => {
                const piece = document.createElement("div");
                piece.className = "carried";
                piece.dataset.html = markup;
                document.querySelector('[data-testid="stMain"]').append(piece);
            }""",
            markup,
        )
    page.locator("#way").click()
    page.wait_for_timeout(1500)
    assert page.evaluate("window.__pwned ?? null") is None
    assert page.url.startswith(f"{hostile}/fees?")
    assert page.evaluate("document.baseURI").startswith(hostile)
    assert page.heard.outside == []
    page.context.close()


def test_no_file_obeys_what_stands_in_the_data(installation: Installation, browser: Browser, tmp_path):
    """Every page's tables, the meeting's papers and the settlement's, read again: text is text, and asks nobody."""
    settings, meeting = installation.settings, installation.meeting
    board = reports.open_board(settings)
    texts: set[str] = set()
    for page in pages.VIEWS:
        asked = Wanted(page, page, "viborg-2014", STRINGS["formula"], DAY, "da", asked=ASKED.get(page, {}))
        for form in extract.Form:
            made = extract.page(board, asked, form, BY)
            texts |= csv_texts(made) if form is extract.Form.CSV else workbook_texts(made)
    (settled_one,) = settlements.of(board.ledger, "viborg-2014", by=BY)
    texts |= workbook_texts(settlement_paper.xlsx(board, settled_one, "da", by=BY))
    papers = {form: meeting_papers.make(form, board.ledger, meeting, "da", by=BY) for form in meeting_papers.Form}
    texts |= workbook_texts(papers[meeting_papers.Form.XLSX])
    for word in ("script", "image", "beacon", "link", "style", "template", "formula", "command", "sql"):
        assert any(STRINGS[word] in text for text in texts), word
    slides_text = package_text(papers[meeting_papers.Form.PPTX])
    assert STRINGS["script"] in slides_text
    assert is_quiet_pdf(papers[meeting_papers.Form.PDF])
    file = tmp_path / "slides.html"
    file.write_bytes(papers[meeting_papers.Form.HTML])
    page = browser.new_context().new_page()
    page.heard, page.said = listen(page), []
    page.goto(file.as_uri())
    page.heard.outside.remove(file.as_uri())
    found = page.evaluate(DONE_TO_US)
    assert (found["ran"], found["outside"], page.heard.outside) == (None, [], [])
    assert STRINGS["image"] in page.evaluate("document.body.textContent")
    page.context.close()
