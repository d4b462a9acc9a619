"""Are we on course? The headline figures and what needs attention."""

from data_pipeline.reports import OverviewReport
from data_pipeline.views import attention as needed
from data_pipeline.views import overview
from data_pipeline.views import targets as findings
from ui import ask, attention, definitions, heading, headlines, html, since, slices, takeaway
from ui.words import _

report: OverviewReport = ask.report("overview")
heading.page(_("Overview"), _("Are we on course?"), findings.overview(report), report.stamp)
slices.beside("overview")
with html.box("overview"), html.columns(780, 276) as column:
    with column():
        headlines.show(overview.headlines(report))
    with column():
        attention.listed(needed.attention(report))
since.section()
takeaway.offer("overview", definitions.of(overview.figures(report)))
