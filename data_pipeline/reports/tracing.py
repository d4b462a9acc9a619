"""Why a figure is what it is, for a page to show: the rows counted and those left out, with reasons."""

from __future__ import annotations

from data_pipeline.figures.trace import Trace, trace
from data_pipeline.privacy.rights import Role, require
from data_pipeline.reports.view import View


def answer(view: View, figure: str) -> Trace:
    """The rows behind a figure as of the view's date: Kunde-IDs, so for partners alone.

    Raises `NotAllowed` for others, and `Correctable` for a figure there is not.
    """
    require(view.person, Role.PARTNER)
    return trace(view.store, view.agreement, view.as_of, figure)
