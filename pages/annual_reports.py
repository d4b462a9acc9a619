"""Whom did each operator guide, and how did they fare (R16, B3)?"""

from data_pipeline.views import annual_reports as annual_findings
from ui import annual_tables, ask, definitions, frame, heading, takeaway
from ui.words import _

frame.inside()
report = ask.annual_reports()
question = _("Whom did the operators guide, and how did they fare?")
heading.page(_("Annual reports"), question, annual_findings.title(report), report.stamp)
annual_tables.profiles(report)
for operator in report.operators:
    annual_tables.industries(operator, report.clause)
takeaway.offer("annual_reports", definitions.entries(annual_tables.meanings(report)))
