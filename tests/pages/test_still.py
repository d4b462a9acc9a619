"""Charts drawn on the server: every mark where its number says, on any width."""

from __future__ import annotations

import re

import plotly.graph_objects as go
import pytest

from ui import still, theme
from ui.theme import LIGHT

AXES = {
    "height": 124,  # of which the margins leave 100 px
    "margin": {"l": 0, "r": 0, "t": 4, "b": 20},
    "xaxis": {"range": [-0.5, 3.5], "tickvals": [0, 1, 2, 3], "ticktext": ["jan", "feb", "mar", "apr"]},
    "yaxis": {"range": [0, 50], "nticks": 6, "tickformat": ",d"},
}


def figure(*traces, **more) -> go.Figure:
    return go.Figure(data=traces, layout=theme.layout(LIGHT, "da", **AXES | more))


def picture(html: str) -> str:
    (drawing,) = re.findall(r'<svg class="drawn.*?</svg>(?=<div)', html)
    return drawing


def boxes(html: str) -> list[tuple[str, ...]]:
    return re.findall(
        r'<rect x="([\d.]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)" fill="([^"]+)"', picture(html)
    )


def bars(y, **more) -> go.Bar:
    return go.Bar(x=list(range(len(y))), y=y, **{"marker": {"color": LIGHT.actual}} | more)


def test_a_bar_stands_on_zero_and_is_as_high_as_its_number():
    html = still.drawn(figure(bars([10, 25]), bargap=0.5), "")
    assert boxes(html) == [
        ("6.250", "80.00", "12.500", "20.00", LIGHT.actual),
        ("31.250", "50.00", "12.500", "50.00", LIGHT.actual),
    ]


def test_a_bar_below_zero_hangs_from_it():
    html = still.drawn(figure(bars([-10]), bargap=0, yaxis={"range": [-50, 50], "nticks": 4}), "")
    assert boxes(html) == [("0.000", "50.00", "25.000", "10.00", LIGHT.actual)]


def test_stacked_bars_stand_on_each_other_and_say_their_numbers():
    text = {"text": ["20"], "textposition": "inside", "insidetextfont": {"color": LIGHT.background}}
    over = {"text": ["5"], "textposition": "outside", "outsidetextfont": {"color": LIGHT.behind}}
    html = still.drawn(figure(bars([20], **text), bars([5], **over), barmode="stack"), "")
    (_x, lower, _w, _h, _fill), (_x2, upper, _w2, height, _fill2) = boxes(html)
    assert (lower, upper, height) == ("60.00", "50.00", "10.00")
    assert f'top:80.00px;transform:translate(-50%,-50%);color:{LIGHT.background}">20<' in html
    assert f'top:49.00px;transform:translate(-50%,-100%);color:{LIGHT.behind}">5<' in html


def test_a_number_that_its_bar_cannot_hold_is_left_to_the_table():
    text = {"text": ["2"], "textposition": "inside", "insidetextfont": {"color": LIGHT.background}}
    assert ">2<" not in still.drawn(figure(bars([2], **text)), "")


def test_a_line_bends_at_its_points_and_stairs_step_midway():
    line = {"color": LIGHT.actual, "width": 3}
    level = go.Scatter(x=[-0.5, 3.5], y=[0, 50], mode="lines", line=line)
    assert 'd="M0.0 100.00L1000.0 0.00"' in picture(still.drawn(figure(level), ""))
    steps = go.Scatter(x=[0, 1], y=[10, 20], mode="lines", line={**line, "shape": "hvh"})
    found = picture(still.drawn(figure(steps), ""))
    assert 'd="M125.0 80.00L250.0 80.00L250.0 60.00L375.0 60.00"' in found


def test_a_dot_stands_on_its_number_with_its_interval():
    dot = go.Scatter(
        x=[1],
        y=[25],
        mode="markers",
        marker={"size": 13, "color": LIGHT.actual, "line": {"color": LIGHT.background, "width": 2}},
        error_y={"array": [5], "arrayminus": [10], "color": LIGHT.actual, "thickness": 3, "width": 5},
    )
    html = still.drawn(figure(dot), "")
    assert '<i style="left:37.500%;top:50.00px;width:11px;height:11px;' in html
    assert '<svg x="37.500%" overflow="visible"><rect x="-1.5" y="40.00" width="3" height="30.00"' in picture(html)


def test_the_upright_axis_counts_in_round_steps_and_the_readers_thousands():
    def numbers(top, said):
        axis = {"range": [0, top], "nticks": 4, "ticksuffix": " "}
        drawn = go.Figure(layout=theme.layout(LIGHT, said, **AXES | {"yaxis": axis}))
        return re.findall(r'px">([^<]+) </span>', still.drawn(drawn, ""))

    assert numbers(50, "da") == ["0", "20", "40"]
    assert numbers(8000, "da") == ["0", "2.000", "4.000", "6.000", "8.000"]
    assert numbers(8000, "en") == ["0", "2,000", "4,000", "6,000", "8,000"]
    assert numbers(1, "da") == ["0", "1"]


def test_nothing_in_a_text_is_read_as_markup_but_bold_break_and_colour():
    note = {
        "x": 1,
        "y": 1,
        "text": '<b>A</b><br><img src=x onerror="alert(1)"> & <i>B</i>',
        "font": {"color": LIGHT.ink},
    }
    html = still.drawn(figure(annotations=[note]), "")
    assert "<b>A</b><br>&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;i&gt;B&lt;/i&gt;" in html


def test_the_words_on_it_are_kept_from_screen_readers_which_hear_the_alternative_text():
    html = still.drawn(figure(bars([1])), 'Reached: "1"')
    assert 'aria-label="Reached: &quot;1&quot;"' in html
    heard = re.sub(r'<(div|span)[^>]* aria-hidden="true".*?</\1>', "", html)
    assert re.sub(r"<[^>]+>", "", heard) == ""


def test_what_it_cannot_draw_is_refused():
    with pytest.raises(ValueError, match="still chart"):
        still.drawn(figure(go.Pie(values=[1, 2])), "")
    with pytest.raises(ValueError, match="still chart"):
        still.drawn(figure(bars([1]), bars([2]), barmode="group"), "")


def test_a_column_leads_from_where_the_one_before_ends_and_the_rest_leads_nowhere():
    leads = [still.Lead(0.5, "why?a=1&b=2"), still.Lead(1.5, "why?a=2")]
    html = still.drawn(figure(bars([10, 20])), "", leads)
    found = re.findall(r'<a class="here lead" tabindex="-1" aria-hidden="true" href="([^"]+)" style="([^"]+)">', html)
    assert found == [
        ("why?a=1&amp;b=2", "left:0.000%;width:25.000%"),
        ("why?a=2", "left:25.000%;width:25.000%"),
    ]
