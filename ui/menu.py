"""The pages of the house in the order of the menu. A page that has no file yet is not listed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from data_pipeline.language import N_
from ui.words import _

FOLDER = Path(__file__).resolve().parent.parent / "pages"
FIRST = "overview"

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


def pages() -> dict[str, list[st.Page]]:
    """The menu for `st.navigation`, in the reader's language."""
    menu = {
        _(group): [
            st.Page(path(page), title=_(title), url_path=page, default=page == FIRST, visibility=_seen(page))
            for page, title in titles.items()
            if exists(page)
        ]
        for group, titles in GROUPS.items()
    }
    return {group: found for group, found in menu.items() if found}


def _seen(page: str) -> Literal["visible", "hidden"]:
    return "hidden" if page in HIDDEN else "visible"


def link(page: str) -> None:
    """A link to another page, where there is one."""
    if exists(page):
        st.page_link(path(page), label=name(page))
