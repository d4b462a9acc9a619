"""What each cause did to headline figures since a meeting: one of them as steps, or several side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from data_pipeline.figures import FigureId
from data_pipeline.language import Message, message
from data_pipeline.meetings.changes import Cause
from data_pipeline.meetings.changes_report import ChangesReport, Difference, Number
from data_pipeline.privacy.small_cells import Hidden
from data_pipeline.views import changes
from data_pipeline.views.chart import Axis, Bar, Frame, Lead, Line, Mark, Multiples, Note, Panel, Plot, Series

_BAR, _EDGE = 0.38, 0.46  # of a column: half a bar, and from the middle of an outer bar to the edge
_LEAST_COLUMNS = 5  # two bars alone would fill the page
_HEADROOM = 0.17  # of the axis over and under the bars: room for a number
_MOST_PANELS = 3  # measures beside each other that can be read across a room


def with_steps(report: ChangesReport) -> dict[str, Difference]:
    """The headlines whose causes may be drawn, by figure and part."""
    return {f"{one.figure}.{one.part}": one for one in report.headlines if one.causes and not changes.is_hidden(one)}


def steps(one: Difference) -> Plot:
    """The difference from zero, cause by cause, and what it comes to."""
    by_cause: list[Number] = [by for _cause, by in one.causes if not isinstance(by, Hidden)]
    values = [*by_cause, sum(by_cause[1:], by_cause[0])]
    ends = list(accumulate(float(by) for by in by_cause))
    starts = [0.0, *ends[:-1], 0.0]
    names: list[Message | str] = [message(changes.CAUSES[cause]) for cause, _by in one.causes]
    names.append(message("Difference in all"))
    low, high = min(0.0, *ends), max(0.0, *ends)
    room = (high - low or 1) * _HEADROOM
    last = len(values) - 1
    marks, notes, lead = [], [], Lead(str(FigureId.of_value(one.figure, one.part)[0]))
    for place, (start, value) in enumerate(zip(starts, values, strict=True)):
        role = "cut" if value < 0 else "actual" if place == last else "forecast"
        written = changes.signed(value, one.unit)
        marks.append(Mark(place, float(value), (names[place], written), start, role=role, lead=lead))
        top = start + float(value)
        notes.append(Note(place, top, written, up="below" if value < 0 else "above"))
    return Plot(
        title=message("{label}: {value}", label=changes.cell_label(one), value=changes.from_to(one)),
        told=changes.why(one),
        x=Axis(-_EDGE, max(len(values), _LEAST_COLUMNS) - 1 + _EDGE, tuple(enumerate(names))),
        y=Axis(low - room, high + room, is_hidden=True),
        series=(Series("bars", "forecast", tuple(marks)),),
        notes=tuple(notes),
        frames=(
            Frame(-_EDGE, last + _EDGE, 0, 0),
            *(Frame(place + _BAR, place + 1 - _BAR, end, end) for place, end in enumerate(ends)),
        ),
        bar_width=2 * _BAR,
    )


def then_and_now(report: ChangesReport) -> tuple[Line, ...]:
    """The headline figures then and now, each with its causes."""
    return tuple(
        Line(
            changes.cell_label(one),
            changes.from_to(one),
            changes.why(one),
            marked=changes.is_marked(report, one),
        )
        for one in report.headlines
    )


def side_by_side(report: ChangesReport) -> Multiples | None:
    """Cause by cause what it did to each of the first figures, down left of zero; None where one cause did it all."""
    drawn = list(with_steps(report).values())[:_MOST_PANELS]
    causes = [cause for cause in Cause if any(cause in dict(one.causes) for one in drawn)]
    if len(causes) < 2:
        return None
    return Multiples(
        tuple(message(changes.CAUSES[cause]) for cause in causes),
        tuple(Panel(changes.cell_label(one), tuple(_bar(report, one, cause) for cause in causes)) for one in drawn),
    )


def _bar(report: ChangesReport, one: Difference, cause: Cause) -> Bar:
    by = dict(one.causes).get(cause)
    if by is None or isinstance(by, Hidden):
        return Bar(Decimal(0), message("–"))
    written = changes.signed(by, one.unit)
    bar = Bar(Decimal(by), written) if by >= 0 else Bar(Decimal(0), written, back=Decimal(-by))
    return replace(bar, marked=changes.is_marked(report, one))
