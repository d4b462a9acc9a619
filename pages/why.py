"""Why is a figure what it is: its rule, its clause, the rows that count and those left out?"""

from data_pipeline.reports import WhyReport
from data_pipeline.reports.why import names, page_of
from data_pipeline.views import why
from ui import address, ask, definitions, heading, html, menu, rows, table, takeaway
from ui.words import _, chosen, say

figure = address.chosen("figure", names(ask.sectors()))
report: WhyReport = ask.report("why", figure=figure, slice=ask.slice_key())
label = say(why.label(report))
heading.page(label, _("Why?"), why.title(report), report.stamp)
menu.way(page_of(report.name))
with html.box("narrow"):
    of_slice = bool(ask.slice_key())
    table.show(why.parts(report, chosen(), of_slice=of_slice) if report.parts else why.reasons(report, chosen()))
if report.trace:
    rows.show("companies", why.companies(report, chosen()))
    rows.show("counted", why.counted(report, chosen()))
    rows.show("left_out", why.left_out(report, chosen()))
meanings = definitions.entries(why.definitions(report))
if report.sql:
    with html.fold(_("The SQL behind the figure")):
        for name, text in report.sql.items():
            html.code(name, text)
takeaway.offer("why", meanings, asked_with={"figure": figure, "slice": ask.slice_key()})
