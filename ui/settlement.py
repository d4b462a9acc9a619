"""Settled fees: each stretch with what is locked or would be, corrections, its lines, and the button that settles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import partial

import streamlit as st

from data_pipeline import language, settlements
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.papers import settlement_paper
from data_pipeline.papers.extract import MIME, Form
from data_pipeline.privacy.rights import Person
from data_pipeline.settlements import Account, Line, Next, Period, Settlement, Sums
from data_pipeline.views import settlement
from ui import ask, faults, files, html, sheet, status, style, words
from ui.entry import session
from ui.files import File
from ui.sheet import Line as Row
from ui.words import _, safe, say

_ASKED, _SAID, _REMARK = "settle_asked", "settle_said", "settle_message"

MOST_LINES = 100  # of a fee on screen; the workbook of a settlement holds them all


def section(account: Account) -> None:
    """The account of both operators; lines for who may see ids, the button for who may settle."""
    html.append(
        f'<h2 class="part">{safe(_("Settlement"))} <span class="unit">{safe(_("amounts in kroner"))}</span></h2>'
    )
    with html.box("settlement"):
        _table(account)
    notes = [f"{safe(_number(one))}: {safe(settlement.due(one))}" for one in account.settled[-1:]]
    waiting = settlement.waiting(account)
    if waiting is not None:
        notes.append(safe(waiting))
    notes.append(safe(_("What is settled is locked: later corrections stand in the settlement after it.")))
    html.append(f'<p class="note">{" ".join(notes)}</p>')
    for period in account.periods:
        if period.settlement.lines:
            _lines(period.settlement)
    if account.next is not None:
        html.flush()
        with st.container(key="settlement_offer"):
            _offer(account.stamp.agreement, account.next)
    kind, text = st.session_state.pop(_SAID, ("", ""))
    if text:
        html.flush()
        _said(kind, text)


def _table(account: Account) -> None:
    columns = [_("Status"), _("Of these days"), _("Corrections"), _("To be paid"), _("Pending")]
    rows = [_period(one) for one in account.periods]
    if len(rows) > 1:
        own = sum((one.settlement.own for one in account.periods), Sums())
        fixed = sum((one.settlement.corrections for one in account.periods), Sums())
        amounts = [_kroner(one.amount_dkk) for one in (own, fixed, own + fixed)]
        awaiting = account.periods[-1].settlement.awaiting_count
        rows.append(Row(safe(_("In all")), ["", *amounts, _pending(awaiting)], "sum"))
    sheet.table(_("Settlement"), _("Period"), columns, rows, stacks=True)


def _period(period: Period) -> Row:
    one = period.settlement
    name = f"{safe(_number(one))}<small>{safe(_days(period))}</small>"
    amounts = [_kroner(sums.amount_dkk) for sums in (one.own, one.corrections)]
    return Row(
        name,
        [_status(period), *amounts, f"<strong>{_kroner(one.total.amount_dkk)}</strong>", _pending(one.awaiting_count)],
    )


def _status(period: Period) -> str:
    one = period.settlement
    if one.settled_at is not None:
        day = words.spoken(language.short_date, one.settled_at.date())
        parts = [say(message("load {number}", number=str(one.snapshot)))]
        if one.meeting:
            parts.append(say(message("meeting {name}", name=one.meeting)))
        return _told("on_track", say(message("Settled {day}", day=day)), " · ".join(parts))
    until = words.spoken(language.short_date, one.last_day)
    told = message("the whole period is in the data") if period.is_over else message("so far, to {day}", day=until)
    return _told("pending", _("Not settled"), say(told))


def _told(shape: str, word: str, more: str) -> str:
    return f'<span class="settled">{status.shape(shape)}<span>{safe(word)}<small>{safe(more)}</small></span></span>'


def _lines(one: Settlement) -> None:
    """Corrections first, then a table for each fee, and the paper to take away."""
    with html.fold(say(message("Lines of settlement {number}", number=one.number)), "settlement"):
        if one.is_settled:
            _paper(one)
        if one.corrected:
            html.append(f'<h3 class="part">{safe(_("Corrections of days settled before"))}</h3>')
            sheet.table(
                _("Corrections of days settled before"),
                _("Client"),
                [_("Reason"), _("Day"), _("Before"), _("After"), _("Difference")],
                [_correction(one, line) for line in one.corrected],
                stacks=True,
                is_dense=True,
            )
        for fee in one.by_fee:
            own = [line for line in one.lines if line.fee == fee.fee and not line.why.is_correction]
            if own:
                _fee(one.label(fee.fee, words.chosen()), own, fee.own)


def _fee(label: str, lines: Sequence[Line], sums: Sums) -> None:
    rows = [_own(line) for line in lines[:MOST_LINES]]
    amounts = (sums.uncapped_dkk, -sums.cut_dkk, sums.amount_dkk)
    rows.append(Row(safe(_("In all")), ["", "", *(_kroner(one) for one in amounts)], "sum"))
    html.append(f'<h3 class="part">{safe(label)}</h3>')
    columns = [_("Reason"), _("Day"), _("Hours × rate"), _("Cut by the caps"), _("Payable")]
    sheet.table(label, _("Client"), columns, rows, stacks=True, is_dense=True)
    if len(lines) > MOST_LINES:
        told = message("The first {shown} of {count} lines.", shown=MOST_LINES, count=len(lines))
        html.append(f'<p class="note">{safe(told)}</p>')


def _own(line: Line) -> Row:
    why = f"□ {safe(_('Awaiting a timesheet'))}" if line.is_pending else safe(_(line.why.label))
    amounts = (line.uncapped_dkk, -line.cut_dkk, line.amount_dkk)
    return Row(_client(line), [why, _day(line), *(_kroner(one) for one in amounts)])


def _correction(one: Settlement, line: Line) -> Row:
    is_new = (line.first_settlement, line.first_line) == (one.number, line.number)
    place = "" if is_new else f"<small>{safe(settlement.place(line))}</small>"
    fee = f"<small>{safe(one.label(line.fee, words.chosen()))}</small>"
    amounts = (line.before_dkk, line.after_dkk, line.amount_dkk)
    cells = [f"{safe(_(line.why.label))}{place}", _day(line), *(_kroner(amount) for amount in amounts)]
    return Row(f"{_client(line)}{fee}", cells)


def _paper(one: Settlement) -> None:
    said = words.chosen()
    file = File(settlement_paper.file_name(one), MIME[Form.XLSX], said, partial(_made, one, said))
    link = files.link(_("The settlement as a workbook (XLSX)"), file, (one.agreement, one.number, one.checksum))
    html.append(f'<p class="takeaway">{link}</p>')


def _made(one: Settlement, said: str, by: Person) -> bytes:
    return settlement_paper.xlsx(ask.board(), one, said, by=by)


def _offer(agreement: str, coming: Next) -> None:
    label = say(message("Settle up to {day} …", day=coming.until))
    st.button(label, key="settle_open", on_click=_ask)
    if st.session_state.pop(_ASKED, False):
        st.dialog(_("Settle fees"))(_confirm)(agreement, coming)


def _ask() -> None:
    st.session_state[_ASKED] = True


def _confirm(agreement: str, coming: Next) -> None:
    """What would be settled, of which figures, and the button that does it."""
    kind, text = st.session_state.get(_SAID, ("", ""))
    if kind == "done":
        st.rerun()  # closes the dialog; the page says it
    style.dialog()
    choices = [*reversed(coming.meetings), None]
    meeting = choices[0]
    if meeting is not None:
        meeting = st.selectbox(_("What is settled"), choices, format_func=_basis, key="settle_meeting")
    try:
        draft = settlements.preview(ask.board(), agreement, coming.until, by=session.person(), meeting=meeting)
    except Correctable as fault:
        _said("fault", faults.told(fault, words.chosen()))
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
    if kind == "fault":
        st.session_state.pop(_SAID)
        _said(kind, text)


def _settle(agreement: str, until: dt.date, meeting: str | None) -> None:
    """Nothing; settles through the function that the command uses too, which asks for the role."""
    note = st.session_state.get(_REMARK, "")
    try:
        done = settlements.settle(
            ask.board(), agreement, until, by=session.person(), meeting=meeting, message_=note.strip()
        )
    except Correctable as fault:
        st.session_state[_SAID] = ("fault", faults.told(fault, words.chosen()))
        return
    st.session_state[_SAID] = ("done", say(message("Settlement {number} is locked.", number=done.number)))


def _basis(meeting: str | None) -> str:
    if meeting is None:
        return _("The newest load")
    return say(message("What the meeting {name} showed", name=meeting))


def _said(kind: str, text: str) -> None:
    role = "alert" if kind == "fault" else "status"
    st.html(f'<p class="said {kind}" role="{role}">{safe(text)}</p>')


def _client(line: Line) -> str:
    screening = f"<small>{safe(line.row_id)}</small>" if line.row_id else ""
    return f"{safe(line.client_id or _('erased'))}{screening}"


def _number(one: Settlement) -> str:
    return say(message("Settlement {number}", number=one.number))


def _days(period: Period) -> str:
    first, last = (words.spoken(language.short_date, day) for day in (period.first_day, period.last_day))
    return f"{first} – {last}"


def _day(line: Line) -> str:
    return safe(words.spoken(language.short_date, line.fee_date))


def _pending(count: int) -> str:
    return f"□ {safe(words.spoken(language.number, count))}" if count else "0"


def _kroner(amount: Decimal) -> str:
    return safe(language.number(amount, words.chosen(), 2))
