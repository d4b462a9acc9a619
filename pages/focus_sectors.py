"""How do the agreement's focus sectors do, side by side and one in depth (R13, B4)?"""

from data_pipeline.views import focus_sectors
from ui import address, ask, choices, definitions, heading, html, messages, multiples, slices, table, takeaway
from ui.words import _, chosen, say

report = ask.focus_sectors()
sectors = focus_sectors.choices(report)
sector = address.chosen("sector", list(sectors))
question, title = say(focus_sectors.question(report)), focus_sectors.title(report, sector)
heading.page(_("Focus sectors"), question, title, report.stamp)
slices.beside("focus_sectors")
if report.is_empty:
    messages.nothing(_("There are no sectors to show"), _("Sectors stand in the agreement file"))
    html.stop()
choices.pick("focus_sectors", _("Focus sector"), "sector", sectors)
multiples.show(focus_sectors.quarters(report, sector) if sector else focus_sectors.side_by_side(report))
for numbers in focus_sectors.tables(report, chosen(), sector):
    table.show(numbers, heading=False)
if sector:
    html.aside(focus_sectors.belonging(report, sector))
takeaway.offer("focus_sectors", definitions.of(focus_sectors.figures(report)), sector=sector)
