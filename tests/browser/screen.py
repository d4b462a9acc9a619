"""What a page looks like and says, asked in the page itself: faults as lists of words, empty when there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from data_pipeline.exports.kinds import KINDS
from data_pipeline.settings import ROOT

CATALOGUES = ROOT / "data_pipeline" / "locale" / "da"
AXE = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = [*LAW, "best-practice"]
STILL_MS = 60  # between two looks
SETTLES_MS = 5_000  # so long a page may take to lie still, and to be without faults once it does

OVERFLOW = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const wide = Math.max(0, document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
  return wide ? [`${wide} px too wide`] : [];
}"""
# Text that its own box cuts off: what is drawn is narrower than what is said.
CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *, [data-testid="stSidebar"] *')]
  .filter(one => one.childElementCount === 0 && one.textContent.trim() && one.getClientRects().length)
  .filter(one => !one.closest('[data-testid="stSidebar"][data-collapsed="true"]'))
  .filter(one => !one.closest('.unseen, svg, [aria-hidden=true]') && getComputedStyle(one).clipPath === 'none')
  .filter(one => {
    for (let box = one; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.clipPath !== 'none' || style.overflowX === 'auto' || style.overflowX === 'scroll') return false;
      if (style.overflowX === 'hidden' || style.overflowX === 'clip') {
        const range = document.createRange();
        range.selectNodeContents(one);
        const [drawn, room] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
        if (drawn.right > room.right + 1 || drawn.left < room.left - 1) return true;
      }
    }
    return false;
  })
  .map(one => `cut off: ${one.textContent.trim().slice(0, 60)}`)"""
# Words on top of each other: two texts whose boxes share more than a hair, or two labels under a chart.
CROWDED = """() => {
  const words = [...document.querySelectorAll('.stHtml *')]
    .filter(one => one.childElementCount === 0 && one.textContent.trim() && one.getClientRects().length)
    .filter(one => getComputedStyle(one).clipPath === 'none' && !one.closest('.unseen, .live, details:not([open])'))
    .filter(one => { for (let up = one; up; up = up.parentElement)
        if (getComputedStyle(up).clipPath !== 'none' || getComputedStyle(up).visibility === 'hidden') return false;
      return true; })
    .map(one => { const range = document.createRange(); range.selectNodeContents(one);
      return [one.textContent.trim(), range.getBoundingClientRect()]; });
  const found = [];
  for (let i = 0; i < words.length; i++) for (let j = i + 1; j < words.length; j++) {
    const [a, one] = words[i], [b, other] = words[j];
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 1 && high > 4) found.push(`on top of each other: ${a} / ${b}`);
  }
  return found;
}"""
# All slides of a show beneath each other. In a page without height axe takes every text for unseen.
SPREAD = """() => { window.spread = new CSSStyleSheet();
  spread.replaceSync(`:has(.show), .show { overflow: visible !important; } .show { position: absolute !important; }
    .show .slide { display: flex !important; position: relative !important; }`);
  document.adoptedStyleSheets.push(spread); }"""
GATHERED = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== spread); }"
LAYOUT = f"() => [...({OVERFLOW})(), ...({CUT})(), ...({CROWDED})()]"
# Everything shown or told to a screen reader.
SAID = """() => [...document.querySelectorAll('[aria-label], [alt], [placeholder], [title]')]
  .filter(one => one.getClientRects().length)
  .flatMap(one => ['aria-label', 'alt', 'placeholder', 'title'].map(name => one.getAttribute(name)))
  .filter(Boolean)"""


def unfold(page: Page) -> None:
    """Opens everything that is folded."""
    for summary in page.get_by_test_id("stMain").locator("summary").all():
        summary.click()
    still(page)


def still(page: Page) -> None:
    """Waits until nothing on the page moves: its boxes stand where they stood three looks ago."""
    page.evaluate("() => { window.before = ''; window.alike = 0; }")
    page.wait_for_function(
        """() => {
          const boxes = [...document.querySelectorAll('.stElementContainer, .piece')]
            .map(one => one.getBoundingClientRect());
          const now = JSON.stringify(boxes.map(box => [box.x, box.y, box.width, box.height]));
          window.alike = now === window.before ? window.alike + 1 : 0;
          window.before = now;
          return window.alike >= 3;
        }""",
        polling=STILL_MS,
    )


def layout_faults(page: Page, size: tuple[int, int]) -> list[str]:
    """What is cut off, crowded or pushed aside at a size in px, once the page lies still."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    still(page)
    # A busy machine draws a chart late: a fault that goes away by itself is none.
    for _look in range(SETTLES_MS // (STILL_MS * 10)):
        if not (faults := page.evaluate(LAYOUT)):
            return []
        page.wait_for_timeout(STILL_MS * 10)
    return [f"{size[0]} px: {one}" for one in faults]


def axe_faults(page: Page, rules: Sequence[str] = RULES, within: str = "html") -> list[str]:
    """What axe-core finds in the page, or in a part of it, as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"runOnly": list(rules), "resultTypes": ["violations"]}  # all that passes takes ten times as long to tell
    answer = page.evaluate("([within, only]) => axe.run(within, only)", [within, only])
    assert "color-contrast" in {one["id"] for one in answer["passes"] + answer["violations"]}, "axe looked at no text"
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in answer["violations"]
        for node in one["nodes"]
    ]


def slide_faults(page: Page) -> list[str]:
    """What axe-core finds in a show, on all its slides at once: one by one takes ten times as long."""
    page.evaluate(SPREAD)
    found = axe_faults(page, within=".show")
    page.evaluate(GATHERED)
    return found


@lru_cache(maxsize=2)
def texts_only_in(language: str) -> tuple[str, ...]:
    """Every text of the house that stands in one language's words and nowhere in the other's."""
    entries = []
    for catalogue in sorted(CATALOGUES.glob("*.po")):
        with catalogue.open("rb") as file:
            for one in read_po(file, locale="da"):
                if one.id:
                    pairs = zip(one.id, one.string, strict=False) if one.pluralizable else [(one.id, one.string)]
                    entries += [(str(english), str(danish)) for english, danish in pairs]
    own, other = (0, 1) if language == "en" else (1, 0)
    others = " ".join(entry[other] for entry in entries)
    parts = [part.strip(" ,:·.\n") for entry in entries for part in re.split(r"\{\w+\}", entry[own])]
    return tuple(sorted({part for part in parts if len(part) > 5 and "'" not in part and part not in others}))


def said(page: Page) -> str:
    """Everything a page shows or tells a screen reader, its title in the browser's tab included, but no SQL."""
    shown = page.locator("body").inner_text()
    for code in page.locator("pre:visible").all_inner_texts():
        shown = shown.replace(code, "")
    shown = "\n".join([page.title(), shown, *page.evaluate(SAID)])
    return shown.replace("\u00ad", "")


@lru_cache(maxsize=1)
def words_of_the_crm() -> frozenset[str]:
    """Headings and values of the CRM's files, which stand as they are where files are spoken of."""
    columns = [column for kind in KINDS for column in kind.columns]
    words = [kind.name for kind in KINDS] + [column.heading for column in columns]
    return frozenset(word.strip(".") for word in [*words, *(value for one in columns for value in one.choices)])


def word_faults(page: Page, language: str, has_files: bool = False) -> list[str]:
    """Texts of the other language, and numbers written as the other language writes them."""
    everything = said(page)
    other = {"da": "en", "en": "da"}[language]
    spoken = re.sub(r"\s+", " ", everything)
    faults = [one for one in texts_only_in(other) if one in spoken and re.search(rf"\b{re.escape(one)}\b", spoken)]
    if has_files:
        faults = [one for one in faults if one not in words_of_the_crm()]
    if language == "da":
        numbers = re.sub(r"kl\. \d\d\.\d\d|\d\d\.\d\d\.\d{4}", "", everything)
        faults += re.findall(r"\d\.\d{1,2}(?!\d)(?=[^\d.]|$)", numbers) + re.findall(r"\d%", everything)
    else:
        faults += re.findall(r"\d,\d{1,2}(?!\d)", everything) + re.findall(r"\d\s%", everything)
    if page.evaluate("document.documentElement.lang") != language:
        faults.append("<html lang>")
    return faults
