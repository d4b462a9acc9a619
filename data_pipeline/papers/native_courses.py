"""A meeting's own charts as PowerPoint draws them: figures then and now, and a figure over time against its goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.util import Pt

from data_pipeline.language import translate
from data_pipeline.papers import ink, native_charts, native_plot
from data_pipeline.papers.native_words import SMALL, Line, Place, plain, rgb, words
from data_pipeline.views.chart import STATUS_SHAPES, Plot
from data_pipeline.views.meeting_charts import Chart, Course, Movement, Standing, ThenNow

HEAD, FOOT = 50, 90  # px over rows, and under a course
# Columns of figures then and now, as parts of the width: labels, numbers, the axis, verdicts.
NUMBERS, AXIS, VERDICTS = 0.27, 0.51, 0.74


def add(slide: Any, chart: Chart, where: Place, language: str, alt: str) -> None:
    """Put any chart on the slide, with `alt` for those who cannot see it."""
    if isinstance(chart, ThenNow):
        _then_now(slide, chart, where, language, alt)
    elif isinstance(chart, Course):
        _course(slide, chart, where, language, alt)
    elif isinstance(chart, Plot):
        native_plot.add(slide, chart, where, language, alt)
    else:
        native_charts.add(slide, chart, where, language, alt)


def _then_now(slide: Any, chart: ThenNow, where: Place, language: str, alt: str) -> None:
    """Two dots a row on the share of the target, the target across; names, numbers and verdicts beside."""
    count = len(chart.rows)
    data = XyChartData(number_format="0%")
    for name, place_of in ((plain(chart.then, language), "then"), (plain(chart.now, language), "now")):
        dots = data.add_series(name or translate("before", language))
        for place, one in enumerate(chart.rows):
            stood: Standing | None = getattr(one, place_of)
            if stood is not None and stood.along is not None:
                dots.add_data_point(min(stood.along, chart.end), count - place - 0.5)
    goal = data.add_series(plain(chart.goal, language))
    goal.add_data_point(1, 0)
    goal.add_data_point(1, count)
    left, right = (where.left + int(where.width * part) for part in (AXIS, VERDICTS))
    area = Place(left, where.top + HEAD, right - left - 20, where.height - HEAD)
    made = _dots(slide, data, area, alt, ((0, chart.end), (0, count)))
    made.category_axis.tick_label_position = made.value_axis.tick_label_position
    then, now, line = made.plots[0].series
    _marked(then, ink.BACKGROUND)
    _marked(now, ink.ACTUAL)
    _lined(line, ink.INK)
    words(
        slide,
        Place(area.left, where.top, area.width, HEAD),
        [Line(plain(chart.goal, language))],
        language,
        is_centred=True,
    )
    tall = (where.height - HEAD) / max(count, 1)
    for place, one in enumerate(chart.rows):
        row = Place(where.left, where.top + HEAD + int(tall * place), where.width, int(tall))
        _beside(slide, one, row, language)


def _beside(slide: Any, one: Movement, where: Place, language: str) -> None:
    names, numbers, verdicts = (where.left + int(where.width * part) for part in (0, NUMBERS, VERDICTS))
    label = [Line(plain(one.label, language), is_bold=True), Line(plain(one.basis, language))]
    words(slide, Place(names, where.top, numbers - names - 10, where.height), label, language, size=SMALL)
    now = plain(one.now.written, language)
    told = now if one.then is None else f"{plain(one.then.written, language)} → {now}"
    place = Place(numbers, where.top, int(where.width * (AXIS - NUMBERS)) - 10, where.height)
    words(slide, place, [Line(told, is_bold=True, colour=ink.ACTUAL)], language)
    lines = [Line(plain(one.dispute, language), is_bold=True)] if one.dispute else []
    lines.append(Line(_verdict(one.now, language), is_bold=True, colour=ink.STATUS_COLOURS.get(one.now.shape, ink.INK)))
    if one.then is not None and one.then.verdict:
        lines.append(Line(f"{translate('before', language)} {_verdict(one.then, language)}"))
    lines = [line for line in lines if line.told]
    if lines:
        room = Place(verdicts, where.top, where.left + where.width - verdicts, where.height)
        words(slide, room, lines, language, size=SMALL)


def _verdict(one: Standing, language: str) -> str:
    return f"{STATUS_SHAPES.get(one.shape, '')} {plain(one.verdict, language)}".strip()


def _course(slide: Any, chart: Course, where: Place, language: str, alt: str) -> None:
    """Dots with their intervals from day to day, the goal across; days and numbers of answers under them."""
    count = len(chart.moments)
    data = XyChartData(number_format="0%" if chart.is_share else "#,##0.0")
    dots = data.add_series(translate("Share", language) if chart.is_share else translate("Value", language))
    for place, one in enumerate(chart.moments):
        if one.value is not None:
            dots.add_data_point(place + 0.5, one.value)
    goal = data.add_series(plain(chart.goal_label, language))
    goal.add_data_point(0, chart.goal)
    goal.add_data_point(count, chart.goal)
    for place, one in enumerate(chart.moments):
        if one.low is not None and one.high is not None:
            interval = data.add_series(f"{translate('95% interval', language)}: {plain(one.label, language)}")
            interval.add_data_point(place + 0.5, one.low)
            interval.add_data_point(place + 0.5, one.high)
    area = Place(where.left, where.top + HEAD, where.width, where.height - HEAD - FOOT)
    made = _dots(slide, data, area, alt, ((0, count), (chart.start, chart.end)))
    made.category_axis.tick_label_position = made.value_axis.tick_label_position
    first, *lines = made.plots[0].series
    _marked(first, ink.ACTUAL)
    for place, series in enumerate(lines):
        _lined(series, ink.ACTUAL if place else ink.INK)
    words(
        slide,
        Place(where.left, where.top, where.width, HEAD),
        [Line(plain(chart.goal_label, language), is_bold=True)],
        language,
    )
    step = where.width / max(count, 1)
    for place, one in enumerate(chart.moments):
        under = [
            Line(f"{plain(one.label, language)}: {plain(one.written, language)}", is_bold=True),
            Line(plain(one.under, language)),
        ]
        spot = Place(where.left + int(step * place), where.top + where.height - FOOT, int(step) - 6, FOOT)
        words(slide, spot, under, language, is_centred=True, size=SMALL)


def _dots(slide: Any, data: Any, area: Place, alt: str, ends: Sequence[tuple[float, float]]) -> Any:
    """An empty plot from end to end, across and up."""
    made = native_charts.put(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, area, alt)
    native_charts.axes(made, is_number=True)
    for axis, (least, most) in zip((made.category_axis, made.value_axis), ends, strict=True):
        axis.minimum_scale, axis.maximum_scale = least, most
    native_charts.fix_layout(made, (0.0, 0.0, 1.0, 1.0))
    return made


def _marked(series: Any, colour: str) -> None:
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 15
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(colour)
    series.marker.format.line.color.rgb, series.marker.format.line.width = rgb(ink.ACTUAL), Pt(2)
    series.smooth = False


def _lined(series: Any, colour: str) -> None:
    series.format.line.color.rgb, series.format.line.width = rgb(colour), Pt(3)
    series.marker.style = XL_MARKER_STYLE.NONE
    series.smooth = False
