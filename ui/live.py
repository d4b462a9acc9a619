"""Open pages follow a load or an erasure within seconds, keep place and choices, and close when a session ends."""

from __future__ import annotations

import time

import streamlit as st

from data_pipeline.errors import Correctable
from data_pipeline.language import Message
from data_pipeline.privacy.rights import Role
from data_pipeline.reports import OverviewReport
from data_pipeline.views import overview
from ui import ask
from ui.entry import session
from ui.words import _, safe

POLL_SECONDS = 3  # open pages follow within five seconds; each look costs server and browser some 35 ms together
NOTICE_SECONDS = 60  # as long as it takes to look up, and then it is out of the way
AGAIN_SECONDS = 10
_SEEN = "snapshot_seen"
_NOTICE = "snapshot_notice"
_FIGURES = "snapshot_figures"
_TRIED = "just_tried"
_LOOKS = "snapshot_looks"  # how often the page has looked for a new load since it was drawn


def follow() -> None:
    """Run the page anew when something was loaded or erased, and say quietly which figures a load moved."""
    seen = ask.loaded()
    before = st.session_state.get(_SEEN, seen)
    if before[0] != seen[0]:
        moved = overview.sentence(seen[0], st.session_state.get(_FIGURES), _headlines())
        st.session_state[_NOTICE] = (moved, time.monotonic())
    st.session_state[_SEEN] = seen
    st.session_state[_LOOKS] = 0
    _poll()


def know() -> None:
    """Take note that the reader knows of the newest load already: it is their own."""
    st.session_state[_SEEN] = ask.newly_loaded()


def try_again() -> None:
    """Run the page anew in a while: it has no figures, for something did not answer or was wrong."""
    st.session_state[_TRIED] = True
    _try_again()


@st.fragment(run_every=AGAIN_SECONDS)
def _try_again() -> None:
    if not st.session_state[_TRIED]:
        st.rerun()
    st.session_state[_TRIED] = False


@st.fragment(run_every=POLL_SECONDS)
def _poll() -> None:
    try:
        is_other = ask.loaded() != st.session_state[_SEEN] or not session.is_open()
    except Correctable:  # the ledger does not answer just now; what stands here was right a moment ago
        return _say(_("No answer from the ledger just now. The figures are those of a moment ago."))
    if is_other:
        st.rerun()
    # Once, when the page stands and not before it: what the next load is held against.
    if st.session_state[_LOOKS] == 1:
        st.session_state[_FIGURES] = _headlines()
    st.session_state[_LOOKS] += 1
    notice: tuple[Message, float] | None = st.session_state.get(_NOTICE)
    is_fresh = notice is not None and time.monotonic() - notice[1] < NOTICE_SECONDS
    return _say(notice[0] if notice and is_fresh else "")


def _say(notice: Message | str) -> None:
    st.html(f'<p role="status" class="live">{safe(notice)}</p>')


def _headlines() -> OverviewReport | None:
    """The headlines that are shown; None for who may not see them."""
    shown = ask.selection()
    return ask.report("overview") if shown and session.person().may(Role.PARTNER, shown.agreement) else None
