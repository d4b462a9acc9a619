"""What has changed since a meeting, and why?"""

from data_pipeline.views import changes as findings
from ui import ask, change_parts, frame, heading, html, messages, takeaway
from ui.words import _, say

frame.inside()
report = ask.changes(ask.meeting())
if report is None:
    heading.page(_("Changes"), _("What has changed since the meeting?"), findings.no_meeting(), ask.overview().stamp)
    messages.nothing(_("There is no meeting to compare with."), _("Freeze one, or choose a later date."))
    html.stop()
heading.page(
    _("Changes"), say(findings.since(report)), findings.title(report), report.stamp, say(findings.against(report))
)
change_parts.head()
change_parts.which(report)
change_parts.table(report)
change_parts.steps(report)
change_parts.rows(report)
takeaway.offer("changes", change_parts.meanings(report), asked_with=change_parts.asked_with(report))
