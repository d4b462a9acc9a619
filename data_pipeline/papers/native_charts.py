"""A slide's chart as PowerPoint draws it: the numbers stand behind it and can be edited, words beside say the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from data_pipeline.language import N_, translate
from data_pipeline.language import number as format_number
from data_pipeline.papers import ink, native_waterfall
from data_pipeline.papers.native_words import LABEL, MARK, POINT, PX, SMALL, Line, Place, plain, rgb, words
from data_pipeline.views import terms
from data_pipeline.views.chart import STATUS_SHAPES, Bullets, Multiples, Shares, Stacks, Waterfall
from data_pipeline.views.meeting_charts import Chart

AFTER = XL_LABEL_POSITION.OUTSIDE_END
PERCENT = {"da": "0\\ %", "en": "0%"}
SHARE_OF_BULLETS = 0.76  # of the height, the rest is for the axis and the legend
NAMES = 0.26  # of the width, for the rows' names beside small multiples
NAMES_OF_ONE = 0.4  # where a single measure stands beside headline numbers
HEAD = 70  # px over them, for what is measured
SHARE_OF_COLUMNS = 0.84  # of a waterfall's height, the rest is for the columns' names


def add(slide: Any, chart: Chart, where: Place, language: str, alt: str) -> None:
    """Put the chart on the slide, with `alt` for those who cannot see it."""
    _ADDED[type(chart)](slide, chart, where, language, alt)


def _bullets(slide: Any, chart: Bullets, where: Place, language: str, alt: str) -> None:
    """Shares of the targets as bars, so that targets stand under each other.

    Back to front: the forecast hatched, what is reached, what is expected today as an outline.
    """
    rows = [one for one in chart.rows if one.target]
    data = CategoryChartData(number_format="0%")
    data.categories = [plain(one.label, language) for one in rows]
    forecast = [None if one.foreseen is None else one.foreseen / one.target for one in rows]
    expected = [None if one.expected is None else one.expected / one.target for one in rows]
    drawn = [
        (name, shares, draw)
        for name, shares, draw in (
            (N_("Forecast"), forecast, _hatched),
            (terms.REACHED, [one.actual / one.target for one in rows], partial(_solid, colour=ink.ACTUAL)),
            (N_("Expected today"), expected, _outlined),
        )
        if any(share is not None for share in shares)
    ]
    for name, shares, _draw in drawn:
        data.add_series(translate(name, language), shares)
    left, right = int(where.width * 0.34), int(where.width * 0.16)
    middle = Place(where.left + left, where.top, where.width - left - right, where.height)
    made = put(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, middle, alt)
    axes(made, most=chart.end, is_reversed=True, has_names=False)
    _target_line(made, language)
    fix_layout(made, (0.0, 0.0, 1.0, SHARE_OF_BULLETS))
    plot = made.plots[0]
    plot.gap_width, plot.overlap = 80, 100
    for series, (_name, _shares, draw) in zip(plot.series, drawn, strict=True):
        draw(series)
    _legend(made)
    tall = where.height * SHARE_OF_BULLETS / max(len(rows), 1)
    for place, one in enumerate(rows):
        top = int(where.top + tall * place)
        shape, told = STATUS_SHAPES.get(one.status, ""), plain(one.verdict, language)
        word = told if not shape or told.startswith(shape) else f"{shape} {told}"
        colour = ink.STATUS_COLOURS.get(one.status, ink.INK)
        words(slide, Place(where.left, top, left - 16, int(tall)), [Line(plain(one.label, language))], language)
        lines = [Line(plain(one.value, language), is_bold=True), Line(word, colour=colour)]
        words(slide, Place(middle.left + middle.width + 16, top, right - 16, int(tall)), lines, language)


def _waterfall(slide: Any, chart: Waterfall, where: Place, language: str, alt: str) -> None:
    """Columns on an invisible foot; the one it is held against is an outline, and its name says what is left."""
    feet = native_waterfall.feet(chart.steps)
    amounts = [float(abs(one.amount)) for one in chart.steps]
    data = CategoryChartData(number_format="#,##0")
    data.categories = names = [
        ", ".join(filter(None, (plain(one.label, language), plain(one.inside, language)))) for one in chart.steps
    ]
    data.add_series(translate("Foot", language), feet)
    for _series in range(2):
        data.add_series(translate("Amount", language), amounts)
    made = put(slide, XL_CHART_TYPE.COLUMN_STACKED, data, where, alt)
    tops = [foot + amount for foot, amount in zip(feet, amounts, strict=True)]
    axes(made, most=(max(tops, default=0) or 1) * 1.12)
    plot = made.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    plot.series[0].format.fill.background()
    colours = {"start": ink.FORECAST, "cut": ink.CUT, "result": ink.ACTUAL}
    for place, one in enumerate(chart.steps):
        point = plot.series[1].points[place]
        if one.kind == "outline":
            point.format.fill.background()
            point.format.line.color.rgb, point.format.line.width = rgb(ink.INK), Pt(2)
        else:
            point.format.fill.solid()
            point.format.fill.fore_color.rgb = rgb(colours[one.kind])
    native_waterfall.follow(made, chart.steps, names)
    fix_layout(made, (0.0, 0.0, 1.0, SHARE_OF_COLUMNS))


def _shares(slide: Any, chart: Shares, where: Place, language: str, alt: str) -> None:
    """Dots with their intervals on 0–100 %, the goal across; a share that may not be shown is a word in its label."""
    count = len(chart.rows)
    data = XyChartData(number_format="0%")
    dots = data.add_series(translate("Share", language))
    for place, one in enumerate(chart.rows):
        if one.share is not None:
            dots.add_data_point(one.share, count - place - 0.5)
    goal = data.add_series(plain(chart.goal_label, language))
    goal.add_data_point(chart.goal, 0)
    goal.add_data_point(chart.goal, count)
    for place, one in enumerate(chart.rows):
        if one.low is not None and one.high is not None:
            interval = data.add_series(f"{translate('95% interval', language)}: {plain(one.label, language)}")
            interval.add_data_point(one.low, count - place - 0.5)
            interval.add_data_point(one.high, count - place - 0.5)
    labels = int(where.width * 0.46)
    head = 50
    plot_area = Place(where.left + labels, where.top + head, where.width - labels, where.height - head)
    made = put(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, plot_area, alt)
    axes(made, most=1, is_number=True)
    made.category_axis.maximum_scale, made.category_axis.minimum_scale = 1, 0
    made.category_axis.major_unit = 0.5
    made.category_axis.tick_labels.number_format, made.category_axis.tick_labels.number_format_is_linked = (
        PERCENT[language],
        False,
    )
    made.value_axis.maximum_scale, made.value_axis.minimum_scale = count, 0
    for place, series in enumerate(made.plots[0].series):
        if place == 0:
            series.format.line.fill.background()
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 15
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = rgb(ink.ACTUAL)
            series.marker.format.line.fill.background()
        else:
            series.format.line.color.rgb = rgb(ink.INK if place == 1 else ink.ACTUAL)
            series.format.line.width = Pt(3)
            series.marker.style = XL_MARKER_STYLE.NONE
        series.smooth = False
    fix_layout(made, (0.02, 0.0, 0.96, 0.86))
    goal_line = [Line(plain(chart.goal_label, language))]
    words(slide, Place(plot_area.left, where.top, plot_area.width, head), goal_line, language, is_centred=True)
    tall = (where.height - head) * 0.86 / max(count, 1)
    for place, one in enumerate(chart.rows):
        top = where.top + head + int(tall * place)
        lines = [
            Line(plain(one.label, language)),
            Line(plain(one.written, language), is_bold=True, is_marked=one.marked),
            Line(plain(one.count, language)),
        ]
        lines = [line for line in lines if line.told]
        words(slide, Place(where.left, top, labels - 10, int(tall)), lines, language, size=SMALL)


def _multiples(slide: Any, chart: Multiples, where: Place, language: str, alt: str) -> None:
    """A chart for each measure beside each other; the rows' names stand left of them, once."""
    names = int(where.width * (NAMES if len(chart.panels) > 1 else NAMES_OF_ONE))
    width = (where.width - names) // max(len(chart.panels), 1)
    left = where.left + names
    tall = (where.height - HEAD) // max(len(chart.labels), 1)
    for place, label in enumerate(chart.labels):
        at = Place(where.left, where.top + HEAD + tall * place, names - 16, tall)
        words(slide, at, [Line(plain(label, language))], language)
    for panel in chart.panels:
        title = plain(panel.title, language)
        data = CategoryChartData(number_format="General")
        data.categories = [plain(label, language) for label in chart.labels]
        has_back = any(bar.back for bar in panel.bars)
        data.add_series(title, [None if bar.value is None else float(bar.value) for bar in panel.bars])
        if has_back:
            back = [None if bar.back is None else -abs(float(bar.back)) for bar in panel.bars]
            data.add_series(translate("Lost", language), back)
        room = Place(left, where.top + HEAD, width, where.height - HEAD)
        told = "; ".join(
            f"{plain(label, language)}: {plain(bar.written, language)}"
            for label, bar in zip(chart.labels, panel.bars, strict=True)
        )
        made = put(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, room, f"{title}: {told}")
        axes(made, is_reversed=True, has_names=False)
        ahead = max((float(bar.value) for bar in panel.bars if bar.value is not None), default=0)
        behind = max((abs(float(bar.back)) for bar in panel.bars if bar.back is not None), default=0)
        lowest = min((float(bar.value) for bar in panel.bars if bar.value is not None), default=0)
        made.value_axis.maximum_scale = max(ahead, 1) * 1.6
        made.value_axis.minimum_scale = min(-behind * 1.1, lowest * 1.6, 0)
        plot = made.plots[0]
        plot.gap_width, plot.overlap = 90, 100
        _solid(plot.series[0], ink.ACTUAL)
        if has_back:
            _solid(plot.series[1], ink.CUT)
        for place, bar in enumerate(panel.bars):
            written = plain(bar.written, language)
            _label(plot.series[0].points[place], written, position=AFTER, is_marked=bar.marked)
        fix_layout(made, (0.0, 0.0, 0.98, 1.0))
        for place, bar in enumerate(panel.bars):
            if bar.value is None:  # a point without a number carries no label in a chart
                low, high = made.value_axis.minimum_scale, made.value_axis.maximum_scale
                zero = room.left + width * 0.98 * (-low / (high - low))
                at = Place(int(zero) + 8, int(room.top + tall * place), int(left + width - zero) - 8, int(tall))
                words(slide, at, [Line(plain(bar.written, language))], language)
        words(slide, Place(left, where.top, width - 10, HEAD), [Line(title, True)], language)
        left += width


def _stacks(slide: Any, chart: Stacks, where: Place, language: str, alt: str) -> None:
    """Each whole over the full width: on time, late, pending."""
    data = CategoryChartData(number_format="0")
    data.categories = [f"{plain(one.label, language)}: {plain(one.verdict, language)}" for one in chart.rows]
    for name, part in ((N_("on time"), "kept"), (N_("late"), "missed"), (N_("pending"), "pending")):
        counts = [getattr(one, part) for one in chart.rows]
        if part != "pending" or any(counts):
            data.add_series(translate(name, language), counts)
    made = put(slide, XL_CHART_TYPE.BAR_STACKED_100, data, where, alt)
    axes(made, most=1, is_reversed=True)
    plot = made.plots[0]
    plot.gap_width, plot.overlap = 90, 100
    looks = ((ink.ACTUAL, ink.BACKGROUND), (ink.CUT, ink.BACKGROUND), (None, ink.INK))
    parts = ("kept", "missed", "pending")
    for series, part, (fill, colour) in zip(plot.series, parts, looks, strict=False):
        if fill:
            _solid(series, fill)
        else:
            _outlined(series)
        for place, one in enumerate(chart.rows):
            if count := getattr(one, part):
                told = format_number(count, language)
                _label(series.points[place], told, colour=colour, position=XL_LABEL_POSITION.CENTER)
    _legend(made)


def put(slide: Any, kind: Any, data: Any, where: Place, alt: str) -> Any:
    """A chart of a kind on the slide, in the house's letters."""
    frame = slide.shapes.add_chart(kind, *(Emu(int(PX * part)) for part in where), data)
    name = frame._element.nvGraphicFramePr.cNvPr
    name.set("descr", alt)
    made = frame.chart
    made.has_legend = made.has_title = False
    made.font.size, made.font.name = Pt(LABEL * POINT), ink.FONT
    made.font.color.rgb = rgb(ink.INK)
    return made


def axes(
    made: Any,
    *,
    most: float | None = None,
    is_reversed: bool = False,
    has_names: bool = True,
    is_number: bool = False,
) -> None:
    """No grid, no numbers on the axis: the marks carry theirs."""
    value, names = made.value_axis, made.category_axis
    value.has_major_gridlines = False
    value.minimum_scale = 0
    if most is not None and not is_number:
        value.maximum_scale = most
    value.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    value.major_tick_mark = value.minor_tick_mark = XL_TICK_MARK.NONE
    value.format.line.fill.background()
    names.has_major_gridlines = False
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb, names.format.line.width = rgb(ink.CONTROL), Pt(2)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW if has_names else XL_TICK_LABEL_POSITION.NONE
    if is_reversed:
        names.reverse_order = True
    if not is_number:  # every bar keeps its name, however many there are
        skip = names._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
        names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _target_line(made: Any, language: str) -> None:
    """A line across the bars at 100 % of the target, its number at the axis."""
    axis = made.value_axis
    axis.major_unit = 1
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb, axis.major_gridlines.format.line.width = rgb(ink.INK), Pt(3)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = PERCENT[language], False


def _legend(made: Any) -> None:
    made.has_legend = True
    made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _label(point: Any, told: str, *, colour: str = ink.INK, position: Any, is_marked: bool = False) -> None:
    label = point.data_label
    frame = label.text_frame
    frame.text = told
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.name = Pt(LABEL * POINT), True, ink.FONT
            run.font.color.rgb = rgb(colour)
            if is_marked:
                run.font.underline = MARK
    label.position = position


def fix_layout(made: Any, inner: Sequence[float]) -> None:
    """The plot's own area in parts of the chart's, so that texts beside it can stand where its rows are."""
    area = made._chartSpace.chart.plotArea
    layout = area.find(qn("c:layout"))
    if layout is None:
        layout = area.makeelement(qn("c:layout"), {})
        area.insert(0, layout)
    for child in list(layout):
        layout.remove(child)
    manual = layout.makeelement(qn("c:manualLayout"), {})
    layout.append(manual)
    told = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), *zip("xywh", map(str, inner), strict=True))
    for name, value in told:
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": value}))


def _solid(series: Any, colour: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(colour)
    series.invert_if_negative = False


def _hatched(series: Any) -> None:
    fill = series.format.fill
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb, fill.back_color.rgb = rgb(ink.FORECAST), rgb(ink.BACKGROUND)
    series.format.line.color.rgb, series.format.line.width = rgb(ink.FORECAST), Pt(1)
    series.invert_if_negative = False


def _outlined(series: Any) -> None:
    series.format.fill.background()
    series.format.line.color.rgb, series.format.line.width = rgb(ink.INK), Pt(2)


_ADDED: Mapping[type, Callable[[Any, Any, Place, str, str], None]] = {
    Bullets: _bullets,
    Waterfall: _waterfall,
    Shares: _shares,
    Multiples: _multiples,
    Stacks: _stacks,
}
