"""Why a figure is what it is, for a page to show: the rows counted and those left out, with reasons."""

from __future__ import annotations

from data_pipeline.reports.view import View
from data_pipeline.trace import Trace, trace


def answer(view: View, figure: str) -> Trace:
    """The rows behind a figure as of the view's date: Kunde-IDs, so for those alone who may see them."""
    return trace(view.store, view.agreement, view.as_of, figure)
