"""Whom did each operator guide, and how did they fare (R16, B3)?"""

from data_pipeline.reports import AnnualReport
from data_pipeline.views import annual_reports
from ui import ask, definitions, heading, multiples, slices, table, takeaway
from ui.words import _, chosen

report: AnnualReport = ask.report("annual_reports")
question = _("Whom did the operators guide, and how did they fare?")
heading.page(_("Annual reports"), question, annual_reports.title(report), report.stamp)
slices.beside("annual_reports")
multiples.show(annual_reports.profiles(report))
profiles, *industries = annual_reports.tables(report, chosen())
table.show(profiles, heading=False)
for numbers in industries:
    table.show(numbers)
takeaway.offer("annual_reports", definitions.entries(annual_reports.definitions(report)))
