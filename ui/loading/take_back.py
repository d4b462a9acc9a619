"""A load is taken back as it was loaded: what that moves first, then the button."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import standing
from data_pipeline.loading.effect import Effect
from data_pipeline.views import loading
from ui import address, ask, heading, html, live, said
from ui.loading import choose, look
from ui.words import _, safe, say

NUMBER = "undo"  # in the URL: the load that is looked at
_WHY = "undo_why"


@dataclass(frozen=True)
class _Seen:
    """What taking a load back would change, with what it was asked of."""

    asked: object
    effect: Effect


def step() -> None:
    """Show what taking back the load that the URL names would move, and end the page there; nothing for none."""
    if NUMBER not in address.asked() or not choose.desk().may_load:
        return
    numbers = [str(load.number) for load in standing(ask.board().ledger.loads())]
    number = address.chosen(NUMBER, ["", *numbers])
    if not number:
        return
    choose.remember()
    found = _looked_at(int(number))
    if found is None:
        html.stop()
    heading.plain(_("Data"), _("What do the figures rest on?"), loading.title_of_undo(int(number), found))
    calm = _("Its rows no longer count, and what it withdrew counts again. Earlier snapshots and meetings stay.")
    html.note(calm)
    look.notices(loading.warnings(found, look.titles()), _("Look at this before you take it back"))
    html.append(f'<h2 class="part">{safe(_("What taking it back moves"))}</h2>')
    look.effect(found)
    html.flush()
    with st.container(key="load_ending"):
        st.text_input(_("Message"), key=_WHY, max_chars=look.MOST_LETTERS)
        with st.container(horizontal=True, key="load_buttons"):
            pressed = st.button(say(message("Undo load {number}", number=number)), type="primary", key="undo_now")
            st.button(_("Leave it"), key="undo_leave", on_click=_leave)
    if pressed:
        _undo(int(number), found)
    html.stop()


def _looked_at(number: int) -> Effect | None:
    """What it would change, kept for as long as the same is asked; None when it can't be said, which the page does."""
    asked, sent = (number, ask.loaded()), choose.mine()
    if not isinstance(sent.seen, _Seen) or sent.seen.asked != asked:
        try:
            with look.working(_("Looking at what would change")):
                sent.seen = _Seen(asked, choose.desk().look_at_undo(number).effect)
        except Correctable as fault:
            html.append(said.line(fault))
            return None
    return sent.seen.effect


def _undo(number: int, seen: Effect) -> None:
    why = str(st.session_state.get(_WHY, "")).strip()
    try:
        with look.working(_("Taking the load back")):
            done = choose.desk().undo(number, seen, why=why)
    except Correctable as fault:
        html.append(said.line(fault))
        return
    if done.is_committed:
        said.keep(
            choose.FORM, say(message("Load {number} is taken back: its rows no longer count.", number=str(number)))
        )
        live.know()
        _leave()
    else:
        choose.mine().seen = None
    st.rerun()


def _leave() -> None:
    """Back to the page, as if nothing had been looked at."""
    choose.mine().seen = None
    st.query_params.pop(NUMBER, None)
