"""The pages of the house in the order of the menu. A page that has no file yet is not listed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data_pipeline.language import N_
from ui import address, html
from ui.address import FIRST
from ui.words import _, safe

FOLDER = Path(__file__).resolve().parent.parent / "pages"

GROUPS: dict[str, dict[str, str]] = {
    N_("Follow the agreement"): {
        "overview": N_("Overview"),
        "targets": N_("Activity targets"),
        "fees": N_("Fees"),
        "satisfaction": N_("Satisfaction"),
        "jobs": N_("Jobs"),
        "focus_sectors": N_("Focus sectors"),
    },
    N_("Follow the client"): {"road": N_("The client's road"), "deadlines": N_("Deadlines")},
    N_("The year and the meeting"): {
        "annual_reports": N_("Annual reports"),
        "strategy": N_("Strategy"),
        "meeting": N_("Meeting"),
        "changes": N_("Changes"),
    },
    N_("Behind the figures"): {"data": N_("Data"), "why": N_("Why?")},
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
    return frozenset(page for pages in GROUPS.values() for page in pages)


def name(page: str) -> str:
    """The page's name in the reader's language."""
    return next(_(pages[page]) for pages in GROUPS.values() if page in pages)


def pages() -> list[st.Page]:
    """Every page, for `st.navigation`, named in the reader's language."""
    return [
        st.Page(path(page), title=_(title), url_path=page, default=page == FIRST)
        for titles in GROUPS.values()
        for page, title in titles.items()
        if exists(page)
    ]


def draw(here: str) -> None:
    """The menu at the sidebar's head; `here` is the page it stands on."""
    groups = "".join(_group(number, group, titles, here) for number, (group, titles) in enumerate(GROUPS.items()))
    html.append(f'<nav class="menu" aria-label="{safe(_("App pages"))}">{groups}</nav>')


def link(page: str, label: str = "") -> str:
    """A link to another page as HTML, named like it unless told; nothing where there is none."""
    if not exists(page):
        return ""
    return f'<a class="here go" href="{safe(address.here(page))}">{safe(label or name(page))}</a>'


def way(page: str) -> None:
    """Put the way to another page under the head."""
    html.append(f'<p class="way">{link(page)}</p>')


def _group(number: int, group: str, titles: dict[str, str], here: str) -> str:
    items = "".join(_item(page, title, page == here) for page, title in titles.items() if _is_listed(page))
    if not items:
        return ""
    return f'<p id="menu-{number}">{safe(_(group))}</p><ul aria-labelledby="menu-{number}">{items}</ul>'


def _item(page: str, title: str, is_here: bool) -> str:
    current = ' aria-current="page"' if is_here else ""
    return f'<li><a class="here" href="{safe(address.here(page))}"{current}>{safe(_(title))}</a></li>'


def _is_listed(page: str) -> bool:
    return page not in HIDDEN and exists(page)
