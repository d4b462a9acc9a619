"""Shares with their 95 % interval against the goal: a dot each, never a bar, with the number of answers beside (R8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.privacy.small_cells import Count, Hidden, Share
from ui import cells, html, panel, words
from ui.panel import Panel
from ui.theme import tokens
from ui.words import safe, say

EDGES = {0.0: "first", 1.0: "last"}  # labels that stay inside


@dataclass(frozen=True)
class Row:
    """A share with its interval as ratios 0–1, None where there is none, and the answers behind it."""

    label: str
    answered: Count
    share: Share
    low: float | None
    high: float | None


def rows(title: str, goal: float, listed: Sequence[Row]) -> None:
    """The shares under each other on 0–100 %, the goal through all of them."""
    body = "".join(_row(one, goal) for one in listed)
    above = f'<span class="goal" style="left:{goal * 100:.2f}%">{safe(over(goal))}</span>'
    ticks = "".join(_tick(tick) for tick in panel.SHARES.ticks)
    html.append(
        f'<div class="shares" role="table" aria-label="{safe(title)}">'
        f'<div class="ends" aria-hidden="true"><span class="figure">{above}</span></div>{body}'
        f'<div class="ends" aria-hidden="true"><span class="figure">{ticks}</span></div></div>'
    )


def _tick(at: float) -> str:
    text = safe(words.spoken(language.share, at))
    return f'<span class="{EDGES.get(at, "tick")}" style="left:{at * 100:.0f}%">{text}</span>'


def over(goal: float) -> str:
    """The goal in words: strictly more than it."""
    return say(message("more than {goal}", goal=words.spoken(language.share, goal)))


def answers(cell: Count) -> str:
    """How many answers, in words; nothing for none, and nothing where a word beside it says that they are hidden."""
    if cell is Hidden.PROTECTED:
        return ""
    if isinstance(cell, Hidden):
        return say(message("{range} answers", range=cells.count(cell)))
    return say(message("{count} answer", "{count} answers", count=cell)) if cell else ""


def interval(low: float | None, high: float | None) -> str:
    """`74–91 %`, or nothing."""
    return words.spoken(language.share_range, low, high) if low is not None and high is not None else ""


def _row(one: Row, goal: float) -> str:
    drawing = Panel(tokens(), panel.SHARE_ROW, panel.SHARES)
    if isinstance(one.share, float):
        drawing.axis()
    drawing.target(goal)
    told, between = cells.share(one.share), interval(one.low, one.high)
    alt = message("{label}: {told}", label=one.label, told=told)
    value, withheld = "", f'<span class="withheld">{safe(told)}</span>'
    if isinstance(one.share, float) and one.low is not None and one.high is not None:
        drawing.share(one.share, one.low, one.high)
        alt = message(
            "{label}: {share} of {answers}, 95% interval {interval}, goal {goal}",
            label=one.label,
            share=told,
            answers=answers(one.answered),
            interval=between,
            goal=over(goal),
        )
        withheld = ""
        value = f"<strong>{safe(told)}</strong> <small>{safe(between)}</small>"
    return (
        f'<div role="row" class="row"><span role="rowheader" class="label">{safe(one.label)}</span>'
        f'<span role="cell" class="count">{safe(answers(one.answered))}</span>'
        f'<span role="cell" class="figure">{drawing.picture(say(alt))}{withheld}</span>'
        f'<span role="cell" class="value">{value}</span></div>'
    )
