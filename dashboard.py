"""The frame: language, navigation, what the reader asks for, and the page in the middle, for those who may enter."""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware

from data_pipeline.errors import Correctable
from ui import ask, choices, faults, gate, live, menu, messages, served, session, sign_in, style, wall


def frame() -> None:
    """One run of the app: the frame, and the page the reader is on inside it."""
    style.page()
    choices.language_from_url()
    style.apply()
    try:
        page = st.navigation(menu.pages(), expanded=True, position="sidebar" if session.is_open() else "hidden")
        style.title(page.title)
        reader = sign_in.entered()
        ask.remember(choices.sidebar(ask.agreements() if reader else ()))
        if reader is None:
            return
        wall.link()
        sign_in.foot(reader)
        live.follow(ask.board())
        wall.walk(page.url_path or menu.FIRST)
        page.run()
    except Correctable as fault:
        messages.fault(fault)
    except Exception as fault:
        own = faults.noted(fault)
        messages.own_fault(own.number)
        raise own from None


# `streamlit run` imports this file once as the server's, then runs it as the main script of each reader.
app = st.App(__file__, middleware=[Middleware(gate.Gate), Middleware(served.Document)])
if __name__ == "__main__":
    frame()
