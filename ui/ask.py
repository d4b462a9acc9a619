"""The reports, asked once and kept: an answer is keyed by (state, rights, report, agreement, as-of, choices)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import streamlit as st

from data_pipeline import meetings, reports, settlements
from data_pipeline.agreements import FEE_IDS, TARGET_IDS
from data_pipeline.ledger import audit
from data_pipeline.loading import incoming
from data_pipeline.loading.watch import Inbox
from data_pipeline.meetings import Meeting, changes_report, compare_report
from data_pipeline.meetings.changes_report import ChangesReport
from data_pipeline.meetings.compare_report import CompareReport, NeighboursReport, NextReport, YearsReport
from data_pipeline.privacy.rights import Person
from data_pipeline.reports import AgreementChoice, Board, SectorReport, SliceReport, WhyReport
from data_pipeline.settings import Settings
from data_pipeline.settlements import Account
from ui import address, html, messages, page_run, words
from ui.choices import Selection
from ui.entry import session
from ui.kept import keep, let_go

_KEY = "selection"
_IDS = "ids_seen"
NUMBER = re.compile(r"[0-9]{1,6}")  # that is tried in the agreement to come


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The installation, one for all sessions; what an ended server left of readers' files is gone."""
    settings = Settings.read()
    incoming.sweep(settings)
    return reports.open_board(settings)


def state() -> str:
    """What every answer depends on: one for a whole run."""
    return page_run.once(_state)


def newest() -> int:
    """Number of the newest snapshot, 0 when nothing is loaded: one for a whole run."""
    return loaded()[0]


def loaded() -> tuple[int, int]:
    """The newest snapshot, and how often erasures rewrote what is loaded: one for a whole run."""
    return page_run.once(_loaded)


def newly_loaded() -> tuple[int, int]:
    """The same, asked anew: where the run itself has just loaded something."""
    page_run.forget(_loaded)
    return loaded()


def agreements() -> tuple[AgreementChoice, ...]:
    """The agreements one may choose among, in the reader's language; none before anything is loaded.

    The first is shown unless another is chosen: for who is bound to some, one of these.
    """
    listed = _agreements(state(), words.chosen()) if newest() else ()
    by = session.person()
    return tuple(sorted(listed, key=lambda one: by.role_in(one.id) is not by.role))


def set_selection(selection: Selection | None) -> None:
    """Keep what the sidebar says for the page that runs after it."""
    st.session_state[_KEY] = selection


def selection() -> Selection | None:
    """What the reader chose in the sidebar; None when nothing is loaded."""
    return st.session_state.get(_KEY)


def title() -> str:
    """The title of the agreement that is asked about."""
    chosen = selection()
    return chosen.title if chosen else ""


def slice_key() -> str:
    """The slice that is asked about, as `sector.green`; empty for the whole agreement."""
    chosen = selection()
    return chosen.slice if chosen else ""


def slice_name() -> str:
    """The name of the slice that is asked about; empty for the whole agreement."""
    chosen = selection()
    return chosen.slice_name if chosen else ""


def report(name: str, **choices: str) -> Any:
    """The report of that name (`reports.ANSWERS`) for what the reader chose; with nothing loaded the page says so and
    stops.
    """
    chosen = _chosen()
    found = _answer(state(), session.person(), name, (chosen.agreement, chosen.as_of), tuple(sorted(choices.items())))
    if getattr(found, "shows_ids", False):
        saw_ids(name)
    return found


def slice_of(page: str) -> SliceReport | None:
    """A page's figures of the slice that the reader chose beside the whole; None where none is chosen."""
    return report("slices", page=page, slice=slice_key()) if slice_key() else None


def sector_in_depth() -> SectorReport | None:
    """The focus sector that the reader looks at in depth; None where none is chosen."""
    return report("sector", sector=sector()) if sector() else None


def sector() -> str:
    """The focus sector that the reader looks at in depth, `none` of those in none of them: the slice that is chosen."""
    kind, _dot, name = slice_key().partition(".")
    return name if kind == "sector" else ""


def sectors() -> tuple[str, ...]:
    """The ids of the agreement's focus sectors; none before anything is loaded."""
    chosen = selection()
    return board().sectors(chosen.agreement) if chosen else ()


def account() -> Account:
    """How the operators stand with each other, for what the reader chose; with nothing loaded the page stops."""
    chosen = _chosen()
    found = _account(state(), session.person(), chosen.agreement, chosen.as_of)
    if found.shows_ids:
        saw_ids("settlement")
    return found


def meeting() -> str:
    """The meeting that the URL names, the latest one by the date asked for without; empty when there is none."""
    chosen = selection()
    heads = changes_report.meetings_before(board(), chosen.agreement, chosen.as_of) if chosen else ()
    return address.chosen("since", [one.name for one in heads]) if heads else ""


def changes(since: str = "") -> ChangesReport | None:
    """What has changed since a meeting, the latest one without a name; None when none was held by the date asked for.

    With nothing loaded the page says so and stops.
    """
    chosen = _chosen()
    return _changes(state(), session.person(), (chosen.agreement, chosen.as_of), since)


def headlines() -> Meeting:
    """The headlines of what the reader chose, as others may see them; with nothing loaded the page stops."""
    chosen = _chosen()
    return _headlines(state(), session.person(), chosen.agreement, chosen.as_of)


def compare() -> CompareReport:
    """Region og år for what the reader chose, with the numbers that the address tries; without data the page stops."""
    chosen = _chosen()
    asked = (state(), session.person(), chosen.agreement, chosen.as_of)
    with ThreadPoolExecutor(2) as beside:  # a reading is mostly planning, on one processor
        near, coming = beside.submit(_neighbours, *asked), beside.submit(_next_year, *asked, tuple(tried().items()))
        return CompareReport((found := _years(*asked)).stamp, found, near.result(), coming.result())


def tried() -> Mapping[str, str]:
    """The numbers that the reader tries in the agreement to come, as the address has them, by figure."""
    asked = address.asked()
    return {one: asked[one] for one in (*TARGET_IDS, *FEE_IDS) if NUMBER.fullmatch(asked.get(one, ""))}


def inbox() -> Inbox | None:
    """The inbox as it stands now; None for those who may not see it."""
    return board().inbox(by=session.person())


def _state() -> str:
    now = board().state()
    let_go(now)
    return now


def _loaded() -> tuple[int, int]:
    return board().ledger.pulse()[:2]


def _chosen() -> Selection:
    chosen = selection()
    if chosen is None:
        messages.nothing_loaded()
        html.stop()
    return chosen


def saw_ids(report: str) -> None:
    """Write down in the audit trail that the reader was shown ids of the CRM, once for a session, page and snapshot."""
    seen: set[tuple[str, int]] = st.session_state.setdefault(_IDS, set())
    snapshot = newest()
    if (report, snapshot) not in seen:
        audit.record(board().ledger, session.person(), "view_ids", page=report, snapshot=snapshot)
        seen.add((report, snapshot))


@keep(50)
def _agreements(state: str, language: str) -> tuple[AgreementChoice, ...]:
    return board().agreements(language)


@keep(500)
def _answer(
    state: str, by: Person, report: str, asked: tuple[str, dt.date], choices: tuple[tuple[str, str], ...]
) -> Any:
    agreement, as_of = asked
    found = board().answer(report, agreement, as_of, by=by, **dict(choices))
    return found.for_screen() if isinstance(found, WhyReport) else found


@keep(100)
def _account(state: str, by: Person, agreement: str, as_of: dt.date) -> Account:
    return settlements.account(board(), agreement, as_of, by=by)


@keep(50)
def _changes(state: str, by: Person, asked: tuple[str, dt.date], since: str) -> ChangesReport | None:
    return changes_report.answer(board(), *asked, by=by, meeting=since)


@keep(20)
def _headlines(state: str, by: Person, agreement: str, as_of: dt.date) -> Meeting:
    return meetings.headlines(board(), agreement, as_of, by=by)


@keep(50)
def _years(state: str, by: Person, agreement: str, as_of: dt.date) -> YearsReport:
    return compare_report.years(board(), agreement, as_of, by=by)


# The same for every agreement that a reader looks from.
@keep(50)
def _neighbours(state: str, by: Person, _agreement: str, as_of: dt.date) -> NeighboursReport:
    return compare_report.neighbours(board(), _agreement, as_of, by=by)


@keep(100)
def _next_year(
    state: str, by: Person, agreement: str, as_of: dt.date, tried: tuple[tuple[str, str], ...]
) -> NextReport:
    return compare_report.next_year(board(), agreement, as_of, by=by, numbers=dict(tried))
