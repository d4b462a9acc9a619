"""Preparing a meeting and keeping its minutes: the order of slides, what was decided, marks and stories on figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from data_pipeline import meetings
from data_pipeline.errors import Correctable
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.meetings import Head, Meeting, minutes
from data_pipeline.meetings.minutes import Carried
from data_pipeline.privacy.rights import Role
from data_pipeline.slides import deck as showing
from ui import ask, faults, html, words
from ui.entry import session
from ui.words import _, safe, say

_SAID = "prepare_said"


def chosen(listed: Sequence[Head]) -> Meeting | None:
    """The meeting that the reader prepares or follows up; the latest one at first."""
    if not listed:
        return None
    names = [one.name for one in listed]
    html.flush()
    name = st.selectbox(
        _("Prepare and follow up"),
        names,
        format_func=lambda one: showing.meeting_name(one, words.chosen()),
        key="prepared",
    )
    return meetings.find_for(ask.board().ledger, name, session.person())


def sections(meeting: Meeting) -> None:
    """Everything about one meeting: minutes for everybody, forms for those who may write."""
    may_write = session.person().may(Role.PARTNER, meeting.agreement.id)
    _minutes(meeting, may_write)
    _said_of_figures(meeting)
    if may_write:
        _mark_form(meeting)
        _order(meeting)
    kind, text = st.session_state.pop(_SAID, ("", ""))
    if text:
        html.append(f'<p class="said {kind}" role="{"alert" if kind == "fault" else "status"}">{safe(text)}</p>')


def _minutes(meeting: Meeting, may_write: bool) -> None:
    ledger = ask.board().ledger
    told = minutes.of_meeting(ledger, meeting)
    carried = minutes.from_last_time(ledger, meeting)
    html.append(f'<h2 class="section">{safe(_("Decisions and actions"))}</h2>')
    if not told and not carried:
        html.append(f'<p class="quiet">{safe(_("Nothing is written yet"))}</p>')
        return
    for title, listed in ((_("From this meeting"), told), (_("From earlier meetings"), carried)):
        if listed:
            rows = "".join(_minute(one) for one in listed)
            html.append(f'<h3 class="chart-title">{safe(title)}</h3><ul class="minutes">{rows}</ul>')
    if may_write:
        _status_form((*told, *carried))


def _minute(one: Carried) -> str:
    minute = one.minute
    parts = [_(minutes.KINDS[minute.kind])]
    if one.responsible:
        parts.append(one.responsible)
    if minute.due_date:
        parts.append(say(message("by {day}", day=minute.due_date)))
    if one.status:
        parts.append(_(minutes.STATUSES[one.status]))
    if one.note:
        parts.append(one.note)
    stamp = message("{author}, {at}", author=minute.author, at=minute.written_at)
    return f'<li><p>{safe(minute.text)}</p><p class="quiet">{safe(" · ".join(parts))} · {safe(stamp)}</p></li>'


def _status_form(listed: Sequence[Carried]) -> None:
    """Done, dropped, open again, or struck out as a slip of the pen."""
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
        st.text_input(_("A remark"), key="status_note", max_chars=minutes.MOST_NOTE_LETTERS)
        st.form_submit_button(_("Write it"), type="primary", on_click=_write_status)


def _write_status() -> None:
    number, status, note = (st.session_state[name] for name in ("status_of", "status_is", "status_note"))
    if _done(lambda: minutes.set_status(ask.board().ledger, number, status, by=session.person(), note=note)):
        st.session_state["status_note"] = ""


def _said_of_figures(meeting: Meeting) -> None:
    """Marks and stories of the figures on the slides."""
    ledger = ask.board().ledger
    marks = minutes.marks(ledger, meeting, CATALOGUE)
    stories = minutes.comments(ledger, meeting, CATALOGUE)
    html.append(f'<h2 class="section">{safe(_("What the parties say of the figures"))}</h2>')
    rows = [
        f"<li><p>{safe(_(minutes.VERDICTS[one.verdict]))}: {safe(_(CATALOGUE[one.figure].label))}"
        f"{' · ' + safe(one.note) if one.note else ''}</p>"
        f'<p class="quiet">{safe(minutes.party_name(meeting.agreement, one.party))} · {safe(one.author)}, '
        f"{safe(message('{at}', at=one.written_at))}</p></li>"
        for one in marks
    ]
    rows += [
        f"<li><p>{safe(_(CATALOGUE[one.figure].label))}: {safe(one.text)}</p>"
        f'<p class="quiet">{safe(one.author)}, {safe(message("{at}", at=one.written_at))}</p></li>'
        for one in stories
    ]
    if rows:
        html.append(f'<ul class="minutes">{"".join(rows)}</ul>')
    else:
        html.append(f'<p class="quiet">{safe(_("Nobody has said anything yet"))}</p>')


def _mark_form(meeting: Meeting) -> None:
    """Agreed or disputed by a party, or the story behind a figure."""
    figures = {
        name: value for one in showing.all_slides(meeting, ask.board().ledger) for name, value in one.figures.items()
    }
    parties = {one.id: one.name for one in meeting.agreement.parties}
    says = {"agreed": _("Agreed"), "disputed": _("Disputed"), "story": _("The story behind the figure")}
    html.flush()
    with st.expander(_("Say something of a figure"), key="mark_box"), st.form("mark", border=False):
        left, right = st.columns(2)
        left.selectbox(_("Figure"), list(figures), format_func=lambda one: _(CATALOGUE[one].label), key="mark_figure")
        right.selectbox(_("On behalf of"), list(parties), format_func=parties.__getitem__, key="mark_party")
        st.radio(_("What is said"), list(says), format_func=says.__getitem__, horizontal=True, key="mark_says")
        st.text_area(_("In words"), key="mark_text", max_chars=minutes.MOST_LETTERS)
        st.form_submit_button(_("Write it"), type="primary", on_click=_write_mark, args=(meeting, figures))


def _write_mark(meeting: Meeting, figures: dict[str, str]) -> None:
    figure, party, says, text = (st.session_state[f"mark_{name}"] for name in ("figure", "party", "says", "text"))
    ledger, by = ask.board().ledger, session.person()

    def write() -> object:
        if says == "story":
            return minutes.comment(ledger, meeting, figure, text, by=by)
        return minutes.mark(ledger, meeting, figure, party, says, by=by, value=figures[figure], note=text)

    if _done(write):
        st.session_state["mark_text"] = ""


def _order(meeting: Meeting) -> None:
    """Which parts are shown, in which order: a change holds at once."""
    ledger = ask.board().ledger
    known = showing.parts(meeting, ledger)
    agenda = ledger.meetings.agenda(meeting.name)
    inside = [one for one in agenda.slides if one in known] if agenda else list(known)
    rest = [one for one in known if one not in inside]
    html.flush()
    with st.expander(_("Choose and order the slides"), key="order_box"):
        html.append(f'<p class="note">{safe(_("A change holds at once, also for the papers."))}</p>')
        html.flush()
        for place, part in enumerate([*inside, *rest]):
            _part(meeting, inside, place, part)


def _part(meeting: Meeting, inside: list[str], place: int, part: str) -> None:
    name = _(showing.PARTS[part])
    with st.container(key=f"order_{part}", horizontal=True, vertical_alignment="center"):
        is_in = part in inside
        st.checkbox(name, value=is_in, key=f"in_{part}", on_change=_toggle, args=(meeting, inside, part))
        for label, step in ((message("{part} earlier", part=name), -1), (message("{part} later", part=name), 1)):
            is_last = place + step < 0 or place + step >= len(inside)
            st.button(
                "↑" if step < 0 else "↓",
                key=f"move_{part}_{step}",
                help=say(label),
                disabled=not is_in or is_last,
                on_click=_move,
                args=(meeting, inside, part, step),
            )


def _toggle(meeting: Meeting, inside: list[str], part: str) -> None:
    _set(meeting, [one for one in inside if one != part] if part in inside else [*inside, part])


def _move(meeting: Meeting, inside: list[str], part: str, step: int) -> None:
    order = list(inside)
    at = order.index(part)
    order[at], order[at + step] = order[at + step], order[at]
    _set(meeting, order)


def _set(meeting: Meeting, parts: list[str]) -> None:
    _done(lambda: minutes.set_agenda(ask.board().ledger, meeting, parts, by=session.person()))


def _done(write: Callable[[], object]) -> bool:
    """Whether it was written; what came of it is said under the forms."""
    try:
        write()
    except Correctable as fault:
        st.session_state[_SAID] = ("fault", faults.told(fault, words.chosen()))
        return False
    st.session_state[_SAID] = ("done", _("Written."))
    return True
