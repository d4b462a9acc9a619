"""The form with which the parties write about milestones and obligations (R17)."""

from __future__ import annotations

import streamlit as st

from data_pipeline import agreements, language
from data_pipeline.errors import Correctable
from data_pipeline.language import message
from data_pipeline.ledger import strategy
from data_pipeline.privacy.rights import Role
from data_pipeline.reports import StrategyReport
from ui import ask, html, said, words
from ui.entry import session
from ui.words import _, safe, say

FORM = "strategy"
EXAMPLE = "31-12-2014"
FIELDS = ("point", "value", "day", "source", "note")


def section(report: StrategyReport) -> None:
    """A value, its day, source and remark, written beside the earlier ones."""
    if not session.person().may(Role.PARTNER, report.stamp.agreement):
        return
    labels = {one.about.id: one.about.label for one in (*report.milestones, *report.obligations)}
    html.flush()
    with st.expander(_("Write a value"), key="strategy_form_box"), st.form("strategy_form", border=False):
        st.selectbox(
            _("What it is about"),
            list(labels),
            format_func=lambda point: labels[point].say(words.chosen()),
            key=_key("point"),
        )
        left, right = st.columns(2)
        left.text_input(_("Value"), key=_key("value"), max_chars=strategy.MOST_LETTERS["value"])
        day = language.short_date(report.stamp.as_of, words.chosen())
        right.text_input(_("The day it holds from"), key=_key("day"), placeholder=EXAMPLE)
        left.text_input(_("Where it comes from"), key=_key("source"), max_chars=strategy.MOST_LETTERS["source"])
        right.text_input(_("A remark"), key=_key("note"), max_chars=strategy.MOST_LETTERS["note"])
        stays = _("Earlier values stay. The page shows what holds on the day chosen in the menu.")
        told = message("Without a day it holds from {day}, the day shown.", day=day)
        html.append(f'<p class="note">{safe(stays)} {safe(told)}</p>')
        html.flush()
        st.form_submit_button(_("Write it"), type="primary", on_click=_write, args=(report,))
    said.show(FORM)


def _write(report: StrategyReport) -> None:
    """What the form holds, through the function that the command uses too; it asks for the role."""
    point, value, day, source, note = (st.session_state[_key(name)] for name in FIELDS)
    board = ask.board()
    try:
        agreement = agreements.load(board.settings.agreements, report.stamp.agreement)
        held = strategy.day_in(day) or report.stamp.as_of
        by = session.person()
        entry = strategy.write(board.ledger, agreement, point, value, by=by, day=held, source=source, note=note)
    except Correctable as fault:
        said.keep(FORM, fault)
        return
    for name in FIELDS[1:]:
        st.session_state[_key(name)] = ""
    about = strategy.points(agreement)[point].say(words.chosen())
    said.keep(FORM, say(message("Written about {point}: {value}", point=about, value=entry.value)))


def _key(name: str) -> str:
    return f"{FORM}_{name}"
