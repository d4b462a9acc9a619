"""Where and when a meeting sat, who was there and when the next one is: what its minutes open with."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.ledger import strategy
from data_pipeline.meetings import Meeting, minutes, sitting
from data_pipeline.meetings.sitting import Present, Sitting
from ui import ask, html, said, words
from ui.entry import session
from ui.meeting.meeting_minutes import DAY
from ui.words import _, safe, say

FORM = "sitting"
LONGEST = 1000  # letters of those present for one party


def section(meeting: Meeting, *, may_write: bool) -> None:
    """What is written of it, and the form that writes it."""
    found = sitting.of_meeting(ask.board().ledger, meeting)
    html.append(f'<h2 class="section">{safe(_("The sitting"))}</h2>')
    lines = "".join(f"<p>{safe(line)}</p>" for line in _told(meeting, found)) if found else ""
    html.append(lines or f'<p class="quiet">{safe(_("Nothing is written yet"))}</p>')
    if may_write:
        _form(meeting, found or Sitting())


def _told(meeting: Meeting, found: Sitting) -> list[str]:
    hours = "–".join(filter(None, (found.begins, found.ends)))
    told = [
        " · ".join(filter(None, (_day(found.day), hours, found.place))),
        *(f"{minutes.party_name(meeting.agreement, party)}: {names}" for party, names in _present(found).items()),
    ]
    following = " · ".join(filter(None, (_day(found.next_day), found.next_place)))
    if following:
        told.append(say(message("Next meeting: {told}", told=following)))
    return list(filter(None, told))


def _present(found: Sitting) -> dict[str, str]:
    """Names by party, as they are written."""
    names: dict[str, list[str]] = {}
    for one in found.present:
        names.setdefault(one.party, []).append(one.name)
    return {party: ", ".join(own) for party, own in names.items()}


def _form(meeting: Meeting, found: Sitting) -> None:
    """What stands is in the fields, so that a slip of the pen is written anew."""
    present = _present(found)
    html.flush()
    with st.expander(_("Write place, time and who was present"), key="sitting_box"), st.form(FORM, border=False):
        first, second, third = st.columns(3)
        first.text_input(_("The meeting's day"), _short(found.day), key=_key(meeting, "day"), placeholder=DAY)
        second.text_input(_("From"), found.begins, key=_key(meeting, "begins"), placeholder="13.00")
        third.text_input(_("Until"), found.ends, key=_key(meeting, "ends"), placeholder="14.40")
        st.text_input(_("Place"), found.place, key=_key(meeting, "place"), max_chars=sitting.MOST_LETTERS)
        for party in meeting.agreement.parties:
            told = message("Present for {party}, names with commas between", party=party.name)
            st.text_input(say(told), present.get(party.id, ""), key=_key(meeting, f"of_{party.id}"), max_chars=LONGEST)
        left, right = st.columns(2)
        left.text_input(
            _("The next meeting's day"), _short(found.next_day), key=_key(meeting, "next_day"), placeholder=DAY
        )
        right.text_input(
            _("The next meeting's place"),
            found.next_place,
            key=_key(meeting, "next_place"),
            max_chars=sitting.MOST_LETTERS,
        )
        st.form_submit_button(_("Write it"), type="primary", on_click=_write, args=(meeting,))
    said.show(FORM)


def _write(meeting: Meeting) -> None:
    def given(name: str) -> str:
        return str(st.session_state[_key(meeting, name)])

    def write() -> None:
        present = tuple(
            Present(name.strip(), party.id)
            for party in meeting.agreement.parties
            for name in given(f"of_{party.id}").split(",")
            if name.strip()
        )
        told = Sitting(
            strategy.day_in(given("day")),
            given("begins"),
            given("ends"),
            given("place"),
            present,
            strategy.day_in(given("next_day")),
            given("next_place"),
        )
        sitting.write(ask.board().ledger, meeting, told, by=session.person())

    said.done(FORM, write)


def _day(day: dt.date | None) -> str:
    return words.spoken(language.date, day) if day else ""


def _short(day: dt.date | None) -> str:
    return day.strftime("%d-%m-%Y") if day else ""


def _key(meeting: Meeting, name: str) -> str:
    return f"sitting_{meeting.name}_{name}"
