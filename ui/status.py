"""Status as word, shape and colour together, never colour alone."""

from __future__ import annotations

from data_pipeline.views import terms
from ui.words import _, safe

SHAPES = {"met": "▲", "on_track": "●", "behind": "▼", "missed": "▼", "pending": "□"}


def mark(status: str, word: str | None = None) -> str:
    """`▼ Bagud` as HTML; nothing for a target without a verdict. `word` stands in place of the usual one."""
    if status not in terms.STATUS:
        return ""
    text = word if word is not None else _(terms.STATUS[status])
    return f'<span class="status {status}">{shape(status)}{safe(text)}</span>'


def written(status: str) -> str:
    """The same in plain text, for tables; a dash for none."""
    return f"{SHAPES[status]} {_(terms.STATUS[status])}" if status in terms.STATUS else "–"


def shape(name: str) -> str:
    """The shape alone as HTML, hidden from screen readers: words stand beside it."""
    return f'<span class="shape {name}" aria-hidden="true">{SHAPES[name]}</span>'
