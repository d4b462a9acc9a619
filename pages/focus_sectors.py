"""How do the agreement's focus sectors do, side by side and one in depth (R13, R19, B4)?"""

from data_pipeline.views import focus_sectors, sector_comparison
from ui import ask, choices, comparison, definitions, heading, html, messages, multiples, slices, table, takeaway
from ui.words import _, chosen, say

report, compared = ask.focus_sectors(), ask.sector_comparison()
sector = ask.sector()
question = say(focus_sectors.question(report))
title = focus_sectors.title(report, sector) if sector else sector_comparison.title(compared, report)
heading.page(_("Focus sectors"), question, title, report.stamp, up="focus_sectors" if sector else "")
if not sector:
    slices.beside("focus_sectors")
if report.is_empty:
    messages.nothing(_("There are no sectors to show"), _("Sectors stand in the agreement file"))
    html.stop()
choices.slice_pills("focus_sectors", _("Focus sector"), sector_comparison.names(compared))
if sector:
    slices.beside("focus_sectors")
    multiples.show(focus_sectors.quarters(report, sector))
    for numbers in focus_sectors.tables(report, chosen(), sector):
        table.show(numbers, heading=False)
    if sector in report.names:
        html.aside(focus_sectors.belonging(report, sector))
else:
    comparison.show(sector_comparison.sides(compared))
    for numbers in focus_sectors.tables(report, chosen()):
        table.show(numbers, sorts_on="focus_sectors")
takeaway.offer("focus_sectors", definitions.of(focus_sectors.figures(report)), sector=sector)
