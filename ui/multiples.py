"""Small multiples: the same rows measure by measure, row labels once, as bars or shares that lead to what they are of.

Where words stand over a measure's marks its panel is wider. On a phone the panels stand under each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from data_pipeline.language import message
from data_pipeline.views import amounts
from data_pipeline.views.chart import Bar, Multiples, Panel, Text
from ui import definitions, html, legend, panel, table, why
from ui.panel import Panel as Drawing
from ui.panel import Scale
from ui.theme import tokens
from ui.words import plain, safe, say, sentence_case

NARROWEST, NARROWEST_WORDED = 105, 150  # px: a panel on a small laptop
LETTER = 7  # px: of a number under a panel
LABELS, COUNTS, WORDED = "minmax(128px, 2.4fr)", "minmax(0, 2fr)", "minmax(0, 3fr)"  # widths of columns


def show(shown: Multiples) -> None:
    """Show the panels beside each other, each with its axis, under their title and over their legend."""
    if shown.title:
        html.append(f'<h2 class="part first">{safe(plain(shown.title))} {definitions.link(shown.clause)}</h2>')
    ends = [_ends(one) for one in shown.panels]
    if shown.is_one_scale:
        ends = [(min(low for low, _high in ends), max(high for _low, high in ends))] * len(ends)
    panels = "".join(
        _panel(one, shown.labels, panel.SHARES if one.goal is not None else panel.scale(*end))
        for one, end in zip(shown.panels, ends, strict=True)
    )
    labels = "".join(f'<span class="cell">{safe(plain(label))}</span>' for label in shown.labels)
    widths = " ".join((LABELS, *(WORDED if _is_worded(one) else COUNTS for one in shown.panels)))
    style = f"grid-template:auto repeat({len(shown.labels)},auto) 28px/{widths}"
    html.append(
        f'<div class="multiples" style="{style}"><div class="labels" aria-hidden="true"><span></span>{labels}'
        f'<span class="axis"></span></div>{panels}</div>'
    )
    legend.row([(mark, plain(word)) for mark, word in shown.legend])
    html.append('<div class="space"></div>')


def _panel(shown: Panel, labels: Sequence[Text], along: Scale) -> str:
    title, unit = safe(plain(shown.title)), safe(plain(shown.unit))
    cells = "".join(_cell(shown, bar, plain(label), along) for bar, label in zip(shown.bars, labels, strict=True))
    below = f"<small>{unit}</small>" if unit else ""
    width = NARROWEST_WORDED if _is_worded(shown) else NARROWEST
    ticks = axis(along, whole if shown.goal is None else amounts.ratio, width)
    return f'<section class="multiple"><h2>{title}{below}</h2>{cells}{ticks}</section>'


def _cell(shown: Panel, bar: Bar, label: str, along: Scale) -> str:
    """A row's mark with its words: over it where there is more to say than a number, else beside it."""
    written, aside = plain(bar.written), plain(bar.aside)
    words = ", ".join(part for part in (written, aside) if part)
    told = say(message("{name}, {label}: {value}", name=label, label=plain(shown.title), value=words))
    picture = _drawn(shown, bar, along).picture(told)
    if bar.lead:
        picture = why.mark(picture, bar.lead.figure, bar.lead.day)
    strong = f"<strong{table.mark(bar.marked)}>{safe(sentence_case(written))}</strong>"
    if _is_worded(shown):
        figure = f"<p>{strong}<small>{safe(aside)}</small></p>{picture}"
    else:
        at = along.at(float(bar.value or 0)) * 100
        figure = f'{picture}<span class="value" style="left:calc({at:.2f}% + 8px)">{strong}</span>'
    return f'<div class="cell"><span class="name">{safe(label)}</span><div class="figure">{figure}</div></div>'


def _drawn(shown: Panel, bar: Bar, along: Scale) -> Drawing:
    drawing, colours = Drawing(tokens(), panel.COUNT if shown.goal is None else panel.SHARE, along), tokens()
    drawing.grid()
    if shown.goal is not None:
        if bar.value is None:
            drawing.unknown(0, 1)
        drawing.target(shown.goal)
        if bar.value is not None and bar.low is not None and bar.high is not None:
            drawing.share(float(bar.value), bar.low, bar.high)
        return drawing
    if bar.back:
        drawing.bar(-float(bar.back), 0, colours.cut)
    if bar.value:
        drawing.bar(0, float(bar.value), colours.actual)
    if bar.back and bar.value:
        drawing.gap(0)
    return drawing


def _is_worded(shown: Panel) -> bool:
    return any(bar.aside for bar in shown.bars)


def _ends(shown: Panel) -> tuple[float, float]:
    backs, values = (
        [float(value or 0) for value in column]
        for column in zip(*((bar.back, bar.value) for bar in shown.bars), strict=True)
    )
    return -max(backs), max(values)


def whole(value: float) -> Text:
    """A number under a panel of counts."""
    return amounts.number(Decimal(value), 0)


def axis(along: Scale, written: Callable[[float], Text], width: int) -> str:
    """The numbers under a panel: every one, or every other or fourth from zero where a narrow panel holds no more."""
    zero = along.ticks.index(0)
    choices = ([tick for place, tick in enumerate(along.ticks) if (place - zero) % step == 0] for step in (1, 2, 4))
    shown = next((ticks for ticks in choices if _stand_free(along, ticks, written, width)), [0.0])
    labels = "".join(
        f'<span class="{_edge(along.at(tick))}" style="left:{along.at(tick) * 100:.2f}%">'
        f"{safe(plain(written(tick)))}</span>"
        for tick in shown
    )
    return (
        f'<div class="cell axis" aria-hidden="true"><span class="name"></span><div class="figure">{labels}</div></div>'
    )


def _stand_free(along: Scale, ticks: Sequence[float], written: Callable[[float], Text], room: int) -> bool:
    free = float("-inf")
    for tick in ticks:
        at, width = along.at(tick), LETTER * len(plain(written(tick)))
        left = at * room - {"first": 0, "tick": width / 2, "last": width}[_edge(at)]
        if left < free:
            return False
        free = left + width + LETTER
    return True


def _edge(at: float) -> str:
    """At which edge a label would stand out if it were centred."""
    return "first" if at < 0.02 else "last" if at > 0.95 else "tick"
