"""A meeting's decisions and actions on its page, and the forms that write one and say what became of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_pipeline.language import message
from data_pipeline.ledger import strategy
from data_pipeline.meetings import Meeting, minutes
from data_pipeline.meetings.minutes import Carried
from ui import ask, html, said
from ui.entry import session
from ui.words import _, safe, say

DAY = "31-12-2014"
ADDED, STATUS = "minute", "status"


def section(meeting: Meeting, *, may_write: bool) -> None:
    """What was decided here and what earlier meetings left, with the forms for those who may write."""
    ledger = ask.board().ledger
    told = minutes.of_meeting(ledger, meeting)
    carried = minutes.from_last_time(ledger, meeting)
    html.append(f'<h2 class="section">{safe(_("Decisions and actions"))}</h2>')
    for title, listed in ((_("From this meeting"), told), (_("From earlier meetings"), carried)):
        if listed:
            rows = "".join(map(_minute, listed))
            html.append(f'<h3 class="chart-title">{safe(title)}</h3><ul class="minutes">{rows}</ul>')
    if not told and not carried:
        html.append(f'<p class="quiet">{safe(_("Nothing is written yet"))}</p>')
    if may_write:
        _add_form(meeting)
        if told or carried:
            _status_form((*told, *carried))


def _minute(one: Carried) -> str:
    minute = one.minute
    parts = [_(minutes.KINDS[minute.kind])]
    if one.responsible:
        parts.append(one.responsible)
    if one.due_date:
        parts.append(say(message("by {day}", day=one.due_date)))
    if one.status:
        parts.append(_("Overdue") if one.is_overdue else _(minutes.STATUSES[one.status]))
    if one.note:
        parts.append(one.note)
    stamp = message("{author}, {at}", author=minute.author, at=minute.written_at)
    return f'<li><p>{safe(minute.text)}</p><p class="quiet">{safe(" · ".join(parts))} · {safe(stamp)}</p></li>'


def _add_form(meeting: Meeting) -> None:
    """A decision or an action outside the show."""
    parties = {one.id: one.name for one in meeting.agreement.parties}
    html.flush()
    with st.expander(_("Write a decision or an action"), key="minute_box"), st.form("minute", border=False):
        st.text_area(_("What is decided?"), key=_key("text"), max_chars=minutes.MOST_LETTERS)
        st.radio(
            _("Kind"),
            list(minutes.KINDS),
            index=None,
            format_func=lambda one: _(minutes.KINDS[one]),
            horizontal=True,
            key=_key("kind"),
        )
        left, right = st.columns(2)
        left.selectbox(
            _("Who is responsible?"),
            list(parties),
            index=None,
            placeholder=_("Choose"),
            format_func=parties.__getitem__,
            key=_key("responsible"),
        )
        right.text_input(_("By when?"), key=_key("due"), placeholder=DAY)
        st.form_submit_button(_("Write it"), type="primary", on_click=_add, args=(meeting,))
    said.show(ADDED)


def _add(meeting: Meeting) -> None:
    text, kind, responsible, due = (st.session_state[_key(name)] for name in ("text", "kind", "responsible", "due"))

    def write() -> None:
        minutes.add(
            ask.board().ledger,
            meeting,
            minutes.chosen_kind(kind or ""),
            text,
            by=session.person(),
            responsible=responsible or "",
            due_date=strategy.day_in(due),
        )

    if said.done(ADDED, write):
        for name, empty in (("text", ""), ("kind", None), ("responsible", None), ("due", "")):
            st.session_state[_key(name)] = empty


def _status_form(listed: Sequence[Carried]) -> None:
    """Done, dropped, open again until another day, or struck out as a slip of the pen."""
    by_id = {one.minute.id: one for one in listed}
    html.flush()
    with st.expander(_("Change a status"), key="status_box"), st.form("status", border=False):
        st.selectbox(_("Which one"), list(by_id), format_func=lambda one: by_id[one].minute.text, key="status_of")
        st.radio(
            _("Status"),
            list(minutes.STATUSES),
            format_func=lambda one: _(minutes.STATUSES[one]),
            horizontal=True,
            key="status_is",
        )
        left, right = st.columns(2)
        left.text_input(_("A remark"), key="status_note", max_chars=minutes.MOST_NOTE_LETTERS)
        right.text_input(_("Still open until another day"), key="status_due", placeholder=DAY)
        st.form_submit_button(_("Write it"), type="primary", on_click=_write_status)
    said.show(STATUS)


def _write_status() -> None:
    number, status, note, due = (st.session_state[f"status_{name}"] for name in ("of", "is", "note", "due"))

    def write() -> None:
        minutes.set_status(
            ask.board().ledger, number, status, by=session.person(), note=note, due_date=strategy.day_in(due)
        )

    if said.done(STATUS, write):
        st.session_state["status_note"] = st.session_state["status_due"] = ""


def _key(name: str) -> str:
    return f"minute_{name}"
