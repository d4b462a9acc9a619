"""Were the two working days kept: first contact and registration (R10, R11, §5)?"""

from data_pipeline.reports import DeadlinesReport
from data_pipeline.views import deadlines
from ui import ask, chart, definitions, heading, headlines, html, messages, rows, slices, table, takeaway
from ui.words import _, chosen

report: DeadlinesReport = ask.report("deadlines")
question = _("Are the agreed working days kept?")
heading.page(_("Deadlines"), question, deadlines.title(report), report.stamp, _("Source: the shared CRM"))
slices.beside("deadlines")
if report.is_empty:
    messages.nothing(_("No case has begun yet"), _("Choose a later date at the foot of the menu"))
    html.stop()
headlines.show(deadlines.headlines(report))
html.note(deadlines.lengths(report))
with html.chart_columns(1, 1) as column:
    for plot, months in zip(deadlines.courses(report), deadlines.by_month(report, chosen()), strict=True):
        with column():
            chart.section(plot)
            table.show(months, heading=False, is_narrow=True)
html.note(*deadlines.how_months_count())
rows.show("cases", deadlines.cases(report, chosen()))
takeaway.offer("deadlines", definitions.of(deadlines.figures(report)))
