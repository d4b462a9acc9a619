"""The frame: language, navigation, what the reader asks for, and the page in the middle, for those who may enter."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager  # private: pinned version, tests/browser holds it

from data_pipeline.errors import Correctable
from data_pipeline.privacy.rights import NotAllowed, Person, Role
from ui import address, ask, choices, erasing, faults, files, html, live, menu, messages, page_run, served, style, wall
from ui.entry import gate, sign_in
from ui.loading import choose, receive


def frame() -> None:
    """One run of the app: the frame, and the page the reader is on inside it."""
    with page_run.begun():
        try:
            page = st.navigation(menu.pages(), position="hidden")
            style.apply(page.title)
            here = page.url_path or address.FIRST
            page_run.set_page(here)
            reader = sign_in.entered()
            _sidebar(here, reader)
            if reader is None:
                return
            sign_in.foot(reader)
            live.follow()
            choose.leave(here)
            if wall.is_on():
                wall.show(here)
            else:
                page.run()
        except NotAllowed as told:
            messages.for_parties(told)
        except Correctable as fault:
            messages.fault(fault)
            live.try_again()
        except Exception as fault:
            own = faults.noted(fault)
            messages.own_fault(own.number)
            html.flush()
            raise own from None
        html.flush()


def _sidebar(here: str, reader: Person | None) -> None:
    """Menu and choices; the menu also where nobody can tell what there is to choose."""
    try:
        if reader:
            menu.draw(here)
        chosen = choices.sidebar(here, ask.agreements() if reader else (), reader)
        ask.set_selection(chosen)
        if reader and reader.may(Role.PARTNER, chosen.agreement if chosen else None):
            wall.link()
    finally:
        html.flush(sidebar=True)


# The folder's name lets Streamlit run a file of `pages/` alone until `st.navigation` has run once in the process.
PagesManager.uses_pages_directory = False
# `streamlit run` imports this file once as the server's, then runs it as the main script of each reader.
app = st.App(
    __file__,
    routes=[files.ROUTE, receive.ROUTE],
    middleware=[Middleware(gate.Gate), Middleware(served.Document)],
    lifespan=erasing.lifespan,
)
if __name__ == "__main__":
    frame()
