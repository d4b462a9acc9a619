"""What has changed since a meeting, and why?"""

from data_pipeline.views import change_charts, changes
from ui import ask, chart, choices, definitions, heading, html, menu, messages, table, takeaway
from ui.words import _, chosen, say

report = ask.changes(ask.meeting())
if report is None:
    heading.page(
        _("Changes"), _("What has changed since the meeting?"), changes.no_meeting(), ask.report("overview").stamp
    )
    messages.nothing(_("There is no meeting to compare with."), _("Freeze one, or choose a later date."))
    html.stop()
question, compared = say(changes.since(report)), say(changes.against(report))
heading.page(_("Changes"), question, changes.title(report), report.stamp, compared)
menu.way("meeting")
choices.pick("changes", _("Meeting"), "since", changes.meetings(report))
drawn = change_charts.with_steps(report)
if drawn:
    figure = choices.pick("changes", _("Figure"), "change", changes.labels(drawn))
    chart.section(change_charts.steps(drawn[figure]), leads=True)
if moved := changes.share_moved(report):
    html.note(moved)
for found in changes.changed(report, chosen()):
    table.show(found)
meanings = definitions.entries(changes.definitions(report))
takeaway.offer("changes", meanings, asked_with={"meeting": report.since.name})
