"""What comes of a form: written, or what is to be mended; said once, under the form that was sent."""

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
        keep(form, fault)
        return False
    keep(form, told or _("Written."))
    return True


def keep(form: str, told: str | Correctable) -> None:
    """Have the form say what came of it, when it is shown next."""
    st.session_state[f"{form}_said"] = line(told)


def show(form: str, put: Callable[[str], object] = html.append) -> None:
    """Say what came of the form, once; `put` takes the HTML, in a dialog Streamlit's own."""
    if told := st.session_state.pop(f"{form}_said", ""):
        put(told)


def line(told: str | Correctable) -> str:
    """What came of a form, as HTML."""
    if isinstance(told, Correctable):
        return f'<p class="said fault" role="alert">{safe(faults.told(told, words.chosen()))}</p>'
    return f'<p class="said done" role="status">{safe(told)}</p>'
