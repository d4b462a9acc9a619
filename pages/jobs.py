"""How far is it to the goal in jobs, and for how many companies is it known (R9, §7)?"""

from data_pipeline.reports import JobsReport
from data_pipeline.views import companies, jobs
from ui import ask, chart, definitions, heading, headlines, html, rows, slices, table, takeaway
from ui.words import _, chosen

report: JobsReport = ask.report("jobs")
source = _("Source: employment figures by CVR number")
heading.page(_("Jobs"), _("How far is it to the goal?"), jobs.title(report), report.stamp, source)
slices.beside("jobs")
with html.box("jobs"), html.columns(780, 276) as column:
    with column():
        headlines.show(jobs.headlines(report))
    with column():
        html.aside(jobs.definition(report))
chart.section(jobs.course(report))
table.folded([jobs.by_month(report, chosen())])
for name, listed in companies.tables(report.companies, chosen()).items():
    rows.show(name, listed)
takeaway.offer("jobs", definitions.of(jobs.figures(report)))
