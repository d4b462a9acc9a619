"""Do we reach the numbers in B1? Target, reached, forecast and what is still possible (R4–R6, R15)."""

from data_pipeline.views import targets as findings
from ui import ask, b1, cumulative, definitions, frame, heading, html, takeaway
from ui.words import _

frame.inside()
report = ask.targets()
finding = findings.targets(report.targets)
source = _("Source: the shared CRM")
heading.page(_("Activity targets"), _("Do we reach the numbers in B1?"), finding, report.stamp, source)
b1.table(report)
cumulative.section(report.courses)
if report.targets:
    with html.fold(_("The same as a table")):
        b1.as_table(report)
        cumulative.as_table(report.courses)
takeaway.offer("targets", definitions.of(b1.shown_figures(report)))
