"""A chart as the picture a reader saves: by the one button over it, twice its size, with title and source on it."""

from __future__ import annotations

import plotly.graph_objects as go

from data_pipeline.views.chart import Plot, Text
from ui import page_run, theme, words
from ui.theme import Tokens
from ui.words import plain, safe

TITLE_SIZE = 18  # px
EDGE = 16  # px around what is drawn
HEAD = 72  # px: title and source over the field
WIDTH = 880  # px: every picture is as wide, however narrow the screen is that saves it


def make(drawn: go.Figure, plot: Plot, over: Text, colours: Tokens) -> None:
    """Write into the figure how its picture differs from the screen, where title and source stand outside it.

    `document.js` puts this `meta` in the layout's place while the picture is made. `over` stands before the title.
    """
    margin = drawn.layout.margin
    small = {"size": theme.AXIS_SIZE, "color": colours.muted}
    unit = f"  <span style='font-weight:400;font-size:{theme.AXIS_SIZE}px'>{safe(plain(plot.unit))}</span>"
    drawn.layout.meta = {
        "margin": {"l": EDGE, "r": margin.r + EDGE, "t": margin.t + HEAD, "b": margin.b + EDGE},
        "paper_bgcolor": colours.background,
        "title": {
            "text": f"<b>{safe(name(plot, over))}</b>{unit if plot.unit else ''}",
            "font": {"size": TITLE_SIZE, "color": colours.ink},
            "subtitle": {"text": safe(page_run.source()), "font": small},
            "x": 0,
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": EDGE, "t": EDGE},
        },
    }


def name(plot: Plot, over: Text) -> str:
    """What the picture is called, on it and as a file."""
    return " – ".join(plain(text) for text in (over, plot.title) if text)


def button(plot: Plot, over: Text) -> dict[str, object]:
    """The part of a chart's configuration that is the button, in the reader's language."""
    size = {"width": WIDTH, "height": plot.height + HEAD + EDGE, "scale": 2}
    told = {"Download plot as a PNG": words._("Save the chart as a picture")}
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "displayNotifier": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"filename": name(plot, over), **size},
        "locale": words.chosen(),
        "locales": {words.chosen(): {"dictionary": told}},
    }
