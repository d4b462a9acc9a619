"""The show: a meeting's slides over the whole window, what is written to them, and the speaker's own window.

The address says it: `?meeting=NAME&slide=fees`, and `&notes=1` for the speaker. Nothing here asks the warehouse.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from data_pipeline import meetings
from data_pipeline.errors import Correctable
from data_pipeline.meetings import Meeting
from data_pipeline.slides import deck
from ui import address, ask, html, messages
from ui.entry import session
from ui.meeting import asked as asking
from ui.meeting import stage, strip
from ui.words import safe

FOLDER = Path(__file__).parents[1]
PROGRAMS = ("meeting/stage.js", "meeting/strip.js", "wall.js")
POLL_SECONDS = 1.5  # what one browser writes, the others show within three seconds
FOR, OTHERS = "for", "others"
_SEEN = "show_seen"


def place(meeting: str = "", agreement: str = "", **more: str) -> str:
    """Where a meeting's show is found; without a meeting, the page with the list of them."""
    language = address.asked().get(address.LANGUAGE, "")
    return address.of("meeting", {"agreement": agreement, "meeting": meeting, **more, address.LANGUAGE: language})


def asked() -> str:
    """The meeting that the address names; empty for none."""
    return str(st.query_params.get("meeting", ""))


def run(name: str) -> None:
    """The show of the meeting of that name; what is wrong is said where there is no such meeting."""
    session.person()
    ledger = ask.board().ledger
    try:
        meeting = _meeting(name)
    except Correctable as fault:
        messages.fault(fault)
        return
    st.session_state[_SEEN] = _written()
    is_speaker = st.query_params.get("notes") == "1"
    may_write = meeting.audience.is_parties
    asked = asking.of_meeting(ledger, meeting) if may_write else None
    slides = stage.html(meeting, deck.slides(meeting, ledger), asked)
    kind, more = "", ""
    if is_speaker:
        kind, more = "speaker", stage.desk(may_write=may_write)
    put(
        slides + more,
        kind,
        meeting if may_write else None,
        meeting=name,
        leave=place(agreement=meeting.agreement.id),
    )
    _follow()


@st.fragment(run_every=POLL_SECONDS)
def _follow() -> None:
    """Run the show anew when somebody has written something: the slide that is up stays."""
    if _written() != st.session_state[_SEEN] or not session.is_open():
        st.rerun()


def _written() -> int:
    return ask.board().ledger.pulse()[2]


@cache
def script() -> str:
    """The program of slides over the whole window; the gate's policy knows it by its hash, so it is one text."""
    return "".join((FOLDER / name).read_text(encoding="utf-8") for name in PROGRAMS)


def put(slides: str, kind: str, writes: Meeting | None = None, **facts: str) -> None:
    """Put slides over the whole window; `writes`: the meeting that may be written about; `facts` are for the script."""
    data = "".join(f' data-{name}="{safe(fact)}"' for name, fact in facts.items())
    with st.container(key="show"):
        if writes is not None:
            strip.form(writes)
            strip.field(writes)
        html.append(f'<div class="show {kind}"{data}>{slides}<div class="blank"></div></div>')
        html.flush()
        st.html(f"<script>{script()}</script>", unsafe_allow_javascript=True)


def _meeting(name: str) -> Meeting:
    """The meeting as the reader may see it, or as the address asks for it: `&for=others`."""
    ledger = ask.board().ledger
    meeting = meetings.find_for(ledger, name, session.person())
    is_for_others = address.asked().get(FOR) == OTHERS and meeting.audience.is_parties
    return meetings.released(ledger, meeting) if is_for_others else meeting
