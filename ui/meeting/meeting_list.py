"""The meetings of an agreement: those that are frozen, and the form with which administrators freeze one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from data_pipeline import language, meetings
from data_pipeline.language import Message, message
from data_pipeline.meetings import Head
from data_pipeline.privacy.rights import Role
from data_pipeline.slides import deck as showing
from ui import ask, html, said, words
from ui.entry import session
from ui.meeting import show
from ui.words import _, safe, say

FORM = "freeze"
PREPARED = "prepared"  # the meeting that is prepared and followed up


def heads() -> tuple[Head, ...]:
    """The meetings of the agreement chosen in the menu, the latest first."""
    chosen = ask.selection()
    if chosen is None:
        return ()
    return tuple(reversed(meetings.heads_for(ask.board().ledger, chosen.agreement, session.person())))


def head(listed: Sequence[Head]) -> None:
    """The page's name, its question and its finding."""
    html.append(
        '<header class="head">'
        f'<p class="kicker">{safe(_("Meeting"))} · <span class="question">{safe(_("What do we go through together?"))}'
        f'</span><span class="agreement">{safe(ask.title())}</span></p>'
        f"<h1>{safe(_finding(listed))}</h1>"
        f'<p class="stamp">{safe(_("A frozen meeting shows the same figures however much is loaded after it."))}</p>'
        "</header>"
    )


def _finding(listed: Sequence[Head]) -> Message:
    if not listed:
        return message("No meeting is frozen yet")
    newest = showing.meeting_name(listed[0].name, words.chosen())
    return message(
        "One meeting is frozen: {name}", "{count} meetings are frozen, latest {name}", count=len(listed), name=newest
    )


def table(listed: Sequence[Head]) -> None:
    """The meetings with their dates, and the links to the show and to the speaker's window."""
    chosen = ask.selection()
    is_party = chosen is not None and session.person().may(Role.PARTNER, chosen.agreement)
    if not listed:
        none = _("Freeze a meeting, and its slides stand here.") if is_party else _("No meeting is released yet.")
        html.append(f'<div class="message" role="status"><p>{safe(none)}</p></div>')
        return
    released = meetings.released_names(ask.board().ledger) if is_party else frozenset()
    rows = "".join(_row(one, is_party=is_party, is_released=one.name in released) for one in listed)
    keys = _(
        "Keys in the show: arrows or PageUp and PageDown, Home and End, 1–9 to choose a line, V, R and U to settle it, "
        "N for a note, B for a dark screen, F for the full screen, Esc to leave."
    )
    titles = (_("Meeting"), _("Status as of"), _("Load"), _("Frozen"), _("Show"))
    top = "".join(f'<th scope="col">{safe(one)}</th>' for one in titles)
    html.append(
        f'<div class="meetings" tabindex="0" role="region" aria-label="{safe(_("Meetings"))}"><table>'
        f"<thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<p class="note">{safe(keys)}</p>'
    )


def _row(one: Head, *, is_party: bool, is_released: bool) -> str:
    """A meeting and its shows: the parties choose for whom it is; `is_released`: also for others."""
    name = showing.meeting_name(one.name, words.chosen())
    frozen = message("{at}, {author}" if one.author else "{at}", at=one.frozen_at, author=one.author)
    told = f'<span class="quiet">{safe(one.message)}</span>' if one.message else ""
    start, notes = show.place(one.name, one.agreement), show.place(one.name, one.agreement, notes="1")
    others = show.place(one.name, one.agreement, **{show.FOR: show.OTHERS})
    starts = message("Show the meeting {name}", name=name)
    if is_party:
        starts = message("Show the meeting {name} for the parties", name=name)
    first = _("Show for the parties") if is_party else _("Show the meeting")
    shows = safe(message("Show the meeting {name} for others", name=name))
    for_others = f'<span class="quiet">{safe(_("For others: not released"))}</span> ' if is_party else ""
    if is_released:
        for_others = f'<a class="here" href="{safe(others)}" aria-label="{shows}">{safe(_("Show for others"))}</a> '
    speaks = safe(message("Notes for the speaker of {name}, in a window of their own", name=name))
    return (
        f'<tr><th scope="row">{safe(name)}{told}</th><td>{safe(words.spoken(language.date, one.as_of))}</td>'
        f'<td class="number">{one.snapshot}</td><td>{safe(frozen)}</td>'
        f'<td><a class="here" href="{safe(start)}" aria-label="{safe(starts)}">{safe(first)}</a> {for_others}'
        f'<a href="{safe(notes)}" target="_blank" rel="noopener" aria-label="{speaks}">'
        f"{safe(_('Notes for the speaker'))}</a></td></tr>"
    )


def freeze_form() -> None:
    """The form that freezes the agreement's figures as of the date chosen in the menu; for others, who may."""
    chosen = ask.selection()
    if chosen is None:
        return
    if not session.person().may(Role.ADMINISTRATOR, chosen.agreement):
        role = _(Role.ADMINISTRATOR.label).lower()
        html.note(message("Freezing a meeting and releasing it for others is for the role {role}.", role=role))
        return
    days = next(one.as_of for one in ask.agreements() if one.id == chosen.agreement)
    html.flush()
    with st.expander(_("Freeze a meeting"), key="freeze_box"), st.form("freeze", border=False):
        left, right = st.columns(2)
        left.text_input(_("The meeting's name"), key="freeze_name", max_chars=60, placeholder=chosen.as_of.isoformat())
        right.selectbox(
            _("Status as of"),
            days,
            index=days.index(chosen.as_of),
            format_func=lambda day: words.spoken(language.date, day),
            key="freeze_day",
        )
        st.text_input(_("A remark"), key="freeze_note", max_chars=200)
        html.append(f'<p class="note">{safe(_("A frozen meeting can not be changed or taken back."))}</p>')
        html.flush()
        st.form_submit_button(_("Freeze it"), type="primary", on_click=_freeze, args=(chosen.agreement,))
    said.show(FORM)


def _freeze(agreement: str) -> None:
    day: dt.date = st.session_state["freeze_day"]
    name = st.session_state["freeze_name"].strip() or day.isoformat()

    def write() -> None:
        note = st.session_state["freeze_note"].strip()
        made = meetings.freeze(ask.board(), name, agreement, day, by=session.person(), message_=note)
        st.session_state[PREPARED] = made.name

    told = message("The meeting {name} is frozen as of {day}.", name=" ".join(name.split()), day=day)
    if said.done(FORM, write, say(told)):
        st.session_state["freeze_name"] = st.session_state["freeze_note"] = ""
