"""The pages of the house in the order of the menu. A page that has no file yet is not listed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data_pipeline.language import N_
from data_pipeline.views.terms import PAGES
from ui import address, html
from ui.address import FIRST
from ui.words import _, safe

FOLDER = Path(__file__).resolve().parent.parent / "pages"

GROUPS = {
    N_("Follow the agreement"): ("overview", "targets", "fees", "satisfaction", "jobs", "focus_sectors"),
    N_("Follow the client"): ("road", "deadlines"),
    N_("The year and the meeting"): ("compare", "annual_reports", "strategy", "meeting", "changes"),
    N_("Behind the figures"): ("data", "why"),
}
HIDDEN = ("why", "changes")  # reached from a figure, from Overblik: not from the menu


def exists(page: str) -> bool:
    """Whether the page has a file."""
    return path(page).is_file()


def path(page: str) -> Path:
    """The page's file."""
    return FOLDER / f"{page}.py"


def names() -> frozenset[str]:
    """Every page there may be, by its name in the address."""
    return frozenset(PAGES)


def name(page: str) -> str:
    """The page's name in the reader's language."""
    return _(PAGES[page])


def pages() -> list[st.Page]:
    """Every page, for `st.navigation`, named in the reader's language."""
    return [
        st.Page(path(page), title=name(page), url_path=page, default=page == FIRST) for page in PAGES if exists(page)
    ]


def draw(here: str) -> None:
    """The menu at the sidebar's head; `here` is the page it stands on."""
    groups = "".join(_group(number, group, listed, here) for number, (group, listed) in enumerate(GROUPS.items()))
    html.append(f'<nav class="menu" aria-label="{safe(_("App pages"))}">{groups}</nav>')


def link(page: str, label: str = "") -> str:
    """A link to another page as HTML, named like it unless told; nothing where there is none."""
    if not exists(page):
        return ""
    return f'<a class="here go" href="{safe(address.here(page))}">{safe(label or name(page))}</a>'


def way(page: str) -> None:
    """Put the way to another page under the head."""
    html.append(f'<p class="way">{link(page)}</p>')


def _group(number: int, group: str, listed: tuple[str, ...], here: str) -> str:
    items = "".join(_item(page, page == here) for page in listed if _is_listed(page))
    if not items:
        return ""
    return f'<p id="menu-{number}">{safe(_(group))}</p><ul aria-labelledby="menu-{number}">{items}</ul>'


def _item(page: str, is_here: bool) -> str:
    current = ' aria-current="page"' if is_here else ""
    return f'<li><a class="here" href="{safe(address.here(page))}"{current}>{safe(name(page))}</a></li>'


def _is_listed(page: str) -> bool:
    return page not in HIDDEN and exists(page)
