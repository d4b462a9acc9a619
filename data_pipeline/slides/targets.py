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
from data_pipeline.views.chart import Text

# How the marks are read; it stands under them, since nothing on a slide is explained by pointing at it.
LEGEND = N_("Bar: target · arrow: expected · hatched: forecast · thin: 80%")


def targets(meeting: Meeting) -> tuple[Slide, ...]:
    """B1's guided parties against target and pace."""
    report = meeting.reports["targets"]
    asked = [one for one in report.targets if FigureId.parse(one.id).family == "guided"]
    return _bullets(meeting, "targets", message("Activity targets"), asked, findings.targets(asked))


def programmes(meeting: Meeting) -> tuple[Slide, ...]:
    """B1's growth programmes against target and pace."""
    report = meeting.reports["targets"]
    asked = [one for one in report.targets if FigureId.parse(one.id).family == "programme"]
    return _bullets(meeting, "programmes", message("Growth programmes"), asked, findings.targets(asked))


def _bullets(meeting: Meeting, part: str, topic: Message, asked: Sequence[Target], title: Message) -> tuple[Slide, ...]:
    agreed = [one for one in asked if one.target]
    if not agreed:
        return ()
    drawn = [one for one in agreed if one not in _summed(agreed)]
    return (
        Slide(
            id=part,
            part=part,
            topic=topic,
            title=amounts.Capital(title),
            subtitle=message(
                "{topic}, {period} ({clause})",
                topic=message("Guided") if part == "targets" else topic,
                period=period(meeting),
                clause=", ".join(dict.fromkeys(one.clause for one in agreed)),
            ),
            chart=findings.bullets(drawn),
            remarks=(*_totals(agreed), message(LEGEND)),
            notes=_without(asked),
            figures={one.id: str(one.actual) for one in agreed},
            table=PageTable("targets", meeting.reports["targets"]),
        ),
    )


def _summed(agreed: Sequence[Target]) -> list[Target]:
    """The programmes in all where they are no row of their own: they add up rows of the slide."""
    rows = {one.segment for one in agreed if one.measure != "programme.total"}
    return [one for one in agreed if one.measure == "programme.total" and one.segment in rows]


def _totals(agreed: Sequence[Target]) -> tuple[Text, ...]:
    """The programmes in all in words."""
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
