"""What do the figures rest on: loads, refused and waiting rows, missing fields, definitions (§5, R14)?"""

from data_pipeline.views import data as data_findings
from ui import ask, data_loads, data_tables, definitions, frame, heading, html, takeaway, trail
from ui.words import _

frame.inside()
report = ask.data()
heading.page(_("Data"), _("What do the figures rest on?"), data_findings.title(report), report.stamp)
data_tables.headline(report)
with html.box("data"), html.columns(780, 276) as column:
    with column():
        data_loads.section(report)
        data_loads.refused(report)
    with column():
        data_tables.debt(report)
        data_tables.inbox(ask.inbox())
trail.section()
takeaway.offer("data", definitions.entries(data_tables.meanings(report)))
