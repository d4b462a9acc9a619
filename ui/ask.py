"""The reports, asked once and kept: every answer is keyed by (warehouse file, agreement, as-of)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from data_pipeline import reports
from data_pipeline.reports import Board, OverviewReport, TargetsReport
from data_pipeline.settings import Settings
from ui import messages
from ui.choices import Asked

_KEY = "asked"


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The installation, one for all sessions."""
    return reports.open_board(Settings.read())


def remember(asked: Asked | None) -> None:
    """Nothing; keeps what the sidebar says for the page that runs after it."""
    st.session_state[_KEY] = asked


def overview() -> OverviewReport:
    """Overblik for what the reader chose; with nothing loaded the page says so and stops."""
    return _asked("overview")


def targets() -> TargetsReport:
    """Aktivitetsmål for what the reader chose; with nothing loaded the page says so and stops."""
    return _asked("targets")


def _asked(report: str) -> Any:
    asked: Asked | None = st.session_state.get(_KEY)
    if asked is None or not board().newest():
        messages.nothing_loaded()
        st.stop()
    return _answer(report, board().warehouse_name(), asked.agreement, asked.as_of)


@st.cache_resource(max_entries=300, show_spinner=False)
def _answer(report: str, warehouse: str, agreement: str, as_of: dt.date) -> Any:
    return board().answer(report, agreement, as_of)
