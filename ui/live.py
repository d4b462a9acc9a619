"""Open pages follow a new load within seconds, without losing place or choices, and close when a session ends."""

from __future__ import annotations

import streamlit as st

from data_pipeline.language import message
from data_pipeline.reports import Board
from ui import session
from ui.words import safe

POLL_SECONDS = 2  # DESIGN: open pages follow within seconds
_SEEN = "snapshot_seen"
_NOTICE = "snapshot_notice"


def follow(board: Board) -> None:
    """Nothing; runs the page anew when a new snapshot has landed, and says so quietly."""
    seen = board.newest()
    if st.session_state.get(_SEEN, seen) != seen:
        st.session_state[_NOTICE] = seen
    st.session_state[_SEEN] = seen
    with st.container(key="live"):
        _poll(board)


@st.fragment(run_every=POLL_SECONDS)
def _poll(board: Board) -> None:
    if board.newest() != st.session_state[_SEEN] or not session.is_open():
        st.rerun()
    notice = st.session_state.get(_NOTICE)
    text = message("New data: load {number} is shown now", number=notice) if notice else ""
    st.html(f'<p role="status" class="live">{safe(text)}</p>')
