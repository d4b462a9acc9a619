"""Preparing a meeting and keeping its minutes: the order of slides, what was decided, marks and stories on figures."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_pipeline import meetings
from data_pipeline.figures import CATALOGUE
from data_pipeline.language import message
from data_pipeline.meetings import Head, Meeting, minutes
from data_pipeline.privacy.rights import Role
from data_pipeline.slides import deck as showing
from ui import ask, html, said, words
from ui.entry import session
from ui.meeting import meeting_list, meeting_minutes, meeting_sitting
from ui.words import _, safe, say

MARK, ORDER = "mark", "order"


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
        key=meeting_list.PREPARED,
    )
    return meetings.find_for(ask.board().ledger, name, session.person())


def sections(meeting: Meeting) -> None:
    """Everything about one meeting: minutes for everybody, forms for those who may write, and who may for others."""
    may_write = session.person().may(Role.PARTNER, meeting.agreement.id)
    meeting_sitting.section(meeting, may_write=may_write)
    meeting_minutes.section(meeting, may_write=may_write)
    _said_of_figures(meeting)
    if may_write:
        _mark_form(meeting)
        _order(meeting)
    else:
        role = _(Role.PARTNER.label).lower()
        html.note(message("Writing to a meeting and ordering its slides is for the role {role}.", role=role))


def _said_of_figures(meeting: Meeting) -> None:
    """Marks and stories of the figures on the slides."""
    ledger = ask.board().ledger
    marks = minutes.marks(ledger, meeting, CATALOGUE)
    stories = minutes.comments(ledger, meeting, CATALOGUE)
    html.append(f'<h2 class="section">{safe(_("What the parties say of the figures"))}</h2>')
    rows = [
        f"<li><p>{safe(_(minutes.VERDICTS[one.verdict]))}: {safe(_(CATALOGUE[one.figure].label))}"
        f"{' · ' + safe(one.note) if one.note else ''}</p>"
        f'<p class="quiet">{_party(meeting, one.party)}{safe(one.author)}, '
        f"{safe(message('{at}', at=one.written_at))}</p></li>"
        for one in marks
    ]
    rows += [
        f"<li><p>{safe(_(CATALOGUE[one.figure].label))}: {safe(one.text)}</p>"
        f'<p class="quiet">{_party(meeting, one.party)}{safe(one.author)}, '
        f"{safe(message('{at}', at=one.written_at))}</p></li>"
        for one in stories
    ]
    if rows:
        html.append(f'<ul class="minutes">{"".join(rows)}</ul>')
    else:
        html.append(f'<p class="quiet">{safe(_("Nobody has said anything yet"))}</p>')


def _party(meeting: Meeting, party: str) -> str:
    return f"{safe(minutes.party_name(meeting.agreement, party))} · " if party else ""


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
    said.show(MARK)


def _write_mark(meeting: Meeting, figures: dict[str, str]) -> None:
    figure, party, says, text = (st.session_state[f"mark_{name}"] for name in ("figure", "party", "says", "text"))
    ledger, by = ask.board().ledger, session.person()

    def write() -> object:
        if says == "story":
            return minutes.comment(ledger, meeting, figure, text, by=by, party=party)
        return minutes.mark(ledger, meeting, figure, party, says, by=by, value=figures[figure], note=text)

    if said.done(MARK, write):
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
    said.show(ORDER)


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
    said.done(ORDER, lambda: minutes.set_agenda(ask.board().ledger, meeting, parts, by=session.person()))
