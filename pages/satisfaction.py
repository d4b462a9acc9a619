"""Are more than the agreed share satisfied (R8, §7)?"""

from data_pipeline.views import satisfaction as satisfaction_findings
from ui import ask, definitions, frame, heading, html, messages, satisfaction_rows, share, share_course, takeaway
from ui.words import _, say

frame.inside()
report = ask.satisfaction()
question = say(satisfaction_findings.question(share.over(report.whole.goal)))
title = satisfaction_findings.title(report)
heading.page(_("Satisfaction"), question, title, report.stamp, _("Source: the shared CRM"))
if report.is_empty:
    messages.nothing(_("Nobody has been asked in the period"), _("Choose a later date at the foot of the menu"))
satisfaction_rows.headline(report)
share_course.section(report)
satisfaction_rows.levels(report)
with html.fold(_("The same as a table")):
    satisfaction_rows.as_table(report)
satisfaction_rows.notes()
takeaway.offer("satisfaction", definitions.of(satisfaction_rows.shown_figures(report)))
