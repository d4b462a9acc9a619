"""What do the figures rest on: loads, refused and waiting rows, missing fields, definitions (§5, R14)?"""

from data_pipeline.reports import DataReport
from data_pipeline.views import data
from ui import ask, definitions, heading, headlines, html, rows, table, takeaway, trail
from ui.loading import choose, look, take_back
from ui.words import _, chosen

take_back.step()
look.step()
report: DataReport = ask.report("data")
inbox = ask.inbox()
heading.page(_("Data"), _("What do the figures rest on?"), data.title(report), report.stamp)
choose.section(data.authors(report))
may_undo = choose.desk().may_load
table.show(data.last(report, chosen(), may_undo=may_undo))
table.behind_title(data.older(report, chosen(), may_undo=may_undo))
headlines.show(data.headlines(report))
with html.box("data"), html.columns(780, 276) as column:
    with column():
        newest, *earlier = data.newest(report, chosen())
        table.show(newest, most=data.MOST_FILES)
        if earlier:
            table.folded(earlier, _("The loads before, file by file"))
    with column():
        table.show(data.missing_fields(report, chosen()))
        if inbox:
            table.show(data.inbox(inbox, chosen()))
rows.show("refused", data.refused(report, chosen()))
rows.show("debtors", data.debtors(report, chosen()))
trail.section()
takeaway.offer("data", definitions.entries(data.definitions(report)))
