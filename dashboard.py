"""The frame: language, navigation, what the reader asks for, and the page in the middle."""

from __future__ import annotations

import streamlit as st

from data_pipeline.errors import Correctable
from ui import ask, choices, live, menu, messages, style

style.page()
choices.language_from_url()
style.apply()
page = st.navigation(menu.pages(), expanded=True)
style.title(page.title)
try:
    ask.remember(choices.sidebar(ask.agreements()))
    live.follow(ask.board())
    page.run()
except Correctable as fault:
    messages.fault(fault)
