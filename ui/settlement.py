"""Settled fees: each stretch with what is locked or would be, corrections, its lines, and the button that settles."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import partial

import streamlit as st

from data_pipeline import language, settlements
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.papers import settlement_paper
from data_pipeline.papers.extract import MIME, Form
from data_pipeline.privacy.rights import Person
from data_pipeline.settlements import Account, Next, Settlement
from data_pipeline.views import settlement
from ui import ask, files, html, rows, said, style, table, words
from ui.entry import session
from ui.files import File
from ui.words import _, safe, say

FORM, _ASKED, _DONE, _REMARK = "settle", "settle_asked", "settle_done", "settle_message"


def section(account: Account) -> None:
    """The account of both operators; lines for who may see ids, the button for who may settle."""
    table.show(settlement.periods(account, words.chosen()))
    for period in account.periods:
        if period.settlement.lines:
            _lines(period.settlement)
    if account.next is not None:
        html.flush()
        with st.container(key="settlement_offer"):
            _offer(account.stamp.agreement, account.next)
    said.show(FORM)


def _lines(settled: Settlement) -> None:
    """The paper to take away, corrections, then the lines fee by fee."""
    number = settled.number
    if settled.is_settled:
        _paper(settled)
    if settled.corrected:
        title = say(message("Corrections in settlement {number}", number=number))
        rows.show(f"corrections_{number}", replace(settlement.corrections(settled, words.chosen()), title=title))
    title = say(message("Lines of settlement {number}", number=number))
    rows.show(f"lines_{number}", replace(settlement.lines(settled, words.chosen()), title=title))


def _paper(one: Settlement) -> None:
    language = words.chosen()
    file = File(settlement_paper.file_name(one), MIME[Form.XLSX], language, partial(_made, one, language))
    link = files.link(_("The settlement as a workbook (XLSX)"), file, (one.agreement, one.number, one.checksum))
    html.append(f'<p class="takeaway">{link}</p>')


def _made(one: Settlement, language: str, by: Person) -> bytes:
    return settlement_paper.xlsx(ask.board(), one, language, by=by)


def _offer(agreement: str, coming: Next) -> None:
    label = say(message("Settle up to {day} …", day=coming.until))
    st.button(label, key="settle_open", on_click=_ask)
    if st.session_state.pop(_ASKED, False):
        st.dialog(_("Settle fees"))(_confirm)(agreement, coming)


def _ask() -> None:
    st.session_state[_ASKED] = True


def _confirm(agreement: str, coming: Next) -> None:
    """What would be settled, of which figures, and the button that does it."""
    if st.session_state.pop(_DONE, False):
        st.rerun()  # closes the dialog; the page says it
    style.dialog()
    choices = [*reversed(coming.meetings), None]
    meeting = choices[0]
    if meeting is not None:
        meeting = st.selectbox(_("What is settled"), choices, format_func=_basis, key="settle_meeting")
    try:
        draft = settlements.preview(ask.board(), agreement, coming.until, by=session.person(), meeting=meeting)
    except Correctable as fault:
        st.html(said.line(fault))
        return
    told = [
        f"<strong>{safe(settlement.title(draft))}</strong>",
        safe(settlement.due(draft)),
        f"{safe(_('Of these days'))}: {_kroner(draft.own.amount_dkk)} · "
        f"{safe(_('Corrections'))}: {_kroner(draft.corrections.amount_dkk)}",
    ]
    if draft.awaiting_count:
        told.append(safe(settlement.awaiting(draft)))
    st.html("".join(f"<p>{one}</p>" for one in told))
    st.text_input(_("A remark on the paper"), max_chars=200, key=_REMARK)
    st.html(f"<p>{safe(_('The lines are locked and can never be changed or taken back.'))}</p>")
    now = {"agreement": agreement, "until": coming.until, "meeting": meeting}
    st.button(_("Settle and lock"), type="primary", key="settle_now", on_click=_settle, kwargs=now)
    said.show(FORM, st.html)


def _settle(agreement: str, until: dt.date, meeting: str | None) -> None:
    """Settle through the function that the command uses too, which asks for the role."""
    note = st.session_state.get(_REMARK, "")
    try:
        done = settlements.settle(
            ask.board(), agreement, until, by=session.person(), meeting=meeting, message_=note.strip()
        )
    except Correctable as fault:
        said.keep(FORM, fault)
        return
    st.session_state[_DONE] = True
    said.keep(FORM, say(message("Settlement {number} is locked.", number=done.number)))


def _basis(meeting: str | None) -> str:
    if meeting is None:
        return _("The newest load")
    return say(message("What the meeting {name} showed", name=meeting))


def _kroner(amount: Decimal) -> str:
    return safe(language.number(amount, words.chosen(), 2))
