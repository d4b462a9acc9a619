"""What needs attention: a shape, what it is, what follows, and the page that explains it."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline.language import Message
from data_pipeline.views.attention import Attention
from ui import html, menu, status
from ui.words import _, safe


def listed(lines: Sequence[Attention]) -> None:
    """The lines under their heading; a quiet sentence when there are none."""
    html.append(f'<h2 class="section">{safe(_("Needs attention"))}</h2>')
    if not lines:
        html.append(f'<p class="quiet">{safe(_("Nothing. Every target follows the plan."))}</p>')
    for line in lines:
        show(line.shape, line.headline, safe(line.explanation), menu.link(line.page))


def show(shape: str, headline: Message | str, explanation: str, link: str = "") -> None:
    """Show one thing that needs attention; `explanation` and `link` are HTML."""
    html.append(
        f'<div class="attention">{status.shape(shape)}<p><strong>{safe(headline)}</strong>'
        f"<span>{explanation}</span>{link}</p></div>"
    )
