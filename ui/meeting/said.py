"""What comes of the meeting page's forms: written, or what is to be mended; said once, under the form that was sent."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data_pipeline.errors import Correctable
from ui import faults, html, words
from ui.words import _, safe


def done(form: str, write: Callable[[], object], told: str = "") -> bool:
    """Whether it was written; `told` or the fault is what the form says of it."""
    try:
        write()
    except Correctable as fault:
        st.session_state[_key(form)] = ("fault", faults.told(fault, words.chosen()))
        return False
    st.session_state[_key(form)] = ("done", told or _("Written."))
    return True


def show(form: str) -> None:
    """Say what came of the form, once."""
    kind, text = st.session_state.pop(_key(form), ("", ""))
    if text:
        html.append(f'<p class="said {kind}" role="{"alert" if kind == "fault" else "status"}">{safe(text)}</p>')


def _key(form: str) -> str:
    return f"{form}_said"
