"""What is written to a slide: the form in a strip over its foot, or in the speaker's window, and what a key says.

The form is the browser's own: it is empty each time without asking the server, and stays as it is while the slides are
written anew. What it says goes into one hidden field of Streamlit's, as does what a key says; `_take` writes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any

import streamlit as st

from data_pipeline.errors import Correctable
from data_pipeline.language import N_, message
from data_pipeline.ledger import strategy
from data_pipeline.meetings import Meeting, minutes, proposals
from data_pipeline.slides import deck
from ui import ask, faults, html, words
from ui.entry import session
from ui.words import _, safe

_WORD = "show_word"
_ANSWER = "show_answer"
OLD = message("This page is too old to write from. Open the show again.")

# What the form asks first, by what it is about.
ASKS = {
    "slide": N_("What is decided?"),
    "proposal": N_("What is decided?"),
    "minute": N_("A remark"),
    "point": N_("What is done?"),
}
# What a key makes of an action: of last time's, and of the meeting's own, where a slip of the pen is struck out.
_LAST_TIME = {"v": "done", "r": "open", "u": "dropped"}
_OWN = {"r": "open", "u": "struck"}
_PROPOSAL = {"v": "adopted", "r": "changed", "u": "dropped"}


@dataclass(frozen=True)
class Word:
    """What a window says: `about` such as `slide:fees`, `key` of those there are or empty, and the form's fields."""

    about: str = ""
    key: str = ""
    text: str = ""
    kind: str = ""
    responsible: str = ""
    due: str = ""

    @classmethod
    def read(cls, told: str) -> Word:
        """Read it from what the script wrote. Raises `Correctable` for anything else."""
        try:
            given: dict[str, Any] = json.loads(told)
            found = cls(**{one.name: given.get(one.name, "") for one in fields(cls)})
        except (ValueError, AttributeError) as fault:
            raise Correctable(OLD) from fault
        if not all(isinstance(getattr(found, one.name), str) for one in fields(cls)):
            raise Correctable(OLD)
        return found


def form(meeting: Meeting) -> None:
    """The form itself, always the same text, so that nothing takes it from under the writer's hands."""
    parties = "".join(f'<option value="{safe(one.id)}">{safe(one.name)}</option>' for one in meeting.agreement.parties)
    kinds = "".join(
        f'<label><input type="radio" name="kind" value="{kind}"><span>{safe(_(label))}</span></label>'
        for kind, label in minutes.KINDS.items()
    )
    asks = "".join(f' data-{kind}="{safe(_(asked))}"' for kind, asked in ASKS.items())
    who, due = safe(_("Who is responsible?")), safe(_("By when? dd.mm.yyyy"))
    # Not carried in an attribute: Streamlit takes one with a text area's end out.
    st.html(
        f'<form class="strip-form" data-mode="slide" autocomplete="off" novalidate{asks}>'
        f'<h2 class="says"><span class="new">{safe(_("A note to slide"))} </span><span class="where"></span></h2>'
        f'<textarea name="text" rows="1" maxlength="{minutes.MOST_LETTERS}"></textarea>'
        f'<fieldset class="kinds"><legend class="unseen">{safe(_("Kind"))}</legend>{kinds}</fieldset>'
        f'<select name="responsible" aria-label="{who}"><option value="">{safe(_("Responsible"))}</option>{parties}'
        f'</select><input name="due" inputmode="numeric" aria-label="{due}" placeholder="{due}">'
        f'<button type="submit">{safe(_("Write it"))}</button>'
        f'<p class="hint">{safe(_("Enter writes it, Esc closes"))}</p><p class="fault" role="alert"></p></form>'
    )


def field(meeting: Meeting) -> None:
    """The hidden field that takes what windows say, and what came of the last word."""
    with st.container(key="show_word_box"), st.form("show_word_form", border=False):
        st.text_input("show", key=_WORD, label_visibility="collapsed")
        st.form_submit_button("show", on_click=_take, args=(meeting,))
    number, fault = st.session_state.get(_ANSWER, (0, ""))
    html.append(f'<p class="show-answer" data-number="{number}" data-fault="{safe(fault)}" hidden></p>')
    html.flush()


def _take(meeting: Meeting) -> None:
    fault = ""
    try:
        _write(meeting, Word.read(st.session_state[_WORD]))
    except Correctable as found:
        fault = faults.told(found, words.chosen())
    st.session_state[_ANSWER] = (st.session_state.get(_ANSWER, (0, ""))[0] + 1, fault)


def _write(meeting: Meeting, word: Word) -> None:
    """Write what a window said through the function that commands use too; it asks for the role."""
    ledger, by = ask.board().ledger, session.person()
    kind, _colon, name = word.about.partition(":")
    if kind == "point":
        strategy.write(ledger, meeting.agreement, name, word.text, by=by, day=meeting.as_of, source=_("The meeting"))
    elif kind == "minute":
        own = {str(one.minute.id): (one, _OWN) for one in minutes.of_meeting(ledger, meeting)}
        last = {str(one.minute.id): (one, _LAST_TIME) for one in minutes.from_last_time(ledger, meeting)}
        carried, statuses = (last | own).get(name, (None, {}))
        if carried is None or word.key not in statuses:
            raise Correctable(OLD)
        due = strategy.day_in(word.due) if word.key == "r" else None
        minutes.set_status(
            ledger, carried.minute.id, statuses[word.key], by=by, note=word.text or carried.note, due_date=due
        )
    elif kind == "proposal":
        if word.key not in _PROPOSAL:
            raise Correctable(OLD)
        proposals.choose(
            ledger,
            meeting,
            name,
            _PROPOSAL[word.key],
            by=by,
            text=word.text,
            responsible=word.responsible,
            due_date=strategy.day_in(word.due),
        )
    elif kind == "slide":
        up = next((one for one in deck.all_slides(meeting, ledger) if one.id == name), None)
        minutes.add(
            ledger,
            meeting,
            minutes.chosen_kind(word.kind),
            word.text,
            by=by,
            slide=up.id if up else "",
            responsible=word.responsible,
            due_date=strategy.day_in(word.due),
            figures=up.figures if up else {},
        )
    else:
        raise Correctable(OLD)
