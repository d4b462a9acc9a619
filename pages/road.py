"""Where do clients drop off, how did they come in, and whom were they referred to (R12, §5)?"""

from data_pipeline.views import road as road_findings
from ui import ask, definitions, frame, heading, html, road_steps, takeaway
from ui.words import _

frame.inside()
report = ask.road()
question = _("Where do clients drop off?")
heading.page(_("The client's road"), question, road_findings.title(report), report.stamp)
road_steps.section(report)
with html.box("road_parts"), html.columns(1, 1) as column:
    with column():
        road_steps.channels(report)
    with column():
        road_steps.referrals(report)
takeaway.offer("road", definitions.entries(road_steps.meanings(report)))
