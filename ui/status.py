"""Status as word, shape and colour together, never colour alone."""

from __future__ import annotations

from data_pipeline.views import terms
from data_pipeline.views.chart import STATUS_SHAPES
from ui.words import _, safe


def mark(status: str) -> str:
    """`▼ Bagud` as HTML; nothing for a target without a verdict."""
    if status not in terms.STATUS:
        return ""
    return f'<span class="status {status}">{shape(status)}{safe(_(terms.STATUS[status]))}</span>'


def shape(name: str) -> str:
    """The shape alone as HTML, hidden from screen readers: words stand beside it."""
    return f'<span class="shape {name}" aria-hidden="true">{STATUS_SHAPES[name]}</span>'
