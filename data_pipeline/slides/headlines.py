"""The headlines of a day as slides, by page: for a wall screen, which is for others (R18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from data_pipeline.language import message
from data_pipeline.meetings.values import Meeting
from data_pipeline.slides import figures, targets
from data_pipeline.slides.slide import Slide
from data_pipeline.slides.words import period
from data_pipeline.views import amounts
from data_pipeline.views import overview as overview_findings
from data_pipeline.views import targets as target_findings
from data_pipeline.views.chart import Lines


def slides(meeting: Meeting, pages: Sequence[str]) -> tuple[Slide, ...]:
    """Return the slides of these pages in this order; a page that is not of `PAGES` has none."""
    return tuple(slide for page in pages for make in PAGES.get(page, ()) for slide in make(meeting))


def overview(meeting: Meeting) -> tuple[Slide, ...]:
    """Return the headline figures as lines: each against what was agreed, with its verdict."""
    report = meeting.reports["overview"]
    return (
        Slide(
            id="overview",
            part="overview",
            topic=message("Overview"),
            title=amounts.Capital(target_findings.overview(report)),
            subtitle=message("Headline figures, {period}", period=period(meeting)),
            chart=Lines(overview_findings.lines(report)),
        ),
    )


PAGES: Mapping[str, tuple[Callable[[Meeting], tuple[Slide, ...]], ...]] = {
    "overview": (overview,),
    "targets": (targets.targets, targets.programmes),
    "fees": (figures.fees,),
    "satisfaction": (figures.satisfaction,),
    "jobs": (figures.jobs,),
    "deadlines": (figures.deadlines,),
}
