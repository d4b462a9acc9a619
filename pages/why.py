"""Why is a figure what it is: its rule, its clause, the rows that count and those left out?"""

import streamlit as st

from data_pipeline.findings import why as why_findings
from ui import ask, definitions, frame, heading, messages, quarters, takeaway, why_parts
from ui.words import _, say

frame.inside()
figure = why_parts.chosen()
report = ask.why(figure)
heading.page(_("Why?"), say(why_findings.label(report)), why_findings.title(report), report.stamp, *why_parts.dates(report))
if report.day is None:
    messages.nothing(*map(say, quarters.nothing(report.first_day)))
    st.stop()
why_parts.section(report)
meanings = definitions.entries(why_parts.meanings(report))
why_parts.sql(report)
takeaway.offer("why", meanings, asked_with=why_parts.asked_with(figure))
