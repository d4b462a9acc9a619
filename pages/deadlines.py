"""Were the two working days kept: first contact and registration (R10, R11, §5)?"""

from data_pipeline.views import deadlines as deadline_findings
from ui import ask, deadline_months, deadline_rows, definitions, frame, heading, html, messages, takeaway
from ui.words import _

frame.inside()
report = ask.deadlines()
question = _("Are the agreed working days kept?")
source = _("Source: the shared CRM")
heading.page(_("Deadlines"), question, deadline_findings.title(report), report.stamp, source)
if report.is_empty:
    messages.nothing(_("No case has begun yet"), _("Choose a later date at the foot of the menu"))
    html.stop()
deadline_rows.rows(report)
deadline_months.section(report)
takeaway.offer("deadlines", definitions.of(deadline_rows.shown_figures(report)))
