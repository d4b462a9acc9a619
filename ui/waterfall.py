"""From hours × rate over the caps to what is payable, beside the budget: a waterfall with one zero for all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import plotly.graph_objects as go

from data_pipeline import language
from data_pipeline.language import message
from data_pipeline.reports import Fee
from ui import panel, press, still, theme, why, words
from ui.still import Lead
from ui.theme import Tokens, tokens
from ui.words import _, safe, say

HEIGHT = 300  # px
HALF = 0.38  # of a column: half a bar; on a phone it holds "105.368,75"
SIDE = 0.46  # of a column: from the middle of an outer bar to the edge, so that its number is not cut off
HEADROOM = 1.17  # over the highest bar: room for two lines
HEADROOM_OVER = 1.25  # over a payment beyond the budget: room for three
ROOM_INSIDE = 0.2  # of the axis: less than this holds no two lines of text


def section(total: Fee) -> None:
    """The waterfall of B2's total under its heading; B2's table holds the same numbers."""
    title, unit = safe(_("From hours to payment")), safe(_("amounts in kroner"))
    press.html(f'<h2 class="part">{title} <span class="unit">{unit}</span></h2>')
    still.chart(figure, alt(total), total, leads=[Lead(3 + SIDE, why.address(total.id))])


def figure(total: Fee) -> go.Figure:
    """Hours × rate, the cut, payable and the budget; what is over the budget stands out in the cut's colour."""
    colours = tokens()
    uncapped, cut, amount, budget = (float(one) for one in (total.uncapped, total.cut, total.amount, total.budget))
    within = min(amount, budget)
    top = max(uncapped, budget, 1) * (HEADROOM_OVER if amount > budget else HEADROOM)
    drawn = go.Figure(layout=_layout(colours, top))
    gap = {"color": colours.background, "width": panel.TOUCHING}
    for x, base, height, colour in (
        (0, 0, uncapped, colours.forecast),
        (1, amount, cut, colours.cut),
        (2, 0, within, colours.actual),
        (2, within, amount - within, colours.cut),
    ):
        # A gap only where two areas touch: within the bar that goes over the budget.
        line = gap if x == 2 and amount > budget else {"width": 0}
        drawn.add_bar(x=[x], base=[base], y=[height], width=2 * HALF, marker={"color": colour, "line": line})
    ink = {"color": colours.ink, "width": 2}
    for start, end, y in ((0, 1, uncapped), (1, 2, amount)):
        drawn.add_shape(type="line", x0=start + HALF, x1=end - HALF, y0=y, y1=y, line=ink)
    drawn.add_shape(type="line", x0=2 + HALF, x1=3 + HALF, y0=amount, y1=amount, line=ink)
    drawn.add_shape(type="rect", x0=3 - HALF, x1=3 + HALF, y0=0, y1=budget, line=ink)
    drawn.add_shape(type="line", x0=-HALF, x1=3 + HALF, y0=0, y1=0, line=ink)
    for note in _notes(total, colours, top):
        drawn.add_annotation(**note)
    return drawn


def alt(total: Fee) -> str:
    """What the waterfall shows, in words and numbers."""
    told = message(
        "Hours × rate {uncapped}, cut by the caps {cut}, payable {amount}, budget {budget}, {remaining}",
        uncapped=_money(total.uncapped),
        cut=_money(-total.cut),
        amount=_money(total.amount),
        budget=_money(total.budget),
        remaining=_remaining(total, _money),
    )
    return say(told)


def _remaining(total: Fee, written: Callable[[Decimal], str]) -> str:
    left = total.budget - total.amount
    if left < 0:
        return say(message("{amount} over", amount=written(-left)))
    return say(message("{amount} left", amount=written(left)))


def _money(amount: Decimal) -> str:
    return words.spoken(language.money, amount)


def _number(amount: Decimal) -> str:
    return language.number(amount, words.chosen(), 2)


def _layout(colours: Tokens, top: float) -> dict[str, object]:
    names = [_("Hours\n× rate"), _("Cut by\nthe caps"), _("Payable"), _("Budget\nfor the year")]
    marks = [name.replace("\n", "<br>") for name in names]
    marks[2] = f"<b>{marks[2]}</b>"
    return theme.layout(
        colours,
        words.chosen(),
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 44},
        bargap=0,
        barmode="overlay",
        xaxis={
            "range": [-SIDE, 3 + SIDE],
            "tickvals": [0, 1, 2, 3],
            "ticktext": marks,
            "tickfont": {"color": colours.ink},
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
        },
        yaxis={"range": [0, top], "visible": False},
    )


def _notes(total: Fee, colours: Tokens, top: float) -> list[dict[str, object]]:
    """The numbers at the bars, and what is left inside the budget or, where it has no room, above it."""
    plain = {"showarrow": False, "font": {"size": theme.AXIS_SIZE, "color": colours.ink}}
    above = {**plain, "yanchor": "bottom", "yshift": 2}
    orange = {"size": theme.AXIS_SIZE, "color": colours.behind}
    budget, amount = float(total.budget), float(total.amount)
    notes = [
        {**above, "x": 0, "y": float(total.uncapped), "text": f"<b>{_number(total.uncapped)}</b>"},
        {**above, "x": 1, "y": float(total.uncapped), "text": f"<b>{_number(-total.cut)}</b>", "font": orange},
        {**above, "x": 2, "y": amount, "text": f"<b>{_number(total.amount)}</b>"},
    ]
    held = f"<b>{_number(total.budget)}</b>"
    left = _remaining(total, _number).replace(language.NO_BREAK_SPACE, " ")
    first, _space, second = left.partition(" ")
    if amount > budget:
        over = f'<span style="color:{colours.behind}">{first}<br>{second}</span>'
        return [*notes, {**above, "x": 3, "y": amount, "text": f"{held}<br>{over}"}]
    if budget - amount > top * ROOM_INSIDE:
        inside = {**plain, "x": 3, "y": (budget + amount) / 2, "text": f"{first}<br>{second}"}
        return [*notes, {**above, "x": 3, "y": budget, "text": held}, inside]
    return [*notes, {**above, "x": 3, "y": budget, "text": f"{held}<br>{left}"}]
