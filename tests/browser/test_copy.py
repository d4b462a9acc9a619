"""A page copied into a mail or a spreadsheet: a heading is a heading, a table's row a line, and no chart is garbage."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page

CLIPBOARD = """async kind => {
  const [copied] = await navigator.clipboard.read();
  return await (await copied.getType(kind)).text();
}"""


def test_a_page_is_copied_as_headings_and_cells(address: str, open_page: Callable[..., Page]):
    page = open_page(f"{address}/fees?as_of=2014-12-31")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("svg.main-svg").first.wait_for()
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('.stMainBlockContainer'))")
    page.keyboard.press("Control+c")
    lines = page.evaluate(CLIPBOARD, "text/plain").replace("\u00a0", " ").splitlines()
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert ["Ved udgangen af", "Antal", "Til udbetaling"] in rows
    assert [row[0] for row in rows if len(row) == 10][:2] == [
        "Honorar",
        "Registrerede vejledte iværksættere op til 500,00 kr. pr. stk.",
    ]
    assert ["I alt", "", "110.471,25", "0,00", "110.471,25", "13"] in rows
    assert not {"jan", "5.000", "Hvorfor?", "CSV"} & set(lines), "of a chart, of what leads on"
    html = page.evaluate(CLIPBOARD, "text/html")
    drawings = re.findall("<svg.*?</svg>", html, re.DOTALL)
    assert [text for one in drawings if (text := re.sub("<[^>]*>", "", one).strip())] == []
    assert re.search(r"<h1[^>]*>Loftet skærer 23", html.replace("&nbsp;", " "))
    assert len(re.findall("<table", html)) == 4
