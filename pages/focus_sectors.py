"""How do the agreement's focus sectors do, side by side and one in depth (R13, B4)?"""

from data_pipeline.views import focus_sectors as sector_findings
from ui import ask, definitions, frame, heading, html, messages, multiples, sector_depth, takeaway
from ui.words import _, say

frame.inside()
report = ask.focus_sectors()
sector = sector_depth.chosen(report)
title = sector_findings.title(report, sector)
question = say(sector_findings.question(report))
heading.page(_("Focus sectors"), question, title, report.stamp)
if report.is_empty:
    messages.nothing(_("There are no sectors to show"), _("Sectors stand in the agreement file"))
    html.stop()
sector_depth.choice(report, sector)
if sector:
    sector_depth.section(report, sector)
else:
    multiples.section(report)
takeaway.offer("focus_sectors", definitions.of(multiples.shown_figures(report)), sector=sector)
