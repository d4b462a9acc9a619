"""A plot as PowerPoint draws it: lines and dots in a field one can edit, names at the dots, numbers at the axes."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from data_pipeline.papers import ink, native_charts
from data_pipeline.papers.native_words import POINT, SMALL, Line, Place, plain, rgb, words
from data_pipeline.papers.plot_drawing import COLOURS
from data_pipeline.views.chart import Note, Plot, Series

LEFT, UNDER = 140, 50  # px for the numbers at the axes
SIDES = {
    ("left", "middle"): XL_LABEL_POSITION.RIGHT,
    ("right", "middle"): XL_LABEL_POSITION.LEFT,
    ("center", "above"): XL_LABEL_POSITION.ABOVE,
    ("center", "below"): XL_LABEL_POSITION.BELOW,
}


def add(slide: Any, chart: Plot, where: Place, language: str, alt: str) -> None:
    """Put the plot on the slide, its levels as lines across; an area that lines surround has no colour here."""
    field = Place(where.left + LEFT, where.top, where.width - LEFT, where.height - UNDER)
    data = XyChartData(number_format="0%")
    drawn = [one for one in chart.series if one.kind != "band" and one.marks]
    drawn.sort(key=lambda one: -len(one.marks))  # LibreOffice loses a series that stands before a longer one
    for series in drawn:
        points = data.add_series(plain(series.name, language))
        for mark in series.marks:
            points.add_data_point(mark.x, mark.y)
    for level in chart.levels:
        line = data.add_series(plain(level.written, language))
        for x in (chart.x.start, chart.x.end):
            line.add_data_point(x, level.y)
    made = native_charts.put(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, field, alt)
    native_charts.axes(made, is_number=True)
    for axis, ends in ((made.category_axis, chart.x), (made.value_axis, chart.y)):
        axis.minimum_scale, axis.maximum_scale = ends.start, ends.end
    made.category_axis.tick_label_position = made.value_axis.tick_label_position
    native_charts.fix_layout(made, (0.0, 0.0, 1.0, 1.0))
    known = list(made.plots[0].series)
    for native, series in zip(known, drawn, strict=False):
        _draw(native, series)
        for place, mark in enumerate(series.marks if series.kind == "dots" else ()):
            for note in chart.notes:
                if (note.x, note.y) == (mark.x, mark.y):
                    _name(native.points[place], note, language)
    for native in known[len(drawn) :]:
        _line(native, ink.INK, 2)
    _numbers(slide, chart, field, language)


def _draw(native: Any, series: Series) -> None:
    colour = COLOURS[series.role]
    if series.kind != "dots":
        _line(native, colour, 2 if series.kind == "pace" else 1)
        if series.kind == "pace":
            native.format.line.dash_style = MSO_LINE.DASH
        return
    native.format.line.fill.background()
    native.marker.style, native.marker.size = XL_MARKER_STYLE.CIRCLE, 13
    native.marker.format.fill.solid()
    native.marker.format.fill.fore_color.rgb = rgb(colour)
    native.marker.format.line.fill.background()
    native.smooth = False


def _line(native: Any, colour: str, points: int) -> None:
    native.format.line.color.rgb, native.format.line.width = rgb(colour), Pt(points)
    native.marker.style = XL_MARKER_STYLE.NONE
    native.smooth = False


def _name(point: Any, note: Note, language: str) -> None:
    label = point.data_label
    label.text_frame.text = plain(note.written, language)
    (run,) = label.text_frame.paragraphs[0].runs
    run.font.size, run.font.bold, run.font.name = Pt(SMALL * POINT), note.is_strong, ink.FONT
    run.font.color.rgb = rgb(COLOURS[note.role])
    label.position = SIDES[note.along, note.up]


def _numbers(slide: Any, chart: Plot, field: Place, language: str) -> None:
    """What stands at the axes and at lines' ends, as words beside the field and in it."""
    tall, wide = 44, 120

    def across(x: float) -> int:
        return round(field.left + (x - chart.x.start) / (chart.x.end - chart.x.start) * field.width)

    def down(y: float) -> int:
        return round(field.top + (chart.y.end - y) / (chart.y.end - chart.y.start) * field.height)

    strong = {level.y for level in chart.levels}
    for at, told in chart.y.ticks:
        room = Place(field.left - LEFT, down(at) - tall // 2, LEFT - 12, tall)
        words(slide, room, [Line(plain(told, language), at in strong)], language, size=SMALL)
    for at, told in chart.x.ticks:
        room = Place(across(at) - wide // 2, field.top + field.height + 4, wide, tall)
        words(slide, room, [Line(plain(told, language))], language, is_centred=True, size=SMALL)
    dots = {(mark.x, mark.y) for series in chart.series if series.kind == "dots" for mark in series.marks}
    for note in chart.notes:
        if (note.x, note.y) not in dots:
            room = Place(across(note.x) + 12, down(note.y) - tall // 2, wide, tall)
            line = Line(plain(note.written, language), note.is_strong, COLOURS[note.role])
            words(slide, room, [line], language, size=SMALL)
