"""Every page as somebody signed in meets it: open to all, quiet, by keyboard; and what their browser gets hold of.

One walk for each role in a real Chromium, from the door to every page, the show and the wall; the tests look at what
was heard and seen on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response, WebSocket

from data_pipeline import reports
from data_pipeline.meetings import release
from data_pipeline.privacy.rights import Person, Role
from data_pipeline.sample import meeting
from data_pipeline.settings import Settings
from tests.browser import screen
from tests.browser.conftest import ADDRESSES, lead, settled
from tests.browser.test_manners import leftovers
from tests.security.inside import unpacked
from tests.security.secrets_of import ids, told
from tests.signin.provider import PEOPLE

# An observer walks everywhere, and is told whom most of it is for; administrators meet what partners do
# (tests/browser), and forms and the trail on these.
PAGES = {"observer": ADDRESSES, "administrator": ["data", "fees", "meeting", "strategy"]}
CHAIR = Role.ADMINISTRATOR
DAY = "as_of=2014-06-30"
# Every page on one day; on the others those with small numbers.
DAYS = {
    "2014-06-30": ADDRESSES,
    "2014-03-31": ["satisfaction", "focus_sectors", "road", "annual_reports"],
    "2014-05-17": ["satisfaction", "focus_sectors", "road", "data"],
}
HIDDEN = re.compile(r"diskretionsbeskyttet|(?<![\d.,])1–4(?![\d.,])")
FOR_PARTIES = "For aftalens parter"
SHOW = f"meeting?agreement={meeting.AGREEMENT}&meeting={meeting.NAME}"
BEYOND = {
    "observer": (f"{SHOW}&slide=focus_sectors",),
    "administrator": (f"{SHOW}&slide=focus_sectors", f"{SHOW}&notes=1", f"?wall=overview,road&seconds=5&{DAY}"),
}
# Whatever a page could leave behind in the browser, as text.
KEPT = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title,
  (await indexedDB.databases()).map(one => one.name), window.caches ? await caches.keys() : [], window.name,
])"""


@dataclass
class Walk:
    """What came of a walk. `frames`, `bodies`: all that the server sent; `kept`: what the browser still has."""

    who: str
    frames: list[bytes] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    kept: str = ""
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def everything(self) -> bytes:
        """All of it, what is packed in base64 unpacked."""
        return unpacked(b"\n".join([*self.frames, *self.bodies, self.kept.encode()])).encode()


def _listen(page: Page, walk: Walk) -> None:
    def heard(payload: str | bytes) -> None:
        walk.frames.append(payload.encode() if isinstance(payload, str) else payload)

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", heard)

    def answered(response: Response) -> None:
        if "/static/" not in response.url and response.ok:
            walk.bodies.append(response.url.encode() + response.body())

    page.on("websocket", opened)
    page.on("response", answered)


def _by_keyboard(page: Page, role: str, name: str) -> None:
    """Presses something as one does without a pointer: focused, then Enter."""
    page.get_by_role(role, name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def files(page: Page) -> dict[str, bytes]:
    """The files that a page offers, by their names, taken apart."""
    addresses = [str(link.get_attribute("href")) for link in page.locator("a.file").all()]
    answers = {address: page.request.get(urljoin(page.url, address)) for address in addresses}
    assert all(answer.ok for answer in answers.values())
    return {address.rsplit("/", 1)[-1]: unpacked(answer.body()).encode() for address, answer in answers.items()}


@pytest.fixture(scope="module", params=list(PAGES))
def walk(request: pytest.FixtureRequest, guarded: str, filled: Path, browser) -> Walk:
    """The walk of one role."""
    board, chair = reports.open_board(Settings.read({"VAEKSTTAVLEN_HOME": str(filled)})), Person("Ada", CHAIR)
    meeting.hold(board, by=chair)
    release(board.ledger, meeting.NAME, by=chair)
    found = Walk(request.param)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(40_000)
    _listen(page, found)
    page.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else found.outside.append(asked.url))

    def complained(said: ConsoleMessage) -> None:
        if said.type == "error" and said.location["url"].startswith(guarded):  # and not the provider's own page
            found.errors.append(f"{said.text} {said.location['url']}")

    page.on("console", complained)
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.goto(f"{guarded}/?{DAY}")
    page.get_by_role("button", name="Log ind").wait_for()
    _by_keyboard(page, "button", "Log ind")
    _by_keyboard(page, "link", found.who)
    settled(page)
    links = page.locator(".menu").get_by_role("link")
    inside = {str(link.get_attribute("href")).rsplit("/", 1)[-1].partition("?")[0]: link for link in links.all()}
    for name in PAGES[found.who]:
        if name in inside and name:
            before = page.title()
            inside[name].focus()
            page.keyboard.press("Enter")
            page.wait_for_function("before => document.title !== before", arg=before)
            assert f"/{name}?" in page.url
        elif name:
            page.goto(f"{guarded}/{name}?{DAY}")
        settled(page)
        found.seen.append(page.locator("h1:visible").first.inner_text())
        found.titles[name] = page.title()
        found.bodies += files(page).values()
        screen.unfold(page)
        found.faults += [f"{name}: {one}" for one in leftovers(page) + screen.axe_faults(page)]
    for address in BEYOND[found.who]:
        page.goto(f"{guarded}/{address}")
        page.locator(".show .slide").first.wait_for(state="attached")
        page.wait_for_timeout(300)
    found.kept = page.evaluate(KEPT)
    page.goto(f"{guarded}/jobs?{DAY}")
    settled(page)
    _by_keyboard(page, "button", "Log ud")
    page.get_by_role("button", name="Log ind").wait_for()
    context.close()
    return found


def test_every_page_is_whole_and_open_to_all_signed_in(walk: Walk):
    """As tests/browser has it for those who need not sign in: nothing of Streamlit's own, and nothing axe finds."""
    assert len(walk.seen) == len(PAGES[walk.who])
    assert walk.faults == []


def test_every_page_is_reached_and_named_signed_in(walk: Walk):
    assert all(walk.seen)
    assert all("Streamlit" not in title and title for title in walk.titles.values())
    if walk.who == "observer":
        shown = [name for name, title in zip(ADDRESSES, walk.seen, strict=True) if name and title != FOR_PARTIES]
        assert shown == ["meeting"]
    assert b"focus_sectors" in walk.everything()


def test_nothing_is_asked_beyond_this_machine_signed_in(walk: Walk):
    assert walk.outside == []
    assert walk.errors == []


def test_only_those_who_may_see_ids_are_sent_them(walk: Walk, filled: Path):
    """In frames, answers and what the browser keeps: every page, slide, note of the speaker, and the wall."""
    known = ids(filled)
    assert len(known) > 1000
    assert len(walk.frames) > 100
    found = told(known, walk.everything())
    assert bool(found) == (walk.who == "administrator")


def test_nothing_is_hidden_from_a_partner(guarded: str, sign_in: Callable[..., Page]):
    """On no page, on no day, in no file: neither a range nor the word in a number's place (R18)."""
    page = sign_in(f"{guarded}/?{DAY}", "partner")
    found = []
    for day, names in DAYS.items():
        for name in names:
            lead(page, f"{guarded}/{name}?as_of={day}")
            made = {file: body.decode() for file, body in files(page).items() if "-others." not in file}
            assert len(made) >= 2, name
            texts = {"page": screen.said(page), "alts": page.content(), **made}
            found += [
                f"{name} {day} {what}" for what, text in texts.items() if HIDDEN.search(text.replace("\u00ad", ""))
            ]
    assert found == []


def test_the_browser_keeps_nothing_of_it(walk: Walk):
    """What stays on a machine that others use: where one was, and no figure of it."""
    said = str(PEOPLE[walk.who]["name"])
    assert said not in walk.kept
    assert "DataType" not in walk.kept
    assert len(walk.kept) < 2000, walk.kept
