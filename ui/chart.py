"""A view's plot as a Plotly figure in the browser: the house's template, words under the pointer, marks that lead."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from data_pipeline.views.chart import Axis, Lead, Note, Plot, Series, Text, translated
from data_pipeline.views.table import Table
from ui import address, html, legend, picture, table, theme, why, words
from ui.theme import Tokens, tokens

DOT, HALO = 11, 2  # px
INTERVAL = {"thickness": 3, "width": 5}  # px
TICKS = 6  # round numbers on an upright axis, at the most
LINE = 17  # px: a line of words under or over the field
LETTER = 8  # px: a bold letter at the most
Part = dict[str, object]  # of a figure, as Plotly names its properties
_ANCHOR = {"above": "bottom", "below": "top", "middle": "middle"}
_SHIFT = {"above": 6, "below": -6, "middle": 0}


def show(plot: Plot, over: Text = "") -> None:
    """Show the plot; its words for those who do not see it, and a table beside it, hold the same numbers.

    `over` is what it is one of several of: a saved picture says it before the title.
    """
    html.flush()
    title = words.plain(plot.title)
    drawn = figure(plot, tokens(), words.chosen())
    picture.make(drawn, plot, over, tokens())
    st.plotly_chart(
        drawn,
        theme=None,
        key=f"plot{plot.height} {title}",  # the style sheet keeps its height free before it is drawn
        # Nothing moves but the words under the pointer.
        config={"doubleClick": False, "scrollZoom": False, "responsive": True, **picture.button(plot, over)},
        alt=f"{title}: {words.plain(plot.told)}",
    )


def section(plot: Plot, *, leads: bool = False, over: Text = "") -> None:
    """Show the plot under its title; `leads` puts a link there to where all its marks lead, for want of a table.

    `over` stands before the title of its picture.
    """
    unit = f' <span class="unit">{words.safe(words.plain(plot.unit))}</span>' if plot.unit else ""
    html.append(f'<h2 class="part">{words.safe(words.plain(plot.title))}{unit}{_lead(plot) if leads else ""}</h2>')
    show(plot, over)


def beside(plot: Plot, numbers: Table, chart_width: int, table_width: int) -> None:
    """Show the plot with a table to its right, `chart_width` to `table_width`; under each other where it is narrow."""
    with html.chart_columns(chart_width, table_width) as column:
        with column():
            section(plot)
        with column():
            table.show(numbers)


def side_by_side(title: Text, marks: Sequence[tuple[str, Text]], plots: Sequence[Plot]) -> None:
    """Show plots that share their axes and one legend beside each other."""
    with html.box("courses_head"):
        html.append(f'<h2 class="section">{words.safe(words.plain(title))}</h2>')
        legend.row([(mark, words.plain(word)) for mark, word in marks])
    with html.chart_columns(*[1] * len(plots)) as column:
        for plot in plots:
            with column():
                html.append(f'<h3 class="chart-title">{words.safe(words.plain(plot.title))}</h3>')
                show(plot, title)


def figure(plot: Plot, colours: Tokens, language: str) -> go.Figure:
    """The plot as a figure, in colours and language.

    Plotly's own look at every property would take ten times what drawing takes: a test has it look instead.
    """
    traces = [trace for series in plot.series for trace in _SERIES[series.kind](series, plot, colours, language)]
    layout = {
        **_layout(plot, colours, language),
        "shapes": [*_levels(plot, colours), *_frames(plot, colours)],
        "annotations": [_note(note, colours, language) for note in (*_written(plot), *plot.notes)],
    }
    return go.Figure(traces, layout, _validate=False)


def _levels(plot: Plot, colours: Tokens) -> list[Part]:
    ink = _pen(colours.ink, 3)
    return [
        {"type": "line", "x0": plot.x.start, "x1": plot.x.end, "y0": level.y, "y1": level.y, "line": ink}
        for level in plot.levels
    ]


def _frames(plot: Plot, colours: Tokens) -> list[Part]:
    edges = (_pen(colours.ink, 2), _pen(colours.control, 1) | {"dash": "3px,3px"})
    return [
        {"type": "rect", "x0": one.x0, "x1": one.x1, "y0": one.y0, "y1": one.y1, "line": edges[one.is_dashed]}
        for one in plot.frames
    ]


def _written(plot: Plot) -> list[Note]:
    """What stands at the levels' ends."""
    return [
        Note(plot.x.start, level.y, level.written, "left", "above")
        if level.side == "left"
        else Note(plot.x.end, level.y, level.written, "left", "middle")
        for level in plot.levels
        if level.written and level.side != "axis"
    ]


def _bars(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    edge = _pen(colours.background, 1 if plot.is_stacked else 0)
    return [
        {
            "type": "bar",
            **_points(series, language),
            "base": None if plot.is_stacked else [mark.base for mark in series.marks],
            "width": plot.bar_width,
            "marker": {"color": [_colour(mark.role or series.role, colours) for mark in series.marks], "line": edge},
            "text": [_lines(mark.written, language) for mark in series.marks],
            "textposition": "inside" if series.role == "actual" else "outside",
            "insidetextanchor": "middle",
            "insidetextfont": {"color": colours.background},
            "outsidetextfont": {"color": colours.behind if series.role == "cut" else colours.ink},
            "textangle": 0,
            "constraintext": "none",
            "cliponaxis": False,
        }
    ]


def _pace(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    pen = _pen(_colour(series.role, colours), 2) | {"dash": "6px,4px"}
    return [{"type": "scatter", "mode": "lines", **_places(series), "hoverinfo": "skip", "line": pen}]


def _line(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    shape = {"shape": "hvh" if series.kind == "steps" else "linear"}
    colour, line = _colour(series.role, colours), {"type": "scatter", "cliponaxis": False}
    halo = {"mode": "lines", **_places(series), "hoverinfo": "skip", "line": _pen(colours.background, 6) | shape}
    pen = _pen(colour, 3) | shape
    shown = {"mode": "lines+markers", **_points(series, language), "line": pen, "marker": _end_dot(series, colours)}
    return [line | halo, line | shown]


def _dots(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    colour = _colour(series.role, colours)
    spread = {
        "type": "data",
        "symmetric": False,
        "array": [(mark.y if mark.high is None else mark.high) - mark.y for mark in series.marks],
        "arrayminus": [mark.y - (mark.y if mark.low is None else mark.low) for mark in series.marks],
        "color": colour,
        **INTERVAL,
    }
    dot = {"size": DOT + HALO, "color": colour, "line": _pen(colours.background, HALO), "opacity": 1}
    points = _points(series, language)
    return [{"type": "scatter", "mode": "markers", **points, "cliponaxis": False, "marker": dot, "error_y": spread}]


def _wedge(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            **_places(series),
            "fill": "toself",
            "hoverinfo": "skip",
            "line": _pen(colours.forecast, 1),
            "fillcolor": "rgba(0,0,0,0)",
            "fillpattern": {"shape": "/", "fgcolor": colours.forecast, "size": 7, "solidity": 0.22},
        }
    ]


def _limit(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    pen = _pen(_colour(series.role, colours), 1)
    return [{"type": "scatter", "mode": "lines", **_places(series), "hoverinfo": "skip", "line": pen}]


def _band(series: Series, plot: Plot, colours: Tokens, language: str) -> list[Part]:
    area = {"mode": "none", "fill": "toself", "fillcolor": _colour(series.role, colours)}
    return [{"type": "scatter", **_places(series), "hoverinfo": "skip", **area}]


_SERIES = {
    "bars": _bars,
    "line": _line,
    "steps": _line,
    "pace": _pace,
    "dots": _dots,
    "wedge": _wedge,
    "limit": _limit,
    "band": _band,
}


def _places(series: Series) -> Part:
    return {"x": [mark.x for mark in series.marks], "y": [mark.y for mark in series.marks]}


def _points(series: Series, language: str) -> Part:
    """Where the marks are, what the pointer is told of each, and where a click on it leads."""
    told = ["<br>".join(_line_of(line, language) for line in mark.words if line) for mark in series.marks]
    return {
        **_places(series),
        "hovertext": told,
        "hoverinfo": "text" if any(told) else "skip",
        "customdata": [_address(mark.lead) for mark in series.marks],
    }


def _lead(plot: Plot) -> str:
    lead = plot.series[0].marks[0].lead
    return f" {why.link(lead.figure)}" if lead else ""


def _address(lead: Lead | None) -> str:
    if lead is None:
        return ""
    if lead.agreement:
        return address.of_agreement(lead.agreement)
    return why.lead(lead) if lead.figure else address.of_sector(lead.sector)


def _colour(role: str, colours: Tokens) -> str:
    return str(getattr(colours, role))


def _pen(colour: str, width: float) -> Part:
    return {"color": colour, "width": width}


def _end_dot(series: Series, colours: Tokens) -> Part:
    """The last point as a dot, the others unseen but there for the pointer."""
    count = len(series.marks)
    return {
        "size": [DOT if place == count - 1 else 9 for place in range(count)],
        "opacity": [1 if place == count - 1 else 0 for place in range(count)],
        "color": _colour(series.role, colours),
        "line": _pen(colours.background, HALO),
    }


def _note(note: Note, colours: Tokens, language: str) -> Part:
    text = _lines(note.written, language)
    shift = {"left": 8, "right": -8, "center": 0}[note.along] if note.up == "middle" else 0
    return {
        "x": note.x,
        "y": note.y,
        "text": f"<b>{text}</b>" if note.is_strong else text,
        "font": {"size": theme.AXIS_SIZE, "color": _colour(note.role, colours)},
        "showarrow": False,
        "xanchor": note.along,
        "xshift": shift,
        "yanchor": _ANCHOR[note.up],
        "yshift": _SHIFT[note.up],
        "textangle": -90 if note.is_upright else 0,
        "bgcolor": colours.background if note.up != "middle" else None,
    }


def _lines(text: Text, language: str) -> str:
    """A text for Plotly, which reads some markup: none of ours is."""
    return words.safe(translated(text, language)).replace("\n", "<br>")


def _line_of(text: Text, language: str) -> str:
    """The same in one line."""
    return words.safe(translated(text, language).replace("\n", " "))


def _layout(plot: Plot, colours: Tokens, language: str) -> dict[str, object]:
    under = max((_lines(text, language).count("<br>") + 1 for _at, text in plot.x.ticks), default=1)
    right = max((len(translated(level.written, language)) for level in plot.levels if level.side == "right"), default=0)
    return theme.layout(
        colours,
        language,
        height=plot.height,
        margin={"l": 0, "r": LETTER * (1 + right) if right else 4, "t": 12, "b": 8 + LINE * under},
        barmode="stack" if plot.is_stacked else "overlay",
        xaxis=_axis(plot.x, language) | {"showgrid": False, "zeroline": False, "tickangle": 0},
        yaxis=_axis(plot.y, language, _levels_on_axis(plot))
        | {"nticks": TICKS, "tickformat": ",d", "ticksuffix": "  "},
    )


def _levels_on_axis(plot: Plot) -> frozenset[float]:
    return frozenset(level.y for level in plot.levels if level.side == "axis")


def _axis(axis: Axis, language: str, strong: frozenset[float] = frozenset()) -> Part:
    found: Part = {"range": [axis.start, axis.end], "visible": not axis.is_hidden}
    if axis.ticks:
        found |= {
            "tickmode": "array",
            "tickvals": [place for place, _text in axis.ticks],
            "ticktext": [
                f"<b>{_lines(text, language)}</b>" if place in strong else _lines(text, language)
                for place, text in axis.ticks
            ],
        }
    return found
