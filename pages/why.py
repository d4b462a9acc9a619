"""Why is a figure what it is: its rule, its clause, the rows that count and those left out?"""

from data_pipeline.views import why as why_findings
from ui import ask, definitions, frame, heading, takeaway, why_parts
from ui.words import _, say

frame.inside()
figure = why_parts.chosen()
report = ask.why(figure)
label = say(why_findings.label(report))
heading.page(label, _("Why?"), why_findings.title(report), report.stamp)
why_parts.section(report)
meanings = definitions.entries(why_parts.meanings(report))
why_parts.sql(report)
takeaway.offer("why", meanings, asked_with=why_parts.asked_with(figure))
