"""Who may enter, as what, and for how long: real provider, real Chromium, real websocket (issue 7)."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from data_pipeline import ledger
from data_pipeline.settings import Settings
from tests.browser import screen, serving
from tests.browser.conftest import ADDRESSES, settled
from tests.security.secrets_of import ids, told
from tests.security.wire import wire
from tests.signin.conftest import SECRETS, Secrets
from tests.signin.provider import PEOPLE

DATA = (b"Viborg", b"viborg", b"2014", b"Kunde-ID", b"plotly")
LISTS = {"observer": 0, "partner": 1, "administrator": 1, "neighbour": 0, "bound": 1}


def barriers(page: Page) -> list[str]:
    """What axe finds that keeps somebody out, in both themes."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(f"() => getComputedStyle(document.querySelector('.stApp')).colorScheme === '{theme}'")
        settled(page)
        found += [f"{theme} {one}" for one in screen.axe_faults(page)]
    page.emulate_media(color_scheme="light")
    return found


@pytest.fixture(scope="module")
def known(filled: Path) -> frozenset[bytes]:
    found = ids(filled)
    assert len(found) > 1000
    return found


@pytest.mark.parametrize("page", ADDRESSES)
def test_who_has_not_signed_in_hears_nothing_of_the_data(page: str, guarded: str, known: frozenset[bytes]):
    """The first one to open each link: over the websocket itself, so nothing is merely hidden."""
    with wire(guarded) as stranger:
        heard = stranger.open(page, "as_of=2014-06-30&agreement=viborg-2014&sector=tourism")
        heard += stranger.open(page, "as_of=2014-06-30", {"agreement": "viborg-2014", "as_of": "2014-03-31"})
    assert b"Log ind" in heard
    assert not told(known, heard)
    # The way to the other language keeps what the stranger's own address said.
    for own in (b"as_of=2014-06-30", b"agreement=viborg-2014"):
        heard = heard.replace(own, b"")
    assert not [word for word in DATA if word in heard]


@pytest.mark.soak
@pytest.mark.parametrize("page", ADDRESSES)
def test_the_first_link_after_a_start_tells_nothing(page: str, filled: Path, secrets: Secrets, known: frozenset[bytes]):
    """As above, each link with a server of its own: the first visitor makes Streamlit learn the pages."""
    with serving.dashboard(filled, *secrets[1]) as fresh, wire(fresh) as stranger:
        heard = stranger.open(page, "as_of=2014-06-30").replace(b"as_of=2014-06-30", b"")
    assert b"Log ind" in heard
    assert not told(known, heard)
    assert not [word for word in DATA if word in heard]


def test_the_first_link_shows_the_door_and_then_its_page(guarded: str, visit):
    page = visit(f"{guarded}/fees?as_of=2014-06-30&lang=en")
    assert page.locator("h1").inner_text() == "Sign in"
    assert barriers(page) == []
    assert page.locator(".menu").count() == 0
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="partner", exact=True).click()
    settled(page)
    assert page.url == f"{guarded}/fees?as_of=2014-06-30&lang=en"
    assert page.locator(".stamp").inner_text().startswith("Data up to 30 June 2014")
    assert page.locator(".reader").inner_text() == "Per Part · Partner"
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["_streamlit_user"]["httpOnly"]
    assert not page.heard.outside
    copied = {name: one["value"] for name, one in cookies.items()}
    other = page.context.new_page()
    other.goto(f"{guarded}/jobs?lang=en")
    other.locator(".stamp").wait_for(timeout=30_000)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{guarded}/")
    page.get_by_role("button", name="Log ind").wait_for()
    # The other window closes by itself, and a copy of the cookie opens nothing.
    other.get_by_role("button", name="Sign in").wait_for(timeout=30_000)
    assert not other.locator(".stamp").count()
    with wire(guarded, copied) as thief:
        assert b"Log ind" in thief.open("fees")
    assert "_streamlit_user" not in {one["name"] for one in page.context.cookies()}
    page.goto(f"{guarded}/fees")
    page.get_by_role("button", name="Log ind").wait_for()
    assert not page.locator(".stamp").count()


@pytest.mark.parametrize("who", LISTS)
def test_each_role_sees_its_own_and_no_more(who: str, guarded: str, sign_in, known: frozenset[bytes]):
    page = sign_in(f"{guarded}/data", who)
    if who == "administrator":
        page.get_by_role("link", name="Hvem gjorde hvad").click()
        page.get_by_test_id("stDataFrame").wait_for()
        assert barriers(page) == []
    assert page.locator(".reader strong").inner_text() == PEOPLE[who]["name"]
    assert page.get_by_role("heading", name="Afviste rækker").count() == LISTS[who]
    # The inbox holds files about every agreement.
    assert page.get_by_role("heading", name="Indbakke").count() == (LISTS[who] if who != "bound" else 0)
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    # Every list open, with the state of widgets that others have; what every page sends is searched in test_signed_in.
    lists = "rows=refused,debtors,audit,awaiting"
    with wire(guarded, cookies) as own:
        heard = b"".join(own.open(name, f"as_of=2014-06-30&{lists}") for name in ("data", "fees", "compare"))
        heard += own.open("data", "", {"trail": "true", "strategy_value": "24", "sees_ids": "true", "role": "partner"})
    assert b"Viborg" in heard
    assert bool(told(known, heard)) == bool(LISTS[who])


@pytest.mark.parametrize(("who", "why"), [("stranger", "no role"), ("audience", "audience")])
def test_no_role_no_entry(who: str, why: str, guarded: str, sign_in, filled: Path):
    """Known to the provider, and still outside; and the audit trail knows that they came, once."""
    page = sign_in(f"{guarded}/jobs", who)
    assert page.locator("h1").inner_text() == "Du har ikke adgang"
    assert page.get_by_role("button", name="Log ud").is_visible()
    assert page.locator(".menu").count() == 0
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    with wire(guarded, cookies) as own:
        heard = own.open("jobs")
    assert not [word for word in DATA if word in heard]
    book = ledger.open(Settings.read({"VAEKSTTAVLEN_HOME": str(filled)}).ledger)
    refusals = [entry for entry in book.audit(action="turned_away") if entry.author == PEOPLE[who].get("name")]
    book.close()
    assert [dict(entry.details) for entry in refusals][:1] == [{"why": why}]


def test_a_provider_that_does_not_answer_is_told(filled: Path, visit, tmp_path: Path):
    """Streamlit says “Authentication error” and no more; here it is what to do."""
    nobody = f"http://127.0.0.1:{serving.free_port()}"
    port, file = serving.free_port(), tmp_path / "secrets.toml"
    file.write_text(
        SECRETS.format(port=port, cookie="c" * 40, client="c", secret="s", provider=nobody), encoding="utf-8"
    )
    with serving.dashboard(filled, "--secrets.files", str(file), port=port) as lonely:
        page = visit(lonely)
        page.get_by_role("button", name="Log ind").click()
        page.get_by_text("Log ind-tjenesten svarede ikke Væksttavlen").wait_for()
        assert page.reload().status == 502


def test_a_session_ends_when_its_token_does(guarded: str, sign_in):
    page = sign_in(f"{guarded}/targets", "brief")
    # On a busy machine the token may be old before the page is there; otherwise the open page closes by itself.
    page.locator(".stamp").or_(page.get_by_text("Din session er udløbet")).first.wait_for()
    page.get_by_text("Din session er udløbet").wait_for()
    assert not page.locator(".stamp").count()
    page.reload()
    page.get_by_text("Din session er udløbet").wait_for()
    page.get_by_role("button", name="Log ind").wait_for()


def test_a_name_is_text_and_a_forged_cookie_is_nobody(guarded: str, sign_in):
    page = sign_in(guarded, "hostile")
    assert page.locator(".reader strong").inner_text() == PEOPLE["hostile"]["name"]
    assert not page.locator(".reader img, .reader a").count()
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    forged = cookies["_streamlit_user"][:-4] + "AAAA"
    with wire(guarded, cookies | {"_streamlit_user": forged}) as other:
        assert b"Log ind" in other.open("fees")


def test_a_file_is_not_passed_on_by_its_address(guarded: str, sign_in):
    """An address of a partner's file makes a file anew for whoever follows it: of what they may see, or none."""
    page = sign_in(f"{guarded}/data", "partner")
    with page.expect_download() as made:
        page.get_by_role("link", name="CSV").click()
    url = made.value.url
    mine = page.context.request.get(url)
    assert mine.ok
    assert "K-1" in mine.text()
    assert mine.headers["cache-control"] == "no-store"
    other = sign_in(f"{guarded}/data", "observer")
    own = other.context.request.get(url)
    assert own.status == 403
    assert "K-1" not in own.text()
    assert other.get_by_role("link", name="CSV").count() == 0
    other.context.clear_cookies()
    refused = other.context.request.get(url)
    assert refused.status == 403
    assert "content-disposition" not in refused.headers
    assert "Log ind" in refused.text()


def test_files_are_taken_from_the_reader_whose_page_it_is_alone(guarded: str, sign_in, filled: Path):
    """An address that a partner, or nobody, got hold of takes nothing, and says nothing of what lies there."""
    page = sign_in(f"{guarded}/data", "administrator")
    to = page.locator(".incoming").get_attribute("data-to")
    sent = {"headers": {"origin": guarded, "x-file-name": "kunder.csv"}, "data": "Kunde-ID;Kundetype;Kommune\n"}
    other = sign_in(f"{guarded}/data", "partner")
    assert "At indlæse og fortryde er for rollen administrator" in other.get_by_test_id("stMain").inner_text()
    assert other.locator(".incoming").count() == 0
    assert other.context.request.put(f"{guarded}/{to}", **sent).status == 404
    other.context.clear_cookies()
    nobody = other.context.request.put(f"{guarded}/{to}", **sent)
    assert (nobody.status, "Log ind" in nobody.text()) == (422, True)
    assert not list((filled / "incoming").rglob("*.csv"))
    assert page.context.request.put(f"{guarded}/{to}", **sent).status == 204
    (lying,) = (filled / "incoming").rglob("*.csv")
    assert page.context.request.delete(f"{guarded}/{to}", headers={"origin": guarded}).status == 204
    assert not lying.exists()


def test_the_log_knows_neither_clients_nor_readers(filled: Path, guarded: str, known: frozenset[bytes]):
    """After all that was done above: refused entries, tokens for others, forged cookies."""
    logged = b"".join(path.read_bytes() for path in filled.parent.glob("dashboard-*.log"))
    assert guarded.encode() in logged
    assert not told(known, logged)
    assert not [who for who, said in PEOPLE.items() if str(said["name"]).encode() in logged]
    assert b"id_token" not in logged


@pytest.mark.parametrize("who", ["everywhere", "omnipresent"])
def test_many_groups_come_in_and_too_many_are_told(who: str, guarded: str, sign_in, visit):
    """Sixty are carried along; 1 500 are more than a browser can carry, 3 000 more than a token is read for."""
    assert sign_in(f"{guarded}/fees", "joiner").locator(".reader").inner_text() == "Jens Joiner · Part i aftalen"
    page = visit(f"{guarded}/fees")
    page.get_by_role("button", name="Log ind").click()
    page.get_by_role("link", name=who, exact=True).click()
    page.get_by_text("din konto er i for mange grupper").wait_for()
    page.goto(f"{guarded}/fees")
    page.get_by_role("button", name="Log ind").wait_for()
