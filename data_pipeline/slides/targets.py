"""Slides about B1's targets: actual against target and pace, one row a target."""

from __future__ import annotations

from collections.abc import Sequence

from data_pipeline.figures import FigureId
from data_pipeline.language import N_, Message, message
from data_pipeline.meetings.values import Meeting
from data_pipeline.reports import Target
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import PageTable, period
from data_pipeline.views import amounts
from data_pipeline.views import targets as findings
from data_pipeline.views.chart import Bullets, Text

PART = "targets"


def targets(meeting: Meeting) -> tuple[Slide, ...]:
    """B1's guided parties against target and pace."""
    report = meeting.reports["targets"]
    asked = [one for one in report.targets if FigureId.parse(one.id).family == "guided"]
    return _bullets(meeting, "targets", message("Activity targets"), asked)


def programmes(meeting: Meeting) -> tuple[Slide, ...]:
    """B1's growth programmes against target and pace."""
    report = meeting.reports["targets"]
    asked = [one for one in report.targets if FigureId.parse(one.id).family == "programme"]
    return _bullets(meeting, "programmes", message("Growth programmes"), asked)


def _bullets(meeting: Meeting, name: str, topic: Message, asked: Sequence[Target]) -> tuple[Slide, ...]:
    agreed = [one for one in asked if one.target]
    if not agreed:
        return ()
    drawn = [one for one in agreed if one not in _summed(agreed)]
    chart = findings.bullets(drawn)
    return (
        Slide(
            id=name,
            part=PART,
            topic=topic,
            title=amounts.Capital(findings.targets(drawn)),
            subtitle=message(
                "{topic}, {period} ({clause})",
                topic=message("Guided") if name == "targets" else topic,
                period=period(meeting),
                clause=", ".join(dict.fromkeys(one.clause for one in agreed)),
            ),
            chart=chart,
            remarks=(*_totals(agreed), legend(chart)),
            notes=_without(asked),
            figures={one.id: str(one.actual) for one in agreed},
            table=PageTable("targets", meeting.reports["targets"]),
            page="targets",
        ),
    )


def _summed(agreed: Sequence[Target]) -> list[Target]:
    """The totals that are no row of their own: what they are about stands in rows of the slide."""
    rows = {one.segment for one in agreed if not one.measure.endswith(".total")}
    return [one for one in agreed if one.measure.endswith(".total") and one.segment in rows]


def legend(chart: Bullets) -> Message:
    """How the marks that are there are read; it stands under them, since nothing on a slide is pointed at."""
    marks = [N_("Line: target")]
    marks += [N_("arrow: expected")] * any(one.expected is not None for one in chart.rows)
    marks += [N_("hatched: forecast")] * any(one.foreseen is not None for one in chart.rows)
    marks += [N_("thin: 80%")] * any(one.low != one.high for one in chart.rows)
    return amounts.joined(map(message, marks), " · ")


def _totals(agreed: Sequence[Target]) -> tuple[Text, ...]:
    """The totals in words."""
    found = _summed(agreed)
    if not found:
        return ()
    rows = tuple(
        message(
            "{segment} {actual} of {target}",
            segment=message(findings.SEGMENT_NAMES[one.segment]),
            actual=one.actual,
            target=one.target,
        )
        for one in found
    )
    return (message("In all: {rows}", rows=rows),)


def _without(asked: Sequence[Target]) -> tuple[Text, ...]:
    """What B1 lists without a target."""
    names = tuple(message(findings.NAMES[one]) for one in dict.fromkeys(one.measure for one in asked if not one.target))
    return (message("No target agreed (0): {names}", names=names),) if names else ()
