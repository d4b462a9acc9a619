"""Where do clients drop off, how did they come in, and whom were they referred to (R12, §5)?"""

from data_pipeline.reports import RoadReport
from data_pipeline.views import road
from ui import ask, definitions, heading, html, multiples, slices, table, takeaway
from ui.words import _, chosen

report: RoadReport = ask.report("road")
heading.page(_("The client's road"), _("Where do clients drop off?"), road.title(report), report.stamp)
slices.beside("road")
multiples.show(road.steps(report))
steps, *parts = road.tables(report, chosen())
table.show(steps, heading=False)
with html.box("road_parts"), html.columns(1, 1) as column:
    for numbers in parts:
        with column():
            table.show(numbers)
takeaway.offer("road", definitions.entries(road.definitions(report)))
