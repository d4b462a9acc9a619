"""Whom did each operator guide, and how did they fare (R16, B3)?"""

from data_pipeline.views import annual_reports as annual_findings
from ui import annual_tables, ask, definitions, frame, heading, html, messages, quarters, takeaway
from ui.words import _, say

frame.inside()
report = ask.annual_reports()
question = _("Whom did the operators guide, and how did they fare?")
day = say(quarters.shown(report.day, report.stamp.as_of))
heading.page(_("Annual reports"), question, annual_findings.title(report), report.stamp, day)
if report.is_empty:
    messages.nothing(*map(say, quarters.nothing(report.first_day)))
    html.stop()
annual_tables.profiles(report)
for operator in report.operators:
    annual_tables.industries(operator, report.clause)
annual_tables.note()
takeaway.offer("annual_reports", definitions.entries(annual_tables.meanings(report)))
