"""Do we reach the numbers in B1? Target, reached, forecast and what is still possible (R4–R6, R15)."""

from data_pipeline.reports import TargetsReport
from data_pipeline.views import b1 as views
from ui import ask, b1, chart, definitions, heading, slices, table, takeaway
from ui.words import _, chosen

report: TargetsReport = ask.report("targets")
title = views.title(report)
source = _("Source: the shared CRM")
heading.page(_("Activity targets"), _("Do we reach the numbers in B1?"), title, report.stamp, source)
slices.beside("targets")
b1.table(report)
if report.courses:
    chart.side_by_side(views.courses_title(report.courses), views.legend(), views.plots(report.courses))
if report.targets:
    table.folded(views.tables(report, chosen()))
takeaway.offer("targets", definitions.of(b1.shown_figures(report)))
