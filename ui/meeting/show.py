"""The show: a meeting's slides over the whole window, a note beside them, and the speaker's own window.

The address says it: `?meeting=NAME&slide=fees`, and `&notes=1` for the speaker. Nothing here asks the warehouse.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from data_pipeline import meetings
from data_pipeline.errors import Correctable
from data_pipeline.ledger import strategy
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.slides import deck
from data_pipeline.slides.slide import Slide
from ui import address, ask, faults, messages, words
from ui.entry import session
from ui.meeting import stage
from ui.words import _, safe

FOLDER = Path(__file__).parents[1]
EXAMPLE = "31-12-2014"
FIELDS = ("kind", "text", "responsible", "due", "slide")
FOR, OTHERS = "for", "others"
_SAID = "show_said"
_SAVED = "show_saved"


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
    shown = deck.slides(meeting, ledger)
    is_speaker = st.query_params.get("notes") == "1"
    may_write = meeting.audience.is_parties and not is_speaker
    if may_write:
        _note(meeting, shown)
    slides = stage.html(meeting, shown, may_write=may_write)
    if is_speaker:
        slides += f'<p class="ahead">{safe(_("Next"))}</p>'
    put(slides, "speaker" if is_speaker else "", meeting=name, leave=place(agreement=meeting.agreement.id))


@cache
def script() -> str:
    """The program of slides over the whole window; the gate's policy knows it by its hash, so it is one text."""
    return "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("meeting/stage.js", "wall.js"))


def put(slides: str, kind: str, **facts: str) -> None:
    """Put slides over the whole window; `facts` are for the script."""
    facts["saved"] = str(st.session_state.get(_SAVED, 0))
    data = "".join(f' data-{name}="{safe(fact)}"' for name, fact in facts.items())
    body = f'<div class="show {kind}"{data}>{slides}<div class="blank"></div></div><script>{script()}</script>'
    with st.container(key="show"):
        st.html(body, unsafe_allow_javascript=True)


def _meeting(name: str) -> Meeting:
    """The meeting as the reader may see it, or as the address asks for it: `&for=others`."""
    ledger = ask.board().ledger
    meeting = meetings.find_for(ledger, name, session.person())
    is_for_others = address.asked().get(FOR) == OTHERS and meeting.audience.is_parties
    return meetings.released(ledger, meeting) if is_for_others else meeting


def _note(meeting: Meeting, shown: tuple[Slide, ...]) -> None:
    """The form for a decision or an action, bound to the slide that is up."""
    parties = {"": _("Nobody in particular")} | {one.id: one.name for one in meeting.agreement.parties}
    with st.container(key="show_note"):
        st.html(f"<h2>{safe(_('A note to this slide'))}</h2>")
        with st.form("show_note_form", border=False):
            st.text_area(_("What is decided?"), key=_key("text"), max_chars=minutes.MOST_LETTERS)
            kinds = {kind: _(label) for kind, label in minutes.KINDS.items()}
            st.radio(_("Kind"), list(kinds), format_func=kinds.__getitem__, key=_key("kind"))
            st.selectbox(
                _("Who is responsible?"), list(parties), format_func=parties.__getitem__, key=_key("responsible")
            )
            st.text_input(_("By when?"), key=_key("due"), placeholder=EXAMPLE)
            with st.container(key="show_up"):
                st.text_input(_("Slide"), key=_key("slide"))
            st.form_submit_button(_("Write it"), type="primary", on_click=_write, args=(meeting, shown))
        kind, text = st.session_state.pop(_SAID, ("", ""))
        if text:
            st.html(f'<p class="said {kind}" role="{"alert" if kind == "fault" else "status"}">{safe(text)}</p>')
        st.html(
            f'<p class="note">{safe(_("Esc closes the note. Everything is kept with your name and the time."))}</p>'
        )


def _write(meeting: Meeting, shown: tuple[Slide, ...]) -> None:
    """What the form holds, through the function that asks for the role."""
    kind, text, responsible, due, slide = (st.session_state[_key(name)] for name in FIELDS)
    up = next((one for one in shown if one.id == slide), None)
    try:
        minutes.add(
            ask.board().ledger,
            meeting,
            kind,
            text,
            by=session.person(),
            slide=up.id if up else "",
            responsible=responsible,
            due_date=strategy.day_in(due),
            figures=up.figures if up else {},
        )
    except Correctable as fault:
        st.session_state[_SAID] = ("fault", faults.told(fault, words.chosen()))
        return
    for name in ("text", "due"):
        st.session_state[_key(name)] = ""
    st.session_state[_SAVED] = st.session_state.get(_SAVED, 0) + 1


def _key(name: str) -> str:
    return f"show_{name}"
