"""What needs attention: a shape, what it is, what follows, and the page that explains it."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline.views.targets import Attention
from ui import menu, press, status
from ui.words import _, safe


def listed(lines: Sequence[Attention]) -> None:
    """The lines under their heading; a quiet sentence when there are none."""
    press.html(f'<h2 class="section">{safe(_("Needs attention"))}</h2>')
    if not lines:
        press.html(f'<p class="quiet">{safe(_("Nothing. Every target follows the plan."))}</p>')
    for line in lines:
        press.html(
            f'<div class="attention">{status.shape(line.shape)}<p><strong>{safe(line.headline)}</strong>'
            f"<span>{safe(line.explanation)}</span>{menu.link(line.page)}</p></div>"
        )
