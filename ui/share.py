"""Shares with their 95 % interval against the goal: a dot each, never a bar, with the number of answers beside (R8)."""

from __future__ import annotations

from data_pipeline.language import message
from data_pipeline.views import amounts
from data_pipeline.views.chart import Share, Shares
from ui import html, panel, table
from ui.panel import Panel
from ui.theme import tokens
from ui.words import _, plain, safe, say

EDGES = {0.0: "first", 1.0: "last"}  # labels that stay inside


def section(shown: Shares) -> None:
    """Show the shares under each other on 0–100 %, the goal through all of them, under their title."""
    title, body = safe(_("Share by level")), "".join(_row(row, shown) for row in shown.rows)
    above = f'<span class="goal" style="left:{shown.goal * 100:.2f}%">{safe(plain(shown.goal_label))}</span>'
    ticks = "".join(
        f'<span class="{EDGES.get(tick, "tick")}" style="left:{tick * 100:.0f}%">{safe(amounts.ratio(tick))}</span>'
        for tick in panel.SHARES.ticks
    )
    html.append(f'<h2 class="part">{title}</h2>')
    html.append(
        f'<div class="shares" role="table" aria-label="{title}">'
        f'<div class="ends" aria-hidden="true"><span class="figure">{above}</span></div>{body}'
        f'<div class="ends" aria-hidden="true"><span class="figure">{ticks}</span></div></div>'
    )


def _row(row: Share, shown: Shares) -> str:
    drawing = Panel(tokens(), panel.SHARE, panel.SHARES)
    label, written = plain(row.label), plain(row.written)
    if row.share is None or row.low is None or row.high is None:
        drawing.target(shown.goal)
        alt = message("{label}: {told}", label=label, told=written)
        value, withheld = "", f'<span class="withheld">{safe(written)}</span>'
    else:
        between = amounts.interval(row.low, row.high)
        drawing.axis()
        drawing.target(shown.goal)
        drawing.share(row.share, row.low, row.high)
        alt = message(
            "{label}: {share} of {answers}, 95% interval {interval}, {goal}",
            label=label,
            share=written,
            answers=plain(row.count),
            interval=between,
            goal=plain(shown.goal_label),
        )
        strong = f"<strong{table.mark(row.marked)}>{safe(written)}</strong>"
        value, withheld = f"{strong} <small>{safe(between)}</small>", ""
    return (
        f'<div role="row" class="row"><span role="rowheader" class="label">{safe(label)}</span>'
        f'<span role="cell" class="count">{safe(plain(row.count))}</span>'
        f'<span role="cell" class="figure" tabindex="0">{drawing.picture(say(alt))}{withheld}</span>'
        f'<span role="cell" class="value">{value}</span></div>'
    )
