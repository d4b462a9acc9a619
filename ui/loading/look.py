"""What was sent is looked at before it is loaded: each file, what to look at first, what moves; then load or leave."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data_pipeline.command.load import described
from data_pipeline.errors import Correctable
from data_pipeline.exports.progress import Progress, Step
from data_pipeline.language import message
from data_pipeline.loading.desk import Way
from data_pipeline.loading.effect import Effect
from data_pipeline.loading.incoming import Incoming
from data_pipeline.loading.load import Outcome
from data_pipeline.papers import csv_file
from data_pipeline.privacy import cpr
from data_pipeline.privacy.rights import Person
from data_pipeline.views import loading
from data_pipeline.views.loading import Notice
from data_pipeline.views.table import Cell, Kind, format_cell
from ui import ask, files, heading, html, live, said, status, table, words
from ui.files import File
from ui.loading import choose
from ui.words import _, safe, say

_FULL, _WHY, _YES = "load_full", "load_why", "load_yes"
MOST_CLIENTS = 200  # Kunde-IDs on a page
MOST_LETTERS = 200
MOST_REFUSED = 50  # on the page; the list that one saves has them all


@dataclass(frozen=True)
class _Seen:
    """What loading `files` would do, with what it was asked of."""

    asked: object
    outcome: Outcome


def step() -> None:
    """Show what was sent and end the page there; nothing where nothing is."""
    at = choose.desk()
    if not at.may_load:
        return
    sent = choose.mine()
    paths = sent.files
    if not paths and not sent.faults:
        if ask.selection() is None:
            heading.plain(_("Data"), _("What do the figures rest on?"), message("Nothing is loaded yet"))
            choose.section()
            html.stop()
        return
    choose.remember()
    if at.way(ask.board().ledger) is not Way.HERE:
        _pass_on(sent, paths)
        html.stop()
    outcome = _looked_at(sent, paths) if paths else None
    _head(outcome)
    choose.section()
    _not_taken(sent)
    if outcome is not None:
        _found(sent, outcome)
    _ending(sent, paths, outcome)
    html.stop()


def effect(found: Effect) -> None:
    """Which figures move, which rows come and go, and whose."""
    html.append(_cards(found))
    for more in (loading.moves(found, titles(), words.chosen()), loading.rows(found, words.chosen())):
        table.behind_title(more)
    for whose in found.whose(MOST_CLIENTS):
        ask.saw_ids("data")
        with html.fold(_("Whose rows")):
            html.note(whose)


def titles() -> dict[str, str]:
    """The agreements' titles by id."""
    return {one.id: one.title for one in ask.agreements()}


def notices(shown: list[Notice], title: str) -> None:
    """What to look at first, each with its mark; nothing where there is nothing."""
    if shown:
        told = "".join(f"<li>{status.shape(one.status)}<div>{_notice(one)}</div></li>" for one in shown)
        html.append(f'<h2 class="part">{safe(title)}</h2><ul class="notices">{told}</ul>')


@contextmanager
def working(title: str) -> Iterator[Progress]:
    """Show how far it is, under `title`, until the block has ended."""
    html.flush()
    place = st.empty()
    own = threading.current_thread()

    def draw(step: Step) -> None:
        if threading.current_thread() is own:  # rows are counted in a thread that has no page
            share = step.done / step.total if step.total else 1
            told = safe(described(step))
            place.html(
                f'<header class="head"><h1>{safe(title)}</h1></header><p class="working"><progress max="1" '
                f'value="{share:.3f}" aria-label="{safe(title)}"></progress> <span role="status">{told}</span></p>'
            )

    try:
        yield draw
    finally:
        place.empty()


def _looked_at(sent: Incoming, paths: list[Path]) -> Outcome | None:
    """What loading would do, kept for as long as the same is asked; None when it can't be said, which is told."""
    full = bool(st.session_state.get(_FULL))
    asked = (tuple(path.name for path in paths), full, ask.loaded())
    if not isinstance(sent.seen, _Seen) or sent.seen.asked != asked:
        try:
            with working(_("Reading the files")) as progress:
                sent.seen = _Seen(asked, choose.desk().look(paths, full=full, progress=progress))
        except Correctable as fault:
            said.keep(choose.FORM, fault)
            return None
    return sent.seen.outcome


def _head(outcome: Outcome | None) -> None:
    finding = loading.title(outcome) if outcome else message("These files can not be loaded")
    heading.plain(_("Data"), _("What do the figures rest on?"), finding)


def _not_taken(sent: Incoming) -> None:
    if sent.faults:
        told = "".join(f"<li>{safe(name)}: {safe(why)}</li>" for name, why in sent.faults.items())
        html.append(f'<div class="message" role="alert"><p>{safe(_("Not taken:"))}</p><ul>{told}</ul></div>')


def _found(sent: Incoming, outcome: Outcome) -> None:
    table.show(loading.files(outcome, words.chosen()), heading=False)
    refused = loading.refused(outcome, words.chosen())
    if refused.rows:
        ask.saw_ids("data")
        table.show(refused, most=MOST_REFUSED)
        html.append(f'<p class="takeaway"><span>{safe(_("For whoever makes the export:"))}</span>{_list(sent)}</p>')
    notices(loading.notices(outcome, titles()), _("Look at this before you load"))
    if any(file.status == "loaded" for file in outcome.files):
        html.append(f'<h2 class="part">{safe(_("What the load moves"))}</h2>')
        effect(outcome.effect)


def _list(sent: Incoming) -> str:
    language = words.chosen()

    def made(by: Person) -> bytes:
        if by != sent.by or not isinstance(sent.seen, _Seen):
            raise Correctable(message("This list is gone with the files it was about. Choose them again."))
        return csv_file.written([loading.refused(sent.seen.outcome, language)], language)

    name = {"da": "afviste-raekker.csv", "en": "refused-rows.csv"}[language]
    return files.link(_("Save the list (CSV)"), File(name, "text/csv", language, made), sent.key)


def _agreement(found: Effect) -> str:
    chosen = ask.selection()
    return chosen.agreement if chosen else next((one.agreement for one in found.moves), "")


def _cards(found: Effect) -> str:
    cards = loading.cards(found, _agreement(found))
    if not cards:
        return f'<p class="note">{safe(_("No headline figure moves."))}</p>'
    told = "".join(
        f"<div><dt>{safe(one.label)}</dt><dd>{_written(one.was)} → {_written(one.now)}</dd></div>" for one in cards
    )
    return f'<dl class="moves">{told}</dl>'


def _written(cell: Cell) -> str:
    return f"<span>{safe(format_cell(cell, Kind.COUNT, words.chosen()) or _('not measured'))}</span>"


def _notice(one: Notice) -> str:
    if not one.more:
        return safe(one.text)
    more = "".join(f"<li>{safe(text)}</li>" for text in one.more)
    count = message("{count} more like it", "{count} more like it", count=len(one.more))
    return f"{safe(one.text)}<details><summary>{safe(count)}</summary><ul>{more}</ul></details>"


def _ending(sent: Incoming, paths: list[Path], outcome: Outcome | None) -> None:
    """The message, what the files are, and the two buttons."""
    html.flush()
    can = outcome is not None and any(file.status == "loaded" for file in outcome.files)
    with st.container(key="load_ending"):
        if paths:
            st.checkbox(_("The files hold everything there is of their kinds: what they lack is withdrawn"), key=_FULL)
        if can and outcome is not None and outcome.effect.needs_yes:
            st.checkbox(_("Yes, withdraw all these rows"), key=_YES)
        if can:
            st.text_input(_("Message"), key=_WHY, max_chars=MOST_LETTERS)
        with st.container(horizontal=True, key="load_buttons"):
            for path in _older(outcome) if outcome else ():
                told = say(message("Leave out {file}", file=cpr.without_cpr(path.name)))
                st.button(told, key=f"load_without_{path.name}", on_click=sent.leave_out, args=(path,))
            pressed = can and st.button(_("Load files"), type="primary", key="load_now")
            st.button(_("Leave it"), key="load_leave", on_click=_leave)
    if pressed and outcome is not None:
        _load(sent, paths, outcome)


def _older(outcome: Outcome) -> list[Path]:
    """The files that are older than what is loaded, unless all of them are."""
    older = loading.older(outcome)
    found = dict.fromkeys(outcome.origins[file.position] for file in older)
    return list(found) if set(found) != set(outcome.origins) else []


def _leave() -> None:
    choose.mine().release()
    for key in (_FULL, _WHY, _YES):
        st.session_state.pop(key, None)


def _load(sent: Incoming, paths: list[Path], seen: Outcome) -> None:
    """Load what was looked at, and go back to the page."""
    if seen.effect.needs_yes and not st.session_state.get(_YES):
        html.append(said.line(Correctable(message("Tick that the rows are to be withdrawn, or leave it."))))
        return
    full, why = bool(st.session_state.get(_FULL)), str(st.session_state.get(_WHY, "")).strip()
    try:
        with working(_("Loading the files")) as progress:
            done = choose.desk().load(paths, seen.effect, full=full, message=why, progress=progress)
    except Correctable as fault:
        html.append(said.line(fault))
        return
    if done.is_committed:
        said.keep(choose.FORM, say(loading.loaded(done)))
        live.know()
        _leave()
    else:
        sent.seen = None
        changed = message("Something else was loaded meanwhile. Look at what would change now.")
        said.keep(choose.FORM, Correctable(changed))
    st.rerun()


def _pass_on(sent: Incoming, paths: list[Path]) -> None:
    """The files that this service may not load itself: into the inbox, or left."""
    count = message("{count} file for the inbox", "{count} files for the inbox", count=len(paths))
    heading.plain(_("Data"), _("What do the figures rest on?"), count)
    choose.section()
    _not_taken(sent)
    html.append(f'<ul class="sent">{"".join(f"<li>{safe(path.name)}</li>" for path in paths)}</ul>')
    html.note(message("They are loaded from there within a minute, and what became of them stands under Inbox."))
    html.flush()
    with st.container(horizontal=True, key="load_buttons"):
        if paths and st.button(_("Put them into the inbox"), type="primary", key="load_pass_on"):
            try:
                choose.desk().put_into_inbox(paths)
            except Correctable as fault:
                html.append(said.line(fault))
                return
            said.keep(choose.FORM, _("The files lie in the inbox."))
            _leave()
            st.rerun()
        st.button(_("Leave it"), key="load_leave", on_click=_leave)
