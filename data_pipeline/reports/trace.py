"""Why a figure is what it is, for a page to show: the rows counted and those left out, with reasons."""

from __future__ import annotations

from data_pipeline.figures.trace import Trace, trace
from data_pipeline.reports.view import View


def answer(view: View, figure: str) -> Trace:
    """The rows behind a figure as of the view's date. Raises `Correctable` for a figure there is not."""
    return trace(view.store, view.agreement, view.as_of, figure)
